import { afterEach, expect, test } from "vitest";
import { asShown } from "../../src/consent/shown.ts";
import type { Phone } from "../support/phone.ts";
import { School, type Who } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const columns = "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung\n";
const child = (given: string, family: string, guardian: string) =>
  `2c;kind;${given};${family};01.05.2019;;;;\n2c;erziehungsberechtigt;${guardian};;${given};${family};;`;

/** The grandfather's grandchildren, in class 2c. */
async function grandfatherOf(...names: string[]): Promise<Phone> {
  school = await School.open({ joined: ["grandfather"] });
  const rows = names.map((name) => {
    const [given = "", family = "Niemand"] = name.split(" ");
    return `${child(given, family, "Heinz;Niemand")}E17\n`;
  });
  await school.imports(columns + rows.join(""));
  return school.phone("grandfather");
}

async function asked(...names: string[]): Promise<Phone> {
  const grandfather = await grandfatherOf(...names);
  await grandfather.says("/einwilligung");
  return grandfather;
}

async function allYes(phone: Phone, ...names: string[]): Promise<void> {
  await phone.says("/einwilligung");
  for (const _ of names) for (const label of ["JA", "JA"]) await phone.presses(label);
  await phone.presses("Absenden");
}

/** A second person joins with the phone of somebody else. */
async function joinsOn(phone: Phone, who: Who): Promise<void> {
  await phone.says(`/start ${await school.letter(who)}`);
  await phone.presses("Verbinden");
}

async function evidenceOf(name: string): Promise<string> {
  return (await school.house.ledger.eventsOf((await school.child(name)).id)).map(({ evidence }) => evidence).join("\n");
}

test("what was tapped or typed to change one child's answers is no part of another child's proof", async () => {
  const grandfather = await asked("Ella", "Otto");
  for (const label of ["JA", "JA", "NEIN", "NEIN", "Otto N.: ändern", "JA", "JA"]) await grandfather.presses(label);
  await grandfather.says("Otto nein");
  for (const label of ["NEIN", "NEIN", "Absenden"]) await grandfather.presses(label);
  expect(await evidenceOf("Ella")).not.toContain("Otto");
  expect(await evidenceOf("Otto")).toContain("„Otto N.: ändern“");
  expect(await evidenceOf("Otto")).toContain("„Otto nein“");
});

test("who changes an answer and changes it back has proof of the review that was sent, and it stands last", async () => {
  const grandfather = await asked("Leon");
  for (const label of ["JA", "JA", "Ändern", "NEIN", "NEIN", "Ändern", "JA", "JA", "Absenden"])
    await grandfather.presses(label);
  const { ledger } = school.house;
  const [event] = await ledger.eventsOf((await school.child("Leon")).id);
  const shown = asShown((await ledger.textShown(event?.shown ?? "")) ?? "", event?.evidence ?? "");
  expect(event?.kind).toBe("given");
  expect(shown.slice(shown.lastIndexOf("Bitte prüfen"))).toContain("Audio (Ton): <b>JA</b>");
});

test.each([
  "Ottto nein",
  "Otta nie",
  "mein Sohn nein",
  "ja beide",
  "beide ja",
  "yes both",
  "yes for both",
  "evet ikisi de",
  "ikisine de evet",
  "hepsi evet",
  "نعم للاثنين",
  "tak dla obu",
  "да и за двете",
])("where there are several children, „%s“ is no answer for the one that is asked about", async (text) => {
  const grandfather = await asked("Ella", "Otto");
  await grandfather.says(text);
  expect(grandfather.last).toBe("Ella N.: Teilnahme per Audio (Ton)?");
});

test.each(["ja, aber nur Ton", "Ton ja, Bild nein", "ja zu beidem", "beides ja"])(
  "where there are several children, „%s“ still answers both purposes for the one that is asked about",
  async (text) => {
    const grandfather = await asked("Ella", "Otto");
    await grandfather.says(text);
    expect(grandfather.last).toBe("Otto N.: Teilnahme per Audio (Ton)?");
  },
);

test.each(["ja nein", "der Große ja die Kleine nein", "erst ja dann nein", "küçüğe hayır", "1 ja 2 nein"])(
  "where nothing stands that could be withdrawn, „%s“ does not lead out of the form",
  async (text) => {
    const grandfather = await asked("Ella", "Otto");
    await grandfather.says(text);
    expect(grandfather.last).toBe("Ella N.: Teilnahme per Audio (Ton)?");
    expect(grandfather.transcript()).not.toContain("widerrufen?");
  },
);

