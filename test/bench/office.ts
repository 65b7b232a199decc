/**
 * What the office's pages cost in a school of 1,000 children (4 events each) and in one of 100,000:
 * reading the school once, then each page as a browser gets it, and the overview after one more answer. Figures of this one run.
 */
import { version } from "../../src/wiring/version.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { verifyAll } from "../../src/wiring/proof.ts";
import { openChildFiles } from "../../db/school/child-file.ts";
import { openContacts } from "../../db/school/contacts.ts";
import { openNoticeVersions } from "../../db/proof/notice-versions.ts";
import { openDatabase } from "../../db/file/open.ts";
import type { Database } from "../../db/file/database.ts";
import { openSchoolView } from "../../db/school/view.ts";
import { furnish } from "../../src/wiring/furnish.ts";
import { officePages } from "../../src/office/app.ts";
import { secretHash } from "../../src/office/staff/secrets.ts";
import { readLetterTexts } from "../../src/office/letters/letters.ts";
import { readOfficeWords } from "../../src/office/page/words.ts";
import { now, putEvents } from "./filled-ledger.ts";
import { filesInMemory } from "../support/school-files.ts";
import { programTexts, texts } from "../support/texts.ts";
import { howLong } from "../support/how-long.ts";

const nothing = { info: () => undefined, warn: () => undefined, error: () => undefined };
const say = await readOfficeWords();
const perClass = 25;

function fill({ $client: client }: Database, children: number, perChild: number): void {
  client.transaction(() => {
    for (let at = 0; at * perClass < children; at += 1)
      client.prepare("insert into school_class values (?, ?)").run(`c${at}`, `${at}a`);
    for (let at = 0; at < children; at += 1) {
      client
        .prepare(
          "insert into child (id, given_name, family_name, birth_date, class_id) values (?, ?, ?, '2018-03-15', ?)",
        )
        .run(`k${at}`, `Mila${at}`, `Beispiel${at % 997}`, `c${Math.floor(at / perClass)}`);
      for (const parent of ["m", "v"]) {
        client
          .prepare("insert into person (id, role, given_name, family_name) values (?, 'guardian', 'Nadja', 'Beispiel')")
          .run(`${parent}${at}`);
        client.prepare("insert into guardianship values (?, ?)").run(`${parent}${at}`, `k${at}`);
      }
      if (at % 3 === 0)
        client
          .prepare("insert into account (person_id, chat_id, joined_at) values (?, ?, ?)")
          .run(`m${at}`, String(at), now.toISOString());
    }
    const by = (child: number) => ({ person: `m${child}`, recordedBy: "Frau Schreiber", route: "paper" as const });
    putEvents(client, children, perChild, by);
  })();
  client.pragma("wal_checkpoint(TRUNCATE)");
}

/** Median of some rounds in milliseconds, and the longest. */
async function time(work: (round: number) => Promise<unknown>, rounds: number): Promise<[number, number]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await work(round);
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  return [times[Math.floor(rounds / 2)] ?? 0, times.at(-1) ?? 0];
}

