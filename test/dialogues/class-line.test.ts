import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import type { Phone } from "../support/phone.ts";
import { School } from "../support/school.ts";
import { testWithButtons } from "../support/with-buttons.ts";

let school: School;
afterEach(() => school.stop());

const schoolFile = readFileSync(new URL("../../src/demo/invented-school.csv", import.meta.url), "utf8");
const minute = 60_000;

/** A class teacher, and the mother of Mila in her class. */
async function inClass(): Promise<{ teacher: Phone; mother: Phone }> {
  school = await School.open({ joined: ["teacher", "mother"] });
  return { teacher: school.phone("teacher"), mother: school.phone("mother") };
}

test("a class teacher reads one line of figures first, and the names on a tap", async () => {
  const { teacher, mother } = await inClass();
  await mother.answers("Mila", "JA", "NEIN");
  teacher.forget();
  await teacher.says("/klasse");
  await teacher.presses("Namen zeigen");
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "Frau Tafel: /klasse
    JaNein: 3a: 1 von 7 – 0 Bild und Ton, 1 nur Ton, 6 nicht, davon 6 ohne Antwort
        [Namen zeigen]
    JaNein: Klasse 3a, Stand 23.11.2026, 18:00 Uhr

        Ton und Bild (0)
        –

        Nur Ton (1)
        Mila B.

        Gar nicht (6)
        Noah V.
        Olena V.
        Paul F.
        Rania C.
        Sofia F.
        Tim E."
  `);
});

test("who said no and who is in conflict has answered; who has not is counted apart, and nobody is named for it", async () => {
  const { teacher, mother } = await inClass();
  await school.records("Tim", "Gabi", { audio: "no", video: "no" }, "paper");
  await mother.answers("Mila", "JA", "JA");
  await (await school.join("father")).answers("Mila", "NEIN", "NEIN");
  await teacher.says("/klasse");
  expect(teacher.last).toMatchInlineSnapshot(
    `"3a: 0 von 7 – 0 Bild und Ton, 0 nur Ton, 7 nicht, davon 5 ohne Antwort"`,
  );
  await teacher.presses("Namen zeigen");
  expect(teacher.last).not.toMatch(/Antwort|verschieden|NEIN/);
});

test("what has changed since she last saw the names is marked once, and said in the line until then", async () => {
  const { teacher, mother } = await inClass();
  await teacher.says("/klasse");
  expect(teacher.last).not.toContain("●");
  school.pass(60 * minute);
  await mother.answers("Mila", "JA", "JA");
  teacher.forget();
  await teacher.says("/klasse");
  await teacher.says("/klasse");
  await teacher.presses("Namen zeigen");
  await teacher.says("/klasse");
  await teacher.presses("Namen zeigen");
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "Frau Tafel: /klasse
    JaNein: 3a: 1 von 7 – 1 Bild und Ton, 0 nur Ton, 6 nicht, davon 6 ohne Antwort
        ● 1 geändert, seit Sie die Namen zuletzt angesehen haben
        [Namen zeigen]
    Frau Tafel: /klasse
    JaNein: 3a: 1 von 7 – 1 Bild und Ton, 0 nur Ton, 6 nicht, davon 6 ohne Antwort
        ● 1 geändert, seit Sie die Namen zuletzt angesehen haben
        [Namen zeigen]
    JaNein: Klasse 3a, Stand 23.11.2026, 19:00 Uhr

        Ton und Bild (1)
        ● Mila B.

        Nur Ton (0)
        –

        Gar nicht (6)
        Noah V.
        Olena V.
        Paul F.
        Rania C.
        Sofia F.
        Tim E.

        ● geändert seit 23.11.2026, 18:00 Uhr
    Frau Tafel: /klasse
    JaNein: 3a: 1 von 7 – 1 Bild und Ton, 0 nur Ton, 6 nicht, davon 6 ohne Antwort
        [Namen zeigen]
    JaNein: Klasse 3a, Stand 23.11.2026, 19:00 Uhr

        Ton und Bild (1)
        Mila B.

        Nur Ton (0)
        –

        Gar nicht (6)
        Noah V.
        Olena V.
        Paul F.
        Rania C.
        Sofia F.
        Tim E."
  `);
});

test("a child that has come into the class is marked as well; what changed and changed back is not", async () => {
  const { teacher, mother } = await inClass();
  await teacher.says("/klasse");
  await mother.answers("Mila", "JA", "JA");
  await mother.says("ich widerrufe alles für Mila");
  await school.imports(`${schoolFile.trimEnd()}\n3a;kind;Zoe;Neu;15.03.2018;;;;\n`);
  await school.quiet();
  await teacher.says("/klasse");
  await teacher.presses("Namen zeigen");
  expect(teacher.last).toContain("● Zoe N.");
  expect(teacher.last.match(/●/g)).toHaveLength(2);
});

testWithButtons("the names of a class are shown to its teacher alone, whatever a forged button says", async () => {
  const { teacher } = await inClass();
  const other = await school.join("otherTeacher");
  await teacher.says("/klasse");
  const { data = "", message = 0 } = teacher.button("Namen zeigen") ?? {};
  await other.says("/klasse");
  school.box.presses(other.chatId, other.messages.at(-1)?.id ?? message, data);
  await school.quiet();
  expect(other.last).toBe("Mit diesem Konto ist keine Klasse verbunden.");
});

test("where somebody has several classes, each has a line and a button of its own", async () => {
  const { teacher } = await inClass();
  await school.imports(
    `${schoolFile.trimEnd()}\n4d;lehrkraft;Petra;Tafel;;;;;TAFE\n4d;kind;Ada;Anders;01.02.2017;;;;\n`,
  );
  await school.quiet();
  teacher.forget();
  await teacher.says("/klasse");
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "Frau Tafel: /klasse
    JaNein: 3a: 0 von 7 – 0 Bild und Ton, 0 nur Ton, 7 nicht, davon 7 ohne Antwort

        4d: 0 von 1 – 0 Bild und Ton, 0 nur Ton, 1 nicht, davon 1 ohne Antwort
        [3a: Namen zeigen]
        [4d: Namen zeigen]"
  `);
});