test.each(["Mila nein", "nein, Mila nicht"])(
  "of two children with the same first name, „%s“ is said of neither",
  async (text) => {
    const grandfather = await asked("Mila Niemand", "Mila Nimmer");
    await grandfather.says(text);
    expect(grandfather.transcript()).toContain("Ich frage für jedes Kind einzeln, jetzt für Mila Nie.:");
    expect(grandfather.last).toBe("Mila Nie.: Teilnahme per Audio (Ton)?");
    await grandfather.says("nein");
    expect(grandfather.last).toBe("Mila Nie.: Teilnahme per Video (Bild)?");
  },
);

test("a child's name alone drops no child whose answers are complete", async () => {
  const grandfather = await asked("Ella", "Otto");
  for (const label of ["JA", "JA"]) await grandfather.presses(label);
  await grandfather.says("Otto");
  for (const label of ["NEIN", "NEIN"]) await grandfather.presses(label);
  expect(grandfather.last).toContain("Ella N. (2c)\nTeilnahme per Audio (Ton): JA");
  await grandfather.presses("Absenden");
  expect([await school.events("Ella"), await school.events("Otto")]).toEqual([
    "audio given, video given",
    "audio refused, video refused",
  ]);
});

test("a child who is called like an answer can be answered for by typing", async () => {
  const grandfather = await asked("Ja", "Otto");
  await grandfather.says("ja");
  expect(grandfather.last).toBe("Ja N.: Teilnahme per Video (Bild)?");
});

test.each(["ja", "nein"])(
  "„%s“, which is also a sister's name, is no answer about her brother, and drops nobody: it is asked back",
  async (text) => {
    const grandfather = await asked("Ja", "Nein", "Alf");
    expect(grandfather.last).toBe("Alf N.: Teilnahme per Audio (Ton)?");
    await grandfather.says(text);
    expect(grandfather.last).toBe("Alf N.: Teilnahme per Audio (Ton)?");
    for (const label of ["NEIN", "NEIN"]) await grandfather.presses(label);
    expect(grandfather.last).toBe("Ja N.: Teilnahme per Audio (Ton)?");
  },
);

test("at the review „ja“ sends nothing where a child is called so", async () => {
  const grandfather = await asked("Ja", "Otto");
  for (const label of ["JA", "JA", "JA", "JA"]) await grandfather.presses(label);
  await grandfather.says("Ja");
  expect([await school.events("Ja"), await school.events("Otto")]).toEqual(["", ""]);
  await grandfather.presses("Absenden");
  expect(await school.events("Otto")).toBe("audio given, video given");
});

test("of twelve children, „Für alle“ goes on with those that were not asked about yet", async () => {
  const names = [..."ABCDEFGHIJKM"].map((letter) => `${letter}ika`);
  const grandfather = await asked(...names);
  const seen = new Set<string>();
  const answersAll = async (count: number) => {
    for (let at = 0; at < count; at += 1) {
      seen.add(grandfather.last.slice(0, 4));
      for (const label of ["JA", "NEIN"]) await grandfather.presses(label);
    }
    await grandfather.presses("Absenden");
  };
  await answersAll(8);
  await grandfather.says("/einwilligung");
  await grandfather.presses("Für alle");
  await answersAll(4);
  expect([...seen].toSorted()).toEqual(names);
});

test.each([
  ["Nur", "ich widerrufe nur das Bild"],
  ["Ben", "ben izni geri çekiyorum"],
  ["Will", "ich will meine Einwilligung widerrufen"],
  ["Alle", "ich widerrufe alle Einwilligungen"],
])("a child is called %s: „%s“ is not said of that child alone", async (name, text) => {
  const grandfather = await grandfatherOf(name, "Otto");
  await allYes(grandfather, name, "Otto");
  await grandfather.says(text);
  const withdrawn = async (one: string) => (await school.events(one)).includes("withdrawn");
  const [ofName, ofOtto] = [await withdrawn(name), await withdrawn("Otto")];
  expect(ofName).toBe(ofOtto);
  if (!ofName) expect(grandfather.labels()).toContain("Otto N. (2c)");
});

test("a child is called Will: „ich will einwilligen“ asks for which child it is", async () => {
  const grandfather = await grandfatherOf("Will", "Otto");
  await allYes(grandfather, "Will", "Otto");
  await grandfather.says("ich will in die Videokonferenz einwilligen");
  expect(grandfather.labels()).toEqual(expect.arrayContaining(["Will N. (2c)", "Otto N. (2c)"]));
});

test("asked for which child to withdraw, „alle außer Ella“ names the other one, and never her", async () => {
  const grandfather = await grandfatherOf("Ella", "Otto");
  await allYes(grandfather, "Ella", "Otto");
  await grandfather.says("/widerruf");
  await grandfather.says("alle außer Ella");
  expect(grandfather.last).toContain("Otto");
  expect(grandfather.last).not.toContain("Ella");
  expect(await school.events("Ella")).toBe("audio given, video given");
  expect(await school.events("Otto")).toBe("audio given, video given");
});

