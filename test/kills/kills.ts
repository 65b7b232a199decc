/**
 * Kills the busy bot at random moments, hundreds of times, while parents decide: nothing that was confirmed may be lost
 * or doubled, each change reaches the class teacher, the proof verifies, and every conversation can be finished.
 */
import { parseArgs } from "node:util";
import { campaign } from "./campaign.ts";
import { onMatrix } from "./on-matrix.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "300" },
    families: { type: "string", default: "30" },
    delay: { type: "string", default: "5" },
    messenger: { type: "string", default: "telegram" },
    // The address of a server: then a second process stands by on a school in PostgreSQL.
    postgres: { type: "string" },
    "server-kills": { type: "string", default: "0" },
    // So many seconds all that is open may take after the last kill: on a busy machine more.
    grace: { type: "string", default: "120" },
    seed: { type: "string", default: String(Date.now() % 100_000) },
  },
});
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));
const [kills, families] = [Number(values.kills), Number(values.families)];
const [delay, seed] = [Number(values.delay), Number(values.seed)];
const begun = performance.now();
const isMatrix = values.messenger === "matrix";
const pace = isMatrix ? "on a Matrix server" : `${delay} ms a call`;
console.log(`${kills} kills, ${families} families, ${pace}, seed ${seed}`);
const matrix = isMatrix ? await onMatrix() : null;
/** The server itself is killed so often, evenly among the kills of the bot. */
const serverKills = Number(values["server-kills"]);
const killsServer = (count: number) =>
  Math.floor((count * serverKills) / kills) > Math.floor(((count - 1) * serverKills) / kills);
const outcome = await campaign({
  kills,
  families,
  delay,
  seed,
  grace: Number(values.grace) * 1000,
  ...(matrix ? { messenger: matrix } : {}),
  ...(values.postgres === undefined ? {} : { database: `${values.postgres}#kills_${Date.now().toString(36)}` }),
  onKill: async (count) => {
    if (matrix && killsServer(count)) {
      await matrix.synapse.kill();
      await matrix.synapse.start();
    }
    if (count % 25 === 0) console.log(`${count} kills, ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  },
});
const gaps = outcome.gaps.slice(1).toSorted((one, other) => one - other);
const gap = (share: number) => `${Math.round((gaps[Math.floor(gaps.length * share)] ?? 0) / 100) / 10} s`;
const right = "nothing lost, nothing doubled, all told, nobody stuck";
const { wrong, decisions, begunAnew, tappedAgain, marked, putAside, folder } = outcome;
console.log(
  `the bot was on the line in ${outcome.onTheLine} of ${kills + 1} lives
from the death of one to the next one's first question: half within ${gap(0.5)}, all within ${gap(0.999)}
${Object.entries(outcome.kills)
  .map(([moment, count]) => `${moment}: ${count}`)
  .join(", ")}
${decisions} decisions; tapped again ${tappedAgain} times, begun anew ${begunAnew} times
${putAside} updates put aside
${marked} messages to teachers may have come twice, and said so
${wrong.length === 0 ? right : `WRONG (see ${folder}):\n${wrong.join("\n")}`}`,
);
process.exit(wrong.length === 0 ? 0 : 1);
