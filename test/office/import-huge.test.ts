import { afterEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { saved } from "../support/office.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

async function office(): Promise<Visitor> {
  school = await School.open();
  return new OfficePages(school).signedIn("office");
}

function form(files: Record<string, string>): FormData {
  const sent = new FormData();
  for (const [name, text] of Object.entries(files))
    sent.append("files", new File([Uint8Array.from(saved(text))], name));
  return sent;
}

const heading = "Nachname;Vorname;Geburtsdatum;Klasse\n";

test("of a list with too many rows the page says how many there may be, and nothing is stored", async () => {
  const visitor = await office();
  const before = await school.house.roster.roll();
  const shown = await visitor.does(
    "/import",
    form({ "liste.csv": heading + "Neuling;Nils;01.02.2018;4d\n".repeat(120_001) }),
  );
  expect(shown.text).toContain("So kann die Datei noch nicht übernommen werden.");
  expect(shown.text).toContain("Das sind mehr als 120.000 Zeilen auf einmal.");
  expect(shown.html).not.toContain("/apply");
  expect(await school.house.roster.roll()).toEqual(before);
});

test("a list that took too long is told so, kindly, and the form is open for another", async () => {
  const visitor = await office();
  const { notLookedAt } = await import("../../src/school/look-at-lists.ts");
  const { problem } = await import("../../src/school/problem.ts");
  school.house.lookAtLists = async () => notLookedAt(problem("tookTooLong", { file: "", row: 1 }, { seconds: 60 }));
  const { text, html } = await visitor.does("/import", form({ "liste.csv": `${heading}Neuling;Nils;01.02.2018;4d\n` }));
  expect(text).toContain(
    "Das Einlesen hat länger als 60 Sekunden gedauert und wurde abgebrochen. Gespeichert wurde nichts.",
  );
  expect(html).toMatch(/<details class="act" open>.*type="file"/s);
});

test.each(["constructor", "__proto__", "toString"])(
  "a file called %s is read as any other, and its columns are asked for",
  async (name) => {
    const visitor = await office();
    const files = {
      [name]: "Familie;Ruf;geboren am;constructor\nNeuling;Nils;01.02.2018;4d\n",
      "b.csv": `${heading}Muster;Max;03.04.2018;4d\n`,
    };
    const { to } = await visitor.post("/import", form(files));
    const path = (to ?? "").replace(/^\/office/, "");
    const asked = await visitor.get(path);
    expect(asked.text).toContain("Diese Spalten sind nicht bekannt: Familie, Ruf, geboren am, constructor.");
    const [family = "", given = "", born = "", group = ""] = [...asked.html.matchAll(/name="(column-\d+)"/g)].map(
      ([, one = ""]) => one,
    );
    const wrong = await visitor.does(`${path}/said`, { [family]: "toString", [given]: "__proto__" });
    expect(wrong.status).toBe(200);
    const said = await visitor.does(`${path}/said`, {
      [family]: "familyName",
      [given]: "givenName",
      [born]: "birthDate",
      [group]: "className",
    });
    expect(said.text).toContain("Nils Neuling * 01.02.2018 4d");
  },
);

test("of thousands of rows that only a person can tell, the page asks some, and the next when these are answered", async () => {
  const visitor = await office();
  const names = Array.from(
    { length: 3_000 },
    (_, at) =>
      `Neuling;N${"bcdfghjklm"[at % 10]}${"bcdfghjklm"[Math.floor(at / 10) % 10]}${"bcdfghjklm"[Math.floor(at / 100) % 10]}${"bcd"[Math.floor(at / 1000)]}`,
  );
  const list = (day: string) => heading + names.map((name) => `${name};${day}.02.2018;4d\n`).join("");
  const first = await visitor.post("/import", form({ "liste.csv": list("01") }));
  await visitor.does(`${(first.to ?? "").replace(/^\/office/, "")}/apply`);
  const { to } = await visitor.post("/import", form({ "liste.csv": list("02") }));
  const path = (to ?? "").replace(/^\/office/, "");
  const { html, text } = await visitor.get(path);
  const questions = (page: string) => [
    ...new Set([...page.matchAll(/name="(row-[^"]+)"/g)].map(([, name = ""]) => name)),
  ];
  expect({ asked: questions(html).length, small: html.length < 2_000_000 }).toEqual({ asked: 200, small: true });
  expect(text).toContain("… und 2800 weitere dieser Art");
  const again = await visitor.does(`${path}/said`, Object.fromEntries(questions(html).map((name) => [name, "new"])));
  expect(questions(again.html).filter((name) => questions(html).includes(name))).toEqual([]);
  expect(again.text).toContain("Neue Kinder 200");
});
