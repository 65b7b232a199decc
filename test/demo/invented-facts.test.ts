import { expect, test } from "vitest";
import { readableSections } from "../../src/answers/notice.ts";
import { school, withInventedFacts } from "../../src/demo/invented-facts.ts";
import { schoolContact } from "../../src/house/school-contact.ts";
import { texts } from "../support/school.ts";

const demo = withInventedFacts(texts);
/** What a notice says of one school alone, as it is read from the school's own text. */
const facts = [
  "controller-head",
  "controller-address",
  "controller-mail",
  "officer",
  "letter-signed",
  "controller-school",
]
  .flatMap((id) => texts.notice.passages.get(id)?.text.split(/: |, /) ?? [])
  .flatMap((text) => text.split(" "))
  .filter(
    (word) => /^[A-ZÄÖÜ0-9]|@/.test(word) && !["Verantwortlich", "Schule", "Schulleiterin", "Fragen"].includes(word),
  )
  .filter((word) => word.length > 3 && !/^(Datenschutz\w*|Grundschule)$/.test(word));

test.each(texts.languages)("in the demo's notice in %s no name, street or mail of the real one stands", (language) => {
  expect(facts.length).toBeGreaterThan(6);
  const notice = language === "de" ? demo.notice : demo.help(language)?.notice;
  const said =
    JSON.stringify([...(notice?.passages.values() ?? [])]) + JSON.stringify(notice && readableSections(notice));
  expect(facts.filter((fact) => said.includes(fact))).toEqual([]);
  expect(said).toContain(school.officer);
  expect(said).toContain(school.name);
  expect(notice?.passages.get("controller-head")?.text).toContain(school.head);
});

test("nothing but those passages is another text than the school's", () => {
  const changed = [...texts.notice.passages].filter(([id, { text }]) => demo.notice.passages.get(id)?.text !== text);
  expect(changed.map(([id]) => id)).toEqual([
    "controller-school",
    "controller-head",
    "controller-address",
    "controller-mail",
    "officer",
    "letter-signed",
  ]);
  expect(demo.noticeFile.split("\n")).toHaveLength(texts.noticeFile.split("\n").length);
  expect(schoolContact(demo)).toBe(`${school.address}, ${school.mail}`);
});

test("the texts of the house stay as they are, and what is read late is still read late", () => {
  expect(texts.notice.passages.get("controller-mail")?.text).not.toBe(school.mail);
  expect(Object.keys(demo).sort()).toEqual(["help", "in", "notice", "noticeFile"]);
  expect(demo.topics).toBe(texts.topics);
});

test("in the school's own messenger the demo says the same invented facts, in that messenger's words", () => {
  const inMatrix = demo.in("matrix");
  expect(inMatrix.notice).toBe(demo.notice);
  expect(inMatrix.help("tr")).toBe(demo.help("tr"));
  expect(schoolContact(inMatrix)).toBe(`${school.address}, ${school.mail}`);
  expect(inMatrix.speak().plain("menu.stale")).toBe(texts.in("matrix").speak().plain("menu.stale"));
  expect(inMatrix.in("telegram")).toBe(demo);
});
