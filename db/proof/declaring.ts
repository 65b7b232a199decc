import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { type Declaration, eventsOf } from "../../src/consent/declaration.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { type ChildStanding, childStanding } from "../../src/consent/standing.ts";
import { announce } from "../messenger/announce.ts";
import { append, LedgerRefused, newSaltFrom } from "./append.ts";
import { eventsOfChild } from "./events.ts";
import { mustAgreeOf } from "./standings.ts";
import { guardiansOf, teachersOf } from "../school/belonging.ts";
import type { Transaction } from "../file/database.ts";
import { consentEvent, shownText } from "../schema.ts";

/** A declaration as it comes from a door: with the exact text that was shown instead of its hash. */
export type ShownDeclaration = Omit<Declaration, "shown"> & { shownText: string | null };

/** What recording needs besides the file: new ids, and the age from which a pupil must agree as well. */
export interface Recording {
  newId: () => string;
  pupilAge: number;
}

/** Records what is declared, once for each evidence, and whom it is announced to. Out: how many events it made. */
export function declare(tx: Transaction, shown: ShownDeclaration, now: Date, recording: Recording): number {
  const history = eventsOfChild(tx, shown.child);
  const repeated = history.filter((event) => event.evidence === shown.evidence && event.person === shown.person);
  if (repeated.length > 0) return repeated.length;
  const { shownText: text, ...rest } = shown;
  const declaration = { ...rest, shown: text === null ? null : sha256(text) };
  const events = eventsOf(declaration, history, now.toISOString(), recording.newId);
  if (events.length > 0 && text !== null) keepShown(tx, text);
  record(tx, history, events, { now, ...recording });
  return events.length;
}

/** Puts on record that an event was a mistake. Out: false where that is on record. Errors: LedgerRefused. */
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
  const voided = voiding(mistaken, by, now, recording.newId);
  record(tx, history, [voided], { now, ...recording, concerned: mistaken.person });
  return true;
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
    route: "in_person",
    recordedBy: by.recordedBy,
    at: now.toISOString(),
    language: "de",
    shown: null,
    evidence: by.why,
    voids: mistaken.id,
  };
}

/** Appends the events, and announces them to whoever has to know. */
function record(
  tx: Transaction,
  history: readonly ConsentEvent[],
  events: readonly ConsentEvent[],
  { now, newId, pupilAge, concerned = null }: Recording & { now: Date; concerned?: string | null },
): void {
  const [first] = events;
  if (!first) return;
  const who = mustAgreeOf(tx, [first.child], now, pupilAge).get(first.child);
  const [before, after] = [childStanding(history, who), childStanding([...history, ...events], who)];
  append(tx, events, newSaltFrom(newId));
  const declared = first.person ?? concerned;
  const told = declared === null ? [] : [declared];
  const settled = first.role === "office" && first.kind !== "voided";
  if (settled || inConflict(before) !== inConflict(after)) told.push(...guardiansOf(tx, first.child));
  if (stands(before) !== stands(after)) told.push(...teachersOf(tx, first.child));
  announce(tx, { kind: "decision", about: first.decision, childId: first.child, at: first.at }, told);
}

const stands = ({ audio, video }: ChildStanding) => `${audio.standing} ${video.standing}`;
const inConflict = ({ audio, video }: ChildStanding) => audio.standing === "conflict" || video.standing === "conflict";

function keepShown(tx: Transaction, text: string): void {
  tx.insert(shownText)
    .values({ sha256: sha256(text), text })
    .onConflictDoNothing()
    .run();
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
