import type { ConsentEvent, Purpose, Role } from "./event.ts";
import { answersThatCount, type MustAgree, notVoided, oneGuardian, saidLast, type Standing } from "./standing.ts";

/**
 * Why it does not simply hold what a person has said, as far as this person may know it.
 * `lapsed`: the own JA has lapsed. `conflict`: declarations differ.
 * `guardian`: another person's consent is missing. `parent`: a pupil of age misses a guardian's.
 * `pupil`: the pupil's own is missing.
 * `settled`: the school has said whose declaration counts. `enough`: one guardian's consent is enough.
 */
export type Why = "lapsed" | "conflict" | Missing | "settled" | "enough";
type Missing = "guardian" | "parent" | "pupil";

/** Whether another one's consent is missing. */
export const isMissing = (why: Why): why is Missing => why === "guardian" || why === "parent" || why === "pupil";

/** What one person has said last about a purpose, and why something else holds: empty where it holds as it was said. */
export interface OwnAnswer {
  said: ConsentEvent | null;
  why: Why[];
}

interface Asked {
  events: readonly ConsentEvent[];
  purpose: Purpose;
  person: { personId: string; role: Exclude<Role, "office"> };
  stands: Standing;
  mustAgree?: MustAgree | undefined;
}

/**
 * One's own answer to one purpose, what keeps it from holding, and what is missing from whom.
 * Never what another person has answered: of them it says only that a consent is missing (Art. 15(4) GDPR).
 */
export function ownAnswer(asked: Asked): OwnAnswer {
  const { events, purpose, person } = asked;
  const said = saidBy(events, purpose, person.personId);
  return { said, why: whyOf(asked, said) };
}

/** What one person has declared last about a purpose. */
export function saidBy(events: readonly ConsentEvent[], purpose: Purpose, personId: string): ConsentEvent | null {
  const declared = notVoided(events, purpose).filter(
    ({ kind }) => kind === "given" || kind === "refused" || kind === "withdrawn",
  );
  return declared.findLast((event) => event.person === personId) ?? null;
}

function whyOf({ events, purpose, person, stands, mustAgree = oneGuardian }: Asked, said: ConsentEvent | null): Why[] {
  if (stands === "conflict") return ["conflict"];
  const { answers, lapse, upheld } = answersThatCount(events, purpose, mustAgree.mayDeclare);
  const mayDeclare = mustAgree.mayDeclare?.includes(person.personId) ?? true;
  const overruled = mayDeclare && !answers.has(person.personId) && saidLast(events, purpose).has(person.personId);
  const settled = overruled || answers.has(null) || [...answers.values()].some(({ id }) => upheld.has(id));
  if (!said && stands === "yes") return settled ? ["settled"] : person.role === "guardian" ? ["enough"] : [];
  if (!said || (said.kind === "given") === (stands === "yes")) return [];
  if (settled && (said.kind !== "given" || !answers.has(person.personId))) return ["settled"];
  if (said.kind !== "given") return [];
  if (!answers.has(person.personId)) return lapse ? ["lapsed"] : [];
  return missing([...answers.values()], person, mustAgree);
}

/** Whose consent is missing beside the own one; the own one alone would be enough where nobody else must agree. */
function missing(counting: readonly ConsentEvent[], { personId, role }: Asked["person"], mustAgree: MustAgree): Why[] {
  if (role === "pupil") return ["parent"];
  const yes = counting.filter(({ kind }) => kind === "given");
  const why: Why[] = [];
  if (mustAgree.guardians.some((guardian) => guardian !== personId && !yes.some(({ person }) => person === guardian)))
    why.push("guardian");
  if (mustAgree.pupil && !yes.some((event) => event.role === "pupil")) why.push("pupil");
  return why.length > 0 ? why : ["guardian"];
}
