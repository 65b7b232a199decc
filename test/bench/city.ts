/**
 * What a city is like: so many schools in one process, each with its own database, its own bot and its own Bot API, and
 * in the same run one school alone, whose parents come as often. Figures of this one run, on SQLite or PostgreSQL.
 */
import { parseArgs } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { chanceOf } from "../support/chance.ts";
import { Person } from "../support/fake-api/person.ts";
import type { Parent } from "../support/town.ts";
import { City, type SchoolOnLine, type Started } from "./city/city.ts";
import { against, quantile, time } from "./evening/figures.ts";
import { type Measured, measuredWith, print, throughput } from "./evening/measured.ts";

const usage = `npm run bench:city -- [options]
  --schools N     how many in one process (20)
  --children N    how many each has (250)
  --parents N     how many come, to all schools together (600)
  --seconds S     over how long (60)
  --delay MS      how long each call takes, half there and half back (80)
  --reads MS      how long somebody reads before the next act (3000)
  --most S        after so many seconds more nobody is waited for any more (120)
  --idle S        for so long nobody does anything, before they come (10)
  --postgres URL  the same on PostgreSQL, as many connections as schools
  --seed S        chance (1)`;

const { values } = parseArgs({
  options: {
    schools: { type: "string", default: "20" },
    children: { type: "string", default: "250" },
    parents: { type: "string", default: "600" },
    seconds: { type: "string", default: "60" },
    delay: { type: "string", default: "80" },
    reads: { type: "string", default: "3000" },
    most: { type: "string", default: "120" },
    idle: { type: "string", default: "10" },
    postgres: { type: "string" },
    seed: { type: "string", default: "1" },
    help: { type: "boolean", default: false },
  },
});
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));
if (values.help) {
  console.log(usage);
  process.exit();
}
const [schools, parents, over] = [Number(values.schools), Number(values.parents), Number(values.seconds) * 1000];
const [delay, reads, idle] = [Number(values.delay), Number(values.reads), Number(values.idle) * 1000];

/** What one run was like. */
interface Run {
  started: Started;
  /** Processor while nobody does anything (ms a second). */
  idle: number;
  met: Measured;
}

const city = await City.build(Number(values.children), values.postgres);
try {
  const one = await evening("1 school", 1, Math.max(1, Math.round(parents / schools)));
  const all = await evening(`${schools} schools`, schools, parents);
  const of = (figure: (run: Run) => number) => figure(all) / figure(one);
  const each = (figure: (run: Run) => number) => (figure(all) - figure(one)) / Math.max(1, schools - 1);
  const [p50, p99] = [0.5, 0.99].map((share) => of(({ met }) => quantile(met.answers, share)));
  console.log(`
each school more: ${time(each(({ started }) => started.took))} of start, \
${each(({ started }) => started.memory).toFixed(1)} MB, ${each((run) => run.idle).toFixed(2)} ms of processor a second
${schools} schools ÷ 1: start ${of(({ started }) => started.took).toFixed(1)}, \
memory ${of(({ started }) => started.memory).toFixed(1)}, acts a second ${of(({ met }) => throughput(met)).toFixed(1)}`);
  const goals = [
    against("tap → answer, p50, all ÷ one", p50 ?? NaN, { atMost: 1.5 }),
    against("tap → answer, p99, all ÷ one", p99 ?? NaN, { atMost: 3 }),
    against("tap → answer, p99", quantile(all.met.answers, 0.99), { atMost: 1000 }, "ms"),
  ];
  console.log(goals.join("\n"));
} finally {
  city.clear();
}

/** The start of so many schools, a while without anybody, and so many parents of all of them. */
async function evening(what: string, count: number, come: number): Promise<Run> {
  return await city.play(count, delay, async (on, bot, started) => {
    await atRest(() => answeredBy(on));
    const before = bot.cpu;
    await sleep(idle);
    const run = { idle: (bot.cpu - before) / (idle / 1000), memory: bot.memory.now };
    console.log(`${what}: on the line after ${time(started.took)} (${time(started.cpu)} of processor), \
${run.memory.toFixed(0)} MB; ${run.idle.toFixed(1)} ms of processor a second while nobody comes`);
    const { coming, apiOf } = comeTo(on, come);
    const person = (parent: Parent) => new Person(apiOf(parent), parent.chat, parent.name);
    const most = over + Number(values.most) * 1000;
    const chance = chanceOf(Number(values.seed));
    const met = await measuredWith(person, () => answeredBy(on), bot, {
      parents: coming,
      over,
      reads,
      forms: 1,
      most,
      chance,
    });
    print(`${what}, ${coming.length} parents in ${time(over)}, ${delay} ms a call`, "ours", met);
    return { idle: run.idle, started: { ...started, memory: run.memory }, met };
  });
}

function answeredBy(on: readonly SchoolOnLine[]): number {
  return on.reduce((sum, { api }) => sum + api.answered, 0);
}

/** Until for three seconds it has nothing to say, as of its commands in each language. */
async function atRest(answered: () => number): Promise<void> {
  for (let before = -1; before !== answered(); await sleep(3000)) before = answered();
}

/** They come to one school after the other. Errors: where there are not so many. */
function comeTo(on: readonly SchoolOnLine[], come: number) {
  const apis = new Map<Parent, SchoolOnLine["api"]>();
  for (let at = 0; at < come; at += 1) {
    const { api, parents } = on[at % on.length]!;
    const parent = parents[Math.floor(at / on.length)];
    if (!parent) throw new Error(`there are not so many parents: fewer --parents, or more --children`);
    apis.set(parent, api);
  }
  return { coming: [...apis.keys()], apiOf: (parent: Parent) => apis.get(parent)! };
}
