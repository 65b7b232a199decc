import { afterEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

async function officer(): Promise<Visitor> {
  school = await School.open({ joined: ["mother", "father"] });
  return new OfficePages(school).signedIn("officer");
}

/** The three columns of the list. */
const columns = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<section><h2>([^<]+) <span[^>]*>\((\d+)\)<\/span><\/h2>(.*?)<\/section>/gs)].map(
      ([, title = "", , body = ""]) => [title, [...body.matchAll(/<li>([^<]+)<\/li>/g)].map(([, name]) => name)],
    ),
  );

test("the list for the lesson has every child of the class in one of three columns, and nobody of another class", async () => {
  const visitor = await officer();
  await school.phone("mother").answers("Mila", "JA", "JA");
  await school.records("Sofia", "Elena", { audio: "yes", video: "no" }, "paper");
  await school.records("Tim", "Gabi", { audio: "no", video: "no" }, "paper");
  const { html } = await visitor.get(`/classes/${await school.classId("3a")}/lesson`);
  expect(columns(html)).toEqual({
    "Ton und Bild": ["Mila B."],
    "Nur Ton": ["Sofia F."],
    "Gar nicht": ["Rania C.", "Tim E.", "Paul F.", "Noah V.", "Olena V."],
  });
});

test("it gives no reasons and tells of nobody who decided: a NEIN, a withdrawal, a conflict and no answer look the same", async () => {
  const visitor = await officer();
  await school.phone("mother").answers("Mila", "JA", "JA");
  await school.phone("father").answers("Mila", "NEIN", "NEIN");
  await school.records("Tim", "Gabi", { audio: "no", video: "no" }, "paper");
  const { html, text } = await visitor.get(`/classes/${await school.classId("3a")}/lesson`);
  expect(columns(html)["Gar nicht"]).toEqual(expect.arrayContaining(["Mila B.", "Tim E.", "Paul F."]));
  const main = text.slice(text.indexOf("Liste für den Unterricht"));
  for (const word of [
    "NEIN",
    "widerrufen",
    "verschieden",
    "offen",
    "keine Antwort",
    "Nadja",
    "Tarek",
    "Gabi",
    "Elternteil",
    "geboren",
  ])
    expect({ word, there: main.includes(word) }).toEqual({ word, there: false });
});

test("it is always current, and can be printed from the class's page", async () => {
  const visitor = await officer();
  const path = `/classes/${await school.classId("3a")}`;
  expect((await visitor.get(path)).html).toContain(`href="/office${path}/lesson"`);
  expect(columns((await visitor.get(`${path}/lesson`)).html)["Ton und Bild"]).toEqual([]);
  await school.phone("mother").answers("Mila", "JA", "JA");
  expect(columns((await visitor.get(`${path}/lesson`)).html)["Ton und Bild"]).toEqual(["Mila B."]);
  await school.records("Mila", "Nadja", { video: "no" }, "phone");
  expect(columns((await visitor.get(`${path}/lesson`)).html)["Nur Ton"]).toEqual(["Mila B."]);
});

test("two children with the same short name have as many letters on it as tell them apart", async () => {
  const visitor = await officer();
  await school.imports(
    "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung\n5e;kind;Mila;Bauer;01.02.2016;;;;\n5e;kind;Mila;Berger;01.03.2016;;;;\n5e;kind;Nils;Bach;01.04.2016;;;;\n",
  );
  const { html } = await visitor.get(`/classes/${await school.classId("5e")}/lesson`);
  expect(columns(html)["Gar nicht"]).toEqual(["Nils B.", "Mila Ba.", "Mila Be."]);
});

test("a class that does not exist has no list", async () => {
  const visitor = await officer();
  expect((await visitor.get("/classes/no-such-class/lesson")).status).toBe(404);
});
