import { describe, expect, test } from "vitest";
import { decode } from "../../src/school/reading/decode.ts";
import { Office, told } from "../support/office.ts";
import { savedAs } from "../support/old-letters.ts";
import { problem } from "../../src/school/problem.ts";

const heading = "Nachname;Vorname;Geburtsdatum;Klasse\r\n";
const list = (names: string) =>
  heading +
  names
    .split(" ")
    .map((name) => `${name.replace("_", ";")};15.03.2018;3a\r\n`)
    .join("");

const german = "Jäger_Björn Groß_Mila Müller_Jürgen Weiß_Änne Özel_Ünal Häußler_Käthe Böing_Zoë Großmann_André";
const turkish = "Yılmaz_Ayşe Şahin_İbrahim Çelik_Gülşen Öztürk_Buğra Altın_Çağla Karadağ_Yiğit";
const polish = "Wiśniewski_Łukasz Wójcik_Małgorzata Zając_Kąsia Jędrzejewska_Żaneta Dąbrowska_Michał Kozieł_Ędzio";
const slavic = "Kovačević_Željko Šimić_Ćiro Novák_Tomáš Dvořák_Jiří Đurić_Anđela Horváth_Ákos";
const western = "Núñez_José García_María Lefèvre_Hélène Gonçalves_João Bêrîvan_Zoé Nuñes_Noël Kjær_Søren";

describe("a list is read by the letters that come out of it", () => {
  test.each([
    ["dos", german],
    ["dos", "Jäger_Björn Groß_Mila"],
    ["dos", "Özdemir_Mia"],
    ["dos", "Lefèvre_Chloé Núñez_José Gonçalves_Käthe"],
    ["macintosh", german],
    ["macintosh", "Jäger_Björn Müller_Mila"],
    ["macintosh", "Núñez_José Lefèvre_Hélène Özel_Zoë"],
    ["windows-1252", german],
    ["windows-1252", western],
    ["windows-1252", "Šimon_Nataša Žižka_Aleš Œuvrard_Maëlle"],
    ["windows-1252", "Novotný_Zoë"],
    ["windows-1252", "Müller_Jörg O’Hara_Zoë O´Neill_Shaun D’Angelo_Zoé"],
    ["windows-1254", turkish],
    ["windows-1254", `${turkish} ${german}`],
    ["windows-1254", "Yılmaz_Mia Kaya_Işık"],
    ["windows-1250", polish],
    ["windows-1250", `${polish} ${german}`],
    ["windows-1250", slavic],
    ["windows-1250", "Wiśniewski_Jan"],
    ["windows-1250", "Jasiński_Jan Gdański_Ewa Müller_Uwe"],
    ["iso-8859-15", `${german} Šimon_Nataša Žižka_Aleš`],
  ] as const)("%s: %s", (encoding, names) => {
    expect(decode(savedAs(list(names), encoding))).toEqual({ text: list(names).trimEnd() });
  });

  test("capitals, signs beside words and remarks of every kind do not mislead", () => {
    const text = `${heading}MÜLLER;JÖRG;15.03.2018;3a\r\nGROß;DİLAN;16.03.2018;„3a“ – § 1666 BGB, 20 €, ½ Tag, O’Hara, „Müller“\r\n`;
    expect(decode(savedAs(text.replace("İ", "I"), "windows-1252"))).toEqual({
      text: text.replace("İ", "I").trimEnd(),
    });
  });
});

test.each([
  ["Cyrillic of another Windows", "windows-1251", "Вигадана_Олена Коваленко_Марія Шевченко_Іван"],
  ["Greek of another Windows", "windows-1253", "Παπαδόπουλος_Γιώργος Νικολάου_Ελένη"],
  ["Cyrillic of old DOS", "ibm866", "Выдумка_Елена Коваленко_Мария"],
  ["Polish of an old Unix", "iso-8859-2", "Wiśniewski_Łukasz Świątek_Paweł Żak_Wiesław"],
] as const)("%s is refused, and the sentence says how to save it anew", async (_what, encoding, names) => {
  const decoded = decode(savedAs(list(names), encoding));
  expect(decoded).toMatchObject({ unreadable: "lettersUnknown" });
  const office = new Office();
  const plan = await office.plans({ "liste.csv": savedAs(list(names), encoding) });
  expect(told(plan.problems)[0]).toMatch(/^Zeile \d! .*CSV UTF-8.*Excel-Arbeitsmappe/);
  expect(plan.newChildren).toEqual([]);
});

test("two ways of saving in one file are seen", () => {
  const parts = [savedAs(list(german), "windows-1252"), savedAs("Jäger;Björn;15.03.2018;3a\r\n", "dos")];
  const both = Uint8Array.from(parts.flatMap((part) => [...part]));
  expect(decode(both)).toMatchObject({ unreadable: "mixedEncodings", row: 10 });
});

test.each(["Bj”rn", "MŸller", "JŠger", "Gro§mann", "™zel", "M\u0081ller"])(
  "a program that has already made %s of a name, and saved it in UTF-8: refused, for nobody is called so",
  (name) => {
    const decoded = decode(new TextEncoder().encode(`${heading}${name};Mila;15.03.2018;3a`));
    expect("unreadable" in decoded ? decoded.unreadable : "").toMatch(/lettersWrong|doubleEncoded|controlCharacter/);
    if ("unreadable" in decoded && decoded.unreadable === "lettersWrong")
      expect(told([problem("lettersWrong", { file: "", row: 2 }, decoded.values)])[0]).toContain(`„${name}“`);
  },
);

test.each([
  "O’Hara;Zoë",
  "Šimić;Željko",
  "Müller–Schmidt;Jürgen",
  "Müller „Hansi“;Jörg",
  "Œuvrard;Maëlle",
  "ŠIMIĆ;ŽELJKO",
  "Вигадана;Олена",
  "خيال;رانيا",
  "Nguyễn;Thị Hạnh",
])("%s in UTF-8 is a name", (names) => {
  const text = `${heading}${names};15.03.2018;3a`;
  expect(decode(new TextEncoder().encode(text))).toEqual({ text });
});
