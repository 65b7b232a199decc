import { afterEach, expect, test } from "vitest";
import type { Phone } from "../support/phone.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

/** The grandfather has agreed, and is asked once more. */
async function askedAgain(): Promise<Phone> {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  await grandfather.says("/einwilligung");
  grandfather.forget();
  return grandfather;
}

/** He writes all of it before the next question is on his phone. */
async function hastily(phone: Phone, ...words: string[]): Promise<void> {
  await school.bot.stop();
  for (const one of ["ja", ...words]) school.box.says(phone.chatId, one);
  await school.start();
  await school.quiet();
}

const receiptOf = ({ messages }: Phone) => messages.findLast(({ text }) => text.includes("Ihr Beleg"))?.id ?? 0;
const yesStands = "audio given, video given";
const withdrawn = `${yesStands}, audio withdrawn, video withdrawn`;

test("who swipes on the receipt and withdraws in the middle of a question has withdrawn", async () => {
  const grandfather = await askedAgain();
  await grandfather.repliesTo(receiptOf(grandfather), "Ich widerrufe die Einwilligung");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "Heinz: 📎
    JaNein: Ihr Widerruf ist gespeichert

        Leon N. (2c): Ton, Bild

        Er gilt ab sofort. Nachteile haben Sie dadurch nicht.
        [War nicht so gemeint]
    JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Leon N. (2c)
        Ton: widerrufen
        Bild: widerrufen

        Es gilt: keine Teilnahme an Videokonferenzen. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX"
  `);
  expect(await school.events("Leon")).toBe(withdrawn);
});

test.each([["Ich widerrufe die Einwilligung"], ["Moment mal", "Ich widerrufe die Einwilligung"]])(
  "who withdraws before the next question is there has withdrawn, whatever was written before it: %s %s",
  async (...words) => {
    await hastily(await askedAgain(), ...words);
    expect(await school.events("Leon")).toBe(withdrawn);
  },
);

test("who wishes to withdraw before the next question is there is asked what, and the words wait for the answer", async () => {
  const grandfather = await askedAgain();
  await hastily(grandfather, "Moment mal", "ich möchte das nicht mehr");
  expect(grandfather.last).toContain("Was möchten Sie widerrufen?");
  expect(await school.events("Leon")).toBe(yesStands);
  expect(await school.house.matters.ofChat(grandfather.chatId)).toMatchObject([{ words: "ich möchte das nicht mehr" }]);
});

test.each(["nein", "ja", "Absenden", "hm"])(
  "„%s“ as an answer to the receipt is still none to the question",
  async (text) => {
    const grandfather = await askedAgain();
    await grandfather.repliesTo(receiptOf(grandfather), text);
    expect(grandfather.transcript()).toContain("Das war eine Antwort auf eine frühere Nachricht");
    expect(await school.events("Leon")).toBe(yesStands);
  },
);

test("what somebody else has written withdraws nothing, also in the middle of a question", async () => {
  const grandfather = await askedAgain();
  const origin = { type: "hidden_user", sender_user_name: "Oma Erna", date: 1 };
  await grandfather.sends({ text: "Ich widerrufe die Einwilligung", forward_origin: origin });
  expect(grandfather.transcript()).toContain("Weitergeleitetes zähle ich nicht");
  expect(await school.events("Leon")).toBe(yesStands);
});

test("who changes a message twice, and withdraws with the second change, hears that it is to be written anew", async () => {
  const grandfather = await askedAgain();
  await grandfather.says("ja");
  const typed = grandfather.messages.findLast(({ from }) => from === "person");
  await grandfather.edits(typed?.id ?? 0, "ja!");
  grandfather.forget();
  await grandfather.edits(typed?.id ?? 0, "nein!!");
  await grandfather.edits(typed?.id ?? 0, "Ich widerrufe die Einwilligung");
  expect(grandfather.transcript()).toContain("Bitte schreiben Sie es noch einmal neu.");
  expect(await school.events("Leon")).toBe(yesStands);
});
