/**
 * What the ledger costs when it is full: recording one more decision and reading one child's standing,
 * at 1,000,000 events of 100,000 children against 1,000 events, and how fast the chain is walked, against the bare hashing of it. Ratios and figures of this one run.
 */
import { hash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { written } from "../../db/proof/chain.ts";
import { verifyProof } from "../../db/proof/verify.ts";
import type { Database } from "../../db/file/database.ts";
import { costs, filled } from "./filled-ledger.ts";

async function inSeconds<T>(work: () => Promise<T>): Promise<{ out: T; seconds: number }> {
  const begun = performance.now();
  const out = await work();
  return { out, seconds: (performance.now() - begun) / 1000 };
}

/** The floor: the two sha256 of each event, of texts as long as its own and each another, without reading them. */
function hashOnly(database: Database, events: number): string {
  const [facts = "", whose = ""] = database.$client
    .prepare(`select ${written.facts}, ${written.whose} from consent_event where seq = ${Math.floor(events / 2)}`)
    .raw()
    .get() as string[];
  let last = "";
  for (let at = 0; at < events; at += 1) last = hash("sha256", facts + at) + hash("sha256", whose + at);
  return last;
}

const folder = mkdtempSync(join(tmpdir(), "janein-bench-"));
const small = await filled(join(folder, "small.sqlite"), 100, 10);
const large = await filled(join(folder, "large.sqlite"), 100_000, 10);
const [few, many] = [await costs(small, 100), await costs(large, 100_000)];
const line = (what: string, a: number, b: number) =>
  console.log(
    `${what.padEnd(28)} 1,000 events ${a.toFixed(0).padStart(6)} µs   1,000,000 events ${b.toFixed(0).padStart(6)} µs   ratio ${(b / a).toFixed(2)}`,
  );
line("recording one more decision", few.recording, many.recording);
line("reading one child's standing", few.reading, many.reading);
const walked = await inSeconds(async () => verifyProof(large));
if ("broken" in walked.out) throw new Error(JSON.stringify(walked.out));
const { events } = walked.out;
const hashed = await inSeconds(async () => hashOnly(large, events));
const perSecond = (seconds: number) =>
  Math.round(events / seconds)
    .toLocaleString("en")
    .padStart(9);
console.log(`walking the chain            ${perSecond(walked.seconds)} events a second, of ${events.toLocaleString("en")}
nothing but the two sha256   ${perSecond(hashed.seconds)} events a second   ratio ${(walked.seconds / hashed.seconds).toFixed(2)}`);
small.$client.close();
large.$client.close();
rmSync(folder, { recursive: true });
