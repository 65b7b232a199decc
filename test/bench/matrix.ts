/**
 * What an evening is like in the school's own messenger: the real bot in a process of its own, a Synapse without limits
 * on loopback, and parents with clients of their own who type, in clear rooms and then in encrypted ones. Beside it the
 * same bot without Matrix: how long it takes to begin, and what it takes of memory. Figures of this one run.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import packageFile from "../../package.json" with { type: "json" };
import { type OnMatrix, onMatrix } from "../kills/on-matrix.ts";
import { BotProcess } from "../support/bot-process.ts";
import { chanceOf } from "../support/chance.ts";
import { FakeApi } from "../support/fake-api/fake-api.ts";
import { Person } from "../support/fake-api/person.ts";
import { settleTown, type Town } from "../support/town.ts";
import { crowd } from "./evening/crowd.ts";
import { against, quantile } from "./evening/figures.ts";
import { type Measured, print } from "./evening/measured.ts";

const usage = `SYNAPSE=v/bin/python npm run bench:matrix -- [options]
  --parents N     how many come (200)
  --minutes M     over how long (4); also fractions
  --reads MS      how long somebody reads before the next act (3000)
  --most S        after so many seconds more nobody is waited for any more (120)
  --starts N      how often it is begun while somebody waits, with and without Matrix (5)
  --seed S        chance (1)`;

const { values } = parseArgs({
  options: {
    parents: { type: "string", default: "200" },
    minutes: { type: "string", default: "4" },
    reads: { type: "string", default: "3000" },
    most: { type: "string", default: "120" },
    starts: { type: "string", default: "5" },
    seed: { type: "string", default: "1" },
    help: { type: "boolean", default: false },
  },
});
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));
if (values.help) {
  console.log(usage);
  process.exit();
}
const asNpmStarts = packageFile.scripts.start.split(" ").slice(1);
const telegramToken = "1:a-token-for-the-bench-of-matrix";
const folder = mkdtempSync(join(tmpdir(), "janein-matrix-"));

/** A school in rooms of a server of its own. */
interface Place {
  matrix: OnMatrix;
  town: Town;
  path: string;
}

async function settled(name: string, isSecret: boolean): Promise<Place> {
  const matrix = await onMatrix(() => isSecret);
  const path = join(folder, `${name}.sqlite`);
  return { matrix, path, town: await settleTown(path, Number(values.parents), matrix.chatFor) };
}

function botOf({ path, town }: Pick<Place, "path" | "town">, env: Record<string, string>): BotProcess {
  const all = { ...env, CODE_KEY: town.codeKey, DATABASE_PATH: path, PORT: "0" };
  return new BotProcess(asNpmStarts, { ...all, MESSAGES_PER_SECOND: "100000" }, `${path}.log`);
}

/** All families open their rooms at once, which none does in an evening: it begins when all have been greeted. */
async function untilQuiet({ matrix }: Place): Promise<void> {
  const sent = () => matrix.passage.counts.get("send") ?? 0;
  for (let before = -1; before < sent(); await sleep(10_000)) before = sent();
}

interface Evening extends Measured {
  /** What the bot has read and written, for one act. */
  messages: number;
}

/** All parents, one after the other over the evening. */
async function evening(place: Place): Promise<Evening> {
  const { matrix, town } = place;
  const bot = botOf(place, matrix.env);
  try {
    await matrix.ready(town);
    await untilQuiet(place);
    const over = Number(values.minutes) * 60_000;
    const coming = { parents: town.parents, over, reads: Number(values.reads), forms: 1, chance: chanceOf(seed) };
    const messages = () =>
      [...town.parents, ...town.teachers].reduce((sum, { chat }) => sum + matrix.person(chat).messages.length, 0);
    const [cpu, before, sent] = [bot.cpu, messages(), matrix.passage.counts.get("send") ?? 0];
    const met = await crowd(({ chat }) => matrix.person(chat), { ...coming, most: over + Number(values.most) * 1000 });
    if (bot.end) throw new Error(`the bot ended by itself, see ${place.path}.log`);
    const acts = Math.max(1, met.acts);
    return {
      ...met,
      cpu: (bot.cpu - cpu) / acts,
      memory: bot.memory,
      calls: ((matrix.passage.counts.get("send") ?? 0) - sent) / acts,
      messages: (messages() - before) / acts,
    };
  } finally {
    await bot.kill("SIGTERM");
  }
}

const seed = Number(values.seed);
const middle = (all: readonly number[]) => quantile(all, 0.5);

/**
 * Begins it again and again, while somebody waits who has written before.
 * Out: how long (ms) until that person is answered, and what it has taken of memory (MB) a while later.
 */
async function beginnings(place: Place, api: FakeApi, withMatrix: boolean): Promise<{ ms: number; mb: number }> {
  const [times, memories]: [number[], number[]] = [[], []];
  const telegram = { BOT_TOKEN: telegramToken, TELEGRAM_API_ROOT: api.root };
  const { matrix, town } = place;
  const parent = town.parents[0];
  if (!parent) throw new Error("nobody is there who could write");
  const waiting = withMatrix ? matrix.screen(parent.chat) : new Person(api, 7_000_001, "Zzfremd");
  for (let at = 0; at < Number(values.starts); at += 1) {
    const before = waiting.newest;
    waiting.says("Hallo");
    await sleep(2000);
    const begun = performance.now();
    const bot = botOf(place, withMatrix ? { ...telegram, ...matrix.env } : telegram);
    if (!(await waiting.until(() => waiting.since(before).length > 0, 60_000)))
      throw new Error(`nobody is answered within a minute, see ${place.path}.log`);
    times.push(performance.now() - begun);
    await sleep(3000);
    memories.push(bot.memory.now);
    await bot.kill("SIGTERM");
  }
  return { ms: middle(times), mb: middle(memories) };
}

const api = await FakeApi.open({ token: telegramToken });
const clear = await settled("clear", false);
let secret: Place | null = null;
try {
  const inClear = await evening(clear);
  print(`${values.parents} parents over ${values.minutes} min, in clear`, "in Matrix", inClear);
  await clear.matrix.close();
  secret = await settled("secret", true);
  const inSecret = await evening(secret);
  print(`${values.parents} parents over ${values.minutes} min, encrypted`, "in Matrix", inSecret);
  const [without, withIt] = [await beginnings(secret, api, false), await beginnings(secret, api, true)];
  const costs = (inSecret.cpu - inClear.cpu) / inSecret.messages;
  console.log(`
answered after a start without Matrix: ${without.ms.toFixed(0)} ms, ${without.mb.toFixed(0)} MB
answered after a start with Matrix:    ${withIt.ms.toFixed(0)} ms, ${withIt.mb.toFixed(0)} MB
${inSecret.messages.toFixed(1)} messages an act, read and written

${against("p99 of an answer, in clear", quantile(inClear.answers, 0.99), { atMost: 1000 }, "ms")}
${against("p99 of an answer, encrypted", quantile(inSecret.answers, 0.99), { atMost: 1000 }, "ms")}
${against("what encryption costs the bot a message", costs, { atMost: 25 }, "ms")}
${against("start with Matrix − without", withIt.ms - without.ms, { atMost: 1000 }, "ms")}
${against("memory with Matrix − without", withIt.mb - without.mb, { atMost: 60 }, " MB")}
p99 encrypted ÷ in clear: ${(quantile(inSecret.answers, 0.99) / quantile(inClear.answers, 0.99)).toFixed(2)}`);
} finally {
  await secret?.matrix.close();
  await api.close();
  rmSync(folder, { recursive: true });
}
process.exit();
