import { expect, test } from "vitest";
import { type Findable, fitOf, foundAmong, lookingFor } from "../../src/school/looking-for.ts";

const today = "2026-11-23";
const ella: Findable & { name: string } = {
  name: "Ella",
  folded: "ella schmidt\nnadja muller\nhuseyin yilmaz",
  birthDate: "2018-03-15",
  className: "3a",
  key: "4711",
};
const anna = { ...ella, name: "Anna", folded: "anna muller\npeter schmidt", birthDate: "2018-04-01", key: null };

test.each([
  "Ella",
  "schmidt ella",
  "Nadja Müller",
  "Mueller",
  "Hueseyin",
  "Huseyin Yılmaz",
  "HÜSEYİN",
  "4711",
  "15.03.2018",
  "15.3.",
  "15. 3. 2018",
  "15.03.18",
  "2018-03-15",
  "2018-3-15",
  "3a",
  "03A",
  "Klasse 3a",
  "Ella 3a 15.3.",
  "Schmidt, Ella",
  "ella nadja",
])("who looks for %s finds her", (typed) => {
  expect(fitOf(lookingFor(typed, today), ella)).not.toBeNull();
});

test.each(["Ela", "16.03.2018", "15.03.2017", "15.3.17", "471", "4b", "Klasse 4a", "Ella Ionescu"])(
  "who looks for %s does not find her",
  (typed) => {
    expect(fitOf(lookingFor(typed, today), ella)).toBeNull();
  },
);

test("what is no day is a word, and what a date leaves over is still looked for", () => {
  expect(lookingFor("31.02.2018", today)).toEqual({ words: ["31022018"], birthdays: [] });
  expect(lookingFor("Ella 29.2.", today)).toEqual({ words: ["ella"], birthdays: ["-02-29"] });
  expect(lookingFor("1.2.99", today).birthdays).toEqual(["1999-02-01"]);
  expect(lookingFor("Klasse", today).words).toEqual(["klasse"]);
  expect(lookingFor("  ", today)).toEqual({ words: [], birthdays: [] });
});

test("a whole name is one person's, and not half a child's and half a father's", () => {
  const anna2 = { ...anna, name: "Anna Schmidt", folded: "anna schmidt\neva schmidt" };
  expect(foundAmong(lookingFor("Anna Schmidt", today), [ella, anna, anna2]).map(({ name }) => name)).toEqual([
    "Anna Schmidt",
  ]);
  expect(foundAmong(lookingFor("Anna Schmidt", today), [ella, anna]).map(({ name }) => name)).toEqual(["Anna"]);
});
