import { afterEach, describe, expect, test } from "vitest";
import { actOf, actsIn } from "../../src/consent/act.ts";
import { onPostgres } from "../support/fresh-database.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const endless = "langezeichen".repeat(9000);
const someOfIt = "langezeichenlangezeichen";
const tables = "select cast(tablename as text) from pg_tables where schemaname = current_schema()";
function stored(): boolean {
  const { $client: client } = school.database;
  if (!onPostgres) return client.serialize().includes(someOfIt);
  const holds = (table: unknown) =>
    client.prepare(`select 1 from "${String(table)}" as one where strpos(cast(one as text), ?) > 0`).get(someOfIt);
  return client
    .prepare(tables)
    .pluck()
    .all()
    .some((table) => holds(table) !== undefined);
}
const tooLong = "Das ist zu lang für mich. Bitte schreiben Sie es kürzer, mit höchstens 4096 Zeichen.";
const evidence = () =>
  school.database.$client
    .prepare("select evidence from consent_event where kind = 'withdrawn'")
    .pluck()
    .all() as string[];

describe("a text longer than the messenger lets anybody write", () => {
  test.each([
    ["typed", { text: endless }],
    ["under a picture", { caption: endless }],
    ["as what is answered", { text: "ja", reply_to_message: { text: endless } }],
    ["as words that withdraw", { text: `Widerruf! ${endless}` }],
  ])(
    "%s is refused with one sentence, nothing of it is kept, and the open question can be answered",
    async (_how, sent) => {
      school = await School.open({ joined: ["grandfather"] });
      const grandfather = school.phone("grandfather");
      await grandfather.answers("Leon", "JA", "JA");
      await grandfather.says("/einwilligung");
      const before = grandfather.messages.length;
      await grandfather.sends(sent);
      expect(grandfather.messages.slice(before + 1).map(({ text }) => text)).toEqual([tooLong]);
      expect(stored()).toBe(false);
      await grandfather.presses("NEIN");
      expect(grandfather.last).toContain("Teilnahme per Video");
    },
  );

  test("is refused behind a button too, and the button does not keep turning", async () => {
    school = await School.open({ joined: ["mother"] });
    const mother = school.phone("mother");
    await mother.says("darf ich den Schulgarten mieten?");
    const asked = mother.messages.at(-1)!;
    const question = mother.messages.find(({ text }) => text === "darf ich den Schulgarten mieten?");
    Object.assign(question!, { text: endless });
    const answered = () => school.box.calls.filter(({ method }) => method === "answerCallbackQuery").length;
    const before = answered();
    await mother.presses(asked.buttons[0]![0]!.text);
    expect(mother.last).toBe(tooLong);
    expect(answered()).toBe(before + 1);
    expect(stored()).toBe(false);
  });

  test("is told from one that the messenger lets pass, in signs of two halves too", async () => {
    school = await School.open({ joined: ["mother"] });
    const mother = school.phone("mother");
    for (const text of ["😀".repeat(4096), `${"wort ".repeat(819)}!`]) {
      await mother.says(text);
      expect(mother.last).not.toBe(tooLong);
    }
  });
});

describe("the proof of an act", () => {
  test("holds words to their end, and of words without end the beginning", async () => {
    school = await School.open();
    const words = "ja ".repeat(1300).trim();
    expect(actsIn(actOf(7, { how: "typed", words }))).toEqual([{ how: "typed", words }]);
    expect(actOf(7, { how: "typed", words: endless }).length).toBeLessThan(9000);
  });

  test("names of sixty withdrawals before it the first twenty, and how many more", async () => {
    school = await School.open({ joined: ["mother"] });
    const mother = school.phone("mother");
    for (const child of ["Mila", "Jonas"]) await mother.answers(child, "JA", "JA");
    for (let at = 0; at < 60; at += 1) await mother.says("ich widerrufe");
    await mother.presses("Für alle");
    const [one = ""] = evidence();
    expect(one.match(/to typed „ich widerrufe/g)).toHaveLength(20);
    expect(one).toContain("and 40 more");
  });
});
