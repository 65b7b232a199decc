import { beforeAll, beforeEach, expect, test } from "vitest";
import { stampRequest, tokenIn, verifyStamp } from "../../src/anchor/time-stamp.ts";
import { Stamper, type Wrong } from "../support/stamper.ts";

let stamper: Stamper;
beforeAll(async () => {
  stamper = await Stamper.open();
});
beforeEach(() => {
  stamper.wrong = {};
});

const nonce = Uint8Array.from([255, 2, 3, 4, 5, 6, 7, 8]);
const text = '["2026-11-28T11:59:00.000Z",4,"ab",9,"cd",false] ef';

async function stamped(wrong: Wrong = {}): Promise<Uint8Array<ArrayBuffer>> {
  stamper.wrong = wrong;
  return tokenIn(await stamper.answers(stampRequest(text, nonce)), { text, nonce });
}

test("a text is stamped, and later, without the network, it is seen when and by whom", async () => {
  expect(await verifyStamp(await stamped(), text, stamper.root)).toEqual({
    at: "2026-11-28T12:00:00.000Z",
    by: "Invented Stamper",
  });
});

test("another text, another root, a changed token, none at all: each is refused with its reason", async () => {
  const token = await stamped();
  await expect(verifyStamp(token, `${text}x`, stamper.root)).rejects.toThrow("on something else");
  await expect(verifyStamp(token, text, (await Stamper.open()).root)).rejects.toThrow("cannot be read");
  await expect(verifyStamp(token, text, "no certificate")).rejects.toThrow("no certificate to compare");
  await expect(verifyStamp(Uint8Array.from([1, 2, 3]), text, stamper.root)).rejects.toThrow("cannot be read");
  const places = [...token.keys()].filter((at) => at % 97 === 0);
  for (const at of places) {
    const changed = token.with(at, (token[at] ?? 0) ^ 1);
    const before = await verifyStamp(changed, text, stamper.root).catch(() => null);
    // Outside what is signed a bit may say nothing: then the stamp says what it said.
    if (before) expect(before).toEqual({ at: "2026-11-28T12:00:00.000Z", by: "Invented Stamper" });
  }
});

test.each<[string, Wrong, string]>([
  ["stamps something else", { about: "another text" }, "on something else"],
  ["answers another request", { nonce: true }, "of another request"],
  ["refuses", { refuses: true }, "the server refused"],
])("a server that %s is not believed", async (_, wrong, why) => {
  await expect(stamped(wrong)).rejects.toThrow(why);
});

test.each<[string, Wrong, string]>([
  ["is for mail as well", { usage: ["1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.4"] }, "not one for time stamps"],
  ["is for servers", { usage: ["1.3.6.1.5.5.7.3.1"] }, "not one for time stamps"],
  ["is not named by the signature", { unnamed: true }, "names another certificate"],
  ["was not yet valid then", { at: new Date("2025-06-01T00:00:00Z") }, "cannot be read"],
  ["was over then", { at: new Date("2028-06-01T00:00:00Z") }, "cannot be read"],
])("a stamp whose certificate %s does not hold", async (_, wrong, why) => {
  await expect(verifyStamp(await stamped(wrong), text, stamper.root)).rejects.toThrow(why);
});
