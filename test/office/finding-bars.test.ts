import { afterEach, beforeEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
let clerk: Visitor;
beforeEach(async () => {
  school = await School.open({ joined: ["mother"] });
  clerk = await new OfficePages(school).signedIn("office");
});
afterEach(() => school.stop());

const bars = (html: string) =>
  [...html.matchAll(/<svg class="bar"[^>]* role="img" aria-label="([^"]+)"/g)].map(([, words]) => words);

test("a class is a bar that one sees, and words for whoever does not", async () => {
  await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "paper");
  await school.records("Sofia", "Elena", { audio: "yes", video: "no" }, "paper");
  await school.records("Leon", "Heinz", { audio: "yes", video: "yes" }, "paper");
  await school.records("Leon", "Heinz", { audio: "no", video: "no" }, "phone");
  const { html } = await clerk.get("");
  expect(bars(html)).toEqual([
    "Klasse 1b, 6 Kinder: 6 offen",
    "Klasse 2c, 7 Kinder: 1 widerrufen, 6 offen",
    "Klasse 3a, 7 Kinder: 1 JA zu Ton und Bild, 1 nur Ton, 5 offen",
  ]);
  expect(html).not.toMatch(/ style=/);
  const [, id = ""] = /href="\/office\/classes\/([^"]+)">3a</.exec(html) ?? [];
  expect(bars((await clerk.get(`/classes/${id}`)).html)).toEqual([
    "Klasse 3a, 7 Kinder: 1 JA zu Ton und Bild, 1 nur Ton, 5 offen",
  ]);
});

test("the answers of the last weeks are a picture and the same as a table", async () => {
  await school.records("Mila", "Nadja", { audio: "yes", video: "no" }, "paper");
  school.pass(7 * 24 * 60 * 60 * 1000);
  await school.records("Mila", "Nadja", { audio: "no" }, "phone");
  const { text, html } = await (await new OfficePages(school).signedIn("head")).get("");
  expect(html.match(/aria-label="[^"]*Wochen[^"]*/)?.[0]).toBe(
    'aria-label="3 Antworten in 12 Wochen; die Zahlen stehen in der Tabelle darunter.',
  );
  expect(text).toMatch(/Woche ab JA NEIN widerrufen .* 16\.11\.2026 0 0 0 23\.11\.2026 1 1 0 30\.11\.2026 0 0 1/);
});
