import fc from "fast-check";
import { expect, test } from "vitest";
import { mayTry } from "../../src/school/guessing.ts";
import {
  isJoinTicket,
  joinCodeFault,
  joinCodeHash,
  joinTicket,
  newJoinCode,
  normalJoinCode,
} from "../../src/school/join-code.ts";
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
        (code: string) => code.replaceAll("-", " - "),
        (code: string) => code.replaceAll("-", "\n"),
        (code: string) => `Code: ${code.replaceAll("-", " — ")}`,
        (code: string) => `Code:\n${code.replaceAll("-", ".")}`,
        (code: string) => `mein code ist ${code.toLowerCase().replaceAll("-", "/")}`,
        (code: string) => [...code.replaceAll("-", "")].join(" "),
        (code: string) =>
          code
            .replaceAll("-", "")
            .replaceAll(/(..)(?=.)/g, "$1 ")
            .trim(),
        (code: string) =>
          code
            .replaceAll("-", "")
            .replaceAll(/(...)(?=.)/g, "$1 ")
            .trim(),
        (code: string) =>
          `Mein Code: ${code
            .replaceAll("-", "")
            .replaceAll(/(.{6})(?=.)/g, "$1-")
            .toLowerCase()}`,
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

test("a code with a letter too few or too many, or with a look-alike, is seen to be meant as one", () => {
  for (const typed of [
    "ABCD-EFGH-JKM",
    "H3DP-RYJG-AB0D",
    "h3dp - ryjg - ab1d",
    "H3DP-RYJG-ABCDE",
    "abcd-efgh-jklm",
    "Code: ABCD-EFGH-JKM",
    "Code: H3DP-RYJG",
    "mein code ist h3dp-ryjg-ab0d",
    "kodum H3DP RYJG AB0D",
    "H3DPRYJGABC",
  ])
    expect([typed, normalJoinCode(typed), joinCodeFault(typed) !== null]).toEqual([typed, null, true]);
});

test("of a code it is said whether a letter is missing or one is too many", () => {
  const faults = ["H3DP-RYJG-ABC", "code: h3dp.ryjg.abc", "H3DP RYJG ABCDE", "H3DP-RYJG-AB0D", "Code: H3DP-RYJG"].map(
    joinCodeFault,
  );
  expect(faults).toEqual(["short", "short", "long", "odd", "odd"]);
});

test("words, numbers and questions are not taken for a code that went wrong", () => {
  for (const typed of [
    "KANN MEIN KIND DAS",
    "Mund-Nase-Maske",
    "ja-nein-vielleicht",
    "0176-5550-0021",
    "2026-11-23",
    "ist das wegen covid19 so",
    "DE12 3456 7890 1234 5678 90",
    "mein kind ist in der 10a",
    "Code kaputt",
    "darf 2026 Mila",
    "gern, aber, echt",
    "am 23.11.2026",
    "10.15-11.45",
  ])
    expect([typed, normalJoinCode(typed), joinCodeFault(typed)]).toEqual([typed, null, null]);
});

test("a ticket holds for one code, one chat and one key, and has room in a button", () => {
  const [hash, other] = ["a", "b"].map((letter) => letter.repeat(43)) as [string, string];
  const ticket = joinTicket(hash, -1_001_234_567_890, "key");
  expect(Buffer.byteLength(`join:link:${ticket}`)).toBeLessThanOrEqual(64);
  const holds = (of: string, chat: number, key: string) => isJoinTicket(ticket, of, chat, key);
  expect(holds(hash, -1_001_234_567_890, "key")).toBe(true);
  expect([
    holds(other, -1_001_234_567_890, "key"),
    holds(hash, 7, "key"),
    holds(hash, -1_001_234_567_890, "k"),
  ]).toEqual([false, false, false]);
  expect(ticket).not.toContain(hash);
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

test("wrong codes slow the account that types them", () => {
  const now = 1_000_000_000_000;
  const wrong = (count: number) => Array.from({ length: count }, (_, index) => now - index * 1000);
  expect(mayTry(wrong(4), now)).toEqual({ allowed: true });
  expect(mayTry(wrong(5), now)).toEqual({ allowed: false, waitMs: 60_000 });
  expect(mayTry(wrong(8), now)).toEqual({ allowed: false, waitMs: 480_000 });
});

test("a child is shown as the school has set it", () => {
  const child = { givenName: "Élodie", familyName: "ångström" };
  expect([shownName(child), shownName(child, "initials"), shownName(child, "full")]).toEqual([
    "Élodie Å.",
    "É. Å.",
    "Élodie ångström",
  ]);
});

test("a code is found behind a name, a comma or anything else that has four letters, wherever it stands", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("ich bin Frau Muster,", "Code für Mila:", "Hier bitte,", "Frau Name, Herr Name;", "Mila Jona,"),
      fc.constantFrom("-", " ", "."),
      (before, gap) => {
        const code = newJoinCode(random).replace(/.$/, "7");
        expect(normalJoinCode(`${before} ${code.replaceAll("-", gap)}`)).toBe(code);
      },
    ),
  );
});

