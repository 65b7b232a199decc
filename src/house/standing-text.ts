import { type ConsentEvent, type Purpose, purposes } from "../consent/event.ts";
import type { ChildStanding, MustAgree } from "../consent/standing.ts";
import { isMissing, type OwnAnswer, ownAnswer, type Why } from "../consent/why.ts";
import { dayOf } from "../school/dates.ts";
import type { ChildInClass } from "../school/people.ts";
import type { NameOf } from "../school/shown-name.ts";
import type { Speak } from "../texts.ts";
import type { House } from "./house.ts";
import { schoolContact } from "./school-contact.ts";

/** How the reader is spoken to, and how children are called there. */
export interface Words {
  speak: Speak;
  nameOf: NameOf;
}

/** Somebody who may declare for a child. */
export interface Declarer {
  personId: string;
  personName: string;
  role: "guardian" | "pupil";
}

/** All that decides what is said about one child. */
interface Known {
  child: ChildInClass;
  events: readonly ConsentEvent[];
  standing: ChildStanding;
  mustAgree: MustAgree | undefined;
  timeZone: string;
  /** Whom one can ask. */
  school: string;
}

type Knowing = Pick<House, "ledger" | "now" | "timeZone" | "texts">;

/**
 * For one child: what each of these persons has answered, since when and on which notice version; what holds now;
 * and where that is something else, why, and whom to ask. Never what anybody else has answered, nor who has not.
 */
export async function standingText(
  house: Knowing,
  words: Words,
  child: ChildInClass,
  declarers: readonly Declarer[],
): Promise<string> {
  return textOf(words, await knownOf(house, child), declarers);
}

/**
 * What is said after an answer that changed nothing: that it stays so where it holds as it was said,
 * and otherwise what holds and what is missing.
 */
export async function stillStandsText(
  house: Knowing,
  words: Words,
  { child, ...declarer }: Declarer & { child: ChildInClass },
  after: "give" | "withdraw",
): Promise<string> {
  const known = await knownOf(house, child);
  const whole = purposes.every((purpose) => answerOf(known, declarer, purpose).why.length === 0) && !pictureOnly(known);
  if (whole) return words.speak(`${after}.unchanged`, { child: words.nameOf(child) });
  return `${words.speak("status.already")}\n\n${textOf(words, known, [declarer])}`;
}

async function knownOf({ ledger, now, timeZone, texts }: Knowing, child: ChildInClass): Promise<Known> {
  const [at, ids] = [now(), [child.id]];
  const standing = (await ledger.standings(ids, at)).get(child.id);
  if (!standing) throw new Error(`nothing is known of child ${child.id}`);
  const mustAgree = (await ledger.mustAgree(ids, at)).get(child.id);
  const events = await ledger.eventsOf(child.id);
  return { child, events, standing, mustAgree, timeZone, school: schoolContact(texts) };
}

function textOf(words: Words, known: Known, declarers: readonly Declarer[]): string {
  const { speak, nameOf } = words;
  const { child, standing } = known;
  const values = {
    child: nameOf(child),
    className: child.className,
    participation: speak.plain(`participation.${standing.participation}`),
  };
  const each = (purpose: Purpose) =>
    declarers.flatMap((one) => linesOf(words, known, declarers.length > 1 ? one : { ...one, personName: "" }, purpose));
  const text = speak("status.child", { ...values, audio: "@audio", video: "@video" })
    .replace("@audio", () => each("audio").join("\n"))
    .replace("@video", () => each("video").join("\n"));
  return [
    text,
    ...(pictureOnly(known) ? [speak("why.pictureOnly", values)] : []),
    ...(waits(known, declarers) ? [speak("why.whom", { school: known.school })] : []),
  ].join("\n");
}

/** Something of one's own does not hold, and it is for the school to say what comes of it. */
const waits = (known: Known, declarers: readonly Declarer[]) =>
  declarers.some((one) =>
    purposes.some((purpose) => answerOf(known, one, purpose).why.some((why) => why === "conflict" || isMissing(why))),
  );

/** The form knows "nicht oder nur über Ton": a picture without sound allows nothing. */
const pictureOnly = ({ standing: { audio, video } }: Known) =>
  video.standing === "yes" && (audio.standing === "no" || audio.standing === "withdrawn");

const answerOf = ({ events, standing, mustAgree }: Known, person: Omit<Declarer, "personName">, purpose: Purpose) =>
  ownAnswer({ events, purpose, person, stands: standing[purpose].standing, mustAgree });

const asStanding = { given: "yes", refused: "no", withdrawn: "withdrawn" } as const;

/** The own answer, and below it why something else holds. In: the person's name where several share the chat. */
function linesOf(words: Words, known: Known, person: Declarer, purpose: Purpose): string[] {
  const { speak } = words;
  const answer = answerOf(known, person, purpose);
  const { said, why } = answer;
  const word = speak.plain(`word.${purpose}`);
  const named = person.personName === "" ? word : `${person.personName}, ${word}`;
  const kind = said && said.kind in asStanding ? asStanding[said.kind as keyof typeof asStanding] : "not_asked";
  const standing = speak.plain(`standing.${kind}`);
  if (!said) return [speak("status.line", { purpose: named, standing }), ...reasons(words, answer)];
  const values = { purpose: named, standing, since: dayOf(said.at, known.timeZone), version: said.notice };
  const line = speak(why.length === 0 ? "status.lineSince" : "status.own", values);
  return [line, ...reasons(words, answer)];
}

/** Whose consent is missing is not said: it would tell that somebody has not answered. */
function reasons({ speak }: Words, { why }: OwnAnswer): string[] {
  const keys = why.map((one: Why) => (isMissing(one) ? "why.missing" : (`why.${one}` as const)));
  return [...new Set(keys)].map((key) => speak(key));
}