test.each(["nicht Ella", "Ella nicht, aber Otto"])(
  "asked for which child to withdraw, „%s“ names none of them",
  async (text) => {
    const grandfather = await grandfatherOf("Ella", "Otto");
    await allYes(grandfather, "Ella", "Otto");
    await grandfather.says("/widerruf");
    await grandfather.says(text);
    expect(grandfather.last).toBe("Für welches Kind möchten Sie widerrufen?");
    expect(await school.events("Ella")).toBe("audio given, video given");
  },
);

test.each(["Ella Bild", "nur Bild bei Ella", "Bild für alle", "ja"])(
  "asked what to withdraw, „%s“ does not begin to ask for consent",
  async (text) => {
    const grandfather = await grandfatherOf("Ella", "Otto");
    await allYes(grandfather, "Ella", "Otto");
    await grandfather.says("/widerruf");
    await grandfather.presses("Für alle");
    await grandfather.says(text);
    expect(grandfather.last).toContain("Was möchten Sie widerrufen?");
  },
);

/** Mother and father with one phone: two children of both, and one of his alone. */
async function onePhone(): Promise<Phone> {
  school = await School.open({ joined: ["mother"] });
  await school.imports(`${columns}${child("Ella", "Anders", "Tarek;Beispiel-Anders")}E02\n`);
  const phone = school.phone("mother");
  await joinsOn(phone, "father");
  await phone.says("/abbrechen");
  phone.forget();
  return phone;
}

async function whoSpokeFor(name: string): Promise<string[]> {
  const { ledger, roster } = school.house;
  const events = await ledger.eventsOf((await school.child(name)).id);
  const people = await Promise.all(events.map(({ person }) => roster.person(person ?? "")));
  return [...new Set(people.map((person) => person?.givenName ?? ""))];
}

test("where two guardians share a phone, one Absenden is one person's: who answers is asked once", async () => {
  const phone = await onePhone();
  await phone.says("/einwilligung");
  expect(phone.last).toContain("Wer antwortet?");
  await phone.presses("Nadja Beispiel");
  for (let question = 0; question < 4; question += 1) {
    expect(phone.last).toContain("Sie antworten für Nadja Beispiel.");
    expect(phone.last).not.toContain("Ella");
    await phone.presses("JA");
  }
  await phone.presses("Absenden");
  expect([await whoSpokeFor("Mila"), await whoSpokeFor("Jonas"), await whoSpokeFor("Ella")]).toEqual([
    ["Nadja"],
    ["Nadja"],
    [],
  ]);
});

test("a father answers for all of his with the mother's phone, and each question says that he does", async () => {
  const phone = await onePhone();
  await phone.says("/einwilligung");
  await phone.presses("Tarek Beispiel-Anders");
  for (let question = 0; question < 6; question += 1) {
    expect(phone.last).toContain("Sie antworten für Tarek Beispiel-Anders.");
    await phone.presses("NEIN");
  }
  await phone.presses("Absenden");
  expect([await whoSpokeFor("Mila"), await whoSpokeFor("Ella")]).toEqual([["Tarek"], ["Tarek"]]);
});

test("the next child's button under a father's answer asks the father, also where the mother shares the phone", async () => {
  const phone = await onePhone();
  await phone.says("/einwilligung Mila");
  await phone.presses("Tarek Beispiel-Anders");
  for (const label of ["JA", "JA", "Absenden", "Für Ella A. antworten"]) await phone.presses(label);
  expect(phone.last).toBe("Ella A.: Teilnahme per Audio (Ton)?\n\nSie antworten für Tarek Beispiel-Anders.");
});

test("who withdraws for several children with a shared phone takes back only the own consent", async () => {
  const phone = await onePhone();
  for (const name of ["Nadja Beispiel", "Tarek Beispiel-Anders"]) {
    await phone.says("/einwilligung");
    if (phone.button("Für alle")) await phone.presses("Für alle");
    if (phone.last.includes("Wer antwortet?")) await phone.presses(name);
    while (phone.last.includes("Teilnahme per") && !phone.last.includes("prüfen")) await phone.presses("JA");
    await phone.presses("Absenden");
  }
  await phone.says("/widerruf");
  await phone.presses("Für alle");
  await phone.presses("Nadja Beispiel");
  expect(phone.last).toContain("Sie antworten für Nadja Beispiel.");
  await phone.presses("Ton und Bild: NEIN");
  expect(await school.events("Ella")).toBe("audio given, video given");
  expect(await school.events("Mila")).toContain("audio withdrawn, video withdrawn");
});
