import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formCodes, type Letter, lettersOf, lettersPage, readLetterTexts } from "../../src/office/letters/letters.ts";
import { dayOf } from "../../src/school/dates.ts";
import { joinCodeHash, lastWholeDay } from "../../src/school/join-code.ts";
import { openForm } from "../../src/school/form-token.ts";
import type { SchoolMessenger } from "../../src/school/messenger.ts";
import type { LetterWords } from "../../src/office/letters/texts.ts";
import { readTexts } from "../../src/texts.ts";
import { School } from "../support/school.ts";
import { texts as schoolTexts } from "../support/texts.ts";

const locales = new URL("../../locales/", import.meta.url);
const languages = ["tr", "ar", "ru", "uk", "pl", "ro", "bg", "en", "de-simple"];
const texts = readLetterTexts()(schoolTexts);
const { notice } = schoolTexts;

const key = "a key for tests, thirty-two characters long";
const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const telegram: SchoolMessenger = { kind: "telegram", bot: "@SchuleBeispielBot", server: null };
const matrix: SchoolMessenger = { kind: "matrix", bot: "@janein:schule.example", server: "schule.example" };
const page = async (...letters: Letter[]) => pageFor([telegram], ...letters);
const pageFor = async (messengers: SchoolMessenger[], ...letters: Letter[]) =>
  String(
    await lettersPage(letters, {
      texts,
      messengers,
      version: 7,
      printedFrom: { published: "01.08.2026", sha256: "ab12".repeat(16) },
      formCodes: formCodes(key, 7, randomBytes),
      now: new Date("2026-11-25T09:00:00Z"),
      expires: new Date("2026-12-25T09:00:00Z"),
      timeZone: "Europe/Berlin",
      stylesheet: "/office/letters.css",
    }),
  );
const child = (givenName: string, language: string | null = null) => ({
  givenName,
  familyName: "Beispiel",
  className: "3a",
  language,
});
const letter = (...children: Letter["children"][number][]): Letter => ({
  name: "Nadja Beispiel",
  code: "K7QM-2345-ABCD",
  children,
});
const sheets = (html: string) => html.split('<section class="sheet').slice(1);
const seen = (html: string) =>
  html
    .replaceAll(/<\/(p|li|d[dt]|h\d|div)>/g, " ")
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ");
const making = (school: School) => ({ key: school.house.codeKey, days: 30, now: school.clock.now, randomBytes });

test("every guardian gets one letter, for all of their children, and no teacher gets one", async () => {
  const school = await School.open();
  const people = await school.house.roster.addressees();
  const { codes } = await school.house.accounts.newCodes(
    people.map(({ id }) => id),
    making(school),
  );
  const letters = lettersOf(people, codes);
  expect(new Set(letters.map(({ name }) => name)).size).toBe(25);
  const whose = Object.fromEntries(
    letters.map(({ name, children }) => [name, children.map((one) => `${one.givenName} ${one.className}`).join(", ")]),
  );
  expect(whose).toMatchObject({
    "Nadja Beispiel": "Jonas 1b, Mila 3a",
    "Tarek Beispiel-Anders": "Jonas 1b, Mila 3a",
    "Sabine Muster": "Ben 1b, Finn 2c",
    "Heinz Niemand": "Leon 2c",
  });
  expect(letters[0]?.children[0]?.className).toBe("1b");
  expect(letters.at(-1)?.children[0]?.className).toBe("3a");
  await school.stop();
});

test("the letters of a class name the sisters and brothers in other classes, for there is one code a person", async () => {
  const school = await School.open();
  const people = await school.house.roster.addressees((await school.child("Mila")).classId);
  expect(people.map(({ givenName }) => givenName).sort()).toEqual([
    "Berfin",
    "Elena",
    "Gabi",
    "Iryna",
    "Layla",
    "Nadja",
    "Rita",
    "Rolf",
    "Sami",
    "Tarek",
    "Udo",
  ]);
  expect(
    people
      .find(({ givenName }) => givenName === "Nadja")
      ?.children.map(({ givenName }) => givenName)
      .sort(),
  ).toEqual(["Jonas", "Mila"]);
  await school.stop();
});

test("a pupil of age gets a letter of their own, for nobody else", async () => {
  const school = await School.open();
  await school.house.roster.bringPupilsOfAge(9, school.house.newId, school.clock.now);
  const pupils = (await school.house.roster.addressees((await school.child("Mila")).classId)).filter(
    ({ role }) => role === "pupil",
  );
  expect(
    pupils.map(({ givenName, children }) => `${givenName}: ${children.map((one) => one.givenName).join(", ")}`).sort(),
  ).toEqual(["Noah: Noah", "Olena: Olena", "Rania: Rania"].sort());
  await school.stop();
});

