import { topLevel } from "./phrases.ts";
import { openPlaces, type Part, type Place } from "./reply-places.ts";
import { spoken } from "./spoken.ts";

/** What a phrase of a typed answer says. */
export const sayings = [
  ...["ja", "yes", "may", "nein", "no", "deny", "audio", "video", "both", "only", "and", "with", "before"],
  ...["send", "change", "back", "stop", "later", "paper", "doubt", "against"],
] as readonly Saying[];
export type Saying = Speaking | Steering | "doubt" | "against";
/**
 * `ja` is a bare yes, `yes` says it in more words, `may` counts only beside one of them, for alone it may be a
 * question;
 * `nein` is a bare no, `no` a word or phrase of refusing, `deny` one that another no turns ("nicht verboten").
 */
type Speaking =
  "ja" | "yes" | "may" | "nein" | "no" | "deny" | "audio" | "video" | "both" | "only" | "and" | "with" | "before";
/** What leads elsewhere than to an answer. */
export type Steering = "send" | "change" | "back" | "stop" | "later" | "paper";

/** The phrases of one language, all of them at once. */
export interface ReplyGrammar {
  start: Place<readonly Saying[]>;
  /** Every word that stands in it: a language that knows a word has a say in what it means. */
  known: ReadonlySet<string>;
}

/** Stands in a phrase for the child's name; which names that are is known when a text is read. */
const childName = "{child}";

/**
 * Reads `replies.txt` of a language: lines `yes: phrase | phrase`, `{name}: phrase | phrase`, `# a reason`.
 * In a phrase `(a|b)` is one of them, `[a]` may be left out, `{name}` is what the lines of that name say,
 * `{child}` the child's name, `{purpose}` what `{audio}` or `{video}` says. Errors: names the line that is none
 * of these.
 */
export function readReplyGrammar(file: string): ReplyGrammar {
  const named = new Map<string, Part[][]>();
  const places = openPlaces<readonly Saying[]>();
  for (const [index, line] of file.split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [, name, saying, list = ""] = /^(?:\{([^}]+)\}|(\w+)): (.+)$/.exec(line) ?? [];
    const says = sayings.find((one) => one === saying);
    try {
      if (name) named.set(name, [...(named.get(name) ?? []), ...phrasesIn(list, named)]);
      else if (says) lay(places, list, named, says);
      else throw new Error(`begins with none of ${sayings.join(", ")}, {name}`);
    } catch (error) {
      throw new Error(`replies.txt, line ${index + 1}: ${error instanceof Error ? error.message : "unreadable"}`);
    }
  }
  return { start: places.start, known: places.known() };
}

/** Lays phrases from the start. One with a purpose in it says the purpose too. */
function lay(
  places: { lay: (parts: readonly Part[], says: readonly Saying[]) => void },
  list: string,
  named: Map<string, Part[][]>,
  says: Saying,
): void {
  for (const phrase of topLevel(list))
    for (const purpose of phrase.includes("{purpose}") ? (["audio", "video"] as const) : [null]) {
      const parts = phrasesIn(phrase.replaceAll("{purpose}", `{${purpose}}`), named)[0] ?? [];
      places.lay(parts, purpose === null ? [says] : [says, purpose]);
    }
}

function phrasesIn(list: string, named: Map<string, Part[][]>): Part[][] {
  return topLevel(list).map((phrase) => partsOf(phrase, named));
}

function partsOf(phrase: string, named: Map<string, Part[][]>): Part[] {
  const parts: Part[] = [];
  for (let rest = phrase; rest !== "";) {
    const bracket = "([".includes(rest[0] ?? "") ? closing(rest) : 0;
    const [piece = ""] = bracket > 0 ? [rest.slice(0, bracket)] : (/^(?:\{[^}]+\}|[^\s([{]+|\s+)/.exec(rest) ?? []);
    if (piece === "") throw new Error(`nobody can read ${rest}`);
    parts.push(...read(piece, named));
    rest = rest.slice(piece.length);
  }
  return parts;
}

function read(piece: string, named: Map<string, Part[][]>): Part[] {
  if (piece.startsWith("(")) return [phrasesIn(piece.slice(1, -1), named)];
  if (piece.startsWith("[")) return [[...phrasesIn(piece.slice(1, -1), named), []]];
  if (piece === childName) return [childName];
  if (!piece.startsWith("{")) return spoken(piece);
  const known = named.get(piece.slice(1, -1));
  if (!known) throw new Error(`${piece} is said nowhere above`);
  return [known];
}

/** How long the bracket is with which a text begins. */
function closing(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    depth += "([".includes(text[at] ?? "") ? 1 : ")]".includes(text[at] ?? "") ? -1 : 0;
    if (depth === 0) return at + 1;
  }
  throw new Error("a bracket is open");
}

/** A phrase that was found in a text: what it says, and how many words it takes. */
export interface Found {
  says: readonly Saying[];
  length: number;
}

/** The longest phrase that begins at this word. In: the words, folded; from where; the words of the child's name. */
export function longestAt(
  { start }: ReplyGrammar,
  words: readonly string[],
  from: number,
  names: ReadonlySet<string>,
): Found | null {
  let found: Found | null = null;
  let here = withAside([start]);
  for (let at = from; here.length > 0; at += 1) {
    const ended = here.find(({ says }) => says)?.says;
    if (ended) found = { says: ended, length: at - from };
    const word = words[at];
    if (word === undefined) break;
    here = withAside(here.flatMap((one) => [...(one.next.get(word) ?? []), ...(names.has(word) ? named(one) : [])]));
  }
  return found;
}

type Said = Place<readonly Saying[]>;

/** A name has one word or more of its own. */
function named({ next }: Said): Said[] {
  const after = next.get(childName) ?? [];
  return after.flatMap((one) => [one, { next: new Map([[childName, [one]]]), aside: [] }]);
}

function withAside(places: readonly Said[]): Said[] {
  const all = new Set<Said>();
  const add = (one: Said) => {
    if (all.has(one)) return;
    all.add(one);
    one.aside.forEach(add);
  };
  places.forEach(add);
  return [...all];
}
