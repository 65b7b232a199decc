import { type Answer, type ConsentEvent, type Purpose, purposes } from "../../src/consent/event.ts";
import { madeBefore } from "../../src/consent/entitled.ts";
import { type DayOf, laterThan } from "../../src/consent/later.ts";
import {
  differing,
  isSettledBy,
  type NotSettled,
  settledBefore,
  type Upholding,
  upholdingOf,
} from "../../src/consent/settling.ts";
import type { MustAgree } from "../../src/consent/standing.ts";
import type { Transaction } from "../file/database.ts";
import { asKept, declare, record, type Recording, type ShownDeclaration } from "./declaring.ts";
import { eventsOfChild } from "./events.ts";
import { type Agreeing, mustAgreeOf, nobody } from "./standings.ts";

/** A declaration that came on paper, by telephone or in person, with the day (ISO) on which it was made. */
export interface TakenDown {
  declaration: ShownDeclaration & { person: string; role: "guardian" | "pupil" };
  day: string;
  /** The school's today (ISO), and its calendar day of a moment. */
  today: string;
  dayOf: DayOf;
}

/** What came of it: how many events it made, and, by purpose, what was declared later and stands against it. */
export interface PutDown {
  events: number;
  later: Partial<Record<Purpose, ConsentEvent>>;
}

/** Puts down what was declared, as far as nothing later stands against it. Errors: LedgerRefused. */
export function takeDown(
  tx: Transaction,
  { declaration, day, today, dayOf }: TakenDown,
  now: Date,
  recording: Recording,
): PutDown {
  const { child, evidence } = declaration;
  const history = eventsOfChild(tx, child).filter((event) => event.evidence !== evidence);
  const { mayDeclare } = agreeingNow(tx, child, now, recording);
  const later = laterThan({ ...declaration, day }, history, { today, dayOf, mayDeclare });
  const answers = without(declaration.answers, later);
  if (Object.keys(answers).length === 0) return { events: 0, later };
  return { events: declare(tx, { ...declaration, answers }, now, recording), later };
}

const agreeingNow = (tx: Transaction, child: string, now: Date, { pupilAge }: Recording): Agreeing =>
  mustAgreeOf(tx, [child], now, pupilAge).get(child) ?? nobody;

const without = (answers: Partial<Record<Purpose, Answer>>, later: PutDown["later"]) =>
  Object.fromEntries(purposes.flatMap((one) => (answers[one] && !later[one] ? [[one, answers[one]] as const] : [])));

/** Why nothing was settled; `later`: what the person has declared since the day of the new declaration. */
export interface Refused {
  refused: NotSettled | "notEntitled" | "undecided" | "later";
  later: PutDown["later"];
}

/** Thrown out of the unit of work, so that nothing of it stays. */
export class SettlingRefused extends Error {
  readonly why: Refused;

  constructor(refused: Refused["refused"], later: PutDown["later"] = {}) {
    super(refused);
    this.why = { refused, later };
  }
}

/**
 * Puts down whose declaration counts where they differ, after that person's new declaration if there is one.
 * Out: how many events it made; the same act that says the same changes nothing and answers the same,
 * with anything else in it it is a new settling.
 * Errors: SettlingRefused, LedgerRefused.
 */
export function settle(
  tx: Transaction,
  upholding: Upholding,
  declared: TakenDown | null,
  now: Date,
  recording: Recording,
): number {
  const { child } = upholding;
  const who = agreeingNow(tx, child, now, recording);
  if (!who.mayDeclare.includes(upholding.person)) throw new SettlingRefused("notEntitled");
  // Whose word counts is not settled before it is decided who may declare.
  if (who.undecided.includes(upholding.person)) throw new SettlingRefused("undecided");
  const before = eventsOfChild(tx, child);
  const repeated = settledAlready(upholding, declared, before, who);
  if (repeated > 0) return repeated;
  if (differing(upholding.purposes, before, who).length === 0) throw new SettlingRefused("nothingDiffers");
  const put = declared ? declareAnew(tx, declared, now, recording) : 0;
  const history = eventsOfChild(tx, child);
  // With the new declaration nothing may differ any more.
  if (put > 0 && differing(upholding.purposes, history, who).length === 0) return put;
  const events = upholdingOf(upholding, history, now.toISOString(), recording.newId, who);
  if (typeof events === "string") throw new SettlingRefused(events);
  record(tx, history, events, { now, ...recording });
  return put + events.length;
}

/** How many events this very settling has made before, with its new declaration; none where it says anything else. */
function settledAlready(
  upholding: Upholding,
  declared: TakenDown | null,
  before: readonly ConsentEvent[],
  who: MustAgree,
): number {
  const upheld = settledBefore(upholding, before, who).length;
  if (!declared) return upheld;
  const made = madeBefore(asKept(anew(declared).declaration), before).length;
  if (made === 0) return 0;
  if (upheld > 0) return made + upheld;
  // By the new declaration alone nothing differed any more.
  const wasAll = !before.some((event) => isSettledBy(upholding, event));
  return wasAll && differing(upholding.purposes, before, who).length === 0 ? made : 0;
}

const anew = (declared: TakenDown): TakenDown => ({
  ...declared,
  declaration: { ...declared.declaration, anew: true },
});

function declareAnew(tx: Transaction, declared: TakenDown, now: Date, recording: Recording): number {
  const { events, later } = takeDown(tx, anew(declared), now, recording);
  if (Object.keys(later).length > 0) throw new SettlingRefused("later", later);
  return events;
}
