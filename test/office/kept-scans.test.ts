import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { verifyProof } from "../../db/proof/verify.ts";
import { ownDataOf } from "../../src/house/own-data.ts";
import { dailyRounds } from "../../src/house/rounds.ts";
import { sealForm } from "../../src/school/form-token.ts";
import { classPaper } from "../support/class-paper.ts";
import { OfficePages, type Answer, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
let pages: OfficePages;
let clerk: Visitor;
let path: string;
let ids: Record<string, string>;
const folder = mkdtempSync(join(tmpdir(), "janein-scans-"));

async function opens(settings: Parameters<typeof School.open>[0] = { settings: { KEEP_SCANS: "yes" } }) {
  school = await School.open({ joined: ["mother"], ...settings });
  pages = new OfficePages(school);
  clerk = await pages.signedIn("office");
  ({ path, ids } = await classPaper(school));
}
afterEach(async () => {
  await school.stop();
  rmSync(folder, { recursive: true, force: true });
});

const rows = (sql: string) => school.database.$client.prepare(sql).pluck().all();
const pictures = () =>
  rows("select hex(picture) from kept_scan").map((hex) => Buffer.from(String(hex), "hex").toString());

/**
 * Lays pages beside the lines as if they had been scanned: of each whose sheets about which children ("Mila: Nadja"),
 * all crossed JA, and, in place of its picture, these words.
 */
async function reads(...scanned: { picture: string | Buffer; sheets: string[] }[]): Promise<Answer> {
  school.house.readScans = async () =>
    scanned.map(({ picture, sheets }, file) => ({
      ...{ name: `${file}.png`, sha256: String(file).repeat(64), fault: null },
      pages: [
        {
          page: 1,
          picture: Buffer.from(picture),
          fields: sheets.map((whose, at) => ({
            code: codeOf(whose, file, at, sheets.length),
            answers: { audio: "yes", video: "yes" },
            picture: Buffer.from("field"),
          })),
        },
      ],
    }));
  const form = new FormData();
  form.append("files", new File(["a scan"], "bogen.png"));
  return clerk.does(`${path}/scans`, form);
}

function codeOf(whose: string, file: number, at: number, of: number): string {
  const [child = "", person = ""] = whose.split(": ");
  const sheet = (256 * (1 + file) + person.length).toString(16).padStart(8, "0");
  const form = { notice: 1, person: ids[whose] ?? "", child: ids[child] ?? "", sheet, at: at + 1, of };
  return sealForm(form, school.house.codeKey);
}

/** What a page would send, as it is, but for these children's lines. */
function asSent({ html }: Answer): FormData {
  const form = new FormData();
  for (const [tag, name = ""] of html.matchAll(/<input [^>]*?name="([^"]+)"[^>]*>/g)) {
    const isChoice = /type="(radio|checkbox)"/.test(tag);
    if (name !== "files" && (!isChoice || / checked/.test(tag)))
      form.append(name, /value="([^"]*)"/.exec(tag)?.[1] ?? "");
  }
  return form;
}

async function confirms(grid: Answer): Promise<Answer> {
  return clerk.does(path, asSent(await clerk.post(path, asSent(grid))));
}

const milas = { picture: "Mila and her mother's name", sheets: ["Mila: Nadja"] };
const keptPath = () => `/kept-scans/${String(rows("select sha256 from kept_scan")[0])}`;

test("unless the school wants it no picture is kept, and the page says so", async () => {
  await opens({});
  expect((await clerk.get(path)).text).toContain("Gespeichert werden sie nicht.");
  expect((await confirms(await reads(milas))).text).toContain("Ein Formular ist eingetragen.");
  expect(pictures()).toEqual([]);
  expect(await school.events("Mila")).not.toBe("");
  expect((await clerk.get(`/children/${ids.Mila}`)).text).not.toContain("Eingescannter Bogen");
});

