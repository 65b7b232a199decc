import { expect, test } from "vitest";
import { type Encoding, Office, preview, saved } from "../support/office.ts";

const given = [
  "Mila",
  "Jonas",
  "Ayşe",
  "Ben",
  "Clara",
  "Dilan",
  "Emil",
  "Finn",
  "Greta",
  "Hüseyin",
  "Ida",
  "Jakub",
  "Kira",
  "Leon",
  "Noah",
  "Olena",
  "Paul",
  "Rania",
  "Sofia",
  "Tim",
];
const syllables = [
  "ba",
  "chen",
  "dor",
  "el",
  "fin",
  "gar",
  "hol",
  "im",
  "jan",
  "kor",
  "lin",
  "mar",
  "nau",
  "ost",
  "pel",
  "rau",
  "sen",
  "tal",
  "ul",
  "win",
];
const languages = ["Deutsch", "Türkisch", "Arabisch", "Ukrainisch", "Polnisch"];
const familyName = (number: number) =>
  [number % 20, Math.floor(number / 20) % 20, Math.floor(number / 400) % 20]
    .map((at) => syllables[at])
    .join("")
    .replace(/^./, (first) => first.toUpperCase());

interface Row {
  key: number;
  family: string;
  name: string;
  born: string;
  className: string;
  mail: string;
}

/** A generated school: every second child has the sibling before it, every tenth class is followed by the next. */
function generated(count: number): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    key: 10_000 + at,
    family: familyName(Math.floor(at / 2)),
    name: given[(at * 7) % given.length] ?? "",
    born: `${String((at % 28) + 1).padStart(2, "0")}.${String((at % 12) + 1).padStart(2, "0")}.${2014 + (at % 6)}`,
    className: `${(at % 4) + 1}${"abcdefghij"[at % 10]}${Math.floor(at / 500)}`,
    mail: `familie${Math.floor(at / 2)}@example.org`,
  }));
}

function schild(rows: readonly Row[]): string {
  const heading =
    "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status;Verkehrssprache in der Familie;Erzieher: Art (Klartext);Erzieher 1: Nachname;Erzieher 1: Vorname;Erzieher 1: E-Mail;Erzieher 2: Nachname;Erzieher 2: Vorname;Erzieher 2: E-Mail";
  return [
    heading,
    ...rows.map(({ key, family, name, born, className, mail }) =>
      [
        key,
        family,
        name,
        born,
        className,
        "Aktiv",
        languages[key % 5],
        "Eltern",
        family,
        "Anna",
        mail,
        family,
        "Otto",
        mail,
      ].join(";"),
    ),
  ]
    .map((line) => line.replaceAll(/[^;]+/g, '"$&"'))
    .join("\r\n");
}

test.each(["utf-8", "windows-1252", "utf-16le"] as Encoding[])(
  "five thousand children in %s: new, the same again, and a new school year",
  async (encoding) => {
    const office = new Office();
    const rows = generated(5_000);
    const first = await office.imports({ "schild.csv": saved(schild(rows), encoding) });
    expect({ children: first.newChildren.length, people: first.newPeople.length, problems: first.problems }).toEqual({
      children: 5_000,
      people: 5_000,
      problems: [],
    });
    const again = await office.plans({ "schild.csv": saved(schild(rows), encoding) });
    expect({ rows: again.rows, unchanged: again.unchangedChildren, people: again.newPeople }).toEqual({
      rows: [],
      unchanged: 5_000,
      people: [],
    });
    const next = rows
      .filter(({ key }) => key % 50 !== 0)
      .map((row) => (row.key % 40 === 1 ? { ...row, className: "9z" } : row))
      .concat({ ...rows[0]!, key: 99_999, family: "Neuling", mail: "neuling@example.org" });
    const year = await office.plans({ "schild.csv": saved(schild(next), encoding) });
    expect({
      new: year.newChildren.length,
      changed: year.changedChildren.length,
      gone: year.goneChildren.length,
      unchanged: year.unchangedChildren,
    }).toEqual({ new: 1, changed: 125, gone: 100, unchanged: 4_775 });
    expect(preview(year)[0]).toMatch(/^changed .*; row 2; class 2b0→9z$/);
  },
);

test("another program's list of the same five thousand, without numbers and in another order, finds every one of them", async () => {
  const office = new Office();
  const rows = generated(5_000);
  await office.imports({ "schild.csv": saved(schild(rows), "windows-1252") });
  const list = [
    "Nachname;Vorname;Geburtsdatum;Klasse",
    ...rows.toReversed().map(({ family, name, born, className }) => [family, name, born, className].join(";")),
  ].join("\n");
  const plan = await office.plans({ "kinder.csv": list });
  expect({
    new: plan.newChildren.length,
    gone: plan.goneChildren.length,
    unclear: plan.rows.filter(({ fate }) => fate === "unclear").length,
  }).toEqual({ new: 0, gone: 0, unclear: 0 });
});
