import type { Config } from "./config.ts";
import { sharedWith } from "./in-common.ts";
import type { Found, SchoolHere } from "./schools.ts";

/** The school, where it has nothing in common with another. Errors: what is wrong with it. */
export function alone(found: Found, others: readonly SchoolHere[]): SchoolHere {
  if ("why" in found) throw found.why;
  const shared = sharedWith(others, found);
  if (shared !== null) throw new Error(shared);
  if (!hasMessenger(found.config)) throw new Error("no messenger is set: BOT_TOKEN or MATRIX_HOMESERVER is needed");
  return found;
}

/** What could be opened: where no messenger is set, nothing is begun. */
export const begun = (found: Found): SchoolHere[] => ("config" in found && hasMessenger(found.config) ? [found] : []);

/** Whether a school that was found is still meant to be one. In: all that are found; its key. */
export const isThere = (here: readonly Found[], key: string | null): boolean =>
  here.some((found) => found.key === key && ("config" in found || found.isThere));

const hasMessenger = ({ BOT_TOKEN: token, MATRIX_HOMESERVER: server }: Config) =>
  token !== undefined || server !== undefined;
