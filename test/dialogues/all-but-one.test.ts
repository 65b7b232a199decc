import { afterEach, expect, test } from "vitest";
import type { Phone } from "../support/phone.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const lastButtons = ({ messages }: Phone) => (messages.at(-1)?.buttons ?? []).flat().map(({ text }) => text);

const everyLanguage = {
  give: [
    "Ich stimme für alle außer Mila zu",
    "Ich bin einverstanden, aber nicht für Mila",
    "I agree for everyone except Mila",
    "Mila hariç hepsi için izin veriyorum",
    "Согласна на всех, кроме Милы",
    "Я згодна для всіх, крім Міли",
    "Съгласна съм за всички освен за Мила",
    "Zgadzam się, ale nie dla Mili",
    "Sunt de acord pentru toți în afară de Mila",
    "أوافق للجميع ما عدا ميلا",
  ],
  withdraw: [
    "Ich widerrufe alles außer für Mila",
    "ich widerrufe alles aber nicht für mila",
    "I withdraw my consent for all of them except for Mila",
    "Mila hariç iznimi geri alıyorum",
    "Отзываю согласие для всех кроме Милы",
    "Відкликаю згоду для всіх, окрім Міли",
    "Оттеглям съгласието си за всички освен за Мила",
    "Wycofuję zgodę dla wszystkich, z wyjątkiem Mili",
    "Îmi retrag acordul pentru toți în afară de Mila",
    "أسحب موافقتي للجميع باستثناء ميلا",
  ],
};

test.each(everyLanguage.give)("„%s“ asks about the other child alone, and gives for it", async (text) => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.says(text);
  const said = mother.transcript();
  expect(said).toContain("Jonas B.");
  expect(said).not.toContain("Mila B.");
});

test.each(everyLanguage.withdraw)("„%s“ asks about the other child alone, and withdraws", async (text) => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.answers("Mila", "JA", "JA");
  await mother.answers("Jonas", "JA", "JA");
  mother.forget();
  await mother.says(text);
  const said = mother.transcript();
  expect(said).toContain("Jonas B.");
  expect(said).not.toContain("Mila B.");
  expect([await school.participation("Mila"), await school.participation("Jonas")]).toEqual([
    "audio_and_video",
    "audio_and_video",
  ]);
  await mother.presses(lastButtons(mother).at(-2) ?? "");
  expect([await school.participation("Mila"), await school.participation("Jonas")]).toEqual([
    "audio_and_video",
    "none",
  ]);
});

const third = `klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung
5e;kind;Ayşe;Beispiel;01.05.2016;;;;
5e;erziehungsberechtigt;Nadja;Beispiel;;Ayşe;Beispiel;;E01
`;

test("of three the two others are asked about, in giving and in withdrawing", async () => {
  school = await School.open({ joined: ["mother"] });
  await school.imports(third);
  const mother = school.phone("mother");
  await mother.says("Ich stimme für alle außer Mila zu");
  const said = mother.transcript();
  expect(said).not.toContain("Mila B.");
  expect(said).toMatch(/Jonas B\..*Ayşe B\.|Ayşe B\..*Jonas B\./s);
  await mother.says("/abbrechen");
  for (const child of ["Mila", "Jonas", "Ayşe"]) await mother.answers(child, "JA", "JA");
  for (const text of ["Ich widerrufe alles außer für Mila", "/widerruf alle außer Mila"]) {
    mother.forget();
    await mother.says(text);
    expect(lastButtons(mother), text).toEqual(["Ayşe B. (5e)", "Jonas B. (1b)", "Für alle"]);
    await mother.says("/abbrechen");
  }
});

test("who leaves out the only child is shown what stands, and asked nothing about it", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  grandfather.forget();
  await grandfather.says("Ich widerrufe alles außer für Leon");
  expect(lastButtons(grandfather)).not.toContain("Ton und Bild: NEIN");
  expect(grandfather.transcript()).toContain("Leon N.");
  expect(await school.participation("Leon")).toBe("audio_and_video");
});

test.each(["alle außer Mila", "für alle, nur nicht für Mila", "alles außer für mila", "Mila hariç hepsi"])(
  "asked for whom, „%s“ means the other",
  async (text) => {
    school = await School.open({ joined: ["mother"] });
    const mother = school.phone("mother");
    await mother.answers("Mila", "JA", "JA");
    await mother.answers("Jonas", "JA", "JA");
    await mother.says("/widerruf");
    mother.forget();
    await mother.says(text);
    expect(mother.last).toContain("Jonas B.");
    expect(mother.last).not.toContain("Mila B.");
    await mother.says("/abbrechen");
    await mother.says("Ich widerrufe die Einwilligung");
    await mother.says(text);
    expect([await school.participation("Mila"), await school.participation("Jonas")]).toEqual([
      "audio_and_video",
      "none",
    ]);
  },
);
