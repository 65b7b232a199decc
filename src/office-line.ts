import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { verifyChain } from "../db/chain.ts";
import { openDatabase } from "../db/open.ts";
import { overview } from "../db/overview.ts";
import { type Config, WrongSetting } from "./config.ts";
import { furnish } from "./furnish.ts";
import type { House } from "./messenger/house.ts";
import { csv } from "./office/csv.ts";
import { importReport, mayCarryOut } from "./office/import-report.ts";
import { schoolStatus } from "./office/school-status.ts";
import { standingList } from "./office/standing-list.ts";
import { joinCodeHash, newJoinCode } from "./school/join-code.ts";
import { planImport } from "./school/plan-import.ts";
import { readOfficeFile } from "./school/read-office-file.ts";
import { readTexts } from "./texts.ts";

/** A command that was called wrongly; the message says how it is called. */
export class WrongCall extends Error {}

/** Reads a file of the office; without --apply it only shows what it would do. Errors: WrongCall without a file. */
export async function importFile(config: Config, args: string[]): Promise<void> {
  const { values, positionals: [path] } = parseArgs({ args, allowPositionals: true, options: { class: { type: "string" }, apply: { type: "boolean" } } });
  if (!path) throw new WrongCall("janein import FILE [--class NAME] [--apply]");
  await atHome(config, async (house) => {
    const plan = planImport(readOfficeFile(readFileSync(path)), await house.roster.roll(), values.class ? { className: values.class } : {}, house.newId);
    console.log(importReport(plan));
    if (!mayCarryOut(plan)) return stopped("Nothing was imported: repair the rows marked STOP and import the file again.");
    if (!values.apply) return console.log("Nothing was stored yet. To carry this out, run it again with --apply.");
    await house.roster.carryOut(plan, house.now());
    console.log("Imported.");
  });
}

/** A new code for everyone who has neither an account nor a code, on standard output this once. */
export async function codes(config: Config): Promise<void> {
  const key = config.CODE_KEY;
  if (!key) throw new WrongSetting("CODE_KEY is missing: codes are hashed with it, at least 32 characters, the same as the bot's");
  await atHome(config, async (house) => {
    const expires = new Date(house.now().getTime() + config.CODE_DAYS * 24 * 60 * 60 * 1000);
    const rows: string[][] = [];
    for (const person of await house.roster.withoutCode(house.now())) {
      const code = newJoinCode(randomBytes);
      await house.accounts.keepCode(person.id, joinCodeHash(code, key), house.now(), expires);
      rows.push([person.role, person.familyName, person.givenName, person.belongsTo.join(", "), code, expires.toISOString().slice(0, 10)]);
    }
    process.stdout.write(csv(["role", "family_name", "given_name", "belongs_to", "code", "valid_until"], rows));
    console.error(`${rows.length} new codes. They are stored only as a hash: keep this list safe, or print it and delete it.`);
  });
}

/** How things are. */
export async function status(config: Config): Promise<void> {
  await atHome(config, async (house, database) => {
    const standings = await house.ledger.standings((await house.roster.everyChild()).map((child) => child.id));
    console.log(schoolStatus(await overview(database, house.now()), [...standings.values()], house.notice.number, await house.questions.unanswered()));
  });
}

/** What stands for each child. */
export async function exportStanding(config: Config): Promise<void> {
  await atHome(config, async (house) => {
    const children = await house.roster.everyChild();
    const standings = await house.ledger.standings(children.map((child) => child.id));
    process.stdout.write(standingList(children.flatMap((child) => {
      const standing = standings.get(child.id);
      return standing ? [{ child, standing }] : [];
    })));
  });
}

/** Whether the chain of events is whole. */
export async function verify(config: Config): Promise<void> {
  await atHome(config, async (_house, database) => {
    const verified = await verifyChain(database);
    if ("broken" in verified) return stopped(`Event ${verified.broken.seq} (${verified.broken.id}) is the first broken link: ${verified.broken.fault}. Keep this file as it is, and compare it with the newest backup that verifies.`);
    console.log(`${verified.events} events, every link holds. Newest link: ${verified.newest || "none yet"} (note it elsewhere: it shows later that nothing was cut off).`);
  });
}

/** What parents wanted passed on. */
export async function questions(config: Config): Promise<void> {
  await atHome(config, async (house) => {
    const passed = await house.questions.passedOn();
    process.stdout.write(csv(["at", "person", "language", "question"], passed.map(({ at, name, language, text }) => [at, name, language, text])));
  });
}

async function atHome(config: Config, work: (house: House, database: ReturnType<typeof openDatabase>) => Promise<void>): Promise<void> {
  const database = openDatabase(config.DATABASE_PATH);
  try {
    const nothing = () => ({ kind: "none" as const, topics: [], answers: 0, wish: null });
    await work(await furnish({ database, texts: await readTexts(), understand: nothing, settings: config, codeKey: config.CODE_KEY ?? "", log: pino({ level: "silent" }) }), database);
  } finally {
    database.$client.close();
  }
}

function stopped(why: string): void {
  console.error(why);
  process.exitCode = 1;
}
