import { openLedger } from "../../db/proof/ledger.ts";
import { openNoticeVersions } from "../../db/proof/notice-versions.ts";
import { openDatabase } from "../../db/file/open.ts";
import type { Database } from "../../db/file/database.ts";
import { linked } from "../../src/consent/chain.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";

export const now = new Date("2026-11-23T17:00:00Z");
let ids = 0;
const newId = () => `n${(ids += 1)}`;

/** A school with so many children and events. In: a path, or an address in PostgreSQL. */
export async function filled(path: string, children: number, perChild: number): Promise<Database> {
  const database = openDatabase(path);
  await openNoticeVersions(database, newId, 16).publish(
    { text: "a notice", change: { kind: "correction" }, upon: null, by: "" },
    now,
  );
  const { $client: client } = database;
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
    putEvents(client, children, perChild, (child) => ({ person: `g${child}`, recordedBy: `g${child}`, route: "chat" }));
  })();
  // As after a quiet night: the log that the filling wrote is in the file.
  client.pragma("wal_checkpoint(TRUNCATE)");
  return database;
}

const into = `insert into consent_event (seq, id, decision, child_id, purpose, kind, person_id, role, route,
    recorded_by, at, notice, language, shown, evidence, voids, salt, commitment, previous, hash)
  values (@seq, @id, @decision, @child, @purpose, @kind, @person, @role, @route,
    @recordedBy, @at, @notice, @language, @shown, @evidence, @voids, @salt, @commitment, @previous, @hash)`;

/** Puts in linked events past the ledger, those of a child far from each other. In: who declares for a child, and how. */
export function putEvents(
  client: Database["$client"],
  children: number,
  perChild: number,
  by: (child: number) => Pick<ConsentEvent, "person" | "recordedBy" | "route">,
): void {
  const put = client.prepare(into);
  let before = "";
  for (let seq = 1; seq <= children * perChild; seq += 1) {
    const child = seq % children;
    const one: ConsentEvent = {
      ...{ id: `e${seq}`, decision: `d${seq}`, child: `k${child}`, role: "guardian", ...by(child) },
      purpose: seq % 2 === 0 ? "audio" : "video",
      kind: Math.floor(seq / children) % 2 === 0 ? "given" : "withdrawn",
      ...{ at: now.toISOString(), notice: 1, language: "de", shown: null, evidence: `form ${seq}`, voids: null },
    };
    const link = linked(one, seq, before, "0123456789abcdef0123456789abcdef");
    put.run({ seq, ...one, ...link });
    before = link.hash;
  }
}

/** Medians in microseconds. In: the how manieth time, beginning at 0: each says the opposite of the one before. */
export async function costs(
  database: Database,
  children: number,
  turn = 0,
): Promise<{ recording: number; reading: number }> {
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
  const answer = (round: number) => ((Math.floor(round / children) + turn) % 2 === 0 ? "yes" : "no");
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
