import { afterEach, expect, test } from "vitest";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

async function reminds(): Promise<number> {
  const reminded = await school.house.reminders.send(null, school.house.now());
  await school.quiet();
  return reminded.length;
}

test("a grandfather who has not answered is reminded in neutral words, at most twice", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  expect(await reminds()).toBe(1);
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "JaNein: Für Leon N. (2c) hat die Schule von Ihnen noch keine Antwort zu Videokonferenzen. JA und NEIN sind gleich willkommen, und beides hat keine Nachteile: /einwilligung

        Lieber auf Papier? Das Formular gibt es im Sekretariat."
  `);
  await school.days(14);
  expect(await reminds()).toBe(1);
  await school.days(14);
  expect(await reminds()).toBe(0);
  expect(grandfather.transcript().match(/noch keine Antwort/g)).toHaveLength(1);
});

test("whoever has said NEIN, or JA, is never reminded, nor is the other guardian where one answer is enough", async () => {
  school = await School.open({ joined: ["mother", "father", "grandfather"] });
  const [mother, father, grandfather] = [school.phone("mother"), school.phone("father"), school.phone("grandfather")];
  await mother.answers("Mila", "NEIN", "NEIN");
  await mother.answers("Jonas", "JA", "JA");
  await grandfather.answers("Leon", "NEIN", "NEIN");
  for (const phone of [mother, father, grandfather]) phone.forget();
  expect(await reminds()).toBe(0);
  for (const phone of [mother, father, grandfather]) expect(phone.transcript()).toBe("");
});

test("a NEIN to the sound alone, on a form that says nothing of the picture, is a NEIN that nobody comes back to", async () => {
  school = await School.open({ joined: ["grandfather"] });
  await school.records("Leon", "Heinz", { audio: "no" }, "paper");
  expect(await reminds()).toBe(0);
});

test("where both must agree, only the one who has not answered is reminded, and does not hear that the other has", async () => {
  school = await School.open({ joined: ["frauke", "dirk"] });
  const [frauke, dirk] = [school.phone("frauke"), school.phone("dirk")];
  await frauke.answers("Kira", "JA", "JA");
  frauke.forget();
  await reminds();
  expect(dirk.transcript()).toMatchInlineSnapshot(`
    "JaNein: Für Kira M. (2c) hat die Schule von Ihnen noch keine Antwort zu Videokonferenzen. JA und NEIN sind gleich willkommen, und beides hat keine Nachteile: /einwilligung

        Lieber auf Papier? Das Formular gibt es im Sekretariat."
  `);
  expect(frauke.transcript()).toBe("");
});

test("who answers before the reminder goes out does not get it", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  school.box.chats.get(grandfather.chatId)!.blocked = true;
  await reminds();
  school.box.chats.get(grandfather.chatId)!.blocked = false;
  await school.records("Leon", "Heinz", { audio: "yes", video: "no" }, "paper");
  await grandfather.says("/status");
  expect(grandfather.transcript()).not.toContain("noch keine Antwort");
});

test("when no period runs, there is nothing to remind of", async () => {
  school = await School.open({ joined: ["grandfather"] });
  await school.house.periods.end("Frau Schreiber", school.house.notice.number, school.house.now());
  expect(await reminds()).toBe(0);
});
