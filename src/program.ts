import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { LedgerRefused } from "../db/proof/append.ts";
import { adviceOn } from "../db/file/faults.ts";
import { DatabaseRefused } from "../db/file/open.ts";
import { botOrDemo } from "./wiring/bot-or-demo.ts";
import { type Config, toldDatabase, WrongSetting } from "./wiring/config.ts";
import { endWhenTold } from "./wiring/ending.ts";
import { readEnv, refuseUnknown } from "./wiring/known-settings.ts";
import { levelOfDemo, openLog } from "./wiring/log.ts";
import { type Installation, noSchool, readInstallation, schoolIn } from "./wiring/installation.ts";
import { mayOpenDoor } from "./wiring/may-open.ts";
import { NotPrinted } from "./wiring/press.ts";
import { dictionary } from "./answers/dictionary.ts";
import { WrongCall } from "./line/at-home.ts";
import { NotBegun } from "./house/school-notice.ts";
import { usage, usageOf } from "./line/usage.ts";
import { readTexts } from "./texts.ts";
import { readToTheEnd } from "./texts/whole.ts";
import { WrongText } from "./texts/wrong-text.ts";
import { triedTexts } from "./wiring/tried-texts.ts";
import { keepLearnt, understandingOf } from "./wiring/understanding-file.ts";
import { version } from "./wiring/version.ts";

type Run = (config: Config, args: string[]) => Promise<void>;
type RunAll = (here: Installation, args: string[], school: string | undefined) => Promise<void>;
const people = () => import("./line/people.ts");
const answers = () => import("./line/answers.ts");
const consents = () => import("./line/consents.ts");
const proof = () => import("./line/proof.ts");

/** What is done with all schools that are here. */
const ofAll = dictionary<() => Promise<RunAll>>({
  start: async () => start,
  school: async () => (await import("./line/school.ts")).school,
  move: async () => (await import("./line/move.ts")).move,
});

/** What is done with one school. Each command brings only what it needs: the office's hand waits for it. */
const ofOne = dictionary<() => Promise<Run>>({
  check: async () => (await import("./line/check.ts")).check,
  import: async () => (await import("./line/import.ts")).importFile,
  codes: async () => (await people()).codes,
  child: async () => (await import("./line/child.ts")).child,
  disconnect: async () => (await people()).disconnect,
  status: async () => (await people()).status,
  answer: async () => (await answers()).answer,
  settle: async () => (await answers()).settle,
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
  setup: async () => (await import("./line/setup.ts")).setup,
  office: async () => (await import("./line/office.ts")).office,
  ask: async () => ask,
  learn: async () => learn,
});

async function start(here: Installation, args: string[], school: string | undefined): Promise<void> {
  const options = { demo: { type: "boolean" }, "new-code-key": { type: "boolean" } } as const;
  const { values } = parseArgs({ args, options });
  const { config } = here;
  if (here.keys?.length === 0) throw new WrongSetting(noSchool(here));
  const isNewKey = keyed(here, values["new-code-key"] === true, school);
  const isDemo = here.keys === null && botOrDemo(process.env, config, values.demo === true, existsSync) === "demo";
  mayOpenDoor(config);
  const texts = await readTexts();
  await readToTheEnd(texts);
  const { stdout } = process;
  const quiet = levelOfDemo(process.env.LOG_LEVEL, config.LOG_LEVEL, stdout.isTTY);
  const log = openLog(isDemo ? quiet : config.LOG_LEVEL, stdout);
  const parts = { texts, understand: understandingOf(texts), log };
  const hasProxy = process.env.NODE_USE_ENV_PROXY === "1";
  const starting = isDemo
    ? (await import("./wiring/start-demo.ts")).startDemo(config, parts)
    : (await import("./wiring/start.ts")).startBot(config, here.all, { ...parts, isNewKey, hasProxy });
  endWhenTold(async () => (await starting).stop(), process.env.npm_lifecycle_event !== undefined);
  const ready = await starting;
  if (!isDemo) parts.log.info({}, ready.says);
  // Whoever tries it out reads this, however quiet the log is.
  else console.log(ready.says);
}

async function ask(config: Config, args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { jsonl: { type: "boolean" } } });
  const texts = await triedTexts(config, await readTexts());
  const { askHere, askLines } = await import("./ask.ts");
  await (values.jsonl ? askLines : askHere)(texts, understandingOf(texts), process.stdin, process.stdout);
}

async function learn(): Promise<void> {
  console.log(`Learnt and kept: ${keepLearnt(await readTexts())} bytes.`);
}

/** One line that says what to do, and exit code 2, for everything that the operator can repair. */
function explained(error: unknown, databasePath: string): string | null {
  if (
    [WrongSetting, WrongText, NotBegun, DatabaseRefused, LedgerRefused, NotPrinted].some(
      (known) => error instanceof known,
    )
  )
    return (error as Error).message;
  if (error instanceof WrongCall) return `Call it so: ${error.message}`;
  if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))
    return `${error.message}\n${usage}`;
  if (error instanceof Error && "code" in error && error.code === "ENOENT" && "path" in error)
    return `There is no file ${String(error.path)}`;
  return adviceOn(error, databasePath);
}

/** Settings may stand in a file, for whoever starts it without a container. */
function installationHere(): Installation {
  const file = existsSync(".env") ? readEnv(readFileSync(".env", "utf8")) : {};
  refuseUnknown(process.env, file);
  for (const [name, value] of Object.entries(file)) process.env[name] ??= value;
  return readInstallation(process.env);
}

/** Of which school the CODE_KEY is meant to be another. Errors: WrongCall where it would be that of all. */
function keyed({ keys, one }: Installation, isNew: boolean, school: string | undefined) {
  if (keys !== null && isNew !== (school !== undefined))
    throw new WrongCall(
      "janein start [--new-code-key --school KEY] (all schools start; a new CODE_KEY is one school's)",
    );
  if (school !== undefined) one(school);
  return (key: string | null) => isNew && (keys === null || key === school);
}

/** What is said to whoever only wants to know how to go on; null for whoever has called a command. */
function told(name: string, args: readonly string[]): string | null {
  if (name === "--version") return version;
  if (["", "help", "--help", "-h"].includes(name)) return usage;
  return (ofAll[name] ?? ofOne[name]) && args.some((word) => ["--help", "-h"].includes(word)) ? usageOf(name) : null;
}

const [name = "", ...args] = process.argv.slice(2);
const words = told(name, args);
if (words !== null) {
  console.log(words);
  process.exit();
}
const [forAll, forOne] = [ofAll[name], ofOne[name]];
if (!forAll && !forOne) {
  console.error(usage);
  process.exit(2);
}
let databasePath = "the database";
try {
  const here = installationHere();
  const { school, rest } = schoolIn(args);
  if (forAll) await (await forAll())(here, rest, school);
  if (forOne) {
    const { config } = here.one(school);
    databasePath = toldDatabase(config);
    await (
      await forOne()
    )(config, rest);
  }
} catch (error) {
  const line = explained(error, databasePath);
  if (line === null) throw error;
  console.error(line);
  process.exitCode = 2;
  if (name === "start") process.exit();
}
