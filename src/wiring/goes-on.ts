import type { Database } from "../../db/file/database.ts";
import { cutOff, faultIn, isMoved, reachedInDoubt, refuse } from "../../db/file/guarded.ts";
import { goesThrough, newestHead } from "../../db/proof/head.ts";
import type { Anchors } from "../anchor/anchors.ts";
import { isSince } from "../house/lights.ts";
import { note, noted } from "./notes.ts";

/** What to do where what was sealed is lost, or is not to count any more. */
export const beginAnew =
  "keep the database as it is, and begin anew with a copy of it: janein backup COPY, then, with the bot stopped, " +
  "janein restore COPY --begin-anew";

/** What to do where a database does not go on from what was sealed last. */
export const notFromThere =
  "the database does not go on from what was sealed last, so nothing is recorded or sealed any more: an older file, " +
  "or another one, lies in its place. Put the newest file back, or the newest backup, with janein restore; " +
  `janein verify says more. If this one is to count from now on, ${beginAnew}`;

/** Whether the database goes on from what was sealed last; where it does not, nothing is recorded in it. */
export function goesOn(database: Database, anchors: Anchors): boolean {
  const last = anchors.newest();
  const goes = last === null || goesThrough(database, last);
  refuse(database.$client, goes ? null : notFromThere);
  return goes;
}

/** Leaves a mark outside the database that it was not as it should be. In: why. */
export function doubt(anchors: Anchors, now: Date, why: string): void {
  note(anchors.folder, "doubt", { at: now.toISOString(), why });
}

/** Whether such a mark was left since all was looked at last. */
export const isDoubted = ({ folder }: Pick<Anchors, "folder">): boolean =>
  isSince(noted(folder, "doubt"), noted(folder, "verify"));

/**
 * Seals how far the proof has come, if it has come further. Out: whether the database goes on from what was sealed
 * last, and nothing of it is somebody else's; where not, nothing is sealed: two databases with one folder would spoil
 * each other's proof.
 */
export async function sealNow(database: Database, anchors: Anchors, now: Date): Promise<boolean> {
  if (isMoved(database.$client) || !goesOn(database, anchors)) return false;
  const isOurs = faultIn(database.$client) === null;
  // What was recorded and is gone again is what the database would have to go on from.
  const gone = cutOff(database.$client);
  // A NEIN that was recorded in doubt must not be taken away unseen either.
  const last = gone ?? (isOurs ? newestHead(database) : reachedInDoubt(database.$client));
  if (last !== null) await anchors.seal({ at: now.toISOString(), ...last, begins: null });
  return isOurs && gone === null;
}
