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
import { openLedger } from "../../db/proof/ledger.ts";
import { openNoticeVersions } from "../../db/proof/notice-versions.ts";
import { openDatabase } from "../../db/file/open.ts";
import type { Database } from "../../db/file/database.ts";
import { linked } from "../../src/consent/chain.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";

const now = new Date("2026-11-23T17:00:00Z");
let ids = 0;
const newId = () => `n${(ids += 1)}`;

async function filled(path: string, children: number, perChild: number): Promise<Database> {
  const database = openDatabase(path);
  await openNoticeVersions(database, newId, 16).publish(
    { text: "a notice", change: { kind: "correction" }, upon: null, by: "" },
    now,
  );
  const { $client: client } = database;
  const event =
    client.prepare(`insert into consent_event (seq, id, decision, child_id, purpose, kind, person_id, role, route, recorded_by, at, notice, language, shown, evidence, voids, salt, commitment, previous, hash)
    values (@seq, @id, @decision, @child, @purpose, @kind, @person, @role, @route, @recordedBy, @at, @notice, @language, @shown, @evidence, @voids, @salt, @commitment, @previous, @hash)`);
  client.transaction(() => {
    client.prepare("insert into school_class values ('c', '3a')").run();
    for (let child = 0; child < children; child += 1) {
      client
        .prepare("insert into child (id, given_name, family_name, class_id) values (?, 'Mila', 'Beispiel', 'c')")
        .run(`k${child}`);
      client
        .prepare("insert into person (id, role, given_name, family_name) values (?, 'guardian', 'Nadja', 'Beispiel')")
        .run(`g${child}`);
      client.prepare("insert into guardianship values (?, ?)").run(`g${child}`, `k${child}`);
    }
    let before = "";
    for (let seq = 1; seq <= children * perChild; seq += 1) {
      const child = seq % children;
      const one: ConsentEvent = {
        id: `e${seq}`,
        decision: `d${seq}`,
        child: `k${child}`,
        purpose: seq % 2 === 0 ? "audio" : "video",
        kind: Math.floor(seq / children) % 2 === 0 ? "given" : "withdrawn",
        person: `g${child}`,
        role: "guardian",
        route: "chat",
        recordedBy: `g${child}`,
        at: now.toISOString(),
        notice: 1,
        language: "de",
        shown: null,
        evidence: `update ${seq}`,
        voids: null,
      };
      const link = linked(one, seq, before, "0123456789abcdef0123456789abcdef");
      event.run({ seq, ...one, ...link });
      before = link.hash;
    }
  })();
  // As after a quiet night: the log that the filling wrote is in the file.
  client.pragma("wal_checkpoint(TRUNCATE)");
  return database;
}

/** Medians in microseconds. */
async function costs(database: Database, children: number): Promise<{ recording: number; reading: number }> {
  const ledger = openLedger(database, newId, 16);
  const time = async (work: (round: number) => Promise<unknown>) => {
    const times: number[] = [];
    for (let round = 0; round < 300; round += 1) {
      const begun = performance.now();
      await work(round);
      times.push((performance.now() - begun) * 1000);
    }
    return times.toSorted((a, b) => a - b)[150] ?? 0;
  };
  const child = (round: number) => (round * 37) % children;
  // Each visit of a child says the opposite of the one before: what stands already would cost nothing.
  const answer = (round: number) => (Math.floor(round / children) % 2 === 0 ? "yes" : "no");
  const reading = await time((round) => ledger.standings([`k${child(round)}`], now));
  const recording = await time((round) =>
    ledger.recordDecision(
      {
        child: `k${child(round)}`,
        person: `g${child(round)}`,
        role: "guardian",
        answers: { audio: answer(round), video: answer(round) },
        route: "chat",
        recordedBy: `g${child(round)}`,
        notice: 1,
        language: "de",
        shownText: null,
        evidence: `bench ${round}`,
      },
      now,
    ),
  );
  return { recording, reading };
}

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