test("a new letter makes the code of the older one void, and what is stored is only a hash", async () => {
  const school = await School.open();
  const [nadja] = (await school.house.roster.addressees()).filter(({ givenName }) => givenName === "Nadja");
  const id = nadja?.id ?? "";
  const codeOf = async () => (await school.house.accounts.newCodes([id], making(school))).codes.get(id) ?? "";
  const whose = (code: string) =>
    school.house.accounts.whose(joinCodeHash(code, school.house.codeKey), 1, school.clock.now);
  const [first, second] = [await codeOf(), await codeOf()];
  expect(await whose(first)).toEqual({ refused: "unknown" });
  expect(await whose(second)).toMatchObject({ person: { id } });
  expect(JSON.stringify(school.database.$client.prepare("select * from join_code").all())).not.toContain(second);
  await school.stop();
});

test("whoever has no new code gets no letter, and whoever is named twice gets one", () => {
  const person = (id: string) => ({
    id,
    role: "guardian" as const,
    givenName: id,
    familyName: "Beispiel",
    children: [child("Mila")],
  });
  expect(
    lettersOf([person("a"), person("b"), person("a")], new Map([["a", "K7QM-2345-ABCD"]])).map(({ name }) => name),
  ).toEqual(["a Beispiel"]);
});

test("the letter shows name, children, code, link and the last whole day, and on the back the form with name and class", async () => {
  const [front = "", back = ""] = sheets(await page(letter(child("Mila"))));
  expect(seen(front)).toContain("Guten Tag Nadja Beispiel,");
  for (const part of [
    "Mila Beispiel, 3a",
    "K7QM-2345-ABCD",
    "Gültig bis einschließlich 24.12.2026",
    "@SchuleBeispielBot",
    "25.11.2026",
    "Libori - Grundschule, Paderborner Str. 109, 44143 Dortmund",
  ])
    expect(seen(front)).toContain(part);
  for (const part of [
    "Beispiel, Mila",
    "3a",
    "Rückseite · Information der Schule: Fassung 7 vom 01.08.2026, Prüfzeichen ab12ab12ab12",
  ])
    expect(seen(back)).toContain(part);
});

test("the back has every sentence of the school's form, word by word", async () => {
  const form = notice.sections.find(({ heading }) => heading === "Formular")?.blocks.flat() ?? [];
  expect(form).toHaveLength(18);
  for (const language of [null, ...languages]) {
    const back = seen(sheets(await page(letter(child("Mila", language))))[1] ?? "");
    expect(form.flatMap(({ text }) => text.split(/(?<=\]) (?=\[)/)).filter((text) => !back.includes(text))).toEqual([]);
  }
});

test("JA and NEIN stand in this order with one empty box each, for audio and for video of every child", async () => {
  const back = sheets(await page(letter(child("Mila"), child("Jonas"))))[1] ?? "";
  expect(back.match(/class="box"/g)).toHaveLength(8);
  expect(back.match(/class="word (?:yes|no)">(JA|NEIN)/g)?.map((one) => one.replace(/.*>/, ""))).toEqual([
    "JA",
    "NEIN",
    "JA",
    "NEIN",
    "JA",
    "NEIN",
    "JA",
    "NEIN",
  ]);
  expect(back).not.toMatch(/checked/);
});

test("the family's language stands beside the German, from right to left where it is written so", async () => {
  const html = await page(letter(child("Rania"), child("Sami", "ar")));
  expect(html).toContain('lang="ar" dir="rtl"');
  expect(seen(html)).toContain("موافقتكم طوعية.");
  expect(seen(html)).toContain("Ihre Einwilligung ist freiwillig.");
});

test("a language without a letter gets plain German beside the German, and no language gets German alone", async () => {
  expect(seen(await page(letter(child("Dilan", "ku"))))).toContain("Sie müssen nicht JA sagen.");
  for (const language of [null, "de"])
    expect(
      [...(await page(letter(child("Mila", language)))).matchAll(/lang="([\w-]+)"/g)].map(([, one]) => one),
    ).not.toContain("de-simple");
});

test("a letter is an even number of pages, also with many children", async () => {
  const children = ["A", "B", "C", "D", "E"].map((name) => child(name, "tr"));
  const counts = await Promise.all(
    [1, 2, 3, 5].map(async (count) => sheets(await page(letter(...children.slice(0, count)))).length),
  );
  expect(counts).toEqual([2, 2, 4, 4]);
  const html = seen(await page(letter(...children)));
  for (const { givenName } of children) expect(html).toContain(`Beispiel, ${givenName}`);
  expect(html).toContain("und 2 weitere, siehe Formular");
});

