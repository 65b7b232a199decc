import { afterEach, expect } from "vitest";
import type { SeenMessage } from "../../src/bot-api/chat.ts";
import { School, texts } from "../support/school.ts";
import { testWithButtons } from "../support/with-buttons.ts";

let school: School;
afterEach(() => school.stop());

/** What a phone shows of what is folded: three lines of about forty letters, unless it is tapped. */
const [foldedLines, lettersInLine] = [3, 40];

const wordsIn = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** The first lines of a folded text, as a narrow screen breaks them. */
function firstLines(text: string): string {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    lines.push("");
    for (const word of paragraph.split(" ")) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (longer.length <= lettersInLine) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
  }
  return lines.slice(0, foldedLines).join(" ");
}

/** The words that stand on the screen, without tapping a fold. */
function wordsToRead({ html, text }: SeenMessage): number {
  const folds = /<blockquote expandable>([^]*?)<\/blockquote>/g;
  const open = (html ?? text).replaceAll(folds, (_, folded: string) => ` ${firstLines(bare(folded))} `);
  return wordsIn(bare(open));
}

const bare = (html: string) => html.replaceAll(/<[^>]+>/g, "");

/** Counts acts of the parent, messages of the bot and words to read, from the letter's link to the receipt. */
async function counted(who: "mother" | "grandfather", language: string, children: number) {
  school = await School.open();
  const phone = school.phone(who);
  const { plain } = texts.speak(language);
  if (language === "de-simple") await school.house.languages.keep(phone.chatId, language, "chosen");
  school.box.place(phone.chatId).user.language_code = language;
  let acts = 0;
  const act = async (work: Promise<void>) => {
    acts += 1;
    await work;
  };
  await act(phone.says(`/start ${await school.letter(who)}`));
  await act(phone.presses(plain("join.link")));
  for (let question = 0; question < 2 * children; question += 1)
    await act(phone.presses(plain(question % 2 === 0 ? "word.yes" : "word.no")));
  await act(phone.presses(plain("give.reviewed.send")));
  const said = phone.messages.filter(({ from }) => from === "bot");
  return { acts, messages: said.length, words: said.reduce((sum, message) => sum + wordsToRead(message), 0) };
}

const { languages } = texts;

testWithButtons.each(languages)(
  "one child, from the letter to the receipt, in %s: 5 acts, 6 messages, 220 words",
  async (language) => {
    const { acts, messages, words } = await counted("grandfather", language, 1);
    expect(await school.events("Leon")).toBe("audio given, video refused");
    expect([acts <= 5, messages <= 6, words <= 220]).toEqual([true, true, true]);
  },
);

testWithButtons.each(languages)("two children in %s: 7 acts, 9 messages, 260 words", async (language) => {
  const { acts, messages, words } = await counted("mother", language, 2);
  expect([await school.events("Mila"), await school.events("Jonas")]).toEqual(
    Array.from({ length: 2 }, () => "audio given, video refused"),
  );
  expect([acts <= 7, messages <= 9, words <= 260]).toEqual([true, true, true]);
});

testWithButtons.each(languages)("withdrawing for two children in %s: 3 acts", async (language) => {
  await counted("mother", language, 2);
  const { plain } = texts.speak(language);
  const phone = school.phone("mother");
  await phone.says("/widerruf");
  await phone.presses(plain("withdraw.forAll"));
  await phone.presses(plain("withdraw.audio"));
  expect([await school.participation("Mila"), await school.participation("Jonas")]).toEqual(["none", "none"]);
});
