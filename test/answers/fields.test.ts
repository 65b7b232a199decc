import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { filledIn, oddFields } from "../../src/answers/fields.ts";
import { helpNotice, keysOf, translationIn, untranslated } from "../../src/answers/help.ts";
import { readNotice } from "../../src/answers/notice.ts";
import { plainWordsOf, withStandIns } from "../../src/answers/stand-ins.ts";
import { facts as invented } from "../../src/demo/invented-facts.ts";
import { fieldsOf, readFacts, signedOf } from "../../src/school/facts.ts";
import { markOfPassage } from "../../src/school/passage-mark.ts";
import { takenOver } from "../../src/school/school-text.ts";
import { germanOf } from "../../src/texts/noticed.ts";
import { realSchool } from "../support/real-school.ts";
import { programTexts, texts } from "../support/texts.ts";

const head = programTexts.headWords("de");
const { template } = programTexts;
const root = resolve(import.meta.dirname, "../..");
/** What version 1 of every school of 0.2.0 is. */
const asEver = "05dbda96ebb752b14f1d54d9738d894ed543f669e1eafe5a4b06028db5896e48";

test("filled with the facts of the real school, the notice is the text of before, byte for byte", () => {
  const text = germanOf(programTexts, template, realSchool);
  expect(createHash("sha256").update(text).digest("hex")).toBe(asEver);
});

test("no name, street or mail of the real school stands in the program", () => {
  const folders = ["src", "locales", "conversations", "db", "docs"];
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile() && /\.(ts|js|css|json|md|txt|csv|sql)$/.test(one.name))
      .map(({ name, parentPath }) => join(parentPath, name)),
  );
  const all = [...files, join(root, "README.md"), join(root, "CHANGELOG.md"), join(root, "Dockerfile")];
  const names =
    /pop+inga|libori|b[üu]e?nyamin|\bdemir\b|stadtdo\.de|paderborner|поппинг|либори|бюнямин|ليبوري|بوبينغا/i;
  expect(all.filter((file) => names.test(readFileSync(file, "utf8")))).toEqual([]);
});

test("a fact says what it says, also where it looks like a field, a pattern or a place in a pattern", () => {
  expect(filledIn("a {{head}} b {{school}}", { head: "$1 $& {{school}}", school: "S" })).toBe("a $1 $& {{school}} b S");
  expect(filledIn("{{constructor}}", {})).toBeNull();
  expect(oddFields("{{head}} {{constructor}} {head} {{head}, {{}} und }} zu", { head: "x" })).toEqual([
    ...["{{constructor}}", "{head}", "{{head}", "{{}}", "}}"],
  ]);
  expect(oddFields("{{head}} sagt: gut.", { head: "x" })).toEqual([]);
});

test("facts are read as they were typed, and what is wrong with which of them is said", () => {
  expect(readFacts({ ...invented, signed: "" })).toEqual({ facts: invented });
  expect(
    readFacts({ ...invented, head: " ", mail: "nobody", school: "a\n[b] c", headForm: "Mx", host: "x".repeat(201) }),
  ).toEqual({
    faults: { head: "missing", mail: "odd", school: "odd", headForm: "odd", host: "long" },
  });
  expect(readFacts(null)).toHaveProperty("faults");
  expect([signedOf("Dr. Edith Muster"), signedOf("Muster"), signedOf("Edith von der Muster")]).toEqual([
    "E. Muster",
    "Muster",
    "E. von der Muster",
  ]);
});

test("the facts of a notice that stands already are read from it, and it is made of them, byte for byte", () => {
  expect(takenOver(texts.noticeFile, template, head)).toEqual({ facts: realSchool, template });
  const line = fc.stringMatching(/^[A-Za-zÄÖÜäöüß][A-Za-zÄÖÜäöüß .-]{5,40}[a-z]$/).filter((one) => !one.includes("  "));
  fc.assert(
    fc.property(line, line, line, line, (school, name, address, officer) => {
      const facts = { ...realSchool, school, head: name, signed: signedOf(name), address, officer };
      const text = germanOf(programTexts, template, facts);
      const taken = takenOver(text, template, head);
      expect(filledIn(taken.template, fieldsOf(taken.facts, head))).toBe(text);
      expect([taken.facts.school, taken.facts.address, taken.facts.officer]).toEqual([school, address, officer]);
    }),
    { numRuns: 50 },
  );
});

