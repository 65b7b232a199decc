import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { scanIn } from "../../src/consent/taken.ts";
import { type PrintedForm, sealForm } from "../../src/school/form-token.ts";
import { pngOf } from "../../src/scan/png.ts";
import { chanceOf } from "../support/chance.ts";
import { classPaper } from "../support/class-paper.ts";
import { OfficePages, type Answer, type Visitor } from "../support/office-pages.ts";
import { drawn, formPdf, type Mark, put, strip } from "../support/scans.ts";
import { School } from "../support/school.ts";

let school: School;
let pages: OfficePages;
let clerk: Visitor;
let path: string;
let ids: Record<string, string>;

beforeEach(async () => {
  school = await School.open({ joined: ["mother"] });
  pages = new OfficePages(school);
  clerk = await pages.signedIn("office");
  ({ path, ids } = await classPaper(school));
});
afterEach(() => school.stop());

let sheets = 0;
/** A scanned sheet that was printed for somebody about a child ("Mila: Nadja"), with these crosses. */
async function scanned(
  whose: string,
  marks: readonly Mark[],
  more: Partial<PrintedForm> = {},
  key = school.house.codeKey,
) {
  const child = ids[whose.split(":")[0] ?? ""] ?? "";
  const sheet = (sheets += 1).toString(16).padStart(8, "0");
  const form = { notice: 1, person: ids[whose] ?? "somebody", child, sheet, at: 1, of: 1, ...more };
  const gray = await drawn(await formPdf(strip, [sealForm(form, key)]));
  for (const mark of marks) put(gray, strip, 0, mark, { broad: 0.5, light: 40, chance: chanceOf(1) });
  return pngOf(gray);
}

const both = (audio: "yes" | "no", video: "yes" | "no"): Mark[] => [
  ["audio", audio, "cross"],
  ["video", video, "tick"],
];

/** Chooses these files, and sees what is read of them. */
async function reads(files: Readonly<Record<string, Uint8Array>>): Promise<Answer> {
  const form = new FormData();
  for (const [name, bytes] of Object.entries(files)) form.append("files", new File([bytes as BlobPart], name));
  return clerk.does(`${path}/scans`, form);
}

/** What a page would send, as it is. */
function asSent({ html }: Answer): FormData {
  const form = new FormData();
  const value = (tag: string) => /value="([^"]*)"/.exec(tag)?.[1] ?? "";
  for (const [tag, name = ""] of html.matchAll(/<input [^>]*?name="([^"]+)"[^>]*>/g)) {
    const isChoice = /type="(radio|checkbox)"/.test(tag);
    if (name !== "files" && (!isChoice || / checked/.test(tag))) form.append(name, value(tag));
  }
  return form;
}

/** Looks at what would be put down, and says so. */
async function confirms(grid: Answer): Promise<Answer> {
  const looked = await clerk.post(path, asSent(grid));
  expect(looked.text).toContain("Noch ist nichts eingetragen.");
  return clerk.does(path, asSent(looked));
}

test("sheets lie beside their lines with their picture, are proposed, and are stored only when a person confirms", async () => {
  const grid = await reads({
    "mila.png": await scanned("Mila: Nadja", both("yes", "no")),
    "noah.png": await scanned("Noah: Berfin", both("yes", "yes")),
  });
  expect(grid.text).toContain("2 Bögen liegen neben ihren Zeilen.");
  expect(grid.html).toMatch(new RegExp(`name="who-sheet-0" value="${ids["Mila: Nadja"]}" checked`));
  expect(grid.html).toMatch(/name="audio-sheet-0" value="yes" checked/);
  expect(grid.html).toMatch(/name="video-sheet-0" value="no" checked/);
  const picture =
    /<img src="\/office([^"]+)" alt="Ausschnitt aus dem Bogen: Beispiel, Mila"/.exec(grid.html)?.[1] ?? "";
  expect((await clerk.get(picture)).response.headers.get("content-type")).toBe("image/png");
  expect(await school.events("Mila")).toBe("");

  const done = await confirms(grid);
  expect(done.text).toContain("2 Formulare sind eingetragen.");
  const [event] = await school.house.ledger.eventsOf(ids.Mila ?? "");
  expect(event).toMatchObject({ kind: "given", person: ids["Mila: Nadja"], route: "paper", notice: 1 });
  expect(event?.evidence).toMatch(
    /^paper, scan sha256:[0-9a-f]{64} page 1 form [0-9a-f]{8}, taken by Frau Schreiber, [^;]+; declared on 2026-11-23$/,
  );
  expect(scanIn(event?.evidence ?? "")).toMatchObject({ page: 1 });
  expect(await school.participation("Mila")).toBe("audio_only");
  expect(school.phone("mother").transcript()).toContain("auf Papier, eingetragen von Frau Schreiber");
  expect((await clerk.get(picture)).status).toBe(404);
});

