import { afterEach, expect, test } from "vitest";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const json = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const requests = async () =>
  (await school.house.requests.all()).map(({ right, words, history }) => [
    right,
    words,
    history.map(({ step }) => step).join(", "),
  ]);

test("access: who asks for it gets the passage, then all that the bot holds at once, to read and to take along", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("Ich möchte Auskunft über die gespeicherten Daten");
  await grandfather.presses("Bei der Schule beantragen");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "Heinz: Ich möchte Auskunft über die gespeicherten Daten
    JaNein: Gegenüber der Schule besteht ein Recht auf Auskunft über Ihre personenbezogenen Daten, ferner haben Sie ein Recht auf Berichtigung, Löschung oder Einschränkung, ein Widerspruchsrecht gegen die Verarbeitung und ein Recht auf Datenübertragbarkeit.
        Aus der Information der Schule (Fassung 1), Abschnitt „Formular“
        [Bei der Schule beantragen]
    JaNein: Hier ist alles, was ich über Sie und Ihre Kinder gespeichert habe: einmal zum Lesen (PDF) und einmal zum Weitergeben (JSON). Was andere Erziehungsberechtigte erklärt haben, steht nicht darin.
    JaNein: 📎 Auskunft.pdf
    JaNein: 📎 Auskunft.json"
  `);
  expect(json(grandfather.document(".pdf")).slice(0, 5)).toBe("%PDF-");
  expect(JSON.parse(json(grandfather.document(".json")))).toMatchObject({
    persons: [{ role: "guardian", givenName: "Heinz", familyName: "Niemand", account: { chat: 103 } }],
    children: [
      { givenName: "Leon", familyName: "Niemand", birthDate: "2019-05-01", className: "2c", declarations: [] },
    ],
  });
  expect(await requests()).toEqual([["access", "", "received, answered"]]);
});

test("portability: the same, in a form that other programs can read", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "NEIN");
  await grandfather.says("Kann ich die Daten zu einer anderen Schule mitnehmen?");
  grandfather.forget();
  await grandfather.presses("Bei der Schule beantragen");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "JaNein: Hier ist alles, was ich über Sie und Ihre Kinder gespeichert habe: einmal zum Lesen (PDF) und einmal zum Weitergeben (JSON). Was andere Erziehungsberechtigte erklärt haben, steht nicht darin.
    JaNein: 📎 Auskunft.pdf
    JaNein: 📎 Auskunft.json"
  `);
  expect(JSON.parse(json(grandfather.document(".json")))).toMatchObject({
    children: [
      {
        declarations: [
          { purpose: "audio", kind: "given", route: "chat", notice: 1 },
          { purpose: "video", kind: "refused" },
        ],
      },
    ],
  });
  expect(await requests()).toEqual([["portability", "", "received, answered"]]);
});

test("access never shows what the other guardian declared, asked or is called", async () => {
  school = await School.open({ joined: ["mother", "father"] });
  const [mother, father] = [school.phone("mother"), school.phone("father")];
  await father.answers("Mila", "NEIN", "NEIN");
  await father.says("/rechte");
  await father.presses("Berichtigung");
  await father.says("Tareks Nachname hat einen Bindestrich");
  await father.presses("So beantragen");
  await mother.answers("Mila", "JA", "JA");
  await mother.says("/rechte");
  await mother.presses("Auskunft");
  const held = json(mother.document(".json"));
  expect(
    (JSON.parse(held) as { children: { givenName: string; declarations: { kind: string }[] }[] }).children.map(
      ({ givenName, declarations }) => [givenName, declarations.map(({ kind }) => kind)],
    ),
  ).toEqual([
    ["Mila", ["given", "given"]],
    ["Jonas", []],
  ]);
  const { id } = (await school.house.roster.peopleOf((await school.child("Mila")).id)).find(
    (one) => one.givenName === "Tarek",
  )!;
  for (const his of [id, "Tarek", "Anders", "refused", "102"]) expect(held).not.toContain(`"${his}`);
});

