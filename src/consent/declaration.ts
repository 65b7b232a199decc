import {
  type Answer,
  type ConsentEvent,
  type EventKind,
  type Purpose,
  purposes,
  type Role,
  type Route,
} from "./event.ts";
import { answersThatCount, saidLast } from "./standing.ts";

/** What one person declares in one act, about one child. A purpose that is not named stays as it stands. */
export interface Declaration {
  child: string;
  /** The guardian or pupil; null where the office once settled a conflict with its own word. */
  person: string | null;
  role: Role;
  answers: Partial<Record<Purpose, Answer>>;
  route: Route;
  recordedBy: string;
  notice: number;
  language: string;
  shown: string | null;
  evidence: string;
  /** Said anew where guardians differ: an event also where the person's answer stays what it was. */
  anew?: boolean;
}

/**
 * The events that a declaration makes: yes twice is yes once, and what has not changed makes no event.
 * In: the declaration, the child's history (oldest first), the time (ISO), ids. Out: new events, perhaps none.
 * A no after an own yes is a withdrawal (Art. 7(3) GDPR), a no before any yes a refusal.
 * A yes on another notice version is a new yes.
 */
export function eventsOf(
  declaration: Declaration,
  history: readonly ConsentEvent[],
  at: string,
  newId: () => string,
): ConsentEvent[] {
  const decision = newId();
  const { answers, anew: _, ...act } = declaration;
  return purposes.flatMap((purpose) => {
    const kind = kindOf(answers[purpose], before(history, purpose, declaration), declaration.notice);
    return kind ? [{ ...act, id: newId(), decision, purpose, kind, at, voids: null }] : [];
  });
}

/** Whether a declaration would change anything. */
export function changesAnything(declaration: Declaration, history: readonly ConsentEvent[]): boolean {
  return eventsOf(declaration, history, "", () => "").length > 0;
}

/**
 * What this person has said before,
 * and whether guardians have said otherwise since (only the office's word settles that again).
 */
interface Before {
  latest: ConsentEvent | undefined;
  /** The person has an own yes, perhaps one that the school has overruled. */
  ownYes: boolean;
  contradicted: boolean;
}

function kindOf(
  answer: Answer | undefined,
  { latest, ownYes, contradicted }: Before,
  notice: number,
): EventKind | null {
  if (!answer) return null;
  const stands = latest?.kind === "given";
  if (answer === "yes") return stands && latest.notice === notice && !contradicted ? null : "given";
  if (stands || ownYes) return "withdrawn";
  return latest && !contradicted ? null : "refused";
}

/** For a guardian, what the office has settled since counts as said. */
function before(history: readonly ConsentEvent[], purpose: Purpose, { person, role, anew }: Declaration): Before {
  const { answers } = answersThatCount(history, purpose);
  const latest = answers.get(person) ?? (role === "guardian" ? answers.get(null) : undefined);
  const others = role === "office" || anew ? [...answers.values()].filter((event) => event.role === "guardian") : [];
  return {
    latest,
    ownYes: saidLast(history, purpose).get(person)?.kind === "given",
    contradicted: others.some((event) => (event.kind === "given") !== (latest?.kind === "given")),
  };
}
