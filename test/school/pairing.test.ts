import fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "../../src/school/folded.ts";
import type { ChildRow } from "../../src/school/office-file.ts";
import { planImport, type SchoolRoll } from "../../src/school/plan-import.ts";
import { KnownChildren, sameChild } from "../../src/school/reading/known-children.ts";
import { sameFirstName } from "../../src/school/spelling.ts";
import { read } from "../support/office.ts";

/** The index finds what looking at everybody finds: the rule stands here as it is said, without any index. */

const few = fc.record({
  file: fc.constantFrom("a", "b", "c"),
  familyName: fc.constantFrom("Beispiel", "Muster", "Mueller", "Müller"),
  givenName: fc.constantFrom(
    "Mila",
    "Mila Sophie",
    "Mila Sophie Anna",
    "Milasophie",
    "Anna-Lena",
    "Anna",
    "Ayşe",
    "Ayse",
    "-Anna",
  ),
  key: fc.constantFrom(null, null, "1", "2"),
  birthDate: fc.constantFrom(null, "2018-03-15", "2017-01-02"),
  className: fc.constantFrom(null, "3a", "3A", "3b", "–"),
});
const asRow = (
  one: {
    file: string;
    familyName: string;
    givenName: string;
    key: string | null;
    birthDate: string | null;
    className: string | null;
  },
  row: number,
): ChildRow => ({
  ...one,
  row,
  otherKeys: [],
  language: null,
  bothMustAgree: null,
  presence: null,
  guardians: [],
  perhaps: null,
});

test("of any rows, the child that a row means is the only one that the rule says is the same, also after it has learnt more", () => {
  fc.assert(
    fc.property(fc.array(few, { maxLength: 25 }), (rows) => {
      const known = new KnownChildren(["a", "b", "c"]);
      const all: ChildRow[] = [];
      for (const [at, one] of rows.entries()) {
        const row = asRow(one, at);
        const family = all.filter(({ familyName }) => fold(familyName) === fold(row.familyName));
        const same = family.filter((other) => sameChild(other, row));
        const expected = same.length === 1 ? same[0] : null;
        expect(known.theOne(row)).toBe(expected);
        if (expected)
          known.learn(expected, () => {
            expected.key ??= row.key;
            expected.birthDate ??= row.birthDate;
            expected.className ??= row.className;
          });
        else {
          const perhaps = family.find(
            (other) =>
              other.file !== row.file &&
              (other.birthDate === null || row.birthDate === null) &&
              fold(other.givenName) === fold(row.givenName),
          );
          expect(known.perhaps(row)).toEqual(perhaps ? { file: perhaps.file, row: perhaps.row } : null);
          known.add(row);
          all.push(row);
        }
      }
    }),
    { numRuns: 1500 },
  );
});

const stored = fc.record({
  givenName: fc.constantFrom("Mila", "Mila Sophie", "M?la", "Anna-Lena", "Anna"),
  familyName: fc.constantFrom("Beispiel", "Muster", "Müller"),
  birthDate: fc.constantFrom(null, "2018-03-15", "2017-01-02"),
  classId: fc.constantFrom("3a", "3b"),
  key: fc.constantFrom(null, "1", "2", "3"),
  gone: fc.boolean(),
});
const written = fc.record({
  givenName: fc.constantFrom("Mila", "Mila Sophie", "M?la", "Mula", "Anna-Lena", "Anna"),
  familyName: fc.constantFrom("Beispiel", "M?ster", "Mueller"),
  birthDate: fc.constantFrom("", "15.03.2018", "02.01.2017"),
  className: fc.constantFrom("3a", "3b", "4c"),
  key: fc.constantFrom("", "1", "2", "3"),
});

test("of any list and any school: no child is found twice, and who is doubtful is neither doubled nor gone", () => {
  fc.assert(
    fc.property(
      fc.array(stored, { maxLength: 12 }),
      fc.array(written, { minLength: 1, maxLength: 12 }),
      (before, rows) => {
        const roll: SchoolRoll = {
          classes: ["3a", "3b"].map((name) => ({ id: name, name })),
          children: before.map((one, at) => ({ ...one, id: `k${at}`, bothMustAgree: false, language: null })),
          people: [],
          guardianships: [],
          classTeachers: [],
        };
        let id = 0;
        const text = ["Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse"].concat(
          rows.map((one) => [one.key, one.familyName, one.givenName, one.birthDate, one.className].join(";")),
        );
        const plan = planImport(read({ "schild.csv": text.join("\n") }), roll, {}, () => `n${(id += 1)}`);
        const changed = plan.changedChildren.map((child) => child.id);
        expect(new Set(changed).size).toBe(changed.length);
        const gone = new Set(plan.goneChildren.map((child) => child.id));
        const candidates = plan.rows.flatMap((row) => row.candidates);
        expect(candidates.filter((one) => gone.has(one.id))).toEqual([]);
        for (const row of plan.rows)
          expect(new Set(row.candidates.map((one) => one.id)).size).toBe(row.candidates.length);
        // A name that is stored with the same date and class is never taken for a new child.
        for (const one of plan.newChildren)
          expect(
            roll.children.filter(
              (child) =>
                !child.gone &&
                child.birthDate !== null &&
                child.birthDate === one.birthDate &&
                fold(child.familyName) === fold(one.familyName) &&
                sameFirstName(child.givenName, one.givenName) &&
                !changed.includes(child.id) &&
                gone.has(child.id),
            ),
          ).toEqual([]);
      },
    ),
    { numRuns: 600 },
  );
});
