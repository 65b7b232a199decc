import type { NotEntitled } from "../../src/consent/entitled.ts";
import { endedBy, givenAgain } from "../../src/consent/withdrawing.ts";
import { type ChatDeclaration, declareInChat, type Recording } from "./declaring.ts";
import { eventsOfChild } from "./events.ts";
import { lastEnd } from "./periods.ts";
import type { Transaction } from "../file/database.ts";

/**
 * The yes that a withdrawal in free words has ended, recorded anew. In: how the evidence of the withdrawal begins; who
 * takes it back, for whom, on which notice. Out: how many events it made, also where it had done so before, or why
 * nothing is recorded.
 */
export function takeBackInChat(
  tx: Transaction,
  withdrawal: string,
  declared: ChatDeclaration,
  now: Date,
  recording: Recording,
): { events: number } | { refused: NotEntitled } {
  const history = eventsOfChild(tx, declared.child);
  const since = { now, notice: declared.notice, periodEnd: lastEnd(tx) };
  const ended = endedBy(history, declared.person, withdrawal, since);
  const answers = Object.fromEntries(ended.map((purpose) => [purpose, "yes" as const]));
  return ended.length === 0
    ? { events: givenAgain(history, declared.person, withdrawal).length }
    : declareInChat(tx, { ...declared, answers }, now, recording);
}