test("where the school wants it the picture of what was confirmed is kept, once, and named by the evidence", async () => {
  await opens();
  expect((await clerk.get(path)).text).toContain("Das Bild jeder Seite, die Sie bestätigen, wird aufgehoben");
  const grid = await reads(milas, { picture: "Noah, left open", sheets: ["Noah: Nobody"] });
  const looked = await clerk.post(path, asSent(grid));
  expect(looked.text).toContain("Das Bild jeder Seite, die Sie bestätigen, wird aufgehoben");
  expect(pictures()).toEqual([]);
  await clerk.does(path, asSent(looked));
  await clerk.does(path, asSent(looked));
  expect(pictures()).toEqual(["Mila and her mother's name"]);
  const [sha256] = rows("select sha256 from kept_scan");
  const events = await school.house.ledger.eventsOf(ids.Mila ?? "");
  expect(events).toHaveLength(2);
  for (const { evidence } of events) expect(evidence).toContain(` picture sha256:${String(sha256)}, taken by`);
  expect(await verifyProof(school.database)).not.toHaveProperty("broken");
});

test("a page with sheets of two families is kept for neither, and neither is one that is too heavy; both are told", async () => {
  await opens();
  const grid = await reads(
    { picture: "two families", sheets: ["Mila: Nadja", "Noah: Berfin"] },
    { picture: Buffer.alloc(2 * 1024 * 1024 + 1), sheets: ["Mila: Tarek"] },
  );
  expect(grid.text).toContain("Auf der Seite liegen auch Bögen von anderen.");
  expect(grid.text).toContain("Es ist größer als 2 MB.");
  expect((await confirms(grid)).text).toContain("3 Formulare sind eingetragen.");
  expect(pictures()).toEqual([]);
});

test("it stands with the child's history, is shown to the office, and each look is in the log", async () => {
  await opens();
  await confirms(await reads(milas));
  const page = await clerk.get(`/children/${ids.Mila}`);
  expect(page.html).toContain(`href="/office${keptPath()}">Bild ansehen</a>`);
  school.database.$client.exec("delete from child_look");
  const shown = await clerk.get(keptPath());
  expect(shown.text).toContain("Erklärt von");
  expect(shown.text).toContain("Nadja");
  expect(rows("select child_id from child_look")).toEqual([]);
  const picture = await clerk.get(`${keptPath()}/picture`);
  expect([picture.html, picture.response.headers.get("content-type")]).toEqual([milas.picture, "image/png"]);
  expect(rows("select child_id from child_look")).toEqual([ids.Mila]);
});

test("a picture that somebody has changed in the file is not shown", async () => {
  await opens();
  await confirms(await reads(milas));
  school.database.$client.exec("update kept_scan set picture = x'00'");
  expect((await clerk.get(keptPath())).text).toContain("Es wird nicht gezeigt.");
  expect((await clerk.get(`${keptPath()}/picture`)).status).toBe(404);
});

test("whoever has signed it reads in the own data that it is kept, and nobody else does; the office prints it for them", async () => {
  await opens();
  await confirms(await reads(milas));
  const [sha256] = rows("select sha256 from kept_scan");
  const own = await ownDataOf(school.house, ids["Mila: Nadja"] ?? "");
  expect(own?.keptScans).toEqual([{ child: ids.Mila, sha256, keptAt: "2026-11-23T17:00:00.000Z" }]);
  expect((await ownDataOf(school.house, ids["Mila: Tarek"] ?? ""))?.keptScans).toEqual([]);
  const asked = { id: "r1", right: "access", personId: ids["Mila: Nadja"] ?? "", words: "" } as const;
  await school.house.requests.receive(asked, school.clock.now);
  const officer = await pages.signedIn("officer");
  expect((await officer.get("/requests/r1")).html).toContain(`href="/office${keptPath()}"`);
});

test("who asks to be erased reads that it stays with the declaration; head or officer forget it before, from every byte, and the declaration counts", async () => {
  await opens({ settings: { KEEP_SCANS: "yes" }, path: join(folder, "janein.db") });
  await confirms(await reads({ ...milas, picture: "Zzunterschrift".repeat(1000) }));
  const asked = { id: "r1", right: "erasure", personId: ids["Mila: Nadja"] ?? "", words: "" } as const;
  await school.house.requests.receive(asked, school.clock.now);
  const officer = await pages.signedIn("officer");
  const request = await officer.get("/requests/r1");
  expect(request.text).toContain("Bilder eingescannter Bögen (1): so lange wie die Erklärung darauf");
  expect(request.html).toContain(`href="/office${keptPath()}"`);
  expect((await clerk.get(keptPath())).text).not.toContain("Bild löschen");
  expect((await clerk.post(`${keptPath()}/forget`, new FormData())).status).toBe(403);

  const done = await officer.does(`${keptPath()}/forget`, new FormData());
  expect(done.text).toContain("Das Bild des Bogens ist gelöscht. Die Erklärung gilt weiter.");
  expect(done.text).toContain("Das Bild ist gelöscht; seine Prüfsumme steht im Nachweis.");
  expect((await officer.get("/requests/r1")).text).not.toContain("Bilder eingescannter Bögen");
  expect(await school.participation("Mila")).toBe("audio_and_video");
  for (const end of ["", "-wal"])
    expect(readFileSync(`${join(folder, "janein.db")}${end}`).includes("Zzunterschrift")).toBe(false);
  expect(await verifyProof(school.database)).not.toHaveProperty("broken");
});

