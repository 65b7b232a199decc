import type { OfficeRole } from "./office-roles.ts";

/** Somebody of the office, as far as it matters here. */
interface Member {
  id: string;
  role: OfficeRole;
}

const hour = 60 * 60 * 1000;
/** For how long a proposal waits for the second person. */
export const proposalLasts = 24 * hour;

/**
 * Whether these two together may let a third back in, who has lost every way of their own. Each is another person.
 * A colleague of the office two others may let in, whoever they are. For the head and for data protection, whose tasks
 * reach further, it takes a head, or two of different tasks: two of one desk, who do the same work in the same room,
 * could otherwise take over the task that watches theirs. Who is appointed for data protection stands outside the
 * office (Art. 38(3) GDPR), and so is the second pair of eyes where the only head is lost.
 */
export function mayLetIn(one: Member, other: Member, whom: Member): boolean {
  if (new Set([one.id, other.id, whom.id]).size < 3) return false;
  return whom.role === "office" || [one, other].some(({ role }) => role === "head") || one.role !== other.role;
}

/** Whether anybody at all could confirm what this person proposes. In: everybody who belongs to the office. */
export function couldConfirm(proposer: Member, whom: Member, everybody: readonly Member[]): boolean {
  return everybody.some((other) => mayLetIn(proposer, other, whom));
}
