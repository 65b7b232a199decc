import { accessSync, constants, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { waitingNow } from "../../db/messenger/waiting.ts";
import { openRounds } from "../../db/proof/rounds.ts";
import type { Database } from "../../db/file/database.ts";
import { isPostgres } from "../../db/postgres/client.ts";
import { type Seen, type Wrong, wrongWith } from "../house/lights.ts";
import type { Running } from "../messenger/running.ts";
import { noted } from "./notes.ts";

export type Looked = Seen & { wrong: Wrong[] };

/** Looks how everything is. */
export type Look = () => Promise<Looked>;

/** What looks how everything is. In: the database, and the folder in which is noted what was done; how
 * the line to the messenger is, null until there is one. */
export function openLights(
  { database, notes }: { database: Database; notes: string },
  connection: () => ReturnType<Running["connection"]> | null,
  now: () => Date,
): Look {
  const startedAt = now().toISOString();
  const isElsewhere = isPostgres(database.$client);
  const path = isElsewhere ? notes : database.$client.name;
  const rounds = openRounds(database);
  const inDatabase = async () => {
    try {
      const [waiting, lastRound] = [waitingNow(database, now()), await rounds.lastFinished()];
      return {
        database: isElsewhere || canBeWritten(path) ? "answers" : "cannot be written",
        waiting,
        lastRound,
      } as const;
    } catch {
      return { database: "does not answer", waiting: { count: 0, oldest: null }, lastRound: null } as const;
    }
  };
  return async () => {
    const [backup, verify, drill] = [noted(notes, "backup"), noted(notes, "verify"), noted(notes, "drill")];
    const doubt = noted(notes, "doubt");
    const seen: Seen = {
      startedAt,
      heardAt: null,
      trouble: null,
      underWay: { chats: 0, since: null, doneAt: null },
      ...connection(),
      ...(await inDatabase()),
      freeDisk: freeDisk(path),
      // Where they lie is nobody's business out there.
      lastBackup: backup && { at: backup.at },
      lastVerify: verify,
      lastDoubt: doubt && { at: doubt.at },
      lastDrill: drill && { at: drill.at, outcome: drill.outcome },
    };
    return { ...seen, wrong: wrongWith(seen, now()) };
  };
}

/** Bytes that are free where a file lies; null where the system does not say. */
export function freeDisk(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** A volume that the system has begun to mount for reading only takes no answer any more. */
function canBeWritten(path: string): boolean {
  try {
    for (const one of [path, dirname(path)]) accessSync(one, constants.W_OK);
    return true;
  } catch {
    return path === ":memory:";
  }
}
