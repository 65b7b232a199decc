import { expect, test } from "vitest";
import { readDate } from "../../src/school/reading/birth-date.ts";
import { Office } from "../support/office.ts";

const read = (cell: string) => {
  const { date, problem } = readDate(cell, { file: "", row: 2 });
  return date ?? problem?.key ?? "";
};

test.each([
  ["3.4.17", "2017-04-03"],
  ["03.04.17", "2017-04-03"],
  ["3. 4. 17", "2017-04-03"],
  ["3. April 17", "2017-04-03"],
  ["03.Apr.09", "2009-04-03"],
  ["29.02.16", "2016-02-29"],
])("a school child is born in this century: %s", (cell, date) => {
  expect(read(cell)).toBe(date);
});

test.each([
  ["29.02.17", "dateWrong"],
  ["3.13.17", "dateWrong"],
  ["17-04-03", "dateWrong"],
  ["3/4/17", "dateWrong"],
  ["3.4.117", "dateWrong"],
  ["00.04.17", "dateUnknown"],
])("no date is guessed of %s", (cell, key) => {
  expect(read(cell)).toBe(key);
});

test("a year of two digits that is still to come is none of a child, and is put before somebody", async () => {
  const plan = await new Office().plans({ "k.csv": "Nachname;Vorname;Geburtsdatum;Klasse\nProbe;Mila;3.4.87;3a" });
  expect({ children: plan.newChildren, keys: plan.problems.map(({ key, weight }) => `${weight} ${key}`) }).toEqual({
    children: [],
    keys: ["unclear bornInFuture"],
  });
});
