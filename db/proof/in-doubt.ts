import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { notEntitled, type NotEntitled } from "../../src/consent/entitled.ts";
import { type ConsentEvent, type Purpose, purposes } from "../../src/consent/event.ts";
import { announce } from "../messenger/announce.ts";
import { teachersOf } from "../school/belonging.ts";
import type { Transaction } from "../file/database.ts";
import { consentEvent } from "../schema.ts";
import { append, MayNotDeclare, newSaltFrom } from "./append.ts";
import { type ChatDeclaration, entitlementOf, mayDeclare, type Recording } from "./declaring.ts";
import { asKept, keepShown, type ShownDeclaration } from "./shown-declaration.ts";

/** The purposes to which a declaration says no. */
export const saysNoTo = ({ answers }: Pick<ShownDeclaration, "answers">): Purpose[] =>
  purposes.filter((purpose) => answers[purpose] === "no");

/** Whether a declaration says no, and nothing else. */
export const isOnlyNo = ({ answers }: Pick<ShownDeclaration, "answers">): boolean =>
  Object.values(answers).every((answer) => answer === "no");

/**
 * Records in a chat what is a NEIN, while what was recorded before does not hold: a withdrawal counts at any time
 * (Art. 7(3) GDPR). What is a JA is not recorded. Out: how many events it made, or why nothing is recorded.
 */
export function noInChat(
  tx: Transaction,
  { chatId, ...shown }: ChatDeclaration,
  now: Date,
  recording: Recording,
): { events: number; onlyNo: true } | { refused: NotEntitled } {
  const refused = notEntitled(shown, { ...entitlementOf(tx, chatId, shown, now, recording), periodRuns: true });
  return refused ? { refused } : { events: no(tx, shown, now, recording), onlyNo: true };
}

/** As `noInChat`, of a declaration that came another way. Errors: LedgerRefused where the person may not declare. */
export function noTakenDown(tx: Transaction, shown: ShownDeclaration, now: Date, recording: Recording): number {
  if (shown.person === null || !mayDeclare(tx, shown.child, now, recording).includes(shown.person))
    throw new MayNotDeclare(shown.person ?? "nobody");
  return no(tx, shown, now, recording);
}

/**
 * An event for each NEIN, whatever seems to stand: what is read of rows that do not hold decides nothing, but for how
 * the NEIN is called. Whoever has to hear of it hears it when all holds again.
 */
function no(tx: Transaction, shown: ShownDeclaration, now: Date, recording: Recording): number {
  const { newId } = recording;
  const { answers: _, anew: _anew, ...act } = asKept(shown);
  const done = purposesOf(tx, act, ["refused", "withdrawn"], act.evidence);
  const given = purposesOf(tx, act, ["given"]);
  const decision = newId();
  const events = saysNoTo(shown)
    .filter((purpose) => !done.includes(purpose))
    .map((purpose): ConsentEvent => {
      const kind = given.includes(purpose) ? "withdrawn" : "refused";
      return { ...act, id: newId(), decision, purpose, kind, at: now.toISOString(), voids: null };
    });
  if (events.length === 0) return done.length;
  if (shown.shownText !== null) keepShown(tx, shown.shownText);
  append(tx, events, newSaltFrom(newId), { lastHolds: false });
  const told = [shown.person, ...declaredFor(tx, shown.child, now, recording), ...teachersOf(tx, shown.child)];
  const what = { kind: "decision" as const, about: decision, childId: shown.child, at: now.toISOString() };
  announce(
    tx,
    what,
    told.filter((id) => id !== null),
  );
  return events.length;
}

/** To which purposes a person has said this, perhaps by this very act; as far as the rows say it. */
function purposesOf(
  tx: Transaction,
  { child, person }: Pick<ConsentEvent, "child" | "person">,
  kinds: ConsentEvent["kind"][],
  evidence?: string,
): Purpose[] {
  const own = and(eq(consentEvent.childId, child), eq(consentEvent.personId, person ?? ""));
  const said = and(own, inArray(consentEvent.kind, kinds));
  const where = evidence === undefined ? said : and(said, eq(consentEvent.evidence, evidence));
  return tx
    .selectDistinct({ purpose: consentEvent.purpose })
    .from(consentEvent)
    .where(where)
    .all()
    .map((row) => row.purpose);
}

/** Who has ever declared for the child, as far as the rows say it, and may. */
export function declaredFor(
  tx: Transaction,
  childId: string,
  now: Date,
  recording: Pick<Recording, "pupilAge">,
): string[] {
  const declared = tx
    .selectDistinct({ id: consentEvent.personId })
    .from(consentEvent)
    .where(and(eq(consentEvent.childId, childId), isNotNull(consentEvent.personId)))
    .all();
  return mayDeclare(tx, childId, now, recording).filter((person) => declared.some(({ id }) => id === person));
}