test("rectification: the question goes along, and the school has a month", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("Leons Name ist falsch geschrieben, kann ich das berichtigen lassen?");
  await grandfather.presses("Bei der Schule beantragen");
  await grandfather.presses("So beantragen");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "Heinz: Leons Name ist falsch geschrieben, kann ich das berichtigen lassen?
    JaNein: Gegenüber der Schule besteht ein Recht auf Auskunft über Ihre personenbezogenen Daten, ferner haben Sie ein Recht auf Berichtigung, Löschung oder Einschränkung, ein Widerspruchsrecht gegen die Verarbeitung und ein Recht auf Datenübertragbarkeit.
        Aus der Information der Schule (Fassung 1), Abschnitt „Formular“
        [Bei der Schule beantragen]
    JaNein: Berichtigung

        Das gebe ich mit:
        Leons Name ist falsch geschrieben, kann ich das berichtigen lassen?
        Möchten Sie noch etwas dazu schreiben? Dann schreiben Sie es jetzt. Abgeschickt wird erst, wenn Sie auf „So beantragen“ tippen.

        ➡️ So beantragen
    JaNein: Ihr Antrag auf Berichtigung ist eingegangen. Die Schule muss bis zum 23.12.2026 antworten. Ich sage Ihnen, sobald sich etwas tut."
  `);
  expect(await requests()).toEqual([
    ["rectification", "Leons Name ist falsch geschrieben, kann ich das berichtigen lassen?", "received"],
  ]);
});

test("restriction: whoever thinks better of it has asked for nothing", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("Kann ich die Verarbeitung einschränken lassen?");
  await grandfather.presses("Bei der Schule beantragen");
  await grandfather.presses("Doch nicht");
  expect(grandfather.last).toBe("Gut, ich habe nichts geändert.");
  expect(await requests()).toEqual([]);
  await grandfather.presses("Bei der Schule beantragen");
  await grandfather.says("nur solange der Name nicht stimmt");
  await grandfather.presses("So beantragen");
  expect(grandfather.last).toBe(
    "Ihr Antrag auf Einschränkung der Verarbeitung ist eingegangen. Die Schule muss bis zum 23.12.2026 antworten. Ich sage Ihnen, sobald sich etwas tut.",
  );
  expect(await requests()).toEqual([
    ["restriction", "Kann ich die Verarbeitung einschränken lassen?\nnur solange der Name nicht stimmt", "received"],
  ]);
});

test("erasure by the command: without a word of reason", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/rechte");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "Heinz: /rechte
    JaNein: Welches Recht möchten Sie nutzen?

        Auskunft und Datenübertragbarkeit bekommen Sie sofort. Beschweren können Sie sich bei der Aufsichtsbehörde; wie, das steht hinter „Beschwerde“. Alles andere geht an die Schule, die innerhalb eines Monats antworten muss.
        [Auskunft]
        [Berichtigung]
        [Löschung]
        [Einschränkung der Verarbeitung]
        [Widerspruch]
        [Datenübertragbarkeit]
        [Beschwerde]
        [Doch nicht]"
  `);
  await grandfather.presses("Löschung");
  await grandfather.presses("So beantragen");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "JaNein: Löschung

        Möchten Sie etwas dazu schreiben, zum Beispiel, worum es geht? Dann schreiben Sie es jetzt. Begründen müssen Sie nichts. Abgeschickt wird erst, wenn Sie auf „So beantragen“ tippen.

        ➡️ So beantragen
    JaNein: Ihr Antrag auf Löschung ist eingegangen. Die Schule muss bis zum 23.12.2026 antworten. Ich sage Ihnen, sobald sich etwas tut."
  `);
  expect(await requests()).toEqual([["erasure", "", "received"]]);
});

test("complaint: the school must answer, and the authority stays open", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("Wo kann ich mich beschweren?");
  await grandfather.presses("An den Datenschutz der Schule");
  await grandfather.says("Auf dem Elternabend wurde die Liste gezeigt.");
  await grandfather.presses("So weitergeben");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "Heinz: Wo kann ich mich beschweren?
    JaNein: Zudem steht Ihnen ein Beschwerderecht bei der Datenschutzaufsichtsbehörde unseres Bundeslandes zu.
        Aus der Information der Schule (Fassung 1), Abschnitt „Formular“
        [An den Datenschutz der Schule]
    JaNein: Beschwerde

        Zudem steht Ihnen ein Beschwerderecht bei der Datenschutzaufsichtsbehörde unseres Bundeslandes zu.
        Aus der Information der Schule (Fassung 1), Abschnitt „Formular“

        Bei der Behörde beschweren Sie sich selbst, ohne die Schule und ohne mich.

        Wenn Sie möchten, gebe ich Ihre Beschwerde auch an die oder den Datenschutzbeauftragten der Schule weiter; das Schulbüro sieht sie ebenfalls. Dann schreiben Sie jetzt, worum es geht. Weitergegeben wird erst, wenn Sie auf „So weitergeben“ tippen.
    Heinz: Auf dem Elternabend wurde die Liste gezeigt.
    JaNein: Beschwerde

        Das gebe ich mit:
        Auf dem Elternabend wurde die Liste gezeigt.
        Möchten Sie noch etwas dazu schreiben? Dann schreiben Sie es jetzt. Abgeschickt wird erst, wenn Sie auf „So weitergeben“ tippen.

        ➡️ So weitergeben
    JaNein: Ihre Beschwerde liegt jetzt bei der oder dem Datenschutzbeauftragten und im Schulbüro. Die Schule muss bis zum 23.12.2026 antworten. Ich sage Ihnen, sobald sich etwas tut.

        Bei der Datenschutzaufsichtsbehörde unseres Bundeslandes können Sie sich unabhängig davon jederzeit selbst beschweren."
  `);
});

