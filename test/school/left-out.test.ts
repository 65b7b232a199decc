import { describe, expect, test } from "vitest";
import { meantChildren } from "../../src/school/named-child.ts";

const child = (givenName: string) => ({ id: givenName, givenName, familyName: "Niemand" });

describe("who is left out", () => {
  const [mila, jonas, ali] = [child("Mila"), child("Jonas"), child("Ali")];
  const three = [mila, jonas, ali];

  test.each([
    ["de", "alles außer für Mila", [jonas, ali]],
    ["de", "i ziag mei Einwilligung zruck aber ned fia d Mila", [jonas, ali]],
    ["de", "für alle bis auf Mila und Ali", [jonas]],
    ["de", "für Jonas ja, aber nicht für Mila", [jonas]],
    ["de", "alle dürfen, nur Mila nicht", [jonas, ali]],
    ["en", "everyone but Mila", [jonas, ali]],
    ["tr", "Mila ve Ali hariç", [jonas]],
    ["pl", "wszyscy mogą poza Milą", [jonas, ali]],
    ["ro", "pentru amândoi, exceptând-o pe Mila", [jonas, ali]],
    ["ru", "за всех, кроме Милы", [jonas, ali]],
    ["ar", "الجميع ما عدا ميلا", [jonas, ali]],
  ])("in %s: %s", (language, text, meant) => {
    expect(meantChildren(text, three, { languages: [language] }).meant).toEqual(meant);
  });

  test.each([
    ["de", "Das möchte ich aber nicht für Mila"],
    ["de", "Ich stimme für Mila nicht zu"],
    ["de", "Ich erlaube es aber Mila nicht nur mit Ton"],
    ["ro", "fără poză pentru Mila"],
    ["de", "außer dem Video alles für Mila"],
  ])("whoever is refused something is not left out, in %s: %s", (language, text) => {
    expect(meantChildren(text, three, { languages: [language] })).toEqual({ meant: [mila], excepted: [] });
  });
});
