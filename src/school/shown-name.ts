import { germanDate } from "./dates.ts";
import { fold } from "./folded.ts";

export const nameStyles = ["initial", "initials", "full"] as const;
export type NameStyle = (typeof nameStyles)[number];

/** What a child can be told from others by. */
export interface Named {
  id?: string;
  givenName: string;
  familyName: string;
  /** ISO date, or null where nobody knows it. */
  birthDate?: string | null;
}

/** How a child is called before one reader. */
export type NameOf = (child: Named) => string;

/**
 * The name of a child as it may stand before a reader (Art. 25 GDPR):
 * as many letters as tell it from every other child whom this reader sees, and not more.
 * In: the child; the school's setting; whom else the reader sees (the child itself may be among them).
 * Out: "Mia K." (initial, the default), "M. K." (initials), "Mia Kranich" (full); beside a Mia Kolibri "Mia Kr.";
 * a full namesake with the birthday, or a number where there is none: "Mia Kranich (15.03.)".
 */
export function shownName(child: Named, style: NameStyle = "initial", among: readonly Named[] = []): string {
  const { given, family } = plain(child);
  const others = among.filter((one) => !isSame(one, child)).map((one) => ({ ...plain(one), one }));
  for (const [first, last] of forms(given, family, style))
    if (!others.some((other) => fits(first, other.given) && fits(last, other.family)))
      return `${first.shown} ${last.shown}`.trim();
  const namesakes = others.filter((other) => fold(other.given) === fold(given) && fold(other.family) === fold(family));
  return `${`${given} ${family}`.trim()} (${mark(
    child,
    namesakes.map(({ one }) => one),
  )})`;
}

const isSame = (one: Named, other: Named) => one === other || (one.id !== undefined && one.id === other.id);

/** Without marks that turn or hide letters: what stands beside a name must not be moved by it. */
function plain({ givenName, familyName }: Named) {
  const seen = (name: string) => name.replaceAll(/\s+/g, " ").replaceAll(/\p{C}/gu, "").trim();
  return { given: seen(givenName), family: seen(familyName) };
}

/** The beginning of a name, or the whole of it. */
interface Part {
  shown: string;
  folded: string;
  whole: boolean;
}

/** Whether somebody with this name could be meant. */
const fits = ({ folded, whole }: Part, name: string) => (whole ? fold(name) === folded : fold(name).startsWith(folded));

/** Every form that the setting allows, the one with the fewest letters first; each made when it is looked at. */
function* forms(given: string, family: string, style: NameStyle): Generator<[Part, Part]> {
  const whole = (name: string): Part => ({ shown: name, folded: fold(name), whole: true });
  if (style === "initial") for (const last of beginnings(family)) yield [whole(given), last];
  if (style !== "initials") return void (yield [whole(given), whole(family)]);
  const lasts = [...beginnings(family), whole(family)];
  const firsts = [...beginnings(given), whole(given)];
  yield* firsts
    .flatMap((first, one) => lasts.map((last, other) => ({ form: [first, last] as [Part, Part], one, other })))
    .toSorted((a, b) => a.one + a.other - b.one - b.other || a.one - b.one)
    .map(({ form }) => form);
}

/** Made once: that takes far longer than to take a name apart. */
const graphemes = new Intl.Segmenter("de", { granularity: "grapheme" });

function* beginnings(name: string): Generator<Part> {
  const letters = Array.from(graphemes.segment(name), ({ segment }) => segment);
  const [first = "", ...rest] = letters;
  const most = letters.length === 1 ? 1 : letters.length - 1;
  for (let count = 1; count <= most; count += 1) {
    const shown = `${first.toUpperCase()}${rest.slice(0, count - 1).join("")}`.trim() + ".";
    const begins = fold(letters.slice(0, count).join(""));
    if (begins !== "") yield { shown, folded: begins, whole: false };
  }
}

/**
 * For lists with whole names: what stands behind a name that two children of the list have, and nothing behind others'.
 * In: all children among whom it must be clear. Out: "" or " (15.03.)".
 */
export function namesakeMarks(children: Iterable<Named>): (child: Named) => string {
  const nameOf = (child: Named) => {
    const { given, family } = plain(child);
    return `${fold(given)} ${fold(family)}`;
  };
  const alike = Map.groupBy(children, nameOf);
  return (child) => {
    const namesakes = (alike.get(nameOf(child)) ?? []).filter((one) => !isSame(one, child));
    return namesakes.length === 0 ? "" : ` (${mark(child, namesakes)})`;
  };
}

/** The same by the child's id; "" for whom is not among them. */
export function namesakeMarksById(children: Iterable<Named & { id: string }>): (childId: string) => string {
  const byId = new Map(Array.from(children, (child) => [child.id, child] as const));
  const markOf = namesakeMarks(byId.values());
  return (childId) => {
    const child = byId.get(childId);
    return child ? markOf(child) : "";
  };
}

/** What tells a child from its full namesakes: day and month, the whole date, or a number that stays the same. */
function mark(child: Named, namesakes: readonly Named[]): string {
  const born = child.birthDate;
  if (born && !namesakes.some(({ birthDate }) => birthDate?.slice(5) === born.slice(5)))
    return germanDate(born).slice(0, 6);
  if (born && !namesakes.some(({ birthDate }) => birthDate === born)) return germanDate(born);
  return String(namesakes.filter(({ id = "" }) => id < (child.id ?? "")).length + 1);
}
