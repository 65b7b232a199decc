#!/usr/bin/env node
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { GrammyError } from "grammy";
import { pino } from "pino";
import { LedgerRefused } from "../db/proof/events.ts";
import { adviceOn } from "../db/file/faults.ts";
import { DatabaseRefused } from "../db/file/open.ts";
import { type Config, readConfig, WrongSetting } from "./wiring/config.ts";
import { WrongCall } from "./line/at-home.ts";
import { readTexts } from "./texts.ts";
import { keepLearnt, understandingOf } from "./wiring/understanding-file.ts";

const usage = `janein start                                 the bot; without BOT_TOKEN the demo
janein import FILE... [--class NAME] [--apply]  children, classes, guardians, teachers; without --apply it only shows what it would do
janein codes                                 a new join code for everyone who has none, as CSV; shown this once
janein child [NAME]                          children with their ids, their guardians and, of one, the history
janein answer --child ID ...                 records an answer from paper, telephone or in person, or settles a conflict
janein void EVENT --why TEXT --by NAME       declares an event a mistake of the office
janein record --child ID --format 27560      the consent record as JSON; with --receipt CODE --out FILE the receipt as PDF
janein export [--format svws]                what stands for each child and purpose, as CSV
janein remind [--class NAME] [--apply]       reminds guardians who have not answered
janein period [start | end] --by NAME        the time of restricted schooling; at its end every consent lapses
janein notice [list | show N | compare A B | publish N ...]  the versions of the notice, and what a new one means
janein requests [ID STEP --by NAME]          requests for one's rights with due dates, and the steps taken
janein questions                             what parents wanted passed on to the office, as CSV
janein status                                how things are, in numbers and ids
janein verify [--noted LINK]                 walks the chain of consent events; exit code 1 and the first broken link if there is one
janein backup FILE                           a copy of the database, also while the bot runs; never overwrites
janein restore FILE                          puts a backup in the database's place, after trying whether it holds; keeps the replaced file
janein office invite NAME --role office|head|officer  a link with which somebody signs in to the office's pages, once
janein sweep                                 lapses what is due and erases what is over, as the bot does daily
janein documents FOLDER                      the documents for the data-protection officer
janein ask [--jsonl]                         tries the answers in the terminal, or line by line on JSON
janein learn                                 learns from changed examples once, instead of at every start`;

type Run = (config: Config, args: string[]) => Promise<void>;
const people = () => import("./line/people.ts");
const consents = () => import("./line/consents.ts");
const proof = () => import("./line/proof.ts");

/** Each command brings only what it needs: the office's hand waits for it. */
const commands: Record<string, () => Promise<Run>> = {
  start: async () => start,
  import: async () => (await people()).importFile,
  codes: async () => (await people()).codes,
  child: async () => (await people()).child,
  status: async () => (await people()).status,
  answer: async () => (await consents()).answer,
  void: async () => (await consents()).voidEvent,
  record: async () => (await consents()).record,
  export: async () => (await consents()).exportStanding,
  remind: async () => (await consents()).remind,
  period: async () => (await import("./line/notice.ts")).period,
  notice: async () => (await import("./line/notice.ts")).notice,
  requests: async () => (await proof()).requests,
  questions: async () => (await proof()).questions,
  verify: async () => (await proof()).verify,
  sweep: async () => (await proof()).sweep,
  documents: async () => (await proof()).documents,
  backup: async () => (await import("./line/backup.ts")).backup,
  restore: async () => (await import("./line/backup.ts")).restoreFile,
  office: async () => (await import("./line/office.ts")).office,
  ask: async () => ask,
  learn: async () => learn,
};

async function start(config: Config): Promise<void> {
  const texts = await readTexts();
  const parts = { texts, understand: understandingOf(texts), log: pino({ level: config.LOG_LEVEL }) };
  const { BOT_TOKEN: token, CODE_KEY: key } = config;
  const { startBot, startDemo } = await import("./wiring/start.ts");
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

async function ask(_config: Config, args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { jsonl: { type: "boolean" } } });
  const texts = await readTexts();
  const { askHere, askLines } = await import("./ask.ts");
  await (values.jsonl ? askLines : askHere)(texts, understandingOf(texts), process.stdin, process.stdout);
}

async function learn(): Promise<void> {
  console.log(`Learnt and kept: ${keepLearnt(await readTexts())} bytes.`);
}

/** One line that says what to do, and exit code 2, for everything that the operator can repair. */
function explained(error: unknown, databasePath: string): string | null {
  if (error instanceof WrongSetting || error instanceof DatabaseRefused || error instanceof LedgerRefused)
    return error.message;
  if (error instanceof WrongCall) return `Call it so: ${error.message}`;
  if (error instanceof GrammyError && error.error_code === 401)
    return "BOT_TOKEN is refused by the Bot API server: get the right one from @BotFather";
  if (error instanceof GrammyError && error.error_code === 409)
    return "Another instance already polls with this BOT_TOKEN: stop it first";
  if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))
    return `${error.message}\n${usage}`;
  if (error instanceof Error && "code" in error && error.code === "ENOENT" && "path" in error)
    return `There is no file ${String(error.path)}`;
  return adviceOn(error, databasePath);
}

// Settings may stand in a file, for whoever starts it without a container.
if (existsSync(".env")) process.loadEnvFile(".env");

const [name = "", ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(usage);
  process.exit(["", "help", "--help"].includes(name) ? 0 : 2);
}
let databasePath = "the database";
try {
  const config = readConfig(process.env);
  databasePath = config.DATABASE_PATH;
  await (
    await command()
  )(config, args);
} catch (error) {
  const line = explained(error, databasePath);
  if (line === null) throw error;
  console.error(line);
  process.exitCode = 2;
  if (name === "start") process.exit();
}
