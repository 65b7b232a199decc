const clockIsWrong = "The clock of this machine";

/**
 * What can befall a database file, in SQLite's own words:
 * they survive where an error has lost its class and its code on the way.
 */
const faults: readonly (readonly [words: string, advice: (path: string, said: string) => string])[] = [
  [
    "database or disk is full",
    (path) =>
      `The disk that ${path} lies on is full. Nothing of this was recorded: make room (df -h), then try it again.`,
  ],
  [
    "database is locked",
    (path) =>
      `Another process has been writing to ${path} for too long. Nothing of this was recorded: ` +
      `let it come to its end (fuser ${path} names it), then try it again.`,
  ],
  ["database disk image is malformed", damaged],
  ["malformed database schema", damaged],
  ["file is not a database", damaged],
  [
    "attempt to write a readonly database",
    (path) =>
      `${path} cannot be written. Nothing was recorded: ` +
      "give the file and its folder to the user that JaNein runs as (chown), on a volume that is mounted for writing.",
  ],
  [
    "unable to open database",
    (path) => `${path} cannot be opened: it must be a file in a folder that is there and that JaNein may write to.`,
  ],
  [
    "disk I/O error",
    (path) =>
      `The disk does not read or write ${path} as it should. Nothing of this was recorded: ` +
      "look at the log of the system (dmesg) and make a backup (janein backup FILE) before anything else.",
  ],
  ...["no such function", "no such module", "no such collation", "unsafe use of"].map(
    (words) => [words, computesElsewhere] as const,
  ),
  [
    "PostgreSQL does not answer",
    (_path, said) =>
      `${said} (DATABASE_URL). Nothing of this was recorded: look at the server (pg_isready), the network and the ` +
      "password; JaNein tries on.",
  ],
  [
    "PostgreSQL has not answered",
    (_path, said) =>
      `${said} (DATABASE_URL). Whether the last of this was recorded only the server knows: look whether it is there ` +
      "before you do it again, and at the server (pg_isready) and the network; JaNein tries on.",
  ],
  ["Another JaNein ", (_path, said) => said],
  ["The database was changed by somebody else", (_path, said) => said],
  [
    "a row of the proof is not as it was entered",
    (path, said) =>
      `Somebody has changed a row in ${path} past JaNein (${said}). Nothing of this was recorded: ` +
      "janein verify names it; keep the file, and compare it with the newest backup that verifies.",
  ],
  [clockIsWrong, () => "Set the clock (timedatectl), then try it again."],
];

function computesElsewhere(path: string, said: string): string {
  return (
    `A table, an index or a trigger in ${path} is none of JaNein's and computes with what only another program has ` +
    `(${said}). Nothing was changed: janein verify names it; find out who put it there, and take it out ` +
    `(sqlite3 ${path} .schema shows it, sqlite3 ${path} 'drop table "NAME"' takes it out).`
  );
}

function damaged(path: string): string {
  return (
    `${path} is not a readable SQLite database, or is damaged. Nothing was changed: ` +
    "stop JaNein, keep the file, and put the newest backup in its place (janein restore BACKUP)."
  );
}

/** Whether something was not recorded because its time would not have been true: trying again at once does not help. */
export const isOfClock = (error: unknown): boolean => error instanceof Error && error.message.startsWith(clockIsWrong);

/**
 * Whether something may have been recorded although it failed, by this process or by the one that has taken the school
 * over: who does it once more looks first whether it was.
 */
export const mayBeRecorded = (error: unknown): boolean =>
  error instanceof Error && /^(PostgreSQL has not answered|Another JaNein )/.test(error.message);

/**
 * What the person who runs the server can do about an error of the database.
 * In: the error, the path of the file. Out: null for every other error.
 */
export function adviceOn(error: unknown, path: string): string | null {
  const said = error instanceof Error ? error.message : "";
  return faults.find(([words]) => said.startsWith(words))?.[1](path, said) ?? null;
}

/** The same befalls a file that the system reads or writes for us; it has other names for it. */
const asSystemSays: Readonly<Record<string, string>> = {
  ENOSPC: "database or disk is full",
  EDQUOT: "database or disk is full",
  EFBIG: "database or disk is full",
  EROFS: "attempt to write a readonly database",
  EIO: "disk I/O error",
  EACCES: "unable to open database",
  EPERM: "unable to open database",
  ENOENT: "unable to open database",
  ENOTDIR: "unable to open database",
  EISDIR: "unable to open database",
};

/** As `adviceOn`, also where it was not SQLite but the system that read or wrote the file. */
export function adviceOnFile(error: unknown, path: string): string | null {
  const words = error instanceof Error && "code" in error ? asSystemSays[String(error.code)] : undefined;
  return adviceOn(words === undefined ? error : new Error(words), path);
}
