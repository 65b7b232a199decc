/**
 * Hostile input at the real thing: updates at the bot, files at the import, forms at the office's door, the demo's doors.
 * `--seconds N` (60) and `--seed S` (by chance); `--only PART`. Prints the seed, what was reached, and how the memory
 * has grown; exit code 1 and one line with the seed and the smallest input where something does not hold.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import type { How, Part } from "./part.ts";
import { demo } from "./doors.ts";
import { files } from "./files.ts";
import { office } from "./forms.ts";
import { updates } from "./updates.ts";
import { uncaught } from "./watch.ts";

const parts: Part[] = [updates, files, office, demo];
/** The memory after the last batch over that after the first ones: what is thrown at it is not kept. */
const mostGrowth = 1.5;
const firstRounds = 2;
/** For finding the smallest input, in ms. */
const timeToShrink = 45_000;

const { values } = parseArgs({
  options: { seconds: { type: "string" }, seed: { type: "string" }, only: { type: "string" } },
});
const seconds = Number(values.seconds ?? 60);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const chosen = parts.filter(({ name }) => values.only === undefined || name === values.only);
if (!Number.isFinite(seconds) || !Number.isSafeInteger(seed) || chosen.length === 0) {
  console.error(`npm run fuzz -- [--seconds N] [--seed S] [--only ${parts.map(({ name }) => name).join("|")}]`);
  process.exit(2);
}

/** What is held after everything that can go has gone. */
function megabytes(): number {
  for (let time = 0; time < 3; time += 1) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}

/** One batch. Out: the line that says what does not hold, or null. */
async function batch({ name, check, runs: numRuns }: Part, own: number): Promise<string | null> {
  const left = Math.max(0, until - performance.now()) + timeToShrink;
  const how: How = { seed: own, numRuns, interruptAfterTimeLimit: left, markInterruptAsFailure: false };
  const found = await check(how);
  runs.set(name, (runs.get(name) ?? 0) + found.numRuns);
  const stray = uncaught.splice(0).join("; ");
  if (!found.failed) return stray === "" ? null : `FAULT in ${name}, --only ${name} --seed ${own}: ${stray}`;
  const why = found.errorInstance instanceof Error ? found.errorInstance.message : String(found.errorInstance);
  const where = found.errorInstance instanceof Error ? (found.errorInstance.stack ?? "").split("\n").slice(1, 4) : [];
  const input = fc.stringify(found.counterexample).slice(0, 3000);
  return `FAULT in ${name}, --only ${name} --seed ${own}: ${[why, ...where, stray].join(" ").replaceAll(/\s+/g, " ")} <- ${input}`;
}

const until = performance.now() + seconds * 1000;
console.log(`fuzz: seed ${seed}, ${seconds} seconds, ${chosen.map(({ name }) => name).join(", ")}`);
const runs = new Map<string, number>();
let [round, first, last] = [0, 0, 0];
let fault: string | null = null;
while (fault === null && (round === 0 || performance.now() < until)) {
  for (const part of chosen) if (round === 0 || performance.now() < until) fault ??= await batch(part, seed + round);
  round += 1;
  last = megabytes();
  if (round <= firstRounds) first = last;
}
for (const { name, counts } of chosen)
  console.log(
    `${name}: ${runs.get(name)} inputs; ${Object.entries(counts)
      .map((of) => of.join(" "))
      .join(", ")}`,
  );
const growth = last / first;
const rss = process.memoryUsage().rss / 1024 / 1024;
console.log(
  `memory after ${round} rounds: ${last.toFixed(1)} MB (${rss.toFixed(0)} MB of the machine), ratio ${growth.toFixed(2)}`,
);
if (fault === null && globalThis.gc && growth > mostGrowth)
  fault = `FAULT: memory has grown ${growth.toFixed(2)} times, --seed ${seed}`;
console.log(fault ?? `fuzz: all holds, seed ${seed}`);
process.exit(fault === null ? 0 : 1);
