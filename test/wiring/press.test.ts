import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { extractText, getDocumentProxy } from "unpdf";
import { afterEach, describe, expect, test } from "vitest";
import type { Receipt } from "../../src/consent/receipt.ts";
import { readFonts } from "../../src/print/fonts.ts";
import { printReceipt } from "../../src/print/receipt.ts";
import { NotPrinted, openPress, patience, type Press } from "../../src/wiring/press.ts";
import { ownDataWith, receipt } from "../support/pages.ts";
import { texts } from "../support/school.ts";

const timeZone = "Europe/Berlin";
let press: Press;
afterEach(() => press.close());

/** Without when it was printed: the date, and the number that is made from it. */
const undated = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString("latin1")
    .replaceAll(/\(D:[^)]*\)/g, "")
    .replaceAll(/\/ID \[[^\]]*\]/g, "");

async function read(bytes: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
  return text.replaceAll(/\s+/g, " ");
}

const of = (one: Receipt) => press.print({ receipt: one, timeZone });
const withQuestions = (questions: readonly string[]) => press.print({ ownData: ownDataWith(questions), timeZone });

/** Letters without a space, in no order that comes again soon. */
const letters = (count: number, from = 1) =>
  Array.from({ length: count }, (_, at) => String.fromCodePoint(0x400 + (((at + from) ** 2 * 7919) % 251))).join("");

describe("the press", () => {
  test("prints each receipt as a process does that has read its fonts anew, in every language, whatever came before", async () => {
    press = openPress();
    // Letters that share a sign with others: of a page that has them the next must know nothing.
    await of({ ...receipt, by: "ﬁ ﬂ \ufe91\ufe92\ufe90 \ufedf\ufef3\ufee8\ufe8e", shown: "\ufeb3\ufee4\ufee3\ufe8e" });
    for (const language of texts.languages) {
      const notice = texts.help(language)?.notice ?? texts.notice;
      const shown = [...notice.passages.values()].map(({ text }) => text).join("\n");
      const one = { ...receipt, language, by: "Zofia Fliegenfisch", shown };
      const anew = await printReceipt(one, texts.speak(), texts.speak(language), timeZone, readFonts());
      expect({ language, same: undated(await of(one)) === undated(anew) }).toEqual({ language, same: true });
    }
  });

  test("leaves the bot's thread free: while fifty receipts are printed it goes round a thousand times", async () => {
    press = openPress();
    await of(receipt);
    let [turns, printing] = [0, true];
    const turning = (async () => {
      for (; printing; turns += 1) await setImmediate();
    })();
    await Promise.all(Array.from({ length: 50 }, () => of(receipt)));
    printing = false;
    await turning;
    expect(turns).toBeGreaterThan(1000);
  });

  test("says of data that are none what is wrong with them, and prints the next page", async () => {
    press = openPress();
    const odd = { ...receipt, decided: null } as unknown as Receipt;
    await expect(of(odd)).rejects.toThrow(TypeError);
    expect(await read(await of(receipt))).toContain(receipt.code);
  });

  test("a page that takes long holds nobody up for long: the next receipt is printed beside it", async () => {
    press = openPress({ ...patience, seconds: 20 });
    await of(receipt);
    const stuck = withQuestions(Array.from({ length: 200_000 }, (_, at) => `Frage ${at}`));
    stuck.catch(() => undefined);
    const begun = performance.now();
    expect(await read(await of(receipt))).toContain(receipt.code);
    expect(performance.now() - begun).toBeLessThan(8000);
  });

  test("a press that was warmed prints its first page as quickly as the next", async () => {
    press = openPress();
    await press.warm();
    const begun = performance.now();
    await of(receipt);
    const first = performance.now() - begun;
    const again = performance.now();
    for (let page = 0; page < 5; page += 1) await of(receipt);
    expect(first).toBeLessThan(10 * ((performance.now() - again) / 5) + 100);
  });

  const many = Array.from({ length: 200_000 }, (_, at) => `Frage ${at}`);
  const long = Array.from({ length: 100 }, (_, at) => letters(4000, at));
  test.each([
    ["takes too long", many, { ...patience, seconds: 4 }, "more than 4 seconds"],
    ["takes too much memory", long, { ...patience, megabytes: 40 }, "more than 40 MB"],
  ])("gives up a page that %s, and the pages behind it are printed", async (_what, questions, limits, why) => {
    press = openPress(limits);
    const all = [withQuestions(questions), of(receipt), of(receipt)];
    const [given, ...others] = await Promise.allSettled(all);
    const reason: unknown = given?.status === "rejected" ? given.reason : null;
    expect(reason).toBeInstanceOf(NotPrinted);
    expect((reason as Error).message).toContain(why);
    for (const one of others) expect(one.status).toBe("fulfilled");
  });

  test("prints words without end in little time and memory: 100,000 letters, thirty times 4,000, marks alone", async () => {
    press = openPress({ ...patience, megabytes: 128 });
    const pages = await read(
      await withQuestions([
        `Anfang${letters(100_000)}Ende`,
        Array.from({ length: 30 }, () => letters(4000)).join(" "),
        `a${"\u0301".repeat(50_000)}`,
        "\u0628\u064e\u0651".repeat(10_000),
        `a${" ".repeat(50_000)}b`,
        "a\u00a0".repeat(25_000),
        "\u2066\u064e \u2069".repeat(10_000),
        "wer sieht das?",
      ]),
    );
    expect(pages).toContain("Anfang");
    // More than anybody can have been shown is not printed, and that is seen.
    expect(pages).not.toContain("Ende");
    expect(pages).toContain("…");
    expect(pages).toContain("wer sieht das?");
  });
});

describe("the process of the press", () => {
  const counted = existsSync("/proc/self/task") ? test : test.skip;
  const processes = () =>
    readdirSync("/proc/self/task").flatMap((task) =>
      readFileSync(`/proc/self/task/${task}/children`, "utf8").split(" ").filter(Boolean),
    ).length;
  const none = async () => {
    while (processes() > 0) await sleep(10);
  };

  counted("ends when the press is closed, and then no page is taken", async () => {
    press = openPress();
    await of(receipt);
    expect(processes()).toBe(1);
    await press.close();
    await none();
    await expect(of(receipt)).rejects.toThrow("The press is closed");
  });

  counted("rests when nothing was printed for a while, and comes again for the next page", async () => {
    press = openPress({ ...patience, idleSeconds: 0.1 });
    await of(receipt);
    await none();
    expect(await read(await of(receipt))).toContain(receipt.code);
  });

  test("holds up no process that has printed and wants to end, and its page is finished before", async () => {
    press = openPress();
    const url = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
    const script = `
      const { openPress } = await import(${url("../../src/wiring/press.ts")});
      const { receipt } = await import(${url("../support/pages.ts")});
      const page = await openPress().print({ receipt, timeZone: "${timeZone}" });
      console.log(page.length > 1000 ? "printed" : "nothing");`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
    expect(stdout.trim()).toBe("printed");
  });

  test("is not waited for where a page is stuck while everything ends", async () => {
    press = openPress();
    await of(receipt);
    const stuck = withQuestions(Array.from({ length: 200_000 }, () => "Frage"));
    const failed = expect(stuck).rejects.toThrow(NotPrinted);
    await press.close();
    await failed;
  });
});
