/**
 * What an evening is like: the real bot in a process of its own, against a Bot API that takes its time for each call,
 * and beside it in the same run a bare grammY bot with the same dialogue. Parents fill in a form each, six acts:
 * over some minutes, all at once, and while the calls to one chat hang or are refused. Figures of this one run.
 */
import { parseArgs } from "node:util";
import { chat } from "./evening/one-chat.ts";
import { evening } from "./evening/over-time.ts";
import { atOnce } from "./evening/at-once.ts";
import { memory } from "./evening/memory.ts";
import { Stage } from "./evening/stage.ts";

const usage = `npm run bench:evening -- [options]
  --parents N     how many come (1000)
  --minutes M     over how long (10); also fractions
  --delay MS      how long each call takes, half there and half back (80)
  --reads MS      how long somebody reads before the next act (3000)
  --most S        after so many seconds more nobody is waited for any more (240)
  --others N      while one chat goes wrong: so many others come (60)
  --window S      over so many seconds (20)
  --only A,B      of: evening, at-once, chat
  --compare       the evening also with the bare bot (twice as long)
  --limit         all at once also with the messenger's own limits (30 a second, 1 a second in a chat)
  --memory        instead of all that: memory after 1,000 updates and after --updates (100000), without any delay
  --seed S        chance (1)`;

const { values } = parseArgs({
  options: {
    parents: { type: "string", default: "1000" },
    minutes: { type: "string", default: "10" },
    delay: { type: "string", default: "80" },
    reads: { type: "string", default: "3000" },
    most: { type: "string", default: "240" },
    others: { type: "string", default: "60" },
    window: { type: "string", default: "20" },
    only: { type: "string", default: "evening,at-once,chat" },
    limit: { type: "boolean", default: false },
    compare: { type: "boolean", default: false },
    memory: { type: "boolean", default: false },
    updates: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    help: { type: "boolean", default: false },
  },
});
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));
if (values.help) {
  console.log(usage);
  process.exit();
}
const wanted = {
  parents: Number(values.parents),
  over: Number(values.minutes) * 60_000,
  delay: Number(values.delay),
  reads: Number(values.reads),
  most: Number(values.most) * 1000,
  others: Number(values.others),
  window: Number(values.window) * 1000,
  limit: values.limit,
  compare: values.compare,
  seed: Number(values.seed),
};
const stage = await Stage.build(wanted.parents);
const goals: string[] = [];
try {
  const only = values.memory ? ["memory"] : values.only.split(",");
  if (only.includes("memory")) goals.push(...(await memory(stage, wanted, Number(values.updates))));
  if (only.includes("evening")) goals.push(...(await evening(stage, wanted)));
  if (only.includes("at-once")) goals.push(...(await atOnce(stage, wanted)));
  if (only.includes("chat")) goals.push(...(await chat(stage, wanted)));
  console.log(`\n${goals.join("\n")}`);
} finally {
  stage.clear();
}
