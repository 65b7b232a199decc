import { beside, everyChild } from "./beside-names.ts";
import { type Excepting, withoutExcepted } from "./excepted.ts";
import { fold } from "./folded.ts";
import { apostropheless } from "./declined.ts";
import { type Declining, partsOf, type Said, saidIn, wordsOf } from "./said-names.ts";

export type { Declining } from "./said-names.ts";

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
 * The children that a text names, as people type names: without case and diacritics (Ayse, Hueseyin), in the cases of
 * their language ("dla Mili") and in other letters, the first of several given names or all of them, a later one where
 * nothing else is said; the family name tells two with the same given name apart.
 * Out: nobody where none is named, but to be left out ("alle außer Mila"), or where one of the names could mean two
 * children ("dla Jana": Jan, or Jana).
 */
export function namedChildren<Child extends Named>(
  text: string,
  children: readonly Child[],
  declining: Declining = {},
): Child[] {
  return namedIn(saidIn(exceptingIn(text, children, declining).rest, children, declining), children);
}

/** The children whom a sentence means, and those whom it leaves out. */
export interface Meant<Child> {
  meant: Child[];
  excepted: Child[];
}

/**
 * The children whom a text means: those that it names, or all but those whom it leaves out. Nobody is left out where
 * one of these names could mean two children.
 */
export function meantChildren<Child extends Named>(
  text: string,
  children: readonly Child[],
  declining: Declining = {},
): Meant<Child> {
  const { rest, excepted: words } = exceptingIn(text, children, declining);
  const excepted = namedIn(saidIn(words.join(" "), children, declining), children);
  const isIn = (some: readonly Child[]) => (child: Child) => some.some(({ id }) => id === child.id);
  const named = namedIn(saidIn(rest, children, declining), children);
  const among = named.length === 0 && excepted.length > 0 ? children : named;
  return { meant: among.filter((child) => !isIn(excepted)(child)), excepted };
}

function exceptingIn(text: string, children: readonly Named[], declining: Declining): Excepting {
  const words = saidIn(text, children, declining).filter(({ names }) => names.length > 0);
  const family = new Set(words.length === 0 ? [] : children.flatMap(({ familyName }) => wordsOf(familyName)));
  const named = new Set(words.map(({ written }) => written));
  const isPerson = (written: string) => named.has(written) || family.has(fold(written));
  return withoutExcepted(text, isPerson, declining.languages ?? []);
}

function namedIn<Child extends Named>(words: readonly Said[], children: readonly Child[]): Child[] {
  const each = [...new Map(children.map((child) => [child.id, child])).values()];
  const hits = each
    .map((child) => ({ child, places: placesOf(words, child) }))
    .filter(({ places }) => places.length > 0);
  // "Mila Sophie" names her, not also her sister Mila.
  const fit = hits.filter((hit) => !hits.some((other) => isWithin(hit, other)));
  const meant = [...Map.groupBy(fit, ({ places }) => places.join()).values()].map((some) => onlyOne(words, some));
  return meant.every((hit) => hit !== undefined) ? meant.map(({ child }) => child) : [];
}

/**
 * The children that a text names and says nothing else of. Out: nobody where any other word stands in it, or where
 * it is not clear whom it means.
 */
export function namedAlone<Child extends Named>(
  text: string,
  children: readonly Child[],
  declining: Declining = {},
): Child[] {
  const excepting = exceptingIn(text, children, declining);
  if (excepting.excepted.length > 0) {
    // "Alle außer Mila" names all the others.
    const isBeside = ({ word }: Said) => beside.has(word) || everyChild.has(word);
    const { meant } = meantChildren(text, children, declining);
    return saidIn(excepting.rest, [], declining).every(isBeside) ? meant : [];
  }
  const words = saidIn(text, children, declining);
  // "Jonas" by itself is Jonas, whoever else is called Jona; but "Jana" may be the case in which Jan is answered with.
  const isBare =
    ({ word, names }: Said) =>
    (name: string) =>
      name === word || !names.includes(word) || word !== name + apostropheless;
  const bare = words.map((one) => ({ ...one, names: one.names.filter(isBare(one)) }));
  const named = namedIn(bare.every(({ names }) => names.length > 0) ? bare : words, children);
  const names = new Set(
    named.flatMap(({ givenName, familyName }) => [...wordsOf(`${givenName} ${familyName}`), fold(givenName)]),
  );
  const begins = (word: string) => named.some(({ familyName }) => fold(familyName).startsWith(word));
  const isBeside = (one: Said) => isNamed(one, names) || beside.has(one.word) || begins(one.word);
  return words.every(isBeside) ? named : [];
}

/**
 * Whether a text says of each of several children something of its own: "Mila darf nicht mehr mitmachen, Jonas schon".
 * Several children that it names side by side ("Mila und Jonas") are one, and so is one child alone.
 */
export function namedApart(text: string, children: readonly Named[], declining: Declining = {}): boolean {
  const words = saidIn(text, children, declining);
  const each = [...new Map(children.map((child) => [child.id, child])).values()];
  const places = each.map((child) => placesOf(words, child)).filter((some) => some.length > 0);
  if (places.length < 2) return false;
  const names = new Set(each.flatMap(({ givenName, familyName }) => [...partsOf(givenName), ...wordsOf(familyName)]));
  const between = words.slice(Math.min(...places.flat()), Math.max(...places.flat()));
  return between.some((one) => !isNamed(one, names) && !beside.has(one.word));
}

/** The words of a text that may name one of these children, as they are written. */
export function wordsNaming(text: string, children: readonly Named[], declining: Declining): string[] {
  return saidIn(text, children, declining)
    .filter(({ names }) => names.length > 0)
    .map(({ written }) => written);
}

const isNamed = ({ word, names: forms }: Said, names: ReadonlySet<string>) =>
  names.has(word) || forms.some((name) => names.has(name));

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
function onlyOne<Child extends Named>(words: readonly Said[], hits: readonly Hit<Child>[]): Hit<Child> | undefined {
  const said = hits.length === 1 ? hits : hits.filter((hit) => familySaid(words, hit));
  return said.length === 1 ? said[0] : undefined;
}

function placesOf(words: readonly Said[], { givenName, familyName }: Named): number[] {
  const parts = partsOf(givenName);
  let longest: number[] = [];
  for (const at of words.keys()) {
    const run = runFrom(words.slice(at), parts).map((_, step) => at + step);
    if (run.length > longest.length) longest = run;
  }
  const names = new Set([...parts, ...wordsOf(familyName)]);
  return longest.length === 0 && words.every((one) => isNamed(one, names))
    ? [...words.keys()].filter((at) => parts.some((part) => words[at]?.names.includes(part)))
    : longest;
}

/** How far the words go along with the given names, written apart or as one ("annalena"). */
function runFrom(words: readonly Said[], parts: readonly string[]): Said[] {
  if (parts.length > 1 && words[0]?.names.includes(parts.join(""))) return words.slice(0, 1);
  const end = parts.findIndex((part, at) => !words[at]?.names.includes(part));
  return words.slice(0, end < 0 ? parts.length : end);
}

const isWithin = <Child>(one: Hit<Child>, other: Hit<Child>) =>
  other.places.length > one.places.length && one.places.every((at) => other.places.includes(at));

/** Behind the given name stands the family name, or its beginning as the button shows it ("Mila Be."). */
function familySaid(words: readonly Said[], { child, places }: Hit<Named>): boolean {
  const next = words[(places.at(-1) ?? 0) + 1]?.word;
  return next !== undefined && fold(child.familyName).startsWith(next);
}
