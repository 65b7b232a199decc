#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { GrammyError } from "grammy";
import { pino } from "pino";
import { openDatabase, DatabaseRefused } from "../db/open.ts";
import { overview } from "../db/overview.ts";
import { learn } from "./answers/understand.ts";
import { type Config, readConfig, WrongSetting } from "./config.ts";
import { furnish } from "./furnish.ts";
import type { House } from "./messenger/house.ts";
import { csv } from "./office/csv.ts";
import { importReport, mayCarryOut } from "./office/import-report.ts";
import { schoolStatus } from "./office/school-status.ts";
import { standingList } from "./office/standing-list.ts";
import { joinCodeHash, newJoinCode } from "./school/join-code.ts";
import { planImport } from "./school/plan-import.ts";
import { readOfficeFile } from "./school/read-office-file.ts";
import { startBot, startDemo } from "./start.ts";
import { readTexts } from "./texts.ts";

const usage = `janein start                                 the bot; without BOT_TOKEN the demo
janein import FILE [--class NAME] [--apply]  children, classes, guardians, teachers; without --apply it only shows what it would do
janein codes                                 a new join code for everyone who has none, as CSV; shown this once
janein status                                how things are, in numbers and ids
janein export                                what stands for each child, as CSV`;

/** A command that was called wrongly; the message says how it is called. */
class WrongCall extends Error {}

const commands: Record<string, (config: Config, args: string[]) => Promise<void>> = { start, import: importFile, codes, status, export: exportStanding };

async function start(config: Config): Promise<void> {
  const texts = await readTexts();
  const parts = { texts, understand: learn(texts.examples, texts.words), log: pino({ level: config.LOG_LEVEL }) };
  const { BOT_TOKEN: token, CODE_KEY: key } = config;
  const ready = token && key ? await startBot(config, token, key, parts) : await startDemo(config, parts);
  console.log(ready.says);
  const stop = async () => {
    await ready.stop();
    process.exit();
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
  await ready.ended;
}

async function importFile(config: Config, args: string[]): Promise<void> {
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

async function codes(config: Config): Promise<void> {
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

async function status(config: Config): Promise<void> {
  await atHome(config, async (house, database) => {
    const standings = await house.ledger.standings((await house.roster.everyChild()).map((child) => child.id));
    console.log(schoolStatus(await overview(database, house.now()), [...standings.values()], house.notice.number));
  });
}

async function exportStanding(config: Config): Promise<void> {
  await atHome(config, async (house) => {
    const children = await house.roster.everyChild();
    const standings = await house.ledger.standings(children.map((child) => child.id));
    process.stdout.write(standingList(children.flatMap((child) => {
      const standing = standings.get(child.id);
      return standing ? [{ child, standing }] : [];
    })));
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

/** One line that says what to do, and exit code 2, for everything that the operator can repair. */
function explained(error: unknown): string | null {
  if (error instanceof WrongSetting || error instanceof DatabaseRefused) return error.message;
  if (error instanceof WrongCall) return `Call it so: ${error.message}`;
  if (error instanceof GrammyError && error.error_code === 401) return "BOT_TOKEN is refused by the Bot API server: get the right one from @BotFather";
  if (error instanceof GrammyError && error.error_code === 409) return "Another instance already polls with this BOT_TOKEN: stop it first";
  if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) return `${error.message}\n${usage}`;
  if (error instanceof Error && "code" in error && error.code === "ENOENT" && "path" in error) return `There is no file ${String(error.path)}`;
  return null;
}

const [name = "", ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(usage);
  process.exit(["", "help", "--help"].includes(name) ? 0 : 2);
}
try {
  await command(readConfig(process.env), args);
} catch (error) {
  const line = explained(error);
  if (line === null) throw error;
  console.error(line);
  process.exitCode = 2;
  if (name === "start") process.exit();
}
