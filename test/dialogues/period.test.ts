import { afterEach, expect, test } from "vitest";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

async function ends(): Promise<void> {
  await school.house.periods.end("Frau Schreiber", school.house.notice.number, school.house.now());
  await school.quiet();
}

test("at the end of the period every consent lapses, and parents and teachers are told once", async () => {
  school = await School.open({ joined: ["mother", "father", "grandfather", "teacher"] });
  const [mother, father, grandfather, teacher] = [
    school.phone("mother"),
    school.phone("father"),
    school.phone("grandfather"),
    school.phone("teacher"),
  ];
  await mother.answers("Mila", "JA", "JA");
  await mother.answers("Jonas", "JA", "NEIN");
  await grandfather.answers("Leon", "NEIN", "NEIN");
  for (const phone of [mother, grandfather, teacher]) phone.forget();
  await ends();
  await school.days(7);
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "JaNein: Die Zeit der eingeschränkten Beschulung ist beendet.

        Damit sind alle Einwilligungen zu Videokonferenzen abgelaufen. Sie müssen nichts tun."
  `);
  for (const phone of [father, grandfather])
    expect(phone.transcript()).toBe(`JaNein: ${mother.last.replaceAll("\n", "\n    ").replace(/ +$/gm, "")}`);
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "JaNein: Die Zeit der eingeschränkten Beschulung ist beendet.

        Damit sind alle Einwilligungen zu Videokonferenzen abgelaufen: Zurzeit nimmt kein Kind teil."
  `);
  expect(await school.events("Mila")).toBe("audio given, video given, audio lapsed, video lapsed");
  expect(await school.participation("Jonas")).toBe("none");
  expect(await school.events("Leon")).toBe("audio refused, video refused");
});

test("after it, who wants to give is told kindly that none is needed; a NEIN is taken as ever", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await ends();
  grandfather.forget();
  await grandfather.says("Leon darf mitmachen");
  await grandfather.says("/widerruf");
  await grandfather.presses("Ton und Bild: NEIN");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "Heinz: Leon darf mitmachen
    JaNein: Zurzeit braucht die Schule keine Einwilligung: Die Zeit der eingeschränkten Beschulung ist beendet. Sobald sich das ändert, sage ich Bescheid. Widerrufen können Sie trotzdem jederzeit: /widerruf
    Heinz: /widerruf
    JaNein: Leon N. (2c)
        Zurzeit gilt keine Einwilligung. Wenn Sie möchten, halte ich Ihr NEIN fest.

        ➡️ Ton und Bild: NEIN
    JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Leon N. (2c)
        Ton: NEIN
        Bild: NEIN

        Es gilt: keine Teilnahme an Videokonferenzen. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX"
  `);
});

test("whoever was in the middle of the question when the period ended, has consented to nothing", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  await grandfather.presses("JA");
  await grandfather.presses("JA");
  await ends();
  await grandfather.presses("Absenden");
  expect(grandfather.last).toContain("Zurzeit braucht die Schule keine Einwilligung");
  expect(await school.events("Leon")).toBe("");
});

test("a new period renews nothing: parents and teachers hear that it begins, and what lapsed stays lapsed", async () => {
  school = await School.open({ joined: ["mother", "teacher"] });
  const [mother, teacher] = [school.phone("mother"), school.phone("teacher")];
  await mother.answers("Mila", "JA", "JA");
  await ends();
  await school.days(40);
  for (const phone of [mother, teacher]) phone.forget();
  await school.house.periods.start("Frau Schreiber", school.house.now());
  await school.quiet();
  await mother.says("/status");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "JaNein: Es beginnt eine Zeit der eingeschränkten Beschulung.

        Frühere Einwilligungen leben nicht wieder auf. Für die Teilnahme an Videokonferenzen braucht die Schule eine neue Antwort: /einwilligung

        Es ist freiwillig, und ein NEIN hat keine Nachteile. Wer schon NEIN gesagt hat, muss nichts tun: Dabei bleibt es.
    Nadja: /status
    JaNein: Das gilt zurzeit

        Mila B. (3a)
        Ton: Ihre Antwort JA (seit 23.11.2026, Fassung 1 der Information)
        Das gilt nicht mehr: Dieses JA ist abgelaufen.
        Bild: Ihre Antwort JA (seit 23.11.2026, Fassung 1 der Information)
        Das gilt nicht mehr: Dieses JA ist abgelaufen.
        → keine Teilnahme an Videokonferenzen

        Jonas B. (1b)
        Ton: noch keine Antwort
        Bild: noch keine Antwort
        → keine Teilnahme an Videokonferenzen
        [Für Mila B. antworten]
        [Für Jonas B. antworten]"
  `);
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "JaNein: Es beginnt eine Zeit der eingeschränkten Beschulung.

        Frühere Einwilligungen leben nicht wieder auf. Ich sage Ihnen Bescheid, sobald für ein Kind geantwortet wird; die Liste für den Unterricht: /klasse"
  `);
  expect(await school.participation("Mila")).toBe("none");
  await mother.answers("Mila", "JA", "NEIN");
  expect(await school.participation("Mila")).toBe("audio_only");
});
