import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { namedAlone, namedChildren } from "../../src/school/named-child.ts";
import { type Named, type NameStyle, nameStyles, shownName } from "../../src/school/shown-name.ts";

const child = (name: string, birthDate: string | null = null): Named & { id: string } => {
  const [givenName = "", ...family] = name.split("|");
  return { id: name + birthDate, givenName, familyName: family.join(" "), birthDate };
};
const shown = (style: NameStyle, ...children: Named[]) => children.map((one) => shownName(one, style, children));

describe("a shown name", () => {
  test("has as many letters as tell it from the others, and not more", () => {
    expect(shown("initial", child("Mila|Beispiel"), child("Tim|Beispiel"))).toEqual(["Mila B.", "Tim B."]);
    expect(shown("initial", child("Mila|Beispiel"), child("Mila|Bauer"), child("Mila|Vorname"))).toEqual([
      "Mila Be.",
      "Mila Ba.",
      "Mila V.",
    ]);
    expect(shown("initial", child("Mila|Berg"), child("Mila|Berger"))).toEqual(["Mila Berg", "Mila Berge."]);
    expect(shown("initial", child("Ali|Aydin"), child("Ali-Can|Aydin"))).toEqual(["Ali A.", "Ali-Can A."]);
  });

  test("as initials has letters of both names where one alone does not tell", () => {
    expect(shown("initials", child("Mia|Berg"), child("Mara|Bauer"), child("Mia|Bauer"))).toEqual([
      "M. Be.",
      "Ma. B.",
      "Mi. Ba.",
    ]);
  });

  test("of full namesakes has the birthday, the year where needed, and a number where there is none", () => {
    const mila = (birthDate: string | null) => child("Mila|Beispiel", birthDate);
    expect(shown("initial", mila("2018-03-15"), mila("2018-04-15"))).toEqual([
      "Mila Beispiel (15.03.)",
      "Mila Beispiel (15.04.)",
    ]);
    expect(shown("full", mila("2018-03-15"), mila("2017-03-15"))).toEqual([
      "Mila Beispiel (15.03.2018)",
      "Mila Beispiel (15.03.2017)",
    ]);
    const [one, two] = [
      { ...mila(null), id: "a" },
      { ...mila(null), id: "b" },
    ];
    expect(shown("initial", one, two)).toEqual(["Mila Beispiel (1)", "Mila Beispiel (2)"]);
    expect(shown("initial", two, one)).toEqual(["Mila Beispiel (2)", "Mila Beispiel (1)"]);
  });

  test("is not told apart by a mark that nobody sees, nor by how an export has written it", () => {
    const [plain, marked] = [child("Mila|Müller", "2018-03-15"), child("Mi\u200bla|Mueller", "2018-05-01")];
    expect(shown("initial", plain, marked)).toEqual(["Mila Müller (15.03.)", "Mila Mueller (01.05.)"]);
    expect(shownName(child("\u202eMila\u0007|Bei\u2066spiel"), "full")).toBe("Mila Beispiel");
  });

  test("is never the same for two children whom one reader sees, whatever they are called", () => {
    const name = fc.constantFrom(
      "Mia",
      "Mia Lu",
      "Mila",
      "Müller",
      "Mueller",
      "Mu",
      "Be",
      "Berg",
      "Berger",
      "al",
      "Al-Ali",
    );
    const one = fc.record({
      givenName: name,
      familyName: name,
      birthDate: fc.constantFrom(null, "2018-03-15", "2018-04-15", "2017-03-15"),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 2, maxLength: 9 }), fc.constantFrom(...nameStyles), (some, style) => {
        const children = some.map((each, at) => ({ ...each, id: String(at) }));
        expect(new Set(shown(style, ...children)).size).toBe(children.length);
      }),
    );
  });
});

