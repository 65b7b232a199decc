import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { SchoolRoll } from "../../src/school/plan-import.ts";
import { mayCarryOut, planImport } from "../../src/school/plan-import.ts";
import { Office, read } from "../support/office.ts";
import { wordFor } from "../support/lists.ts";

/** One odd cell concerns its own row; the other 399 go in as if it were not there. */

const heading = [
  "Interne ID-Nummer",
  "Nachname",
  "Vorname",
  "Geburtsdatum",
  "Klasse",
  "Status",
  "Erzieher: Art (Klartext)",
  "Erzieher 1: Nachname",
  "Erzieher 1: Vorname",
  "Erzieher 1: E-Mail",
  "Bemerkungen",
];
const rows = Array.from({ length: 400 }, (_, at) => [
  `${1000 + at}`,
  wordFor(at * 7919),
  `Kind ${wordFor(at * 104_729)}`,
  `${String((at % 28) + 1).padStart(2, "0")}.0${(at % 9) + 1}.201${at % 8}`,
  `${(at % 16) + 1}a`,
  "Aktiv",
  "Eltern",
  wordFor(at * 7919),
  `Nora ${wordFor(at)}`,
  `nora${at}@example.org`,
  "Schwimmer",
]);
const cellOf = (cell: string) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const listOf = (all: readonly (readonly string[])[]) => ({
  "schild.csv": [heading, ...all].map((row) => row.map(cellOf).join(";")).join("\n"),
});
const odd = fc.oneof(
  fc.constantFrom(
    ..."- . ######## #NV 43174 15.03.18 31.02.2018 00.00.2018 1,23E+11 N.N. unbekannt k.A. s.o. Lehrer 2024-a".split(
      " ",
    ),
    "",
    "Abgang",
    "01. Mrz 2026",
    "15.03.2099",
    "Eheleute",
    "Jugendamt Traumstadt",
    "Nadja, Tarek",
    "† Olaf",
    "Dr. med.",
    "Sorgerecht beim Vater",
    "x".repeat(300),
    "<b>a@b.example</b>",
    "Mila und Tim",
    "Mi\u0085la",
    "constructor",
  ),
  fc.string({ maxLength: 30 }).filter((text) => !/[\0-\x1f\ufffd]/.test(text)),
);
const place = fc.record({ row: fc.nat(rows.length - 1), column: fc.nat(heading.length - 1) });

const empty: SchoolRoll = { classes: [], children: [], people: [], guardianships: [], classTeachers: [] };
const plan = (given: Record<string, string>, roll: SchoolRoll) => {
  let id = 0;
  return planImport(read(given), roll, { today: "2026-11-25" }, () => `n${(id += 1)}`);
};

