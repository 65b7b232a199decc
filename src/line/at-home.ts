import type { Database } from "../../db/file/database.ts";
import { faultIn } from "../../db/file/guarded.ts";
import { isMissing } from "../../db/file/lock.ts";
import type { Anchors } from "../anchor/anchors.ts";
import { keepCodeKey } from "../wiring/code-key.ts";
import { type Config, databaseOf, toldDatabase } from "../wiring/config.ts";
import { furnish } from "../wiring/furnish.ts";
import { openSchoolFolder, schoolFolderOf } from "../wiring/school-folder.ts";
import { notFromThere, openSealed, sealNow } from "../wiring/proof.ts";
import type { House, Log } from "../house/house.ts";
import { invitedName } from "../school/invited-name.ts";
import { mostOfName, typedText } from "../school/typed.ts";
import { readTexts } from "../texts.ts";

/** A command that was called wrongly; the message says how it is called. */
export class WrongCall extends Error {}

/**
 * Does a piece of work on the database, beside a running bot or without one.
 * Where there is none, it says so and makes none, unless the work is one with which a school begins.
 */
export async function atHome(
  config: Config,
  work: (house: House, database: Database, anchors: Anchors) => Promise<void>,
  { begins = false } = {},
): Promise<void> {
  await onDatabase(
    config,
    async (database, anchors) => {
      if (config.CODE_KEY !== undefined) keepCodeKey(database, config.CODE_KEY);
      await work(await furnished(config, database), database, anchors);
    },
    { begins },
  );
}

/**
 * As `atHome`, on the database alone, of which nothing is read or written before. What was done is sealed, also where
 * the work has failed after some of it.
 */
export async function onDatabase(
  config: Config,
  work: (database: Database, anchors: Anchors) => Promise<void>,
  { begins = false } = {},
): Promise<void> {
  if (!begins && isMissing(databaseOf(config))) return stopped(noDatabase(toldDatabase(config)));
  const { database, anchors } = await openSealed(config, new Date());
  try {
    await work(database, anchors).finally(async () => {
      const isSealed = await sealNow(database, anchors, new Date());
      // What is wrong in the database itself is said by whoever works on it.
      if (!isSealed && faultIn(database.$client) === null) console.error(`Not sealed: ${notFromThere}.`);
    });
  } finally {
    database.$client.close();
  }
}

async function furnished(config: Config, database: Database): Promise<House> {
  const nothing = () => ({
    kind: "none" as const,
    topics: [],
    answers: 0,
    wish: null,
    language: { id: "de", score: 0 },
  });
  return await furnish({
    database,
    files: openSchoolFolder(schoolFolderOf(config)),
    texts: await readTexts(),
    understand: nothing,
    settings: config,
    codeKey: config.CODE_KEY ?? "",
    log: quiet(),
  });
}

/** Only what is made of a school of a former version is said: once, whichever command came first. */
function quiet(): Log {
  const say = ({ folder }: Record<string, unknown>, outcome: string) => {
    if (typeof folder === "string") console.error(`${folder}: ${outcome}`);
  };
  return { info: say, warn: say, error: () => undefined };
}

/** That there is no database, and what begins one. */
export function noDatabase(path: string): string {
  return (
    `There is no database at ${path}, and none was made: ` +
    "set DATABASE_PATH or DATABASE_URL, or begin a school " +
    "with janein setup, janein import, janein start or janein restore."
  );
}

/** One line on standard error, exit code 1: the command was right, and what it asked for cannot be. */
export function stopped(why: string): void {
  console.error(why);
  process.exitCode = 1;
}

/** The name of whoever acts for the office, as it goes on record. Errors: WrongCall without one. */
export function actor(by: string | undefined, call: string): string {
  const read = invitedName(by ?? "", []);
  if ("name" in read) return read.name;
  const whys: Partial<Record<string, string>> = { missing: "", alike: ": the name of a person, not the program's" };
  const why = whys[read.fault] ?? `: a name of at most ${mostOfName} letters, in one line`;
  throw new WrongCall(`${call} (--by is who does it, as it goes on record${why})`);
}

/**
 * A text of the line as it goes on record. In: the option it came with; how many characters it may have.
 * Errors: WrongCall for one that is longer: it reaches people in one message.
 */
export function said(option: string, typed: string | undefined, most: number, call: string): string {
  const text = typedText(typed ?? "");
  if (text.length > most) throw new WrongCall(`${call} (${option} has at most ${most} characters)`);
  return text;
}
