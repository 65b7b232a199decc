/**
 * What an import costs: reading and planning 100,000 children of one family name against 100,000 of different ones and
 * against 10,000, each as new and once more as they are; then carrying it out. Processor time and ratios of this one run.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../db/file/open.ts";
import { openRoster } from "../../db/school/roster.ts";
import { lookAtLists } from "../../src/school/look-at-lists.ts";
import { manyChildren } from "../support/lists.ts";

const now = new Date("2026-11-25T08:00:00Z");
const options = { today: "2026-11-25" };
let ids = 0;
const newId = () => `n${(ids += 1)}`;

async function inSeconds<T>(work: () => T | Promise<T>): Promise<{ out: T; seconds: number }> {
  const begun = process.cpuUsage();
  const out = await work();
  const { user, system } = process.cpuUsage(begun);
  return { out, seconds: (user + system) / 1_000_000 };
}

/** Seconds for a new list, for the same once more, and for carrying it out. */
async function costs(folder: string, children: number, oneFamily: boolean) {
  const database = openDatabase(join(folder, `${children}-${oneFamily}.sqlite`));
  const roster = openRoster(database, 16);
  const files = [{ name: "", bytes: manyChildren(children, oneFamily) }];
  const look = async () => lookAtLists({ files, roll: await roster.roll(), options }, "a secret of the bench", newId);
  const fresh = await inSeconds(look);
  const rehearsed = await inSeconds(() => roster.wouldChange(fresh.out.plan, now));
  const carried = await inSeconds(() => roster.carryOut(fresh.out.plan, now));
  const again = await inSeconds(look);
  if (fresh.out.plan.newChildren.length !== children || again.out.plan.unchangedChildren !== children)
    throw new Error("the lists were not read as they are");
  database.$client.close();
  return { fresh: fresh.seconds, again: again.seconds, rehearsed: rehearsed.seconds, carried: carried.seconds };
}

const folder = mkdtempSync(join(tmpdir(), "janein-bench-"));
await costs(folder, 1_000, false);
const few = await costs(folder, 10_000, false);
const many = await costs(folder, 100_000, false);
const family = await costs(folder, 100_000, true);
rmSync(folder, { recursive: true });
const figure = (seconds: number) => `${seconds.toFixed(2).padStart(6)} s`;
const line = (what: string, of: keyof typeof few) =>
  console.log(
    `${what.padEnd(24)} 10,000 ${figure(few[of])}   100,000 ${figure(many[of])}   ratio ${(many[of] / few[of]).toFixed(1).padStart(5)}` +
      `   100,000 of one family name ${figure(family[of])}   ratio ${(family[of] / many[of]).toFixed(2)}`,
  );
line("looking at a new list", "fresh");
line("looking at it once more", "again");
line("rehearsing it", "rehearsed");
line("carrying it out", "carried");
