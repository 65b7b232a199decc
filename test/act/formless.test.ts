import { afterEach, expect, test } from "vitest";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

test("a clear withdrawal holds at once, is told, and can be taken back by its own event", async () => {
  school = await School.open({ joined: ["mother", "teacher"] });
  const [mother, teacher] = [school.phone("mother"), school.phone("teacher")];
  await mother.answers("Mila", "JA", "JA");
  for (const phone of [mother, teacher]) phone.forget();
  await mother.says("Hiermit widerrufe ich meine Einwilligung für Mila in vollem Umfang");
  expect(await school.participation("Mila")).toBe("none");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "Nadja: Hiermit widerrufe ich meine Einwilligung für Mila in vollem Umfang
    JaNein: Ihr Widerruf ist gespeichert

        Mila B. (3a): Ton, Bild

        Er gilt ab sofort. Nachteile haben Sie dadurch nicht.
        [War nicht so gemeint]
    JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Mila B. (3a)
        Ton: widerrufen
        Bild: widerrufen

        Es gilt: keine Teilnahme an Videokonferenzen. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX"
  `);
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "JaNein: Klasse 3a: Mila B.
        Geändert: Ton – widerrufen, Bild – widerrufen
        Jetzt erlaubt: keine Teilnahme an Videokonferenzen"
  `);
  const { id } = await school.child("Mila");
  const [event] = (await school.house.ledger.eventsOf(id)).slice(-1);
  expect(event?.evidence).toMatch(
    /^free words: update \d+, typed „Hiermit widerrufe ich meine Einwilligung für Mila in vollem Umfang“/,
  );
  await mother.presses("War nicht so gemeint");
  expect(await school.events("Mila")).toBe(
    "audio given, video given, audio withdrawn, video withdrawn, audio given, video given",
  );
  expect(await school.participation("Mila")).toBe("audio_and_video");
});

test("only what was said is withdrawn, from any state", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.answers("Mila", "JA", "JA");
  await mother.says("/rechte");
  await mother.says("Ab sofort bitte kein Video mehr für Mila");
  expect(await school.participation("Mila")).toBe("audio_only");
});

test("in the middle of another child's consent a withdrawal holds, and nothing of the open question is recorded", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.answers("Mila", "JA", "JA");
  await mother.says("/einwilligung Jonas");
  await mother.presses("JA");
  await mother.presses("JA");
  await mother.says("Ich widerrufe die Einwilligung für Mila");
  expect(await school.participation("Mila")).toBe("none");
  expect(await school.events("Jonas")).toBe("");
  await mother.says("ja");
  expect(await school.events("Jonas")).toBe("");
});

test("for both children in so many words, or each of them asked", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  for (const child of ["Mila", "Jonas"]) await mother.answers(child, "JA", "JA");
  await mother.says("Ich widerrufe alles für beide Kinder");
  expect([await school.participation("Mila"), await school.participation("Jonas")]).toEqual(["none", "none"]);
  await mother.presses("War nicht so gemeint");
  expect([await school.participation("Mila"), await school.participation("Jonas")]).toEqual([
    "audio_and_video",
    "audio_and_video",
  ]);
  mother.forget();
  await mother.says("Ich widerrufe meine Einwilligung");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "Nadja: Ich widerrufe meine Einwilligung
    JaNein: Ihr Widerruf ist angekommen. Für welches Kind gilt er?
        [Mila B. (3a)]
        [Jonas B. (1b)]
        [Für alle]
        [Ich wollte nichts widerrufen]"
  `);
  await mother.says("beide");
  expect([await school.participation("Mila"), await school.participation("Jonas")]).toEqual(["none", "none"]);
});

test("asked for whom, who taps one child right after the other has withdrawn for both, once each", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  for (const child of ["Mila", "Jonas"]) await mother.answers(child, "JA", "JA");
  await mother.says("Ich widerrufe meine Einwilligung");
  mother.forget();
  for (const label of ["Mila B. (3a)", "Jonas B. (1b)", "Jonas B. (1b)", "Ich wollte nichts widerrufen"])
    mother.tap(label);
  await school.quiet();
  const withdrawn = "audio given, video given, audio withdrawn, video withdrawn";
  expect([await school.events("Mila"), await school.events("Jonas")]).toEqual([withdrawn, withdrawn]);
  const said = mother.transcript();
  expect(said.match(/Ihr Widerruf ist gespeichert/g)).toHaveLength(2);
  expect(said.match(/gehört zu einem alten Schritt/g)).toHaveLength(2);
  await mother.presses("War nicht so gemeint");
  expect([await school.participation("Mila"), await school.participation("Jonas")]).toEqual([
    "none",
    "audio_and_video",
  ]);
});

test("an hour later an old button of that question withdraws nothing more", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  for (const child of ["Mila", "Jonas"]) await mother.answers(child, "JA", "JA");
  await mother.says("Ich widerrufe meine Einwilligung");
  const button = mother.button("Jonas B. (1b)");
  await mother.presses("Mila B. (3a)");
  school.pass(60 * 60 * 1000);
  school.box.presses(mother.chatId, button?.message ?? 0, button?.data ?? "");
  await school.quiet();
  expect(mother.last).toContain("gehört zu einem alten Schritt");
  expect(await school.participation("Jonas")).toBe("audio_and_video");
});

test("an unclear one that nobody answers comes before the office after a day, and its person is reminded once", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  for (const child of ["Mila", "Jonas"]) await mother.answers(child, "JA", "JA");
  await mother.says("Ich widerrufe meine Einwilligung");
  mother.forget();
  await school.days(1);
  await school.days(1);
  await school.days(1);
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "JaNein: Sie haben geschrieben: „Ich widerrufe meine Einwilligung“

        Für welches Kind gilt Ihr Widerruf? Bitte sagen Sie es mit /widerruf oder im Sekretariat, dort liegt er auch vor."
  `);
  const waiting = await school.house.matters.beforeOffice();
  expect(waiting.map(({ name, words }) => ({ name, words }))).toEqual([
    { name: "Nadja Beispiel", words: "Ich widerrufe meine Einwilligung" },
  ]);
  // It stands in the office's log, and stays there.
  expect(waiting[0]?.id).not.toContain(String(mother.chatId));
  await mother.presses("Mila B. (3a)");
  expect(await school.participation("Mila")).toBe("none");
  expect(await school.participation("Jonas")).toBe("audio_and_video");
  expect(await school.house.matters.beforeOffice()).toEqual([]);
});