test("a notice that the school has changed is kept as it is, with fields where its facts stand", () => {
  const own = texts.noticeFile
    .replace("Schulleiterin Ulrike", "Rektorin Ulrike")
    .replace("Sicherungskopien dieser Daten werden nicht angelegt.", "Fragen beantwortet Ulrike Poppinga.")
    .replaceAll("\n", "\r\n");
  for (const program of [template, own]) {
    const taken = takenOver(own, program, head);
    expect(taken.facts).toMatchObject({ school: realSchool.school, head: "Ulrike Poppinga", headForm: "" });
    expect(taken.facts).toMatchObject({ officer: realSchool.officer, officerMail: realSchool.officerMail });
    expect(filledIn(taken.template, fieldsOf(taken.facts, head))).toBe(own);
    expect(taken.template).toContain("[controller-head] Rektorin {{head}}");
    expect(taken.template).toContain("Fragen beantwortet {{head}}.");
  }
});

const source = (german: string, made: string) => ({
  ...{ german: readNotice(german), template: readNotice(made) },
  ...{ germanFields: { head: "A" }, fields: { head: "A" } },
});
const german = "# Titel\n\n[one] Ich bin {{head}}.\n\n## Frage?\n\n[two] Sieben Tage.\n";
const english = readNotice("# Title\n\n[one] I am {{head}}.\n\n## Question?\n\n[two] Seven days.\n");
const marks = Object.fromEntries(
  [
    ["#", "Titel"],
    ["one", "Ich bin {{head}}."],
    ["## two", "Frage?"],
    ["two", "Sieben Tage."],
  ].map(([key = "", text = ""]) => [key, markOfPassage(text)]),
);
const translation = translationIn(english, marks);

test("a translation is shown where it is one of the German in force; elsewhere the German stands, whatever the facts", () => {
  const made = german.replaceAll("{{head}}", "A");
  const all = helpNotice(source(made, german), [translation]);
  expect([...all.passages.values()].map(({ text }) => text)).toEqual(["I am A.", "Seven days."]);
  expect([all.title, all.sections.map(({ heading }) => heading)]).toEqual(["Title", ["Title", "Question?"]]);
  const changed = german.replace("Sieben Tage", "Dreißig Tage");
  const some = helpNotice(source(changed.replaceAll("{{head}}", "A"), changed), [translation]);
  expect([...some.passages.keys()]).toEqual(["one"]);
  expect(some.sections.flatMap(({ blocks }) => blocks.flat()).map(({ text }) => text)).toEqual([
    "I am A.",
    "Dreißig Tage.",
  ]);
  expect(untranslated(readNotice(changed), [translation])).toEqual(["two"]);
  const own = { two: { of: markOfPassage("Dreißig Tage."), text: "Thirty days." } };
  expect(
    helpNotice(source(changed.replaceAll("{{head}}", "A"), changed), [own, translation]).passages.get("two")?.text,
  ).toBe("Thirty days.");
  expect(helpNotice(source(made, german), [own, translation]).passages.get("two")?.text).toBe("Seven days.");
});

test("where what is in force was not made of what the folder holds, nothing of it is translated", () => {
  const other = german.replaceAll("{{head}}", "B");
  expect([...helpNotice(source(other, german), [translation]).passages.keys()]).toEqual(["two"]);
});

test.each(texts.languages.filter((language) => language !== "de"))(
  "%s is a translation of all of the German of now",
  (language) => {
    const program = programTexts.programHelp(language)?.translation ?? {};
    expect(untranslated(readNotice(template), [program])).toEqual([]);
    expect(keysOf(readNotice(template)).length).toBeGreaterThan(60);
  },
);

test("who asks by name is understood at every school, and a name that is a word stays one", () => {
  const read = withStandIns(
    { school: "Libori - Grundschule", head: "Ulrike Poppinga", officer: "Bünyamin Demir" },
    plainWordsOf("schutz: daten klasse"),
  );
  expect(read("haftet da die frau poppinga, und wo ist die LIBORI Schule? Demir'e, Buenyamin")).toBe(
    "haftet da die frau musterhaupt, und wo ist die wolkenweg Schule? musterrat'e, wendelmar",
  );
  const other = withStandIns(
    { school: "Schule am Wolkenweg", head: "Eva Klasse", officer: "Dora Schutz" },
    plainWordsOf("schutz: daten klasse"),
  );
  expect(other("Schutz der Klasse")).toBe("Schutz der Klasse");
});
