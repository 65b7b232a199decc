/**
 * Kills the busy bot at random moments, hundreds of times, while parents decide: nothing that was confirmed may be lost
 * or doubled, each change reaches the class teacher, the proof verifies, and every conversation can be finished.
 */
import { parseArgs } from "node:util";
import { campaign } from "./campaign.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "300" },
    families: { type: "string", default: "30" },
    delay: { type: "string", default: "5" },
    seed: { type: "string", default: String(Date.now() % 100_000) },
  },
});
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));
const [kills, families] = [Number(values.kills), Number(values.families)];
const [delay, seed] = [Number(values.delay), Number(values.seed)];
const begun = performance.now();
console.log(`${kills} kills, ${families} families, ${delay} ms a call, seed ${seed}`);
const outcome = await campaign({
  kills,
  families,
  delay,
  seed,
  onKill: (count) => {
    if (count % 25 === 0) console.log(`${count} kills, ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  },
});
const right = "nothing lost, nothing doubled, all told, nobody stuck";
const { wrong, decisions, begunAnew, tappedAgain, marked, putAside, folder } = outcome;
console.log(
  `the bot was on the line in ${outcome.onTheLine} of ${kills + 1} lives
${Object.entries(outcome.kills)
  .map(([moment, count]) => `${moment}: ${count}`)
  .join(", ")}
${decisions} decisions; tapped again ${tappedAgain} times, begun anew ${begunAnew} times
${putAside} updates put aside
${marked} messages to teachers may have come twice, and said so
${wrong.length === 0 ? right : `WRONG (see ${folder}):\n${wrong.join("\n")}`}`,
);
process.exit(wrong.length === 0 ? 0 : 1);
