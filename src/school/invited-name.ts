import { looksLike } from "./looks-like.ts";
import { type NameFault, staffName } from "./typed.ts";

/** What the program itself is called where it acts, and the command line where it invites. */
export const programs = ["JaNein", "janein office invite"] as const;

/**
 * Reads the name of somebody who is to be of the office: in the log of actions a person is a name.
 * In: as it was typed; the names of those who are of it. Out: the name, which may be one of theirs, exactly;
 * or what is wrong with it: `alike` where it can be taken for another of them, or for the program.
 */
export function invitedName(
  typed: string,
  known: readonly string[],
): { name: string } | { fault: NameFault } | { fault: "alike"; as: string } {
  const read = staffName(typed);
  if ("fault" in read) return read;
  const { name } = read;
  const program = programs.find((one) => looksLike(one, name));
  if (program !== undefined) return { fault: "alike", as: program };
  const like = known.includes(name) ? undefined : known.find((one) => looksLike(one, name));
  return like === undefined ? read : { fault: "alike", as: like };
}
