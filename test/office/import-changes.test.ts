import { afterEach, expect, test } from "vitest";
import { planImport } from "../../src/school/plan-import.ts";
import { readOfficeFile } from "../../src/school/read-office-file.ts";
import { OfficePages } from "../support/office-pages.ts";
import { saved } from "../support/office.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const own = "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung;sprache\n";
const mila = "3a;kind;Mila;Beispiel;15.03.2018;;;;;\n";
const nadja = (className: string) => `${className};erziehungsberechtigt;Nadja;Beispiel;;Mila;Beispiel;;E01;\n`;
const others = "3a;kind;Tim;Turm;02.07.2018;;;;;\n";

const yes = {
  role: "guardian",
  answers: { audio: "yes", video: "no" },
  route: "paper",
  recordedBy: "Frau Schreiber",
  notice: 1,
  language: "de",
  shownText: null,
} as const;

/** Sends a file. Out: the preview, and its path under /office. */
async function looksAt(content: string) {
  const clerk = await new OfficePages(school).signedIn("office");
  const form = new FormData();
  form.append("files", new File([Uint8Array.from(saved(content))], "liste.csv"));
  const { to } = await clerk.post("/import", form);
  const path = (to ?? "").replace(/^\/office/, "");
  return { clerk, path, ...(await clerk.get(path)) };
}

test("before it is taken over the office sees whose consents change: the father's NEIN goes with his guardianship", async () => {
  school = await School.open();
  await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "paper");
  await school.records("Mila", "Tarek", { audio: "no", video: "no" }, "paper");
  const { clerk, path, text } = await looksAt(own + mila + nadja("3a"));
  expect(text).toContain("Das ändert, was gilt");
  expect(text).toContain(
    "Mila Beispiel 3a keine Teilnahme (Ton verschieden, Bild verschieden) mit Ton und Bild (Ton JA, Bild JA)",
  );
  expect(await school.participation("Mila")).toBe("none");
  expect(await school.events("Mila")).toBe("audio given, video given, audio refused, video refused");
  await clerk.does(`${path}/apply`);
  expect(await school.participation("Mila")).toBe("audio_and_video");
});

test("a child who leaves and one who changes class are in it, and who has said nothing is not", async () => {
  school = await School.open();
  await school.records("Mila", "Nadja", { audio: "yes" }, "paper");
  const { clerk, path } = await looksAt(own + others);
  // A list with one child of a class only adds, until somebody says that it is whole.
  const gone = await clerk.does(`${path}/said`, { mode: "whole" });
  expect(gone.text).toContain("Mila Beispiel 3a nur mit Ton (Ton JA, Bild noch keine Antwort) verlässt die Schule");
  expect(gone.text.split("Das ändert, was gilt")[1]?.split("Nicht mehr da")[0]).not.toContain("Bert");
  const moved = await looksAt(own + mila.replace("3a", "4b") + nadja("4b"));
  expect(moved.text).toContain("Mila Beispiel 3a → 4b nur mit Ton");
});

test("both must agree is in it, and what changes meanwhile is shown anew", async () => {
  school = await School.open();
  await school.records("Mila", "Nadja", { audio: "yes" }, "paper");
  const tarek = "3a;erziehungsberechtigt;Tarek;Beispiel-Anders;;Mila;Beispiel;;E02;\n";
  const { clerk, path, text } = await looksAt(own + mila.replace(";;;;;", ";;;ja;;") + nadja("3a") + tarek);
  expect(text).toContain("Mila Beispiel 3a nur mit Ton (Ton JA, Bild noch keine Antwort) keine Teilnahme");
  await school.records("Mila", "Tarek", { audio: "yes" }, "phone");
  const applied = await clerk.post(`${path}/apply`);
  expect({ status: applied.status, both: (await school.child("Mila")).bothMustAgree }).toEqual({
    status: 409,
    both: false,
  });
  expect(applied.text).not.toContain("Das ändert, was gilt");
});

test("a list that changes nothing of what stands has no such list", async () => {
  school = await School.open();
  expect((await looksAt(own + mila + nadja("3a"))).text).not.toContain("Das ändert, was gilt");
});

test("of 5,000 rows it is known with a handful of statements, not with some for each row", async () => {
  school = await School.open();
  const letters = (at: number): string => [...String(at)].map((digit) => "abdefgikmo"[Number(digit)]).join("");
  const rows = Array.from({ length: 2500 }, (_, at) => {
    const [name, born] = [`Haus${letters(at)}`, `0${1 + (at % 9)}.03.2018`];
    const row = `K${at % 100};kind;Lea;${name};${born};;;;;\n`;
    return `${row}K${at % 100};erziehungsberechtigt;Eva;${name};;Lea;${name};;V${at};\n`;
  });
  await school.imports(own + rows.join(""));
  const file = own + rows.join("").replaceAll(/^K/gm, "L");
  const { roster, newId, now } = school.house;
  for (const { id } of (await roster.everyChild()).slice(0, 500)) {
    const [person] = await roster.peopleOf(id);
    await school.house.ledger.recordDecision({ ...yes, child: id, person: person?.id ?? "", evidence: id }, now());
  }
  const plan = planImport(readOfficeFile(Buffer.from(file)), await roster.roll(), {}, newId);
  const changes = await roster.wouldChange(plan, now());
  const statements = counted();
  await roster.wouldChange(plan, now());
  // A statement for each row would be thousands: of what is asked at once it is a few, on however slow a machine.
  expect(statements()).toBeLessThan(100);
  expect(changes.length).toBeGreaterThan(400);
});

/** Counts the statements that the database runs from now on. */
function counted(): () => number {
  const { $client } = school.database;
  const prepare = $client.prepare.bind($client);
  let count = 0;
  $client.prepare = (sql: string) => {
    count += 1;
    return prepare(sql);
  };
  return () => count;
}
