import { afterEach, beforeEach, expect, test } from "vitest";
import { readdirSync, readFileSync } from "node:fs";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
let pages: OfficePages;
let clerk: Visitor;
beforeEach(async () => {
  school = await School.open({ joined: ["teacher", "otherTeacher"] });
  pages = new OfficePages(school);
  clerk = await pages.signedIn("office");
});
afterEach(() => school.stop());

/** The rows of the table of classes, as they are read. */
function classes(html: string): string[] {
  return [...html.matchAll(/<tbody>(.*?)<\/tbody>/gs)].map(([, body = ""]) =>
    body
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll(/\s+/g, " ")
      .trim(),
  );
}

test("a class is a line of counts, for sound and for picture, and they add up", async () => {
  await school.letter("mother");
  await school.records("Mila", "Nadja", { audio: "yes", video: "no" }, "paper");
  await school.records("Mila", "Tarek", { audio: "no" }, "phone");
  await school.records("Leon", "Heinz", { audio: "yes", video: "yes" }, "paper");
  await school.records("Leon", "Heinz", { audio: "no" }, "phone");
  const { html } = await clerk.get("");
  expect(classes(html)).toEqual([
    "1b 6 1 Ton 0 0 0 0 6 Bild 0 0 0 0 6",
    "2c 7 1 Ton 0 0 1 0 6 Bild 1 0 0 0 6",
    "3a 7 1 Ton 0 0 0 1 6 Bild 0 1 0 0 6",
  ]);
});

test("classes stand in the order of their names, never of their answers", async () => {
  await school.imports("klasse;rolle;vorname;nachname\n10a;kind;Zoe;Erfunden\n2a;kind;Ada;Erfunden\n");
  for (const child of ["Leon", "Finn"]) await school.records(child, null, { audio: "yes", video: "yes" }, "paper");
  expect(classes((await clerk.get("")).html).map((line) => line.split(" ")[0])).toEqual([
    "1b",
    "2a",
    "2c",
    "3a",
    "10a",
  ]);
});

test("what waits for somebody is on top, and goes when it is done", async () => {
  expect((await clerk.get("")).text).toMatch(/Lehrkräfte, die noch nicht verbunden sind .* Lina Lineal \(2c\)/);
  await school.join("lateTeacher");
  expect((await clerk.get("")).text).toContain("Zurzeit wartet nichts auf Sie.");
  await school.records("Mila", "Nadja", { audio: "yes" }, "paper");
  await school.records("Mila", "Tarek", { audio: "no" }, "paper");
  expect((await clerk.get("")).text).toMatch(/Ein Kind mit verschiedenen Erklärungen .* Mila Beispiel \(3a\)/);
  await school.house.periods.end("Frau Rektor", 1, school.clock.now);
  expect((await clerk.get("")).text).toContain("Zurzeit läuft kein Zeitraum");
});

test("a teacher whom the messenger no longer reaches is on top, and a family too", async () => {
  await school.join("grandfather");
  for (const chat of [201, 103]) school.box.place(chat).blocked = true;
  await school.records("Leon", "Heinz", { audio: "yes" }, "paper");
  await school.records("Mila", "Nadja", { audio: "yes" }, "paper");
  const { text } = await clerk.get("");
  expect(text).toMatch(/Lehrkräfte, die der Bot nicht mehr erreicht .* Petra Tafel \(3a\), seit 23\.11\.2026/);
  expect(text).toMatch(/Eine Familie ist im Chat nicht mehr erreichbar .* Heinz Niemand/);
});

test("an empty school says what to do first, and to the officer that there is nothing yet", async () => {
  school.database.$client.exec("update child set gone_at = '2026-11-01'");
  expect((await clerk.get("")).text).toMatch(/Klassenliste einlesen .* Briefe drucken .* Antworten kommen lassen/);
  expect((await (await pages.signedIn("officer")).get("")).text).toContain(
    "Es ist noch keine Klassenliste eingelesen.",
  );
});

