import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { meaningOf } from "../../src/texts/meaning.ts";
import { understandingOf } from "../../src/wiring/understanding-file.ts";
import { sentencesOf } from "../support/sentences-of.ts";
import { texts } from "../support/texts.ts";

const understand = understandingOf(texts);
const folder = join(import.meta.dirname, "forms");
const contrary = { give: "withdraw", withdraw: "give" } as const;
const isWish = (want: string | undefined): want is keyof typeof contrary => want !== undefined && want in contrary;
const enough = 0.9;

/** What each file says of its language: the forms of what people wish, in every person, time and negation. */
function formsOf(file: string) {
  const lines = readFileSync(join(folder, file), "utf8").split("\n");
  return lines.flatMap((line) => {
    const [, want, said = ""] = /^(give|withdraw): (.+)$/u.exec(line) ?? [];
    return isWish(want) ? sentencesOf(said).map((text) => ({ want, text })) : [];
  });
}

describe.each(readdirSync(folder))("%s", (file) => {
  const language = file.replace(/\.txt$/u, "");
  const heard = formsOf(file).map(({ want, text }) => {
    const { wish } = meaningOf(texts, understand(text), text, language);
    return { want, text, action: wish?.action };
  });

  test("in no form a yes is taken for a no, or a no for a yes", () => {
    expect(heard.length).toBeGreaterThan(100);
    expect(heard.filter(({ want, action }) => action === contrary[want]).map(({ text }) => text)).toEqual([]);
  });

  test("nearly every form is understood without being asked back", () => {
    const missed = heard.filter(({ want, action }) => action !== want);
    expect(missed.length, missed.map(({ text }) => text).join("\n")).toBeLessThan(heard.length * (1 - enough));
  });
});