describe.each([null, ...languages])("the letter beside %s, by messenger", (language) => {
  const one = letter(child("Mila", language));
  const said = async (...messengers: SchoolMessenger[]) => seen(await pageFor(messengers, one));
  const words = (of: string) => JSON.parse(readFileSync(new URL(`${of}/letter.json`, locales), "utf8")) as LetterWords;
  const both = [...new Set(["de", language ?? "de"])].map(words);

  test("in Telegram alone names Telegram, and no messenger of the school", async () => {
    const text = await said(telegram);
    for (const { chat, own } of both) {
      expect(text).toContain(`${chat.what} ${chat.messenger}`);
      expect(text).not.toContain(own.what);
    }
    expect(text).not.toMatch(/matrix/i);
  });

  test("in the school's own messenger alone names that and its server, and nowhere Telegram", async () => {
    const html = await pageFor([matrix], one);
    const text = seen(html);
    expect(html).not.toMatch(/telegram|t\.me|<svg class="qr"/i);
    expect(text).toContain("https://matrix.to/#/@janein:schule.example");
    expect(text).not.toContain("matrix.to/#/@janein:schule.example?");
    expect(text).toContain("K7QM-2345-ABCD");
    for (const { own, chat } of both) {
      expect(text).toContain(`${own.what} ${own.messenger.replace("{{server}}", "schule.example")}`);
      expect(text).toContain(own.find.replace("{{bot}}", "@janein:schule.example"));
      expect(text).not.toContain(chat.messenger);
    }
  });

  test.each([
    ["Telegram is named first", [telegram, matrix]],
    ["Telegram is named last", [matrix, telegram]],
  ])("in both says both, the school's own first, also where %s", async (_order, messengers) => {
    const html = await pageFor(messengers, one);
    const text = seen(html);
    expect(html.match(/<svg class="qr"/g)).toHaveLength(1);
    for (const { own, chat, both: two, join } of both) {
      const whose = own.messenger.replace("{{server}}", "schule.example");
      expect(text).toContain(`${two.what} ${whose} ${chat.messenger}`);
      const steps = [own.find.replace("{{bot}}", "@janein:schule.example"), join.scan].map((step) =>
        text.indexOf(step),
      );
      expect(steps[0]).toBeGreaterThan(0);
      expect(steps[1]).toBeGreaterThan(steps[0] ?? 0);
    }
    expect(text).toContain("Telegram: @SchuleBeispielBot");
  });
});

test("a letter with an address has it behind its window, and says nothing there of a class", async () => {
  const address = ["Gedankenweg 1", "44137 Traumstadt"];
  const [front = ""] = sheets(await page({ ...letter(child("Mila")), address, number: 3 }));
  const shown = seen(/<div class="window">.*?<dl/s.exec(front)?.[0] ?? "");
  expect(shown).toContain("Persönlich Nadja Beispiel Gedankenweg 1 44137 Traumstadt");
  expect(shown).not.toMatch(/3a|Brief 3/);
  const [handed = ""] = sheets(await page({ ...letter(child("Mila")), number: 3 }));
  expect(seen(handed)).toContain("Persönlich. Übergabe in Klasse 3a, Brief 3");
});

describe.each([null, ...languages])("a reminder beside %s", (language) => {
  test("says what is missing for whom and until when, has the form on its back and no code", async () => {
    const one = { ...child("Mila", language), id: "00000000000000aa" };
    const reminder = { open: new Map([[one.id, ["video"] as const]]), returnBy: "09.12.2026" };
    const html = await page({ ...letter(one), code: "", reminder });
    const [front = "", back = ""] = sheets(html).map(seen);
    for (const of of new Set(["de", language ?? "de"])) {
      const { reminder: own, back: form } = JSON.parse(
        readFileSync(new URL(`${of}/letter.json`, locales), "utf8"),
      ) as LetterWords;
      expect(front).toContain(`Mila Beispiel: ${own.video} `);
      expect(front).toContain(own.how.replace("{{day}}", "09.12.2026"));
      expect(back).not.toContain(form.strike);
    }
    expect(back).toContain("Teilnahme per Video: JA NEIN");
    expect(html).not.toMatch(/class="code"|class="qr"|t\.me/);
  });
});

test("what the office typed cannot become markup", async () => {
  const evil = '"><img src=x onerror=alert(1)>';
  const html = await page({
    name: evil,
    code: "K7QM-2345-ABCD",
    children: [{ givenName: evil, familyName: evil, className: evil, language: evil }],
  });
  expect(html).not.toContain("<img");
  expect(seen(html)).toContain(`Guten Tag ${evil},`);
});

test("the page keeps to the strictest content security policy: no inline script or style, nothing from elsewhere", async () => {
  const html = await page(letter(child("Mila", "ar")));
  const ours = '<script type="module" src="/office/office.js"></script>';
  expect(html.replace(ours, "")).not.toMatch(/<script|<style|\sstyle=|\son\w+=|<img|<iframe|src=/i);
  expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(["data:,", "/office/letters.css"]);
});