test("a child is found by a part of its name, without accents, and by its class", async () => {
  const ayse = await school.child("Ayşe");
  expect((await clerk.get("/children?q=ayse")).to).toBe(`/office/children/${ayse.id}`);
  expect((await clerk.get("/children?q=muster")).text).toMatch(/2 Kinder gefunden.*Muster, Ben.*Muster, Finn/);
  expect((await clerk.get("/children?q=3A")).text).toContain("7 Kinder gefunden");
  expect((await clerk.get("/children?q=beispiel%203a")).to).toBe(`/office/children/${(await school.child("Mila")).id}`);
  expect((await clerk.get("/children?q=niemand%20hier")).text).toContain("Kein Kind gefunden");
  expect((await clerk.get("/children?q=%3Cscript%3E")).html).not.toContain("<script>");
});

test("children without an answer, and those whom nobody has joined for, can be listed", async () => {
  await school.join("mother");
  await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "paper");
  expect((await clerk.get("/children?state=open")).text).toContain("19 Kinder gefunden");
  expect((await clerk.get("/children?state=waiting")).text).toContain("18 Kinder gefunden");
  expect((await clerk.get("/children?state=conflict")).text).toContain("Kein Kind gefunden");
});

test("a class shows its children with what stands, in words", async () => {
  await school.records("Mila", "Nadja", { audio: "yes", video: "no" }, "paper");
  const { classId } = await school.child("Mila");
  expect((await clerk.get(`/classes/${classId}`)).text).toMatch(/Klasse 3a .*Beispiel, Mila ✓ JA ✕ NEIN 0 von 2/);
  expect((await clerk.get("/classes/unknown")).status).toBe(404);
});

test("no page has script or style in it, or anything from elsewhere", async () => {
  const head = await pages.signedIn("head");
  await school.records("Mila", "Nadja", { audio: "yes" }, "paper");
  const { id, classId } = await school.child("Mila");
  const paths = [
    "",
    "/children",
    `/children/${id}`,
    `/classes/${classId}`,
    `/classes/${classId}/lesson`,
    `/classes/${classId}/paper`,
    "/letters?class=all",
    "/reminders?class=all",
    "/period",
    "/notice",
    "/requests",
    "/questions",
    "/verify",
    "/export",
    "/documents",
    "/people",
    "/actions",
    "/nowhere",
  ];
  for (const path of paths) {
    const { html, response } = await head.get(path);
    expect({
      path,
      inline: html.match(/<script(?! type="module" src="\/office\/office.js"><)|<style|\sstyle=|\son\w+=|javascript:/g),
    }).toEqual({ path, inline: null });
    expect({ path, elsewhere: html.match(/(?:src|href|action)="(?!\/office|#|data:,)[^"]*"/g) }).toEqual({
      path,
      elsewhere: null,
    });
    expect(response.headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  }
});

test("nobody gets in without signing in, on whatever page", async () => {
  for (const path of [
    "",
    "/children",
    "/letters",
    "/people",
    "/export/svws.csv",
    "/receipts/AAAAA-AAAAA-AAAAA.pdf",
    "/nowhere",
  ])
    expect({ path, status: (await pages.ask(`/office${path}`)).status }).toEqual({ path, status: 401 });
});

test("every text of the pages is used, and none is missing", () => {
  const folder = new URL("../../src/office/", import.meta.url);
  const code = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(new URL(name, folder), "utf8"))
    .join("\n");
  type Tree = { [key: string]: string | Tree };
  const flat = (tree: Tree, path = ""): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [path + key.replace(/_(zero|one|other)$/, "")] : flat(value, `${path}${key}.`),
    );
  const { import: _, ...own } = JSON.parse(
    readFileSync(new URL("../../locales/de/office.json", import.meta.url), "utf8"),
  ) as Tree;
  const built = [...code.matchAll(/`([a-zA-Z.]+)\.\$\{/g)].map(([, beginning]) => `${beginning}.`);
  expect(
    flat(own).filter((key) => !code.includes(`"${key}"`) && !built.some((beginning) => key.startsWith(beginning))),
  ).toEqual([]);
});
