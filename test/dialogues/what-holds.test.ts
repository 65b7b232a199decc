import { afterEach, expect, test } from "vitest";
import { classOfOlder, School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

test("while both must agree, the one who has said JA hears what is missing, and never that it stays so", async () => {
  school = await School.open({ joined: ["frauke", "dirk"] });
  const [frauke, dirk] = [school.phone("frauke"), school.phone("dirk")];
  await frauke.answers("Kira", "JA", "JA");
  frauke.forget();
  await frauke.answers("Kira", "JA", "JA");
  expect(frauke.last).toMatchInlineSnapshot(`
    "Diese Antwort ist schon gespeichert. So steht es jetzt:

    Kira M. (2c)
    Ton: Ihre Antwort JA (seit 23.11.2026, Fassung 1 der Information)
    Das gilt noch nicht: Es fehlt noch eine weitere Zustimmung.
    Bild: Ihre Antwort JA (seit 23.11.2026, Fassung 1 der Information)
    Das gilt noch nicht: Es fehlt noch eine weitere Zustimmung.
    → keine Teilnahme an Videokonferenzen
    Fragen dazu? Rufen Sie das Sekretariat an, oder schreiben Sie: Paderborner Str. 109, 44143 Dortmund, Libori-Grundschule@stadtdo.de"
  `);
  await dirk.says("/status");
  expect(dirk.last).toContain("Ton: noch keine Antwort");
  await dirk.answers("Kira", "JA", "JA");
  await dirk.answers("Kira", "JA", "JA");
  expect(dirk.last).toBe("Genau so steht es für Kira M. schon. Es bleibt dabei.");
});

test("while a pupil of age has not agreed, the mother hears that a consent is missing and whom to ask, not whose; so does the pupil", async () => {
  school = await School.open();
  await school.imports(classOfOlder);
  const gisela = await school.join("gisela");
  await gisela.answers("Lena", "JA", "NEIN");
  await gisela.says("warum darf Lena nicht teilnehmen?");
  expect(gisela.last).toMatchInlineSnapshot(`
    "Das gilt zurzeit

    Lena L. (10a)
    Ton: Ihre Antwort JA (seit 23.11.2026, Fassung 1 der Information)
    Das gilt noch nicht: Es fehlt noch eine weitere Zustimmung.
    Bild: NEIN seit 23.11.2026, Fassung 1 der Information
    → keine Teilnahme an Videokonferenzen
    Fragen dazu? Rufen Sie das Sekretariat an, oder schreiben Sie: Paderborner Str. 109, 44143 Dortmund, Libori-Grundschule@stadtdo.de"
  `);
  const { phone: lena, link } = await school.pupil("Lena");
  await lena.says(link);
  await lena.presses("Verbinden");
  await lena.answers("Lena", "JA", "JA");
  await gisela.answers("Lena", "NEIN", "NEIN");
  await lena.says("darf ich mitmachen?");
  expect(lena.last).toContain("Es fehlt noch eine weitere Zustimmung");
  expect(lena.last).not.toContain("NEIN");
});

test("asked whether and why not, it shows what stands for that child and asks for no consent", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.answers("Mila", "NEIN", "NEIN");
  for (const text of ["darf Mila mitmachen?", "warum darf Mila nicht teilnehmen?", "neden Mila katılamıyor?"]) {
    mother.forget();
    await mother.says(text);
    expect(mother.messages.filter(({ from }) => from === "bot").at(-1)?.text).toContain("Mila B. (3a)");
    expect(mother.transcript()).not.toContain("Jonas");
  }
  await mother.says("/sprache");
  await mother.presses("Deutsch");
  await mother.says("darf sie jetzt mit video dabei sein");
  expect(mother.last).toContain("Jonas B. (1b)");
  await mother.says("darf die Schule mein Kind filmen?");
  expect(mother.last).not.toContain("Das gilt zurzeit");
});

test("asked in the middle of a question, it shows what stands, and the question is still there", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  grandfather.forget();
  await grandfather.says("darf Leon denn jetzt mitmachen?");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "Heinz: darf Leon denn jetzt mitmachen?
    JaNein: Das gilt zurzeit

        Leon N. (2c)
        Ton: noch keine Antwort
        Bild: noch keine Antwort
        → keine Teilnahme an Videokonferenzen
        [Für Leon N. antworten]
    JaNein: Leon N.: Teilnahme per Audio (Ton)?
        [JA] [NEIN]"
  `);
});

test("a class teacher gets the list of the class, however it is asked for", async () => {
  school = await School.open({ joined: ["teacher"] });
  const teacher = school.phone("teacher");
  for (const text of ["wer darf heute mit video", "darf mila heute mitmachen?", "liste für heute bitte", "klasse 3a"]) {
    await teacher.says(text);
    expect({ text, said: teacher.last }).toEqual({ text, said: expect.stringMatching(/^(3a: |Klasse 3a)/) as string });
  }
});

test("two guardians on one telephone see whose answer it is", async () => {
  school = await School.open({ joined: ["frauke"] });
  const phone = school.phone("frauke");
  await phone.says(`/start ${await school.letter("dirk")}`);
  await phone.presses("Verbinden");
  await phone.says("später");
  await school.records("Kira", "Frauke", { audio: "yes", video: "no" }, "paper");
  await phone.says("/status");
  expect(phone.last).toMatch(/^Frauke .*, Ton: Ihre Antwort JA/m);
  expect(phone.last).toMatch(/^Dirk .*, Ton: noch keine Antwort/m);
});

test("the status of 29 children comes in messages that the messenger takes, each with the buttons of its own", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const names = Array.from(
    { length: 28 },
    (_, at) => `Kind${String.fromCharCode(97 + (at % 26))}${at > 25 ? "z" : ""}`,
  );
  await school.imports(
    "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung\n" +
      names
        .map((name) => `4x;kind;Max;${name};01.05.2017;;;;\n4x;erziehungsberechtigt;Heinz;Niemand;;Max;${name};;E17\n`)
        .join(""),
  );
  const grandfather = school.phone("grandfather");
  const before = grandfather.messages.length;
  await grandfather.says("/status");
  const said = grandfather.messages.slice(before).filter(({ from }) => from === "bot");
  expect(said.length).toBeGreaterThan(1);
  for (const { text, buttons } of said) {
    expect(text.length).toBeLessThan(4096);
    expect(buttons.length).toBe(text.match(/→/g)?.length);
  }
  expect(said.flatMap(({ buttons }) => buttons)).toHaveLength(29);
});