test("an objection against taking part becomes a withdrawal, and the mother is told so", async () => {
  school = await School.open({ joined: ["mother", "teacher"] });
  const [mother, teacher] = [school.phone("mother"), school.phone("teacher")];
  await mother.answers("Mila", "JA", "JA");
  mother.forget();
  await mother.says("Ich lege Widerspruch gegen das Video von Mila ein");
  await mother.presses("Bild: NEIN");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "Nadja: Ich lege Widerspruch gegen das Video von Mila ein
    JaNein: Die Verarbeitung beruht auf Ihrer Einwilligung. Ein Widerspruch gegen die Teilnahme ist darum dasselbe wie ein Widerruf: Er gilt sofort, ohne Gründe und ohne Nachteile. Ich behandle Ihren Widerspruch so.
    JaNein: Mila B. (3a)
        Was möchten Sie widerrufen? Der Widerruf gilt sofort. Sie müssen nichts begründen und haben keine Nachteile.

        ➡️ Bild: NEIN
    JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Mila B. (3a)
        Bild: widerrufen

        Es gilt: Teilnahme nur mit Ton. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX"
  `);
  expect(await school.events("Mila")).toBe("audio given, video given, video withdrawn");
  expect(teacher.last).toContain("Jetzt erlaubt: Teilnahme nur mit Ton");
  expect(await requests()).toEqual([]);
});

test("who asks for the right to object gets the passage first; a teacher, who has nothing to withdraw, objects to the school", async () => {
  school = await School.open({ joined: ["grandfather", "teacher"] });
  const [grandfather, teacher] = [school.phone("grandfather"), school.phone("teacher")];
  await grandfather.says("hab ich ein widerspruchsrecht");
  await grandfather.presses("Bei der Schule beantragen");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "Heinz: hab ich ein widerspruchsrecht
    JaNein: Gegenüber der Schule besteht ein Recht auf Auskunft über Ihre personenbezogenen Daten, ferner haben Sie ein Recht auf Berichtigung, Löschung oder Einschränkung, ein Widerspruchsrecht gegen die Verarbeitung und ein Recht auf Datenübertragbarkeit.
        Aus der Information der Schule (Fassung 1), Abschnitt „Formular“
        [Bei der Schule beantragen]
    JaNein: Die Verarbeitung beruht auf Ihrer Einwilligung. Ein Widerspruch gegen die Teilnahme ist darum dasselbe wie ein Widerruf: Er gilt sofort, ohne Gründe und ohne Nachteile. Ich behandle Ihren Widerspruch so.
    JaNein: Leon N. (2c)
        Zurzeit gilt keine Einwilligung. Wenn Sie möchten, halte ich Ihr NEIN fest.
        [Bild: NEIN]
        [Ton und Bild: NEIN]
        [Nichts ändern]"
  `);
  await teacher.says("/rechte");
  await teacher.presses("Widerspruch");
  await teacher.presses("So beantragen");
  expect(teacher.last).toBe(
    "Ihr Widerspruch ist eingegangen. Die Schule muss bis zum 23.12.2026 antworten. Ich sage Ihnen, sobald sich etwas tut.",
  );
  expect(await requests()).toEqual([["objection", "", "received"]]);
});

