import { type Answer, type ConsentEvent, type Purpose, purposes } from "../../src/consent/event.ts";
import { type DayOf, laterThan } from "../../src/consent/later.ts";
import { differing, type NotSettled, type Upholding, upholdingOf } from "../../src/consent/settling.ts";
import { type MustAgree, oneGuardian } from "../../src/consent/standing.ts";
import type { Transaction } from "../file/database.ts";
import { declare, record, type Recording, type ShownDeclaration } from "./declaring.ts";
import { eventsOfChild } from "./events.ts";
import { mustAgreeOf } from "./standings.ts";

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
  const later = laterThan({ ...declaration, day }, history, today, dayOf);
  const answers = without(declaration.answers, later);
  if (Object.keys(answers).length === 0) return { events: 0, later };
  return { events: declare(tx, { ...declaration, answers }, now, recording), later };
}

const without = (answers: Partial<Record<Purpose, Answer>>, later: PutDown["later"]) =>
  Object.fromEntries(purposes.flatMap((one) => (answers[one] && !later[one] ? [[one, answers[one]] as const] : [])));

/** Why nothing was settled; `later`: what the person has declared since the day of the new declaration. */
export interface Refused {
  refused: NotSettled | "notEntitled" | "later";
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
 * Out: how many events it made; repeated with the same act it changes nothing and answers the same.
 * Errors: SettlingRefused, LedgerRefused.
 */
export function settle(
  tx: Transaction,
  upholding: Upholding,
  declared: TakenDown | null,
  now: Date,
  recording: Recording,
): number {
  const { child, act } = upholding;
  const who: MustAgree = mustAgreeOf(tx, [child], now, recording.pupilAge).get(child) ?? oneGuardian;
  if (!who.mayDeclare?.includes(upholding.person)) throw new SettlingRefused("notEntitled");
  const before = eventsOfChild(tx, child);
  const repeated = before.filter(({ evidence, kind }) => kind === "upheld" && evidence.endsWith(`\nact: ${act}`));
  if (repeated.length > 0) return repeated.length;
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

function declareAnew(tx: Transaction, declared: TakenDown, now: Date, recording: Recording): number {
  const anew = { ...declared, declaration: { ...declared.declaration, anew: true } };
  const { events, later } = takeDown(tx, anew, now, recording);
  if (Object.keys(later).length > 0) throw new SettlingRefused("later", later);
  return events;
}