test("while data of somebody on it are restricted it is not forgotten, by nobody", async () => {
  await opens();
  await confirms(await reads(milas));
  const asked = { id: "r1", right: "restriction", personId: ids["Mila: Nadja"] ?? "", words: "" } as const;
  await school.house.requests.receive(asked, school.clock.now);
  const fact = { ground: "claims", since: "2026-11-23", note: "Streit", by: "Herr Datenschutz" } as const;
  await school.house.restrictions.begin("r1", fact, "eingeschränkt", school.clock.now);
  const head = await pages.signedIn("head");
  expect((await head.get(keptPath())).text).not.toContain("Bild löschen");
  expect((await head.does(`${keptPath()}/forget`, new FormData())).text).toContain("wird jetzt nicht gelöscht");
  expect(pictures()).toHaveLength(1);
});

test("what stayed for somebody's restriction is erased when that is lifted, although nothing else is over then", async () => {
  await opens();
  await confirms(await reads({ picture: "Mila and Jonas", sheets: ["Mila: Nadja"] }));
  // Somebody else has signed it as well, of whom nothing is on record any more.
  const other = Object.entries(ids).find(([whose]) => whose.startsWith("Leon: "))?.[1] ?? "";
  school.database.$client.prepare("insert into kept_scan_of select sha256, child_id, ? from kept_scan_of").run(other);
  const asked = { id: "r1", right: "restriction", personId: other, words: "" } as const;
  await school.house.requests.receive(asked, school.clock.now);
  const fact = { ground: "claims", since: "2026-11-23", note: "Streit", by: "Herr Datenschutz" } as const;
  await school.house.restrictions.begin("r1", fact, "eingeschränkt", school.clock.now);
  await school.phone("mother").says("Ich widerrufe die Einwilligung für Mila");
  school.clock.now = new Date("2030-01-02T03:00:00Z");
  await dailyRounds(school.house, 14, true);
  expect(rows("select count(*) from consent_event where evidence like '%picture sha256%'")).toEqual([0]);
  expect(pictures()).toHaveLength(1);
  const lifting = { since: "2030-01-02", toldOn: "2030-01-02", note: "", by: "Herr Datenschutz" };
  await school.house.restrictions.lift({ personId: other, requestId: "r1" }, lifting, school.clock.now);
  await dailyRounds(school.house, 14, true);
  expect(pictures()).toEqual([]);
});

test("it is erased with the first declaration on it whose time is over, and the chain verifies", async () => {
  await opens();
  const { sheets } = { sheets: ["Mila: Nadja", "Jonas: Nadja"] };
  await confirms(await reads({ picture: "Mila and Jonas", sheets }));
  const inClassOfJonas = `/classes/${(await school.child("Jonas")).classId}/paper`;
  path = inClassOfJonas;
  await confirms(await reads({ picture: "Mila and Jonas", sheets }));
  expect(rows("select count(*) from kept_scan_of")).toEqual([2]);
  await school.phone("mother").says("Ich widerrufe die Einwilligung für Mila");
  school.clock.now = new Date("2029-12-31T03:00:00Z");
  await dailyRounds(school.house, 14, true);
  expect(pictures()).toEqual(["Mila and Jonas"]);
  school.clock.now = new Date("2030-01-02T03:00:00Z");
  await dailyRounds(school.house, 14, true);
  expect(pictures()).toEqual([]);
  expect(await school.participation("Jonas")).toBe("audio_and_video");
  expect(await verifyProof(school.database)).not.toHaveProperty("broken");
});