test("whatever is odd has a line of its own, and the other sheets go on", async () => {
  const mila = await scanned("Mila: Nadja", both("no", "no"));
  const locked = new PDFDocument({ userPassword: "geheim", ownerPassword: "geheim", permissions: {} });
  locked.end();
  const { text } = await reads({
    "mila.png": mila,
    "noch-einmal.png": mila,
    "brief.txt": Buffer.from("Sehr geehrte Frau Schreiber"),
    "foto.heic": Buffer.from("\0\0\0\x18ftypheic\0\0\0\0"),
    "kaputt.pdf": Buffer.from("%PDF-1.7\n1 0 obj"),
    "abgeschnitten.png": mila.subarray(0, 60),
    "geheim.pdf": await buffer(locked),
    "leer.pdf": await formPdf(strip, [null]),
    "fremd.png": await scanned("Mila: Tarek", both("yes", "yes"), {}, "the key of another school, long enough"),
    "leon.png": await scanned("Leon: Heinz", both("yes", "yes")),
    "weg.png": await scanned("Mila: Nadja", both("yes", "yes"), { child: "ffffffffffffffff" }),
    "zweites.png": await scanned("Noah: Berfin", both("yes", "yes"), { of: 2 }),
  });
  for (const line of [
    "noch-einmal.png, Seite 1: Derselbe Bogen wie mila.png, Seite 1.",
    "brief.txt: Das ist kein PDF, kein JPEG und kein PNG.",
    "foto.heic: Dieses Format (HEIC) wird nicht gelesen.",
    "kaputt.pdf: Die Datei ist beschädigt",
    "abgeschnitten.png: Die Datei ist beschädigt",
    "geheim.pdf: Das PDF ist mit einem Kennwort geschützt.",
    "leer.pdf: Auf Seite 1 ist kein Code eines Bogens zu lesen.",
    "fremd.png, Seite 1: Dieser Bogen ist nicht von dieser Schule",
    "leon.png, Seite 1: Der Bogen gehört in eine andere Klasse. Dort liegt er neben seiner Zeile: 2c",
    "weg.png, Seite 1: Das Kind, für das der Bogen gedruckt wurde, gibt es hier nicht mehr.",
    "zweites.png, Seite 1: Auf diesem Bogen steht noch ein Kind, dessen Code nicht zu lesen ist.",
  ])
    expect(text).toContain(line);
  expect(text).toContain("2 Bögen liegen neben ihren Zeilen.");
});

test("what is not clear is left open with its reason, and so is a sheet of whoever may not declare", async () => {
  const grid = await reads({
    "mila.png": await scanned("Mila: Nadja", [...both("yes", "yes"), ["audio", "no", "cross"]]),
    "noah.png": await scanned("Noah: Nobody", both("yes", "yes")),
  });
  expect(grid.text).toContain("Ton: beide Kästchen angekreuzt");
  expect(grid.html).toMatch(/name="audio-sheet-0" value="" checked/);
  expect(grid.html).toMatch(/name="video-sheet-0" value="yes" checked/);
  expect(grid.text).toContain("Für wen der Bogen gedruckt wurde, darf für dieses Kind jetzt nichts erklären");
  expect(grid.html).not.toMatch(/name="(audio|video)-sheet-1" value="(yes|no)" checked/);
});