test("no address, birth date, telephone number or e-mail of a family can get into a letter", async () => {
  const school = await School.open();
  const people = await school.house.roster.addressees();
  const html = seen(await page(...lettersOf(people, new Map(people.map(({ id }) => [id, "K7QM-2345-ABCD"])))));
  for (const { birthDate } of await school.house.roster.everyChild())
    for (const date of [birthDate ?? "-", dayOf(birthDate ?? "", "Europe/Berlin")]) expect(html).not.toContain(date);
  expect(new Set(html.match(/[\w.-]+@[\w.-]+\.\w+/g))).toEqual(new Set(["Libori-Grundschule@stadtdo.de"]));
  await school.stop();
});

test("every language has the same words as German, none empty, none left in German, with the same placeholders", () => {
  type Tree = { [key: string]: string | Tree };
  const flat = (tree: Tree, path = ""): [string, string][] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
    );
  const read = (language: string) =>
    JSON.parse(readFileSync(new URL(`${language}/letter.json`, locales), "utf8")) as Tree;
  const { office: _, ...german } = read("de");
  const wanted = new Map(flat(german));
  expect(
    readdirSync(locales)
      .filter((name) => name !== "de" && existsSync(new URL(`${name}/notice.md`, locales)))
      .sort(),
  ).toEqual([...languages].sort());
  for (const language of languages) {
    const own = flat(read(language));
    expect({ language, keys: own.map(([key]) => key) }).toEqual({ language, keys: [...wanted.keys()] });
    for (const [key, text] of own) {
      expect({ language, key, empty: text.trim() === "", values: text.match(/\{\{\w+\}\}/g) }).toEqual({
        language,
        key,
        empty: false,
        values: wanted.get(key)?.match(/\{\{\w+\}\}/g) ?? null,
      });
      if (language !== "de-simple" && key !== "direction")
        expect({ language, key, text }).not.toEqual({ language, key, text: wanted.get(key) });
    }
  }
});

test("a notice without a line of the form is named before a letter is printed", async () => {
  const copy = mkdtempSync(join(tmpdir(), "locales-"));
  cpSync(locales, copy, { recursive: true, filter: (name) => !name.includes("how-parents-ask") });
  const file = join(copy, "de", "notice.md");
  writeFileSync(file, readFileSync(file, "utf8").replace("[form-video]", "[video-line]"));
  await expect(readTexts(pathToFileURL(`${copy}/`))).rejects.toThrow("[form-video]");
});

test("on the day that is printed a code is valid until midnight, whatever the hour and the season", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2026-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
      (expires) => {
        const day = dayOf(lastWholeDay(expires).toISOString(), "Europe/Berlin");
        const lastMinuteBefore = new Date(expires.getTime() - 60_000);
        expect(dayOf(lastMinuteBefore.toISOString(), "Europe/Berlin")).not.toBe(day);
      },
    ),
    { examples: [[new Date("2026-10-25T22:30:00Z")]] },
  );
});

test("each field of a form has a code of its own: whose, about which child, on which version; and no name in clear", async () => {
  const children = [
    { ...child("Mila"), id: "00000000000000aa" },
    { ...child("Jonas"), id: "00000000000000bb" },
  ];
  const codesOf = formCodes(key, 7, randomBytes);
  const [first, second] = codesOf({ ...letter(), id: "00000000000000cc" }, children);
  const forms = [first, second].map((code) => openForm(code ?? "", key));
  expect(forms).toMatchObject([
    { notice: 7, person: "00000000000000cc", child: "00000000000000aa", at: 1, of: 2 },
    { notice: 7, person: "00000000000000cc", child: "00000000000000bb", at: 2, of: 2 },
  ]);
  const [again] = codesOf({ ...letter(), id: "00000000000000cc" }, children);
  expect(again).not.toBe(first);
  expect(codesOf(letter(), children)).toEqual([null, null]);
  expect(formCodes("", 7, randomBytes)({ ...letter(), id: "00000000000000cc" }, children)).toEqual([null, null]);
});

test("every page that belongs to a form names the version of the notice", async () => {
  const pages = sheets(await page(letter(...["A", "B", "C"].map((name) => child(name, "tr")))));
  for (const sheet of pages) expect(seen(sheet)).toContain("Information der Schule: Fassung 7");
  const sides = pages.slice(1).map((sheet) => /(?:Rückseite|Blatt 2, (?:Vorder|Rück)seite) ·/.exec(seen(sheet))?.[0]);
  expect(sides).toEqual(["Rückseite ·", "Blatt 2, Vorderseite ·", "Blatt 2, Rückseite ·"]);
});