const lookAlikes: Record<string, string> = {
  A: "АΑ",
  B: "ВΒ",
  E: "ЕΕ",
  K: "КΚ",
  M: "МΜ",
  H: "НΗ",
  P: "РΡ",
  C: "С",
  T: "ТΤ",
  X: "ХΧ",
};

test("the groups with the same mark between them are the code, whatever stands before them", () => {
  expect(normalJoinCode("Hier bitte sehr ABCD-EFGH-JK47")).toBe("ABCD-EFGH-JK47");
  expect(normalJoinCode("bitte sehr: abcd.efgh.jk47 dank")).toBe("ABCD-EFGH-JK47");
});

test("letters of other scripts that look like those of a code are read as those", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }), fc.nat(1), (turned, which) => {
      const code = newJoinCode(random).replace(/.$/, "7");
      const typed = [...code].map((letter, at) =>
        turned[at] ? ([...(lookAlikes[letter] ?? "")][which] ?? letter) : letter,
      );
      expect(normalJoinCode(typed.join(""))).toBe(code);
    }),
  );
});

test("who types the beginning of a code hears that something is missing, and who counts classes does not", () => {
  for (const typed of ["H3DP RYJG 2K", "H3DP-RYJG", "h3dp ryjg", "H3DP.RYJG.2K7"])
    expect(joinCodeFault(typed), typed).not.toBeNull();
  for (const typed of ["10b 7c 8d", "Klasse 2024 Juni", "ABCD EFGH", "Wir kommen am 12.3 um 8 Uhr", "0231-1234-5678"])
    expect(joinCodeFault(typed), typed).toBeNull();
});

const names = ["Jana", "Emma", "Mila", "Ben", "Marie", "Annemarie", "Magdalena", "Anna-Lea", "Mila Muster", "Zoé"];
const classes = ["5a", "10b", "10 b", "12A", "7.1", "10bc", "EF", "EFa", "EF1", "Q1", "Q1b", "q2c", "Igel"];

test("who types a child with its class, or a word with a number, does not hear of a code", () => {
  for (const typed of ["Jana 10b", "Emma 10a", "Haus 12a", "Raum 12B", "Raum 203b", "Mail 4you", "Kind: Emma 10a"])
    expect([typed, normalJoinCode(typed), joinCodeFault(typed)]).toEqual([typed, null, null]);
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom(...names), fc.stringMatching(/^[A-Z][a-z]{1,10}$/)),
      fc.constantFrom(...classes),
      fc.constantFrom(
        (name: string, className: string) => `${name} ${className}`,
        (name: string, className: string) => `${className} ${name}`,
        (name: string, className: string) => `${name}, ${className}`,
        (name: string, className: string) => `${name} Klasse ${className}`,
        (name: string, className: string) => `Kind: ${name} ${className}`,
      ),
      (name, className, said) => {
        expect(joinCodeFault(said(name, className)), said(name, className)).toBeNull();
      },
    ),
  );
});

test("beside a class that is typed, the beginning of a code is still found", () => {
  for (const typed of [
    "H3DP RYJG 2K",
    "h3dp ryjg",
    "H3DP - RYJG",
    "ABCD-2FGH",
    "ABCD.12B",
    "Code: ABCD 2FG",
    "ABCD 2FGH JKM",
  ])
    expect(joinCodeFault(typed), typed).not.toBeNull();
});