describe("one odd cell in a list of 400", () => {
  test("leaves the 399 others as they come in without its row", () => {
    const known = (given: Record<string, string>, without: string) => {
      const made = plan(given, empty);
      expect(mayCarryOut(made)).toBe(true);
      const classes = new Map(made.newClasses.map(({ id, name }) => [id, name]));
      const people = new Map(made.newPeople.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`]));
      return new Map(
        made.newChildren
          .filter(({ key }) => key !== without)
          .map((child) => [
            `${child.key} ${child.givenName} ${child.familyName}`,
            [
              child.birthDate,
              classes.get(child.classId),
              ...made.newGuardianships
                .filter(({ childId }) => childId === child.id)
                .map(({ guardianId }) => people.get(guardianId)),
            ].join(),
          ]),
      );
    };
    fc.assert(
      fc.property(place, odd, ({ row, column }, cell) => {
        const changed = rows.map((one, at) => (at === row ? one.map((was, of) => (of === column ? cell : was)) : one));
        const key = rows[row]?.[0] ?? "";
        const others = known(listOf(rows.filter((_, at) => at !== row)), key);
        const now = known(listOf(changed), key);
        for (const [name, what] of others) expect(now.get(name)).toBe(what);
        expect(now.size - others.size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  let stored: SchoolRoll;
  beforeAll(async () => {
    const office = new Office();
    await office.imports(listOf(rows));
    stored = await office.roster.roll();
  });

  test("takes none of the 400 who are stored for gone, unless the word is Abgang, and changes nobody else", () => {
    fc.assert(
      fc.property(place, odd, ({ row, column }, cell) => {
        fc.pre(!(column === 5 && /^(abgang|8|9|10|abschluss|ehemalige)/i.test(cell.trim())));
        fc.pre(!(column === 4 && cell === "Lehrer"));
        const changed = rows.map((one, at) => (at === row ? one.map((was, of) => (of === column ? cell : was)) : one));
        const made = plan(listOf(changed), stored);
        expect(made.goneChildren).toEqual([]);
        expect(made.newChildren).toEqual([]);
        expect(made.endedGuardianships).toEqual([]);
        const key = rows[row]?.[0];
        expect(
          made.changedChildren.every(
            (one) => one.key === key || stored.children.some((was) => was.id === one.id && was.key === key),
          ),
        ).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test("in a line that does not fit its heading neither", () => {
    fc.assert(
      fc.property(place, fc.boolean(), ({ row, column }, more) => {
        const changed = rows.map((one, at) =>
          at !== row
            ? one
            : more
              ? [...one.slice(0, column), "zu viel", ...one.slice(column)]
              : one.filter((_, of) => of !== column),
        );
        const made = plan(listOf(changed), stored);
        expect({ gone: made.goneChildren, made: made.newChildren }).toEqual({ gone: [], made: [] });
        expect(made.unchangedChildren).toBe(399);
      }),
      { numRuns: 40 },
    );
  });

  test("whoever is missing beside it has left all the same", () => {
    const [, second = [], ...rest] = rows;
    const made = plan(listOf([second.with(3, "31.02.2018"), ...rest]), stored);
    expect(made.goneChildren.map(({ key }) => key)).toEqual(["1000"]);
  });

  test("of a name and a number that nobody can read, nobody has left, and that is said", () => {
    const [, second = [], ...rest] = rows;
    const made = plan(listOf([second.with(0, "").with(1, "4711").with(2, "4712").with(3, ""), ...rest]), stored);
    expect(made.goneChildren).toEqual([]);
    expect(made.problems.map(({ key, weight }) => `${weight} ${key}`)).toEqual(["unclear nameOdd", "look leaversWait"]);
  });
});

describe("our own table", () => {
  const own = (...lines: string[]) => ({
    "own.csv": ["klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;kennung", ...lines].join("\n"),
  });
  const whole = [
    "3a;kind;Mila;Probe;15.03.2018;;;",
    "3a;kind;Tim;Muster;16.04.2018;;;",
    "3a;erziehungsberechtigt;Nadja;Probe;;Mila;Probe;",
    "3a;erziehungsberechtigt;Ina;Muster;;Tim;Muster;",
    "3a;lehrkraft;Petra;Tafel;;;;TAFE",
    "3a;lehrkraft;Karl;Kreide;;;;KREI",
  ];

  test.each([
    ["a guardian whose child is misspelled", 2, "3a;erziehungsberechtigt;Nadja;Probe;;Miila;Probe;"],
    ["a guardian's odd name", 2, "3a;erziehungsberechtigt;N4dja;Probe;;Mila;Probe;"],
    ["a guardian who stands for nobody", 2, "3a;erziehungsberechtigt;N.N.;Probe;;Mila;Probe;"],
    ["a role that nobody knows", 2, "3a;mutter;Nadja;Probe;;Mila;Probe;"],
    ["a child's odd date", 0, "3a;kind;Mila;Probe;31.02.2018;;;"],
    ["a child's odd class", 0, "01.02.2018;kind;Mila;Probe;15.03.2018;;;"],
    ["a teacher's odd name", 5, "3a;lehrkraft;K4rl;Kreide;;;;KREI"],
    ["a teacher's odd class", 5, "01.02.2018;lehrkraft;Karl;Kreide;;;;KREI"],
    ["a teacher's odd role", 5, "3a;lehrer;Karl;Kreide;;;;KREI"],
  ])("ends nothing by %s", async (_name, at, line) => {
    const office = new Office();
    await office.imports(own(...whole));
    const before = await office.roster.roll();
    const made = await office.imports(own(...whole.with(at, line)));
    expect(made.problems.length).toBeGreaterThan(0);
    expect([made.goneChildren, made.endedGuardianships, made.endedClassTeachers, made.newPeople]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect(await office.roster.roll()).toEqual(before);
  });
});