test("the parent hears of each step that the office takes, in the office's words", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  const { requests: kept, now } = school.house;
  await grandfather.says("/rechte");
  await grandfather.presses("Berichtigung");
  await grandfather.says("Der Name stimmt so nicht: Leon schreibt sich mit zwei e");
  await grandfather.presses("So beantragen");
  grandfather.forget();
  const { id } = (await kept.all())[0]!;
  for (const [step, note] of [
    ["working", ""],
    ["extended", "Wir müssen erst beim Standesamt nachfragen."],
    ["answered", "Leon steht jetzt richtig in unseren Listen."],
  ] as const) {
    await school.days(3);
    await kept.step(id, step, "Frau Schreiber", note, now());
    await school.quiet();
  }
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "JaNein: Ihr Antrag auf Berichtigung vom 23.11.2026: in Bearbeitung.
        Die Schule muss bis zum 23.12.2026 antworten.
    JaNein: Ihr Antrag auf Berichtigung vom 23.11.2026: die Schule braucht mehr Zeit.
        Die Schule muss bis zum 23.02.2027 antworten.

        Die Schule schreibt dazu: Wir müssen erst beim Standesamt nachfragen.
    JaNein: Ihr Antrag auf Berichtigung vom 23.11.2026: erledigt.

        Die Schule schreibt dazu: Leon steht jetzt richtig in unseren Listen."
  `);
  expect(await kept.step(id, "declined", "Frau Schreiber", "", now())).toBe(false);
});

test("two steps that the office takes before the first is told are one message; a refusal says why and what can be done", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  const { requests: kept, now } = school.house;
  await grandfather.says("/rechte");
  await grandfather.presses("Löschung");
  await grandfather.presses("So beantragen");
  grandfather.forget();
  const { id } = (await kept.all())[0]!;
  await kept.step(id, "working", "Frau Schreiber", "", now());
  await kept.step(
    id,
    "declined",
    "Frau Schreiber",
    "Die Schule muss den Nachweis aufbewahren (Art. 17 Abs. 3 DSGVO).",
    now(),
  );
  await school.quiet();
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "JaNein: Ihr Antrag auf Löschung vom 23.11.2026: abgelehnt.

        Die Schule schreibt dazu: Die Schule muss den Nachweis aufbewahren (Art. 17 Abs. 3 DSGVO).

        Sind Sie damit nicht einverstanden? Sie können sich bei der Datenschutzaufsichtsbehörde unseres Bundeslandes beschweren oder sich an ein Gericht wenden."
  `);
});
