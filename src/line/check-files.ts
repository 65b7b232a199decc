import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Look, lookAt } from "../../db/file/look.ts";
import { adviceOn } from "../../db/file/faults.ts";
import { isLocked, isMissing } from "../../db/file/lock.ts";
import { DatabaseRefused } from "../../db/file/open.ts";
import { markOf, otherKey } from "../wiring/code-key.ts";
import { type Config, toldDatabase } from "../wiring/config.ts";
import { devicePathOf } from "../wiring/messengers.ts";
import { version } from "../wiring/version.ts";

/** What was looked at, whether it is as it should be, and what was found or is to be done. */
export interface Found {
  what: string;
  isRight: boolean;
  says: string;
}

/** Windows knows no such modes. */
const knowsModes = process.platform !== "win32";

/** Whether others on the machine can read what is nobody's business but the school's. */
export function checkRights({ DATABASE_PATH: path }: Config, proof: string): Found {
  const secret = [
    path,
    `${path}-wal`,
    `${path}-shm`,
    devicePathOf({ DATABASE_PATH: path }),
    join(proof, "key"),
    ".env",
  ];
  const open = secret.filter((file) => knowsModes && existsSync(file) && (statSync(file).mode & 0o077) !== 0);
  if (open.length > 0)
    return { what: "files", isRight: false, says: `others can read ${open.join(", ")}: chmod 600 ${open.join(" ")}` };
  const closed = [path, dirname(path), proof].filter((file) => existsSync(file) && !mayWrite(file));
  return closed.length > 0
    ? { what: "files", isRight: false, says: `cannot be written: ${closed.join(", ")}; chown them to who runs JaNein` }
    : { what: "files", isRight: true, says: "their owner's alone" };
}

function mayWrite(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The database, as it lies there; what was seen of it, for those who look at it further. */
export function checkDatabase(config: Config): { found: Found; look: Look | null } {
  const [path, told] = [config.DATABASE_URL ?? resolve(config.DATABASE_PATH), toldDatabase(config)];
  const wrong = (says: string) => ({ found: { what: "database", isRight: false, says }, look: null });
  try {
    if (isMissing(path))
      return wrong(
        `there is none at ${told}: set DATABASE_PATH or DATABASE_URL, ` +
          "or begin a school with janein setup, janein import or janein start",
      );
    const look = lookAt(path);
    const { bytes, children, people, events } = look;
    const runs = isLocked(path);
    const held =
      `${told}: ${bytes.toLocaleString("en")} bytes, ${children} children, ${people} people, ${events} events; ` +
      (runs ? "a bot runs on it" : "no bot runs on it");
    if (!look.isOlder) return { found: { what: "database", isRight: true, says: held }, look };
    const todo = runs
      ? "of an older version: stop it, and start this one"
      : `written by an older version: the next start of ${version} copies it and brings it up to date`;
    return { found: { what: "database", isRight: !runs, says: `${held}, ${todo}` }, look };
  } catch (error) {
    if (error instanceof DatabaseRefused) return wrong(error.message);
    const advice = adviceOn(error, told);
    if (advice === null) throw error;
    return wrong(advice);
  }
}

/** Whether pictures of scanned sheets are kept, how many there are, and what they weigh. */
export function checkScans({ KEEP_SCANS }: Config, look: Look | null): Found {
  const { count, bytes } = look?.scans ?? { count: 0, bytes: 0 };
  const held = `${count} pictures of scanned sheets are kept, ${Math.ceil(bytes / 1e6)} MB`;
  const today = KEEP_SCANS === "yes" ? "those that are confirmed are kept" : "no more are kept";
  return { what: "scans", isRight: true, says: `${held}; ${today} (KEEP_SCANS=${KEEP_SCANS})` };
}

/** Whether the codes were made with the key that is set. */
export function checkCodeKey({ CODE_KEY: key }: Config, look: Look | null): Found {
  const what = "code key";
  if (key === undefined)
    return {
      what,
      isRight: false,
      says: "CODE_KEY is not set: openssl rand -base64 32 makes one; keep it elsewhere too",
    };
  const known = look?.codeKeyMark ?? 0;
  if (known !== 0 && known !== markOf(key) && look?.hasCodes) return { what, isRight: false, says: otherKey };
  const isKnown = known !== 0 && known === markOf(key);
  return { what, isRight: true, says: isKnown ? "the one that codes were made with" : "no code was made with it yet" };
}

/** The folder of the sealed heads. */
export function checkProof(folder: string, look: Look | null): Found {
  const what = "proof";
  const hasKey = existsSync(join(folder, "key"));
  if (hasKey) return { what, isRight: true, says: `${resolve(folder)}; janein verify compares the database with it` };
  return look?.isSealed
    ? { what, isRight: false, says: `${resolve(folder)} is lacking, or its key: put the folder back (PROOF_PATH)` }
    : { what, isRight: true, says: `${resolve(folder)} is made at the first start` };
}
