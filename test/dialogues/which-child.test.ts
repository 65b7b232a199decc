import { afterEach, expect, test } from "vitest";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const children = ["Mila-Sophie", "Ayşe", "Hüseyin"];
const family = `klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung
${children
  .map(
    (name) => `2c;kind;${name};Niemand;01.05.2019;;;;
2c;erziehungsberechtigt;Heinz;Niemand;;${name};Niemand;;E17
`,
  )
  .join("")}`;

async function grandfatherOfThree() {
  school = await School.open({ joined: ["grandfather"] });
  await school.imports(family);
  return school.phone("grandfather");
}

test("a child is found as people type its name, in giving and in withdrawing", async () => {
  const grandfather = await grandfatherOfThree();
  for (const child of ["Mila-Sophie", "Huseyin", "Ayse"]) await grandfather.answers(child, "JA", "JA");
  for (const command of ["/einwilligung", "/widerruf"])
    for (const [typed, shown] of Object.entries({
      "Mila-Sophie": "Mila-Sophie N.",
      mila: "Mila-Sophie N.",
      Ayse: "Ayşe N.",
      Huseyin: "Hüseyin N.",
      "für Hueseyin bitte": "Hüseyin N.",
    })) {
      await grandfather.says(command);
      grandfather.forget();
      await grandfather.says(typed);
      expect(grandfather.last, typed).toContain(shown);
      await grandfather.says("/abbrechen");
    }
});

test("an answer may name the child as it is typed", async () => {
  const grandfather = await grandfatherOfThree();
  await grandfather.says("/einwilligung Hueseyin");
  await grandfather.says("ja, Hueseyin darf");
  expect(grandfather.last).toBe("Hüseyin N.: Teilnahme per Video (Bild)?");
  await grandfather.says("/einwilligung Mila");
  await grandfather.says("ja, Mila darf");
  expect(grandfather.last).toBe("Mila-Sophie N.: Teilnahme per Video (Bild)?");
});

test.each(["beide", "alle", "für Ayse und Huseyin", "die Große", "mein Sohn", "ja Ayse nein", "Mila nicht"])(
  "each child is asked about by itself: „%s“ is asked back, and no answer is taken for another child's",
  async (text) => {
    const grandfather = await grandfatherOfThree();
    await grandfather.says("/einwilligung Ayse");
    await grandfather.presses("JA");
    await grandfather.says("/einwilligung Huseyin");
    grandfather.forget();
    await grandfather.says(text);
    expect(grandfather.transcript()).toContain("Ich frage für jedes Kind einzeln, jetzt für Hüseyin N.:");
    expect(grandfather.last).toBe("Hüseyin N.: Teilnahme per Audio (Ton)?");
  },
);

test("where some have been answered for, it is asked which child it is, and „alle“ is an answer", async () => {
  const grandfather = await grandfatherOfThree();
  await grandfather.answers("Ayse", "JA", "NEIN");
  for (const [text, first] of [
    ["beide", "Mila-Sophie N."],
    ["für Ayse und Huseyin", "Ayşe N."],
  ] as const) {
    await grandfather.says("/einwilligung");
    expect(grandfather.last).toBe("Um welches Kind geht es?");
    await grandfather.says("die Große");
    expect(grandfather.transcript()).toContain("Ich kenne nur die Namen und frage für jedes Kind einzeln");
    await grandfather.says(text);
    expect(grandfather.last).toMatch(/: Teilnahme per Audio \(Ton\)\?$/);
    if (text !== "beide") expect(grandfather.last).toContain(first);
  }
  await grandfather.says("/einwilligung");
  await grandfather.presses("Für alle");
  expect(grandfather.last).toMatch(/: Teilnahme per Audio \(Ton\)\?$/);
});

test("who withdraws for both needs to say only once what", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  for (const text of ["beide", "Mila und Jonas"]) {
    await mother.answers("Mila", "JA", "JA");
    await mother.answers("Jonas", "JA", "JA");
    await mother.says("/widerruf");
    await mother.says(text);
    expect(mother.last).toContain("Mila B. (3a), Jonas B. (1b)\nWas möchten Sie widerrufen?");
    await mother.presses("Bild: NEIN");
    expect([await school.participation("Mila"), await school.participation("Jonas")]).toEqual([
      "audio_only",
      "audio_only",
    ]);
  }
});

test.each(["beide", "für Mila und Jonas", "alle"])(
  "asked for whom a withdrawal holds, „%s“ is an answer",
  async (text) => {
    school = await School.open({ joined: ["mother"] });
    const mother = school.phone("mother");
    await mother.answers("Mila", "JA", "JA");
    await mother.answers("Jonas", "JA", "JA");
    await mother.says("Ich widerrufe die Einwilligung");
    expect(mother.last).toBe("Ihr Widerruf ist angekommen. Für welches Kind gilt er?");
    await mother.says(text);
    expect([await school.participation("Mila"), await school.participation("Jonas")]).toEqual(["none", "none"]);
  },
);

test("a child's name alone shows what stands for that child", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.says("Jonas?");
  expect(mother.last).toContain("Jonas B. (1b)");
  expect(mother.last).not.toContain("Mila");
});

test("a withdrawal that names a child in a case of its language, or in its letters, is recorded for that child alone", async () => {
  const grandfather = await grandfatherOfThree();
  for (const child of ["Mila-Sophie", "Ayse", "Huseyin"]) await grandfather.answers(child, "JA", "JA");
  for (const [text, shown] of [
    ["Wycofuję zgodę dla Mili", "Mila-Sophie N. (2c): Ton, Bild"],
    ["Отзываю согласие для Айше", "Ayşe N. (2c): Ton, Bild"],
    ["Hüseyinin onayını geri çekiyorum", "Hüseyin N. (2c): Ton, Bild"],
  ] as const) {
    grandfather.forget();
    await grandfather.says(text);
    expect(grandfather.transcript().match(/\S+ N\. \(2c\): .*/g), text).toEqual([shown]);
  }
});

test("asked for whom, a name that may be two children's is asked back, and recorded for none", async () => {
  school = await School.open({ joined: ["grandfather"] });
  await school.imports(family.replaceAll("Mila-Sophie", "Jan").replaceAll("Ayşe", "Jana"));
  const grandfather = school.phone("grandfather");
  for (const child of ["Jan", "Jana N."]) await grandfather.answers(child, "JA", "JA");
  await grandfather.says("Wycofuję zgodę");
  await grandfather.says("Jana");
  expect([await school.participation("Jan"), await school.participation("Jana")]).toEqual([
    "audio_and_video",
    "audio_and_video",
  ]);
  await grandfather.says("Jany");
  expect([await school.participation("Jan"), await school.participation("Jana")]).toEqual(["audio_and_video", "none"]);
});
