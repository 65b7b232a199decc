import { describe, expect, test } from "vitest";
import { answerOf, lostPassages, passagesOf, readNotice } from "../../src/answers/notice.ts";
import { seenText } from "../../src/bot-api/html.ts";
import { answer, moreOf } from "../../src/messenger/answer.ts";
import { summaryPassages, wholeNotice } from "../../src/messenger/whole-notice.ts";
import { School, texts } from "../support/school.ts";

const file = texts.noticeFile;

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

test("each answer, and what stands behind its button, holds nothing but passages, their source and the words between", async () => {
  const school = await School.open();
  for (const [id, topic] of Object.entries(texts.topics)) {
    const { first, more } = answerOf(texts.notice, topic);
    const shown = [
      [answer(school.house, texts.speak(), id).html, first] as const,
      ...(more.length > 0 ? [[moreOf(school.house, texts.speak(), id).html, more] as const] : []),
    ];
    for (const [html, passages] of shown) {
      const seen = seenText(html);
      if ("refusal" in seen) throw new Error(`${id}: ${seen.refusal}`);
      const rest = passages
        .reduce((text, passage) => text.replace(passage.text, ""), seen.text)
        .split("\n")
        .filter((line) => line !== "");
      expect(
        rest.filter(
          (line) =>
            !line.startsWith("Aus der Information der Schule (Fassung 1)") &&
            line !== "Im selben Text steht dazu auch:",
        ),
      ).toEqual([]);
      expect(seen.text.length).toBeLessThan(4096);
    }
  }
  await school.stop();
});

describe("the first answer alone is true, and not half of it", () => {
  const first = (id: string) => answerOf(texts.notice, texts.topics[id]!).first.map((passage) => passage.id);

  test("it is one passage, but where passages mislead without each other", () => {
    const several = Object.keys(texts.topics).filter((id) => first(id).length > 1);
    expect(Object.fromEntries(several.map((id) => [id, first(id)]))).toEqual({
      // An address is no answer without the name, nor half a form.
      controller: ["controller-school", "controller-head", "controller-address", "controller-mail"],
      form_fields: ["form-fields", "form-tick", "place-and-signature", "place-and-signature-of-pupil"],
      student_16_signature: ["place-and-signature", "place-and-signature-of-pupil"],
      audio_or_video_choice: ["form-audio", "form-video"],
      // The reason alone asks for nothing.
      why_letter: ["letter-reason", "letter-request"],
      // "No transfer" alone would hide that IServ gets the data.
      recipients_transfer: ["only-on-our-behalf", "no-transfer", "to-iserv-servers"],
      // The letter and the form contradict each other: who reads one of them is told something else.
      account_needed: ["letter-account", "form-title"],
      // The consent is one thing, the child's taking part another.
      voluntary: ["voluntary", "participation-voluntary"],
      network_advice: ["network", "cable"],
      // They speak of what stands before them: "diese Regel", "dieser Daten", "demnach".
      exclusion_on_violation: ["letter-family", "letter-exclusion"],
      backups: ["letter-seven-days", "letter-no-backups"],
      processor_role_no_ads: ["only-on-our-behalf", "no-own-purposes"],
    });
  });

  test("no first answer, and no passage of the summary, leans on a sentence that is not there", () => {
    const leans = /\b(diese daten|dieser daten|diese regel|demnach|somit|hierzu)\b/i;
    const order = [...texts.notice.passages.keys()];
    for (const id of Object.keys(texts.topics)) {
      const ids = first(id);
      for (const one of ids.filter((passage) => leans.test(texts.notice.passages.get(passage)!.text)))
        expect(
          ids.slice(0, ids.indexOf(one)).some((before) => order.indexOf(before) < order.indexOf(one)),
          `${id}: ${one}`,
        ).toBe(true);
    }
    expect(summaryPassages({ texts }, texts.speak())).not.toMatch(leans);
  });

  test("nothing gets lost: what is not read first stands behind the button, or says the same by itself", () => {
    for (const [id, topic] of Object.entries(texts.topics)) {
      const { first: read, more } = answerOf(texts.notice, topic);
      const shown = new Set([...read, ...more].map((passage) => passage.text));
      const { says, also } = passagesOf(texts.notice, topic);
      const missing = [...says, ...also].filter(({ text }) => !shown.has(text)).map((passage) => passage.id);
      // "Diese Daten …" and "Personenbezogene Daten …" say the same, and only one of them of what.
      if (missing.length > 0) expect(missing, id).toEqual(["deleted-after-seven-days"]);
      if (missing.length > 0) expect([...read, ...more].map((passage) => passage.id)).toContain("letter-seven-days");
      expect(read.filter((passage) => more.includes(passage))).toEqual([]);
    }
  });
});

test("the whole notice fits into messages that the messenger takes", () => {
  const messages = wholeNotice({ texts }, texts.speak()).map(({ html }) => seenText(html));
  for (const message of messages) expect("text" in message && message.text.length < 4096).toBe(true);
  const all = messages.map((message) => ("text" in message ? message.text : "")).join("\n");
  for (const passage of texts.notice.passages.values()) expect(all).toContain(passage.text);
});
