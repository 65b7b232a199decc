import { fold } from "./folded.ts";

interface Named {
  id: string;
  givenName: string;
  familyName: string;
}

/** Which words of a text name a child, by their places in it. */
interface Hit<Child> {
  child: Child;
  places: number[];
}

/**
 * The children that a text names, as people type names: without case and diacritics (Ayse, Hueseyin),
 * the first of several given names or all of them, a later one where nothing else is said;
 * the family name tells two with the same given name apart.
 * Out: nobody where none is named, or where one of the names could mean two children.
 */
export function namedChildren<Child extends Named>(text: string, children: readonly Child[]): Child[] {
  const words = withoutEndings(text, children);
  const each = [...new Map(children.map((child) => [child.id, child])).values()];
  const hits = each
    .map((child) => ({ child, places: placesOf(words, child) }))
    .filter(({ places }) => places.length > 0);
  // "Mila Sophie" names her, not also her sister Mila.
  const fit = hits.filter((hit) => !hits.some((other) => isWithin(hit, other)));
  const meant = [...Map.groupBy(fit, ({ places }) => places.join()).values()].map((some) => onlyOne(words, some));
  return meant.every((hit) => hit !== undefined) ? meant.map(({ child }) => child) : [];
}

/** Small words that may stand beside a child's name, and leave it alone. */
const beside = new Set(
  [
    "für",
    "for",
    "için",
    "для",
    "за",
    "dla",
    "pentru",
    "nur",
    "only",
    "bitte",
    "und",
    "and",
    "ve",
    "и",
    "і",
    "та",
    "i",
    "și",
  ]
    .concat(["و", "mein", "meine", "my", "mit", "wegen", "es", "geht", "um", "das", "ist", "kind"])
    .map(fold),
);

/**
 * The children that a text names and says nothing else of. Out: nobody where any other word stands in it, or where
 * it is not clear whom it means.
 */
export function namedAlone<Child extends Named>(text: string, children: readonly Child[]): Child[] {
  const named = namedChildren(text, children);
  const names = new Set(
    named.flatMap(({ givenName, familyName }) => [...wordsOf(`${givenName} ${familyName}`), fold(givenName)]),
  );
  const begins = (word: string) => named.some(({ familyName }) => fold(familyName).startsWith(word));
  return withoutEndings(text, children).every((word) => names.has(word) || beside.has(word) || begins(word))
    ? named
    : [];
}

/**
 * Whether a text says of each of several children something of its own: "Mila darf nicht mehr mitmachen, Jonas schon".
 * Several children that it names side by side ("Mila und Jonas") are one, and so is one child alone.
 */
export function namedApart(text: string, children: readonly Named[]): boolean {
  const words = withoutEndings(text, children);
  const each = [...new Map(children.map((child) => [child.id, child])).values()];
  const places = each.map((child) => placesOf(words, child)).filter((some) => some.length > 0);
  if (places.length < 2) return false;
  const names = new Set(each.flatMap(({ givenName, familyName }) => [...partsOf(givenName), ...wordsOf(familyName)]));
  const between = words.slice(Math.min(...places.flat()), Math.max(...places.flat()));
  return between.some((word) => !names.has(word) && !beside.has(word));
}

/** A name as people type it, for readers that compare word by word: its parts, and ue, oe and ae for ü, ö and ä. */
export function spellingsOf(name: string): string[] {
  const parts = [name, ...name.split(/[\s-]+/)];
  const written = parts.map((part) =>
    part
      .normalize("NFC")
      .toLowerCase()
      .replaceAll(/[äöü]/g, (letter) => `${letter.normalize("NFD").charAt(0)}e`),
  );
  return [...new Set([...parts, ...written])].filter((part) => part !== "");
}

/** Of those whom the same words may mean, the one whose family name stands behind them. */
function onlyOne<Child extends Named>(words: readonly string[], hits: readonly Hit<Child>[]): Hit<Child> | undefined {
  const said = hits.length === 1 ? hits : hits.filter((hit) => familySaid(words, hit));
  return said.length === 1 ? said[0] : undefined;
}

const wordsOf = (text: string) =>
  (text.replaceAll(/['’`´]/g, "").match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(fold).filter((word) => word !== "");

/** The words of a text, with names as they stand in a sentence: "Milas Eltern", "Ayşe'nin izni". */
function withoutEndings(text: string, children: readonly Named[]): string[] {
  const known = new Set(children.flatMap(({ givenName }) => [...partsOf(givenName), fold(givenName)]));
  const bare = text.replaceAll(/([\p{L}\p{M}]+)['’`´][\p{L}\p{M}]+/gu, (word, name: string) =>
    !known.has(fold(word)) && known.has(fold(name)) ? name : word,
  );
  const named = (word: string) => (known.has(word) || !known.has(word.replace(/s$/, "")) ? word : word.slice(0, -1));
  return wordsOf(bare).map(named);
}

const partsOf = (givenName: string) =>
  givenName
    .split(/[\s-]+/)
    .map(fold)
    .filter((part) => part !== "");

function placesOf(words: readonly string[], { givenName, familyName }: Named): number[] {
  const parts = partsOf(givenName);
  let longest: number[] = [];
  for (const at of words.keys()) {
    const run = runFrom(words.slice(at), parts).map((_, step) => at + step);
    if (run.length > longest.length) longest = run;
  }
  const nothingElse = words.every((word) => parts.includes(word) || wordsOf(familyName).includes(word));
  return longest.length === 0 && nothingElse
    ? [...words.keys()].filter((at) => parts.includes(words[at] ?? ""))
    : longest;
}

/** How far the words go along with the given names, written apart or as one ("annalena"). */
function runFrom(words: readonly string[], parts: readonly string[]): string[] {
  if (parts.length > 1 && words[0] === parts.join("")) return words.slice(0, 1);
  const end = parts.findIndex((part, at) => words[at] !== part);
  return words.slice(0, end < 0 ? parts.length : end);
}

const isWithin = <Child>(one: Hit<Child>, other: Hit<Child>) =>
  other.places.length > one.places.length && one.places.every((at) => other.places.includes(at));

/** Behind the given name stands the family name, or its beginning as the button shows it ("Mila Be."). */
function familySaid(words: readonly string[], { child, places }: Hit<Named>): boolean {
  const next = words[(places.at(-1) ?? 0) + 1];
  return next !== undefined && fold(child.familyName).startsWith(next);
}
