import { fold } from "../folded.ts";
import { isNothing, pointsElsewhere } from "./cells.ts";
import type { Recognised } from "./recognise.ts";
import type { Line, Table } from "./table.ts";

/**
 * What columns say of where a letter goes: addresses, each the lines below the name, joined by line breaks; `blocked`:
 * nobody may know it; `unusable`: something that no letter can be sent by. Null where they say nothing, or are none.
 */
export type Written = { addresses: readonly string[] } | "blocked" | "unusable" | null;

/** Where letters to the people of a row go. `own`: the person's own columns; `shared`: those for the whole row. */
export interface PostalCells {
  own: (line: Line, person: 1 | 2) => Written;
  /** In a row of one person: the columns that say that they are that person's own ("eigene Straße"). */
  ofWhoStands: (line: Line) => Written;
  shared: (line: Line) => Written;
  /** The child's own: those that are called so, or, where nobody else stands in a row, those for the row. */
  child: (line: Line) => Written;
  /** Which columns these are. */
  columns: ReadonlySet<number>;
}

/** What each heading may be called, folded, the longest first: "ortsteil" and "geburtsort" are none. */
const parts = {
  beside: ["anschriftenzusatz", "anschriftzusatz", "adresszusatz"],
  street: [
    ...["strasseundhausnummer", "strasseundnummer", "strasseundhausnr", "strasseundnr", "strassehausnummer"],
    ...["strassehausnr", "strassenr", "strasse", "anschrift", "adresse", "str"],
  ],
  houseMore: ["hausnummerzusatz", "hausnummernzusatz", "hausnrzusatz"],
  house: ["hausnummer", "hausnr", "hsnr"],
  postcode: ["postleitzahl", "plz"],
  town: ["postleitzahlort", "plzwohnort", "plzort", "wohnort", "ort"],
} as const;
type Part = keyof typeof parts;

/** Whose a column is that no single person has: the family's. An employer's or an emergency's is nobody's here. */
const ofAll = new Set(
  ["", "erzieher", "erziehungsberechtigte", "eltern", "kind", "schuler", "familie", "adresse", "anschrift", "wohn"].map(
    fold,
  ),
);

/** What an office may write where each row is one person, so that separated parents have separate envelopes. */
const ofWhoStands = ["eigene", "eigener", "eigenes", "person", "derperson"].map(fold);
/** As whose they are found together: no heading is called so. */
const oneself = "\u0001";
const ofChild = ["kind", "schuler"].map(fold);

/** Words that make a heading one of a name; what is left of it tells whose it is. */
const nameWords = ["familienname", "nachname", "vorname", "rufname", "name"];

/** What an office writes where nobody may know where somebody lives. */
const blocked = new RegExp(
  "(?<!\\p{L})a\\.?\\s?s\\.?\\s?r(?!\\p{L})|sperr|geheim|schutz|vertraulich|anonym|frauenhaus|nicht weiter|weitergeb|" +
    "(?<!\\p{L})(?:nicht|keine?) (?:auskunft|bekannt\\s?geben|mitteilen|herausgeben)",
  "iu",
);
const unknown = /verzogen|unbekannt/i;
const longest = 60;

/** Whether words say that nobody may know where somebody lives. */
export const isBlocked = (words: string): boolean => blocked.test(words);