async function costs(path: string, children: number): Promise<Map<string, [number, number]>> {
  const filled = openDatabase(path);
  await openNoticeVersions(filled, () => "n", 16).publish(
    { text: texts.noticeFile, change: { kind: "correction" }, upon: null, by: "" },
    now,
  );
  fill(filled, children, 4);
  filled.$client.close();
  // As after a start of the server.
  const database = openDatabase(path);
  const settings = {
    CHILD_NAMES: "initial" as const,
    TIME_ZONE: "Europe/Berlin",
    PUPIL_AGE: 16,
    ...howLong,
  };
  const understand = () => ({
    kind: "none" as const,
    topics: [],
    answers: 0,
    wish: null,
    language: { id: "de", score: 0 },
  });
  const house = await furnish({
    database,
    texts: programTexts,
    files: filesInMemory(),
    understand,
    settings,
    codeKey: "k".repeat(32),
    log: nothing,
    now: () => now,
  });
  const school = openSchoolView(database, 16);
  const figures = new Map<string, [number, number]>();
  let longest = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const [reading] = await time(() => school.children(now), 1);
  clearInterval(watch);
  figures.set("reading the school once", [reading, longest]);
  const pages = new Hono().route(
    "/office",
    officePages({
      house,
      say,
      school,
      contacts: openContacts(database),
      files: openChildFiles(database, 16),
      verify: (noted, walked) =>
        verifyAll({ database: database, anchors: null, settings: { TIMESTAMP_CA: undefined } }, noted, walked),
      letterTexts: readLetterTexts(),
      publicUrl: "http://school.invalid",
      addressOf: () => "",
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      codeDays: 30,
      pupilAge: 16,
      schoolAccount: null,
      messengers: () => [{ kind: "telegram", bot: "@bot", server: null }],
      tell: () => undefined,
      lastDrill: () => null,
      circumstances: () => Promise.reject(new Error("no document is measured")),
      lineTrouble: async () => null,
      version,
    }),
  );
  await house.office.invite({ name: "Frau Rektor", role: "head" }, secretHash("s"), now);
  const headers = { origin: "http://school.invalid" };
  const body = new URLSearchParams({ secret: "s" });
  const cookie =
    (await pages.request("http://school.invalid/office/sign-in", { method: "POST", headers, body })).headers
      .get("set-cookie")
      ?.split(";")[0] ?? "";
  const get = async (path: string) => {
    const answer = await pages.request(`http://school.invalid/office${path}`, { headers: { cookie } });
    if (answer.status >= 400) throw new Error(`${path}: ${answer.status}`);
    await answer.text();
  };
  const save = async (path: string) => {
    const sent = { method: "POST", headers: { ...headers, cookie } };
    await (await pages.request(`http://school.invalid/office${path}`, sent)).text();
  };
  const child = (round: number) => (round * 37) % children;
  figures.set("overview", await time(() => get(""), 20));
  figures.set("class", await time((round) => get(`/classes/c${Math.floor(child(round) / perClass)}`), 20));
  figures.set("lesson list", await time((round) => get(`/classes/c${Math.floor(child(round) / perClass)}/lesson`), 20));
  figures.set(
    "sheets of a class",
    await time((round) => get(`/classes/c${Math.floor(child(round) / perClass)}/paper`), 20),
  );
  figures.set("child", await time((round) => get(`/children/k${child(round)}`), 20));
  figures.set("search", await time((round) => get(`/children?q=mila${round}`), 20));
  figures.set("search by a parent", await time((round) => get(`/children?q=nadja+beispiel${round}`), 20));
  figures.set("search by a birthday", await time(() => get("/children?q=15.03.2018"), 20));
  figures.set("search that finds nobody", await time(() => get("/children?q=niemand+hier"), 20));
  figures.set("former children", await time(() => get("/children?state=former"), 20));
  figures.set("morning", await time(() => get("/morning"), 10));
  figures.set("what is missing, of a class", await time(() => get("/export/missing?class=c1"), 10));
  figures.set(
    "letters of a class, to choose",
    await time((round) => get(`/letters?class=c${Math.floor(child(round) / perClass)}`), 10),
  );
  figures.set(
    "reminders of a class",
    await time((round) => get(`/reminders?class=c${Math.floor(child(round) / perClass)}`), 10),
  );
  figures.set("actions", await time(() => get("/actions"), 10));
  figures.set(
    "overview after one more answer",
    await time(async (round) => {
      await house.ledger.recordDecision(
        {
          child: `k${child(round)}`,
          person: `v${child(round)}`,
          role: "guardian",
          answers: { audio: "no" },
          route: "paper",
          recordedBy: "x",
          notice: 1,
          language: "de",
          shownText: null,
          evidence: `bench ${round}`,
        },
        now,
      );
      await get("");
    }, 20),
  );
  figures.set("everything as CSV", await time(() => save("/export/stand.csv"), 1));
  database.$client.close();
  return figures;
}

const folder = mkdtempSync(join(tmpdir(), "janein-bench-"));
const [few, many] = [
  await costs(join(folder, "small.sqlite"), 1000),
  await costs(join(folder, "large.sqlite"), 100_000),
];
const shown = ([median, longest]: [number, number]) =>
  `${median.toFixed(1).padStart(8)} ms (at most ${longest.toFixed(0).padStart(5)})`;
for (const [what, figures] of few)
  console.log(
    `${what.padEnd(32)} 1,000 children ${shown(figures)}   100,000 children ${shown(many.get(what) ?? [0, 0])}`,
  );
rmSync(folder, { recursive: true });
