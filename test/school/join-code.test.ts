import fc from "fast-check";
import { expect, test } from "vitest";
import { mayTry } from "../../src/school/guessing.ts";
import { joinCodeHash, newJoinCode, normalJoinCode } from "../../src/school/join-code.ts";
import { shownName } from "../../src/school/shown-name.ts";

const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));

test("a code is found however it is typed", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        (code: string) => code,
        (code: string) => code.toLowerCase(),
        (code: string) => code.replaceAll("-", ""),
        (code: string) => `mein Code: ${code} danke`,
        (code: string) => code.replaceAll("-", "–"),
        (code: string) => code.replaceAll("-", " "),
      ),
      (typed) => {
        const code = newJoinCode(random);
        if (/\d/.test(code)) expect(normalJoinCode(typed(code))).toBe(code);
      },
    ),
  );
});

test("a question is no code", () => {
  for (const text of [
    "wer sieht die daten von meinem kind",
    "Darf mein Sohn auch ohne Bild",
    "12 34",
    "KANN MEIN KIND DAS",
  ])
    expect(normalJoinCode(text)).toBeNull();
});

test("codes carry at least 50 bits and every character is as likely as the other", () => {
  expect(12 * Math.log2(30)).toBeGreaterThan(50);
  const seen = new Map<string, number>();
  for (let count = 0; count < 3000; count += 1)
    for (const letter of newJoinCode(random).replaceAll("-", "")) seen.set(letter, (seen.get(letter) ?? 0) + 1);
  expect(seen.size).toBe(30);
  for (const times of seen.values()) expect(Math.abs(times - 1200)).toBeLessThan(250);
});

test("the hash needs the school's key", () => {
  expect(joinCodeHash("ABCD-EFGH-JKMN", "one key")).not.toBe(joinCodeHash("ABCD-EFGH-JKMN", "another key"));
});

test("wrong codes slow the account, and many accounts together are slowed too", () => {
  const now = 1_000_000_000_000;
  const wrong = (count: number) => Array.from({ length: count }, (_, index) => now - index * 1000);
  expect(mayTry(wrong(4), wrong(4), now)).toEqual({ allowed: true });
  expect(mayTry(wrong(5), wrong(5), now)).toEqual({ allowed: false, waitMs: 60_000 });
  expect(mayTry(wrong(8), wrong(8), now)).toEqual({ allowed: false, waitMs: 480_000 });
  expect(mayTry([], wrong(100), now).allowed).toBe(false);
});

test("a child is shown as the school has set it", () => {
  const child = { givenName: "Élodie", familyName: "ångström" };
  expect([shownName(child), shownName(child, "initials"), shownName(child, "full")]).toEqual([
    "Élodie Å.",
    "É. Å.",
    "Élodie ångström",
  ]);
});
