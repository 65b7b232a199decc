import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lostPassages, passagesOf, readNotice } from "../../src/answers/notice.ts";
import { seenText } from "../../src/bot-api/html.ts";
import { answer, wholeNotice } from "../../src/messenger/answer.ts";
import { School, texts } from "../support/school.ts";

const file = readFileSync(new URL("../../locales/de/notice.md", import.meta.url), "utf8");

test("every topic has passages, and each of them stands word for word in the notice", () => {
  for (const [id, topic] of Object.entries(texts.topics)) {
    const { says, also } = passagesOf(texts.notice, topic);
    expect({ id, passages: says.length > 0 }).toEqual({ id, passages: true });
    for (const passage of [...says, ...also]) expect(file).toContain(`] ${passage.text}\n`);
  }
});

test("there are the 43 topics, and examples of how parents ask for each", () => {
  const asked = new Set(texts.examples.questions.flatMap(({ topics }) => topics));
  expect(Object.keys(texts.topics)).toHaveLength(43);
  expect(Object.keys(texts.topics).filter((id) => !asked.has(id))).toEqual([]);
});

test("a school that changes its text hears which topic has lost its passage", () => {
  const changed = readNotice(file.replace("[officer]", "[new-officer]"));
  expect(lostPassages(changed, texts.topics)).toEqual([{ topic: "dpo_contact", passage: "officer" }]);
});

test("a line that is no passage, and an id that stands twice, are named", () => {
  expect(() => readNotice("# A\n\n## B\n\nloose text")).toThrow(
    'notice.md, line 5: every passage is a line "[its-id] its text" under a heading',
  );
  expect(() => readNotice("# A\n\n## B\n[x] one\n[x] two")).toThrow(
    'notice.md, line 5: the passage id "x" stands twice',
  );
});

test("each answer holds nothing but passages, their source and the words between", async () => {
  const school = await School.open();
  for (const [id, topic] of Object.entries(texts.topics)) {
    const seen = seenText(answer(school.house, texts.speak(), id).html);
    if ("refusal" in seen) throw new Error(`${id}: ${seen.refusal}`);
    const { says, also } = passagesOf(texts.notice, topic);
    const rest = [...says, ...also]
      .reduce((text, passage) => text.replace(passage.text, ""), seen.text)
      .split("\n")
      .filter((line) => line !== "");
    expect(
      rest.filter(
        (line) =>
          !line.startsWith("Aus der Information der Schule (Fassung 1), Abschnitt „") &&
          line !== "Im selben Text steht dazu auch:",
      ),
    ).toEqual([]);
    expect(seen.text.length).toBeLessThan(4096);
  }
  await school.stop();
});

test("the whole notice fits into messages that the messenger takes", () => {
  const messages = wholeNotice({ texts }, texts.speak()).map(({ html }) => seenText(html));
  for (const message of messages) expect("text" in message && message.text.length < 4096).toBe(true);
  const all = messages.map((message) => ("text" in message ? message.text : "")).join("\n");
  for (const passage of texts.notice.passages.values()) expect(all).toContain(passage.text);
});
