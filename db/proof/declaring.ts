import { and, eq } from "drizzle-orm";
import { eventsOf } from "../../src/consent/declaration.ts";
import { type Entitlement, madeBefore, type NotEntitled, notEntitled } from "../../src/consent/entitled.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { isTheOffices } from "../../src/consent/mistake.ts";
import { LedgerRefused, liesAhead, MayNotDeclare } from "./append.ts";
import { eventsOfChild } from "./events.ts";
import { periodRuns } from "./periods.ts";
import { record, type Recording } from "./recording.ts";
import { type Agreeing, mustAgreeOf } from "./standings.ts";
import type { Transaction } from "../file/database.ts";
import { account, child, consentEvent } from "../schema.ts";
import { asKept, keepShown, type ShownDeclaration } from "./shown-declaration.ts";

export { record, type Recording } from "./recording.ts";
export { asKept, type ShownDeclaration } from "./shown-declaration.ts";

/** What is declared in a chat, by a person whom this chat holds. */
export type ChatDeclaration = ShownDeclaration & { person: string; chatId: number };

/**
 * Records what is declared, once for each evidence and its answers, and whom it is announced to.
 * Out: how many events it made. Errors: MayNotDeclare where the person may not declare for the child now, or not this.
 */
export function declare(tx: Transaction, shown: ShownDeclaration, now: Date, recording: Recording): number {
  const history = eventsOfChild(tx, shown.child);
  const made = madeBefore(asKept(shown), history).length;
  if (made > 0) return made;
  const { mayDeclare: may, undecided } = entitledTo(tx, shown.child, now, recording);
  const { person, answers } = shown;
  const saysYes = Object.values(answers).includes("yes");
  if (person !== null && !may.includes(person)) throw new MayNotDeclare(person);
  if (person !== null && saysYes && undecided.includes(person))
    throw new MayNotDeclare(person, `it is not decided whether ${person} may declare: no JA was recorded`);
  if (person !== null && saysYes && !isAtSchool(tx, shown.child))
    throw new MayNotDeclare(person, "the child has left the school: no JA was recorded");
  return put(tx, shown, history, now, recording);
}

/**
 * Records what is declared in a chat, if in this moment the chat holds the person,
 * the person may declare for the child, the child is at the school, and for a yes the period runs.
 * Out: how many events it made, or why nothing is recorded.
 */
export function declareInChat(
  tx: Transaction,
  { chatId, ...shown }: ChatDeclaration,
  now: Date,
  recording: Recording,
): { events: number } | { refused: NotEntitled } {
  const history = eventsOfChild(tx, shown.child);
  const made = madeBefore(asKept(shown), history).length;
  if (made > 0) return { events: made };
  const entitlement = entitlementOf(tx, chatId, shown, now, recording);
  const refused = notEntitled(shown, { ...entitlement, periodRuns: periodRuns(tx) });
  return refused ? { refused } : { events: put(tx, shown, history, now, recording) };
}

/** What is known in this moment of whether a person may declare in a chat, but for the period. */
export function entitlementOf(
  tx: Transaction,
  chatId: number,
  { child: id, person }: { child: string; person: string },
  now: Date,
  recording: Recording,
): Omit<Entitlement, "periodRuns"> {
  return {
    holdsPerson: holds(tx, chatId, person),
    ...entitledTo(tx, id, now, recording),
    atSchool: isAtSchool(tx, id),
  };
}

const isAtSchool = (tx: Transaction, childId: string): boolean =>
  tx.select().from(child).where(eq(child.id, childId)).get()?.goneAt === null;

function put(
  tx: Transaction,
  shown: ShownDeclaration,
  history: readonly ConsentEvent[],
  now: Date,
  recording: Recording,
): number {
  const events = eventsOf(asKept(shown), history, now.toISOString(), recording.newId);
  if (events.length > 0 && shown.shownText !== null) keepShown(tx, shown.shownText);
  record(tx, history, events, { now, ...recording });
  return events.length;
}

/** Who may declare for a child now, and of whom that is open. */
function entitledTo(
  tx: Transaction,
  childId: string,
  now: Date,
  { pupilAge }: Pick<Recording, "pupilAge">,
): Pick<Agreeing, "mayDeclare" | "undecided"> {
  const { mayDeclare = [], undecided = [] } = mustAgreeOf(tx, [childId], now, pupilAge).get(childId) ?? {};
  return { mayDeclare, undecided };
}

/** Who may declare for a child now. */
export const mayDeclare = (tx: Transaction, childId: string, now: Date, recording: Pick<Recording, "pupilAge">) =>
  entitledTo(tx, childId, now, recording).mayDeclare;

function holds(tx: Transaction, chatId: number, personId: string): boolean {
  const tie = and(eq(account.chatId, String(chatId)), eq(account.personId, personId));
  return tx.select().from(account).where(tie).get() !== undefined;
}

/**
 * Puts on record that an event was a mistake of the office. Out: false where that is on record.
 * Errors: LedgerRefused for an event that is not there, and for one that the office has not put down itself.
 */
export function declareMistaken(
  tx: Transaction,
  eventId: string,
  by: { recordedBy: string; why: string },
  now: Date,
  recording: Recording,
): boolean {
  const childId = tx
    .select({ id: consentEvent.childId })
    .from(consentEvent)
    .where(eq(consentEvent.id, eventId))
    .get()?.id;
  const history = childId ? eventsOfChild(tx, childId) : [];
  const mistaken = history.find((event) => event.id === eventId);
  if (!mistaken || mistaken.kind === "voided")
    throw new LedgerRefused(`There is no answer with the id ${eventId}: look it up with "janein child"`);
  if (history.some((event) => event.kind === "voided" && event.voids === eventId)) return false;
  // An event whose time lies ahead shuts the ledger until then: of any of them it may be said that the clock was wrong.
  if (!isTheOffices(mistaken) && !liesAhead(mistaken.at, now.toISOString())) throw notTheOffices(mistaken);
  const [decision, ids] = [recording.newId(), recording.newId];
  const voided = withUpheld(mistaken, history).map((one) => ({ ...voiding(one, by, now, ids), decision }));
  record(tx, history, voided, { now, ...recording, concerned: [mistaken.person] });
  return true;
}

const notTheOffices = ({ id, kind, route }: ConsentEvent) =>
  new LedgerRefused(
    `Event ${id} (${kind}, ${route}) was not put down by the office, so it cannot be its mistake: nothing was recorded`,
  );

/** A declaration, and what the school has put down of its counting against another's: it goes with it. */
function withUpheld(mistaken: ConsentEvent, history: readonly ConsentEvent[]): ConsentEvent[] {
  const gone = new Set(history.filter(({ kind }) => kind === "voided").map(({ voids }) => voids));
  const upheld = history.filter(({ id, kind, voids }) => kind === "upheld" && voids === mistaken.id && !gone.has(id));
  return [mistaken, ...upheld];
}

function voiding(
  mistaken: ConsentEvent,
  by: { recordedBy: string; why: string },
  now: Date,
  newId: () => string,
): ConsentEvent {
  return {
    ...mistaken,
    id: newId(),
    decision: newId(),
    kind: "voided",
    person: null,
    role: "office",
    route: "note",
    recordedBy: by.recordedBy,
    at: now.toISOString(),
    language: "de",
    shown: null,
    evidence: by.why,
    voids: mistaken.id,
  };
}