test.each(["Ich widerrufe die Einwilligung für Mila", "Ich bin dagegen, dass Mila mitmacht"])(
  "a father who has not answered yet, and says „%s“ against the mother's JA: he is asked what, and without an answer it comes before the office",
  async (words) => {
    school = await School.open({ joined: ["mother", "father"] });
    const father = school.phone("father");
    await school.phone("mother").answers("Mila", "JA", "JA");
    await father.says(words);
    await father.says("/abbrechen");
    await father.says("beide");
    expect(father.last).not.toContain("können Sie zurzeit nichts erklären");
    await school.days(2);
    expect(await school.house.matters.beforeOffice()).toMatchObject([{ name: "Tarek Beispiel-Anders", words }]);
    await father.says("/widerruf Mila");
    await father.presses("Ton und Bild: NEIN");
    expect(await school.participation("Mila")).toBe("none");
    expect(await school.house.matters.beforeOffice()).toEqual([]);
  },
);

test("an old button of the way back brings nothing back that has been answered again since", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  await grandfather.says("Ich widerrufe die Einwilligung");
  await grandfather.answers("Leon", "NEIN", "NEIN");
  await grandfather.answers("Leon", "JA", "NEIN");
  await grandfather.presses("War nicht so gemeint");
  await grandfather.presses("War nicht so gemeint").catch(() => undefined);
  expect(await school.participation("Leon")).toBe("audio_only");
});

test("the way back brings nothing back that the office has put down in the very moment before it is recorded", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  await grandfather.says("Ich widerrufe die Einwilligung");
  const { ledger } = school.house;
  const [{ child, personId: person } = { child: { id: "" }, personId: "" }] = await school.house.roster.ownChildren(
    grandfather.chatId,
  );
  const onPaper: Parameters<typeof ledger.recordDecision>[0] = {
    child: child.id,
    person,
    role: "guardian",
    answers: { audio: "yes", video: "no" },
    route: "paper",
    recordedBy: "Frau Schreiber",
    notice: school.house.notice.number,
    language: "de",
    shownText: null,
    evidence: "Blatt 7",
  };
  const onlyReads = new Set<string | symbol>(["eventsOf", "standings", "mustAgree", "takeDown"]);
  let isFirst = true;
  school.house.ledger = new Proxy(ledger, {
    get: (room, name, ...rest) => {
      const call = Reflect.get(room, name, ...rest) as (...args: unknown[]) => Promise<unknown>;
      if (onlyReads.has(name)) return call;
      return async (...args: unknown[]) => {
        if (isFirst) {
          isFirst = false;
          school.house.ledger = ledger;
          await ledger.recordDecision(onPaper, school.house.now());
        }
        return await call(...args);
      };
    },
  });
  grandfather.tap("War nicht so gemeint");
  await school.quiet();
  expect(isFirst).toBe(false);
  expect(await school.participation("Leon")).toBe("audio_only");
  expect(grandfather.transcript()).not.toContain("gilt wieder");
});
