import { expect, test } from "vitest";
import { readableSections } from "../../src/answers/notice.ts";
import { facts, school } from "../../src/demo/invented-facts.ts";
import { schoolContact } from "../../src/house/school-contact.ts";
import { factNames } from "../../src/school/facts.ts";
import { germanOf, withNotice } from "../../src/texts/noticed.ts";
import { realSchool } from "../support/real-school.ts";
import { programTexts, texts } from "../support/texts.ts";

const inForce = { facts, template: programTexts.template, translations: {} };
const demo = withNotice(programTexts, () => demoNotice);
const demoNotice = { ...inForce, text: germanOf(programTexts, inForce.template, facts) };
/** What a notice says of one school alone. */
const real = factNames
  .map((name) => realSchool[name])
  .flatMap((fact) => fact.split(/[ ,]+/))
  .filter((word) => word.length > 3 && !["Grundschule", "Frau"].includes(word));

test.each(texts.languages)("in the demo's notice in %s no name, street or mail of the real one stands", (language) => {
  expect(real.length).toBeGreaterThan(6);
  const notice = language === "de" ? demo.notice : demo.help(language)?.notice;
  const said =
    JSON.stringify([...(notice?.passages.values() ?? [])]) + JSON.stringify(notice && readableSections(notice));
  expect(real.filter((fact) => said.includes(fact))).toEqual([]);
  for (const fact of [school.officer, school.officerMail, school.school, school.head]) expect(said).toContain(fact);
  expect(said).not.toContain("{{");
});

test("nothing but those passages is another text than the real school's", () => {
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

test("what is read late is still read late", () => {
  expect(Object.keys(demo).sort()).toEqual(["help", "in", "notice", "noticeFile", "wordFiles"]);
  expect(demo.topics).toBe(programTexts.topics);
});

test("in the school's own messenger the demo says the same invented facts, in that messenger's words", () => {
  const inMatrix = demo.in("matrix");
  expect(inMatrix.notice).toBe(demo.notice);
  expect(inMatrix.help("tr")).toBe(demo.help("tr"));
  expect(schoolContact(inMatrix)).toBe(`${school.address}, ${school.mail}`);
  expect(inMatrix.speak().plain("menu.stale")).toBe(texts.in("matrix").speak().plain("menu.stale"));
  expect(inMatrix.in("telegram")).toBe(demo);
});
