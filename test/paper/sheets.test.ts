import { describe, expect, test } from "vitest";
import type { Crossed } from "../../src/paper/crosses.ts";
import type { ScannedFile } from "../../src/paper/scanned.ts";
import { isAnswer, type ReadAnswer, type SheetFound, sheetsIn } from "../../src/paper/sheets.ts";
import { sealForm } from "../../src/school/form-token.ts";

const key = "a key for tests, thirty-two characters long";
const form = { notice: 1, person: "00112233445566bb", child: "00112233445566aa", sheet: "0000000a", at: 1, of: 1 };
const everything: Crossed[] = ["yes", "no", "none", "both", "lost", "filled", "stroke", "around", "faint"];
const pairs = everything.flatMap((one) => everything.map((other) => [one, other] as const));

/** A scan of one sheet, on which this is read of both purposes, or something else of the second. */
function scan(name: string, audio: Crossed, video: Crossed = audio): ScannedFile {
  const picture = Buffer.from(`the picture of ${name}`);
  const fields = [{ code: sealForm(form, key), answers: { audio, video }, picture }];
  return { name, sha256: name, pages: [{ page: 1, fields, picture }], fault: null };
}

/** What comes of scans of one sheet, in this order. */
function read(...scans: readonly ScannedFile[]): SheetFound {
  const [sheet, ...others] = sheetsIn(scans, key).sheets;
  expect(others).toEqual([]);
  return sheet!;
}
const together = (...all: readonly Crossed[]): ReadAnswer =>
  read(...all.map((one, at) => scan(`${at}.png`, one))).answers.audio;
/** What is proposed of it, or that two scans say it differently; why else it is left open does not matter. */
const said = (answer: ReadAnswer) => (isAnswer(answer) || answer === "differs" ? answer : "open");

describe("one sheet that was scanned twice", () => {
  test.each(pairs)("says the same whichever scan comes first: %s and %s", (one, other) => {
    expect(said(together(one, other))).toBe(said(together(other, one)));
  });

  test.each(pairs)("proposes an answer only where no scan shows anything else: %s and %s", (one, other) => {
    const shown = new Set([one, other].filter((each) => each !== "lost"));
    const [only] = shown.size === 1 ? shown : [];
    const answers = [one, other].filter(isAnswer);
    expect(said(together(one, other))).toBe(
      only !== undefined && isAnswer(only) ? only : answers.length > 0 ? "differs" : "open",
    );
  });

  test("and three times: in every order the same", () => {
    for (const [one, other] of pairs)
      for (const third of everything) {
        const orders = [
          [one, other, third],
          [one, third, other],
          [other, one, third],
          [other, third, one],
          [third, one, other],
          [third, other, one],
        ];
        expect(new Set(orders.map((order) => said(together(...order)))).size, orders[0]?.join()).toBe(1);
      }
  });

  test("is the scan on which all boxes are to be seen, with its file and its pictures", () => {
    const [lost, whole] = [scan("lost.png", "lost", "yes"), scan("whole.png", "no", "yes")];
    for (const both of [read(lost, whole), read(whole, lost)]) {
      expect(both).toMatchObject({ file: "whole.png", answers: { audio: "no", video: "yes" } });
      expect([both.scan.sha256, String(both.pictures.field)]).toEqual(["whole.png", "the picture of whole.png"]);
    }
  });

  test("is the first where neither shows more", () => {
    expect(read(scan("a.png", "lost", "yes"), scan("b.png", "no", "lost"))).toMatchObject({
      ...{ file: "a.png", answers: { audio: "no", video: "yes" } },
    });
    expect(read(scan("a.png", "yes"), scan("b.png", "yes")).file).toBe("a.png");
  });
});