/** Finds the columns of addresses by their headings. They are read for letters that are printed, for nothing else. */
export function postalIn({ columns }: Pick<Table, "columns">, { at }: Pick<Recognised, "at">): PostalCells {
  const headings = columns.map(fold);
  const found = new Map<string, Partial<Record<Part, number>>>();
  for (const [place, heading] of headings.entries()) {
    const read = partOf(heading);
    if (!read) continue;
    const whose = found.get(read.whose) ?? {};
    found.set(read.whose, whose);
    whose[read.part] ??= place;
  }
  // What the office has said to be of an address is so, whatever its heading is: for the whole row.
  const said = (["street", "house", "postcode", "town"] as const).flatMap((part) =>
    at[part] === undefined ? [] : [[part, at[part]] as const],
  );
  const isFound = (place: number) => [...found.values()].some((one) => Object.values(one).includes(place));
  for (const [part, place] of said) if (!isFound(place)) found.set("", { [part]: place, ...found.get("") });
  const ofPerson = (person: 1 | 2) => {
    const named = [at[`family${person}`], at[`given${person}`]];
    const whose = named.flatMap((place) => (place === undefined ? [] : [withoutNameWord(headings[place] ?? "")]));
    return [...whose, String(person)].filter((one) => !ofAll.has(one)).flatMap((one) => found.get(one) ?? [])[0];
  };
  const own = { 1: ofPerson(1), 2: ofPerson(2) };
  const of = (whose: Iterable<string>) => [...whose].flatMap((one) => found.get(one) ?? []);
  const all = of(ofAll);
  const isAlone = at.family1 === undefined && at.given1 === undefined;
  return {
    own: (line, person) => (own[person] ? addressFrom(line, own[person]) : null),
    ofWhoStands: (line) => together(of([oneself]).map((one) => addressFrom(line, one))),
    shared: (line) => together(all.map((one) => addressFrom(line, one))),
    child: (line) =>
      together((isAlone ? [...all, ...of([oneself])] : of([...ofChild, oneself])).map((one) => addressFrom(line, one))),
    columns: new Set([own[1] ?? [], own[2] ?? [], all, of([oneself])].flat().flatMap((one) => Object.values(one))),
  };
}

/** What a heading says, and whose it is: "Erzieher 2: PLZ" is the postcode of "erzieher2". */
function partOf(heading: string): { part: Part; whose: string } | null {
  for (const part of Object.keys(parts) as Part[])
    for (const word of parts[part]) {
      const whose = heading.startsWith(word)
        ? heading.slice(word.length)
        : heading.endsWith(word)
          ? heading.slice(0, -word.length)
          : null;
      if (whose === null) continue;
      if (ofWhoStands.includes(whose)) return { part, whose: oneself };
      if (ofAll.has(whose) || isOfOne(whose)) return { part, whose };
    }
  return null;
}

const isOfOne = (whose: string) =>
  /^(?:\p{L}*[12]|[12]\p{L}*|mutter|vater|elternteil[ab]|sorgeberechtigte?[12ab])$/u.test(whose);

function withoutNameWord(heading: string): string {
  const word = nameWords.find((one) => heading.startsWith(one) || heading.endsWith(one));
  return word === undefined ? heading : heading.replace(word, "");
}

/** What the columns of child and family say together: a block goes before an address, and two stay two. */
function together(written: readonly Written[]): Written {
  if (written.includes("blocked")) return "blocked";
  const addresses = written.flatMap((one) => (one !== null && typeof one === "object" ? one.addresses : []));
  if (addresses.length > 0) return { addresses };
  return written.includes("unusable") ? "unusable" : null;
}

function addressFrom({ cells }: Line, at: Partial<Record<Part, number>>): Written {
  const written = (part: Part) => (cells[at[part] ?? -1] ?? "").replaceAll(/\s+/g, " ").trim();
  const all = (Object.keys(at) as Part[]).map(written).filter((cell) => cell !== "");
  if (all.length === 0) return null;
  if (all.some(isBlocked)) return "blocked";
  const cell = (part: Part) => (isNothing(written(part)) || pointsElsewhere(written(part)) ? "" : written(part));
  const [, streetBefore = cell("street"), townBehind = ""] =
    /^(.*?\S)\s*,\s*((?:[A-Z]{1,3}-)?\d{4,5} .+)$/.exec(cell("street")) ?? [];
  const street = `${streetBefore} ${cell("house")}${cell("houseMore")}`.trim();
  const town = `${cell("postcode")} ${cell("town")}`.trim() || townBehind;
  const lines = [cell("beside"), street, town].filter((line) => line !== "");
  const whole = streetBefore !== "" && /\d{4,5} \S/.test(town) && /\p{L}{2}/u.test(town);
  return whole && lines.every((line) => line.length <= longest && !unknown.test(line))
    ? { addresses: [lines.join("\n")] }
    : "unusable";
}

/** An address for comparing: "Musterstr. 3" is "Musterstraße 3". */
export function foldedAddress(address: string): string {
  return fold(address).replaceAll("strasse", "str");
}