describe("a typed name", () => {
  const four = [child("Leon|Niemand"), child("Mila Sophie|Niemand"), child("Ayşe|Niemand"), child("Hüseyin|Niemand")];
  const one = (text: string, children = four) => {
    const named = namedChildren(text, children);
    return named.length === 1 ? named[0] : undefined;
  };
  const meant = (text: string, children = four) => one(text, children)?.givenName;

  test.each([
    ["Mila Sophie", "Mila Sophie"],
    ["Mila", "Mila Sophie"],
    ["sophie", "Mila Sophie"],
    ["AYSE", "Ayşe"],
    ["für Ayşe bitte", "Ayşe"],
    ["Hueseyin", "Hüseyin"],
    ["huseyin", "Hüseyin"],
    ["Leon Niemand", "Leon"],
  ])("%s is found", (text, name) => expect(meant(text)).toBe(name));

  test("of two children is not clear, and a nickname is nobody", () => {
    expect([meant("Leon und Mila"), meant("mil"), meant(""), meant("ich will sophie abmelden")]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("that is longer names the child with the longer name; a family name tells two apart", () => {
    const sisters = [child("Mila|Beispiel"), child("Mila Sophie|Bauer"), child("Anna-Lena|Bauer")];
    expect(meant("mila sophie", sisters)).toBe("Mila Sophie");
    expect(meant("mila", sisters)).toBeUndefined();
    expect(meant("anna lena", sisters)).toBe("Anna-Lena");
    expect(meant("annalena", sisters)).toBe("Anna-Lena");
    const both = [child("Mila|Beispiel"), child("Mila|Bauer")];
    expect(one("mila be.", both)?.familyName).toBe("Beispiel");
    expect(one("Mila Bauer", both)?.familyName).toBe("Bauer");
    expect(one("mila b", both)).toBeUndefined();
    // One of three could be meant: it is asked, rather than half of it done.
    expect(namedChildren("mila und tim", [...both, child("Tim|Bauer")])).toEqual([]);
    expect(namedChildren("für mila und tim", [child("Mila|Bauer"), child("Tim|Bauer")])).toHaveLength(2);
  });
});

describe("a name in a sentence", () => {
  const names = ["Mila", "Jonas", "Leon", "Zofia", "Emir", "Marek"];
  const several = names.map((name) => child(`${name}|Niemand`));
  const meant = (text: string, languages: string[], isWord?: (word: string) => boolean) =>
    namedChildren(text, several, { languages, ...(isWord ? { isWord } : {}) }).map(({ givenName }) => givenName);

  test.each([
    ["de", "Milas Einwilligung", "Mila"],
    ["de", "für Leons Unterricht", "Leon"],
    ["pl", "wycofuję zgodę dla Mili", "Mila"],
    ["pl", "nie chcę filmować Milę", "Mila"],
    ["pl", "zgoda Zofii", "Zofia"],
    ["pl", "cofam zgodę dla Jonasa", "Jonas"],
    ["pl", "Markowi nie pozwalam", "Marek"],
    ["ro", "acordul Milei", "Mila"],
    ["ro", "pentru participarea Zofiei", "Zofia"],
    ["tr", "Milanın izni", "Mila"],
    ["tr", "Mila'nın izni", "Mila"],
    ["tr", "Emirin izni", "Emir"],
    ["tr", "Jonasa izin veriyorum", "Jonas"],
    ["ru", "для Милы", "Mila"],
    ["ru", "отзываю согласие для Йонаса", "Jonas"],
    ["ru", "с Софией", "Zofia"],
    ["uk", "згода для Міли", "Mila"],
    ["uk", "дозвіл Леонові", "Leon"],
    ["bg", "за Мила", "Mila"],
    ["ar", "لميلا", "Mila"],
    ["ar", "موافقتي لجوناس", "Jonas"],
  ])("%s: %s", (language, text, name) => expect(meant(text, [language])).toEqual([name]));

  test("is declined in the languages of the text only, and a word of them is no name", () => {
    expect(meant("mili", ["de"])).toEqual([]);
    expect(meant("Emire söyledim", ["tr"], (word) => word === "emire")).toEqual([]);
    expect(meant("Emir söyledi", ["tr"], (word) => word === "emir")).toEqual(["Emir"]);
  });

  test("that may be the form of two names is nobody's: by itself, too, it may be the case in which one answers", () => {
    const [jan, jana] = [child("Jan|Niemand"), child("Jana|Niemand")];
    const of = (text: string) => namedChildren(text, [jan, jana], { languages: ["pl"] });
    const alone = (text: string) => namedAlone(text, [jan, jana], { languages: ["pl"] });
    expect([of("cofam zgodę dla Jana"), of("cofam zgodę dla Jany"), of("Jan już nie")]).toEqual([[], [jana], [jan]]);
    expect([alone("Jana"), alone("dla Jana"), alone("dla Jany"), alone("Jan")]).toEqual([[], [], [jana], [jan]]);
  });

  test.each([
    ["pl", "Jan", "Jana", "Jana"],
    ["pl", "Daniel", "Daniela", "dla Daniela"],
    ["ru", "Jan", "Jana", "Яна"],
    ["ru", "Александр", "Александра", "Александра"],
    ["uk", "Іван", "Івана", "для Івана"],
    ["bg", "Иван", "Ивана", "за Ивана"],
    ["tr", "Can", "Cana", "Cana"],
    ["tr", "Er", "Erin", "Erin"],
  ])(
    "in %s of %s and %s „%s“ is asked back where both are children, and is the one where the other is none",
    (language, one, other, text) => {
      const [first, second] = [child(`${one}|Niemand`), child(`${other}|Niemand`)];
      const alone = (...children: (typeof first)[]) => namedAlone(text, children, { languages: [language] });
      const isForm = one.length >= 3;
      expect([alone(first, second), alone(first), alone(second)]).toEqual(
        isForm ? [[], [first], [second]] : [[second], [], [second]],
      );
    },
  );

  test("in German and English an s makes no other child of the one that is called so", () => {
    const [jona, jonas] = [child("Jona|Niemand"), child("Jonas|Niemand")];
    const alone = (text: string, ...children: (typeof jona)[]) => namedAlone(text, children, { languages: ["de"] });
    expect([alone("Jonas", jona, jonas), alone("Jana", child("Jan|N"))]).toEqual([[jonas], []]);
  });

  test("a Turkish name keeps its vowel before every ending", () => {
    const ali = child("Ali|Niemand");
    const of = (text: string) => namedAlone(text, [ali], { languages: ["tr"] });
    expect([of("Ali'ye"), of("alinin"), of("ala"), of("alin")]).toEqual([[ali], [ali], [], []]);
  });
});
