import type { ConsentEvent } from "./event.ts";
import { type Declaration, eventsOf } from "./declaration.ts";

/** Why nothing is recorded that comes from a chat. */
export type NotEntitled = "account" | "child" | "left" | "undecided" | "period";

/** What is known in the moment of recording. */
export interface Entitlement {
  /** The chat still holds this person. */
  holdsPerson: boolean;
  /** Who may declare for the child now. */
  mayDeclare: readonly string[];
  /** Of these, whose new yes waits until the school has decided who may declare. */
  undecided?: readonly string[];
  atSchool: boolean;
  periodRuns: boolean;
}

/**
 * Whether a person may declare this in chat at this moment; a no may be said also when no period runs, and while it is
 * open who may declare (Art. 7(3) GDPR).
 * Out: null, or why not.
 */
export function notEntitled(
  { person, answers }: Pick<Declaration, "person" | "answers">,
  { holdsPerson, mayDeclare, undecided = [], atSchool, periodRuns }: Entitlement,
): NotEntitled | null {
  if (!holdsPerson) return "account";
  if (person === null || !mayDeclare.includes(person)) return "child";
  if (!atSchool) return "left";
  if (!Object.values(answers).includes("yes")) return null;
  if (undecided.includes(person)) return "undecided";
  return periodRuns ? null : "period";
}

/**
 * The events that this same declaration has made before: by the same act of the same person, with the same answers.
 * In: the declaration; the child's history, oldest first. Out: none where the act says something else this time.
 */
export function madeBefore(declaration: Declaration, history: readonly ConsentEvent[]): ConsentEvent[] {
  const { evidence, person } = declaration;
  const ofAct = (event: ConsentEvent) =>
    event.evidence === evidence && event.person === person && ["given", "refused", "withdrawn"].includes(event.kind);
  const last = history.findLast(ofAct);
  const made = history.filter((event) => ofAct(event) && event.decision === last?.decision);
  const first = made[0];
  if (!first) return [];
  const anew = eventsOf(declaration, history.slice(0, history.indexOf(first)), first.at, () => "");
  return said(anew) === said(made) ? made : [];
}

const said = (events: readonly ConsentEvent[]) => events.map(({ purpose, kind }) => `${purpose} ${kind}`).join(", ");
