/** A statement in PostgreSQL's words. */
export interface Said {
  text: string;
  /** What stands for $1, $2 …: the place among the values given, or a name; and whether its seal is sent instead. */
  values: readonly { from: number | string; isSealed: boolean }[];
}

/** A sign or a word of a statement, or what stands in brackets. */
type Piece = string | Piece[];
type Values = { from: number | string; isSealed: boolean }[];

/**
 * Says in PostgreSQL's words what was written in SQLite's: the statements of this program, not all that there are.
 * In: one statement. Out: the same for PostgreSQL. Errors: for what only a value can be asked of.
 */
export function inPostgresWords(source: string): Said {
  const said = known.get(source) ?? translated(source);
  if (known.size < mostKnown) known.set(source, said);
  return said;
}

/** Lists of ever other lengths are ever other statements. */
const mostKnown = 3000;
const known = new Map<string, Said>();

function translated(source: string): Said {
  const values: Values = [];
  return { text: written(withDefaults(plainTargets(comparing(read(source)))), values), values };
}

const signs = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\s+|[:@][a-z]\w*|\w+|->>|[<>!|=]+|::|[^]/giy;

/** The pieces of a statement, those in brackets together; each `?` with its place. */
function read(source: string): Piece[] {
  const all: Piece[] = [];
  const around: Piece[][] = [];
  let [inner, asked] = [all, 0];
  for (const [sign] of source.matchAll(signs))
    if (sign === "(") {
      const within: Piece[] = [];
      inner.push(within);
      around.push(inner);
      inner = within;
    } else if (sign === ")") inner = around.pop() ?? all;
    else inner.push(sign === "?" ? `?${asked++}` : sign);
  return all;
}

function written(pieces: readonly Piece[], values: Values): string {
  const called = (at: number) => {
    const [name, given] = pieces.slice(at, at + 2);
    return typeof name === "string" && Array.isArray(given) ? calls.get(name.toLowerCase()) : undefined;
  };
  return pieces
    .map((piece, at) => {
      if (Array.isArray(piece)) return called(at - 1)?.(piece, values) ?? `(${written(piece, values)})`;
      return called(at) === undefined ? word(piece, values) : "";
    })
    .join("");
}

function word(piece: string, values: Values): string {
  if (piece.startsWith("`")) return `"${piece.slice(1, -1)}"`;
  if (/^\?\d/.test(piece)) return placeOf(Number(piece.slice(1)), false, values);
  return /^[:@][a-z]/i.test(piece) ? placeOf(piece.slice(1), false, values) : piece;
}

function placeOf(from: number | string, isSealed: boolean, values: Values): string {
  const known = values.findIndex((one) => one.from === from && one.isSealed === isSealed);
  return `$${known < 0 ? values.push({ from, isSealed }) : known + 1}`;
}

/** What SQLite calls otherwise. */
const calls = new Map<string, (given: readonly Piece[], values: Values) => string>(
  Object.entries({
    ifnull: (given: readonly Piece[], values: Values) => `coalesce(${written(given, values)})`,
    instr: (given: readonly Piece[], values: Values) => `strpos(${written(given, values)})`,
    json_each: (given: readonly Piece[], values: Values) => {
      const [of, ...path] = apart(given).map((one) => written(one, values));
      return `each_of(${[`cast(${of} as text)`, ...path].join(", ")})`;
    },
    // As SQLite writes it, without a blank: the chains hash these words.
    json_array: (given: readonly Piece[], values: Values) => {
      const all = apart(given).map((one) => `to_json(${written(one, values)})`);
      return `cast(array_to_json(array[${all.join(", ")}]) as text)`;
    },
    iif: (given: readonly Piece[], values: Values) => {
      const [condition, then, other] = apart(given).map((one) => written(one, values));
      return `case when ${condition} then ${then} else ${other} end`;
    },
    max: (given: readonly Piece[], values: Values) =>
      `${apart(given).length > 1 ? "greatest" : "max"}(${written(given, values)})`,
    min: (given: readonly Piece[], values: Values) =>
      `${apart(given).length > 1 ? "least" : "min"}(${written(given, values)})`,
    cast: (given: readonly Piece[], values: Values) =>
      `cast(${written(given, values).replace(/\binteger\s*$/i, "bigint")})`,
    seal: (given: readonly Piece[], values: Values) => {
      const [of, ...others] = given.filter((piece) => !isBlank(piece));
      if (typeof of !== "string" || !of.startsWith("?") || others.length > 0)
        throw new Error("PostgreSQL has no key: only a value that is handed over can be sealed");
      return placeOf(Number(of.slice(1)), true, values);
    },
  }),
);

/** What stands in brackets, cut at its commas. */
function apart(given: readonly Piece[]): Piece[][] {
  const commas = given.flatMap((piece, at) => (piece === "," ? [at] : []));
  return [-1, ...commas].map((comma, at) => given.slice(comma + 1, commas[at] ?? given.length));
}

const isBlank = (piece: Piece | undefined): boolean => typeof piece === "string" && /^\s/.test(piece);
const isWord = (piece: Piece | undefined, ...words: string[]): boolean =>
  typeof piece === "string" && words.includes(piece.toLowerCase());

/** `is` and `is not` compare any two values in SQLite. */
function comparing(pieces: readonly Piece[]): Piece[] {
  return pieces
    .map((piece, at) => {
      if (Array.isArray(piece)) return comparing(piece);
      if (!isWord(piece, "is")) return piece;
      const [first, second] = pieces.slice(at + 1).filter((one) => !isBlank(one));
      const compared = isWord(first, "not") ? second : first;
      return isWord(compared, "null", "distinct")
        ? piece
        : isWord(first, "not")
          ? "is distinct from"
          : "is not distinct from";
    })
    .filter((piece, at, all) => !(isWord(piece, "not") && isWord(lastWord(all, at), "is distinct from")));
}

const lastWord = (pieces: readonly Piece[], before: number): Piece | undefined =>
  pieces.slice(0, before).findLast((piece) => !isBlank(piece));

/** The columns that two rows may not have in common are named without their table. */
function plainTargets(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, at) =>
    Array.isArray(piece) && isWord(lastWord(pieces, at), "conflict")
      ? piece.filter((one, place) => one !== "." && piece[place + 1] !== ".")
      : piece,
  );
}

/** Where nothing is entered into a column, the query builder says null; a column that counts wants to be left out. */
function withDefaults(pieces: readonly Piece[]): Piece[] {
  if (
    !isWord(
      pieces.find((piece) => !isBlank(piece)),
      "insert",
    )
  )
    return [...pieces];
  const from = pieces.findIndex((piece) => isWord(piece, "values"));
  const to = pieces.findIndex((piece, at) => at > from && typeof piece === "string" && /^\w/.test(piece));
  return pieces.map((piece, at) =>
    Array.isArray(piece) && from >= 0 && at > from && (to < 0 || at < to)
      ? piece.map((one) => (isWord(one, "null") ? "default" : one))
      : piece,
  );
}