test("a sheet that was put down is known again on another scan, and nothing is proposed", async () => {
  const sheet = await scanned("Mila: Nadja", both("yes", "yes"));
  await confirms(await reads({ "mila.png": sheet }));
  const again = await reads({ "mila-neu.png": sheet });
  expect(again.text).toContain("Dieser Bogen ist schon eingetragen (am 23.11.2026).");
  expect(again.html).not.toMatch(/name="(audio|video)-sheet-0" value="(yes|no)" checked/);
});

test("two sheets of two guardians about one child are two lines", async () => {
  const grid = await reads({
    "nadja.png": await scanned("Mila: Nadja", both("yes", "yes")),
    "tarek.png": await scanned("Mila: Tarek", both("yes", "no")),
  });
  expect((await confirms(grid)).text).toContain("2 Formulare sind eingetragen.");
  const events = await school.house.ledger.eventsOf(ids.Mila ?? "");
  expect(events.map(({ person, purpose, kind }) => [person, purpose, kind])).toEqual([
    [ids["Mila: Nadja"], "audio", "given"],
    [ids["Mila: Nadja"], "video", "given"],
    [ids["Mila: Tarek"], "audio", "given"],
    [ids["Mila: Tarek"], "video", "refused"],
  ]);
});

test("a sheet on an older version is put down on that one, with its own day", async () => {
  await school.changesNotice("Sicherungskopien dieser Daten werden nicht angelegt.", "Es gibt Sicherungskopien.");
  pages = new OfficePages(school);
  clerk = await pages.signedIn("office");
  const grid = await reads({ "mila.png": await scanned("Mila: Nadja", both("no", "no")) });
  expect(grid.text).toContain("Der Bogen ist mit Fassung 1 der Information gedruckt; jetzt gilt eine andere.");
  await confirms(grid);
  const [event] = await school.house.ledger.eventsOf(ids.Mila ?? "");
  expect(event).toMatchObject({ kind: "refused", notice: 1 });
});

test("the pictures are for whoever chose them, an hour at most; without them nothing is stored, and it is said", async () => {
  const grid = await reads({ "mila.png": await scanned("Mila: Nadja", both("yes", "yes")) });
  const picture = /<img src="\/office([^"]+)"/.exec(grid.html)?.[1] ?? "";
  expect((await (await pages.signedIn("office", "Herr Zzvorname")).get(picture)).status).toBe(404);
  expect((await (await pages.signedIn("officer")).get(picture)).status).toBe(403);
  const sent = asSent(grid);
  school.pass(61 * 60 * 1000);
  clerk = await pages.signedIn("office");
  const late = await clerk.post(path, sent);
  expect(late.status).toBe(410);
  expect(late.text).toContain("Die Bilder sind nicht mehr da");
  expect(await school.events("Mila")).toBe("");
});

test("a form without a file says so, and shows the grid again", async () => {
  const { status, html } = await clerk.post(`${path}/scans`, new FormData());
  expect(status).toBe(422);
  expect(html).toContain('<a href="#paper-files">Wählen Sie mindestens eine Datei aus.</a>');
  expect(html).toMatch(/<input type="file" id="paper-files"[^>]* aria-invalid="true"/);
  const chosen = (page: string) => page.match(/<input type="checkbox" name="who-[^>]* checked>/g)?.length;
  expect(chosen(html)).toBe(chosen((await clerk.get(path)).html));
  expect(chosen(html)).toBeGreaterThan(0);
});

test("for a class that is not here nothing is read, and what was typed in its place is in no log", async () => {
  const lines: unknown[] = [];
  school.house.log = { ...school.house.log, info: (...line: unknown[]) => void lines.push(line) };
  const form = new FormData();
  form.append("files", new File([(await scanned("Mila: Nadja", both("yes", "no"))) as BlobPart], "a.png"));
  const { status } = await clerk.does("/classes/Familie-Zzvorname/paper/scans", form);
  expect([status, JSON.stringify(lines).includes("Zzvorname")]).toEqual([404, false]);
});
