import { afterEach, expect, test } from "vitest";
import { asShown } from "../../src/consent/shown.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

async function motherAsked() {
  school = await School.open({ joined: ["mother", "teacher", "otherTeacher"] });
  const mother = school.phone("mother");
  await mother.says("/einwilligung");
  return mother;
}

/** The text that was shown to whoever declared for this child, as it is on record. */
async function shownFor(child: string): Promise<string> {
  const { ledger } = school.house;
  const last = (await ledger.eventsOf((await school.child(child)).id)).at(-1);
  return asShown((await ledger.textShown(last?.shown ?? "")) ?? "", last?.evidence ?? "");
}

test("a mother of two answers for both in one conversation: one summary, two questions each, one review, one Absenden", async () => {
  const mother = await motherAsked();
  for (const label of ["JA", "NEIN", "NEIN", "NEIN"]) await mother.presses(label);
  mother.forget();
  await mother.presses("Absenden");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Mila B. (3a)
        Ton: JA
        Bild: NEIN

        Es gilt: Teilnahme nur mit Ton. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX
    JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Jonas B. (1b)
        Ton: NEIN
        Bild: NEIN

        Es gilt: keine Teilnahme an Videokonferenzen. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX"
  `);
  expect([await school.events("Mila"), await school.events("Jonas")]).toEqual([
    "audio given, video refused",
    "audio refused, video refused",
  ]);
  expect(school.phone("teacher").last).toContain("Klasse 3a: Mila B.");
  expect(school.phone("otherTeacher").transcript()).not.toContain("Mila");
});

test("the proof of each child holds what was shown of it, and nothing of what was answered for the other", async () => {
  const mother = await motherAsked();
  for (const label of ["JA", "NEIN", "NEIN", "NEIN", "Absenden"]) await mother.presses(label);
  const [mila, jonas] = [await shownFor("Mila"), await shownFor("Jonas")];
  expect(mila).toContain("Videokonferenzen mit IServ: Mila B. (3a), …");
  expect(mila).toContain("Teilnahme per Audio (Ton): <b>JA</b>\nTeilnahme per Video (Bild): <b>NEIN</b>\n\n…");
  expect(mila).not.toContain("Jonas");
  expect(jonas).toContain("Teilnahme per Audio (Ton): <b>NEIN</b>\nTeilnahme per Video (Bild): <b>NEIN</b>\n\n…");
  expect(jonas).not.toContain("Mila");
  const [first] = await school.house.ledger.eventsOf((await school.child("Mila")).id);
  expect(first?.evidence.match(/(audio|video|review): update/g)).toEqual([
    "audio: update",
    "video: update",
    "review: update",
  ]);
});

test("at the review one child's answers are changed, by a tap or by its name, and the other's stay", async () => {
  const mother = await motherAsked();
  for (const label of ["JA", "JA", "JA", "JA", "Jonas B.: ändern", "NEIN"]) await mother.presses(label);
  await mother.says("nein");
  expect(mother.last).toContain("Mila B. (3a)\nTeilnahme per Audio (Ton): JA\nTeilnahme per Video (Bild): JA");
  expect(mother.last).toContain("Jonas B. (1b)\nTeilnahme per Audio (Ton): NEIN\nTeilnahme per Video (Bild): NEIN");
  await mother.says("Mila ändern");
  expect(mother.last).toBe("Mila B.: Teilnahme per Audio (Ton)?");
  await mother.says("ja, aber nur Ton");
  await mother.presses("Absenden");
  expect([await school.events("Mila"), await school.events("Jonas")]).toEqual([
    "audio given, video refused",
    "audio refused, video refused",
  ]);
});

test.each([
  "ja",
  "ja bitte",
  "für beide ja",
  "Mila ja, Jonas nein",
  "Jonas ja",
  "beide",
  "passt",
  "ok",
  "ja aber Jonas nicht",
])("at the review of two children „%s“ sends nothing that was not meant", async (text) => {
  const mother = await motherAsked();
  for (const label of ["JA", "JA", "NEIN", "NEIN"]) await mother.presses(label);
  await mother.says(text);
  const recorded = (await school.events("Mila")) !== "";
  // A bare JA sends, as "Absenden" does; nothing else.
  expect(recorded).toBe(["ja", "ja bitte"].includes(text));
  if (recorded) expect(await school.events("Jonas")).toBe("audio refused, video refused");
});

test("who goes back at the first question of the second child is at the first one again", async () => {
  const mother = await motherAsked();
  for (const label of ["JA", "NEIN"]) await mother.presses(label);
  expect(mother.last).toBe("Jonas B.: Teilnahme per Audio (Ton)?");
  await mother.says("zurück");
  expect(mother.last).toBe("Mila B.: Teilnahme per Audio (Ton)?");
  await mother.says("/abbrechen");
  expect([await school.events("Mila"), await school.events("Jonas")]).toEqual(["", ""]);
});

test("a button of the question before answers nothing for the next child", async () => {
  const mother = await motherAsked();
  const old = mother.button("JA");
  await mother.presses("NEIN");
  await mother.presses("NEIN");
  school.box.presses(mother.chatId, old?.message ?? 0, old?.data ?? "");
  await school.quiet();
  expect(mother.last).toBe("Jonas B.: Teilnahme per Audio (Ton)?");
});

test("one of the children leaves the school before it is sent: the other's answers are recorded, and it is said why these are not", async () => {
  const mother = await motherAsked();
  for (const label of ["JA", "JA", "JA", "JA"]) await mother.presses(label);
  const { id } = await school.child("Jonas");
  school.database.$client.prepare("update child set gone_at = '2026-11-23' where id = ?").run(id);
  await mother.presses("Absenden");
  expect([await school.events("Mila"), await school.house.ledger.eventsOf(id)]).toEqual([
    "audio given, video given",
    [],
  ]);
  expect(mother.transcript()).toContain("Dieses Kind ist nicht mehr an der Schule gemeldet");
});

test("killed between recording and answering, both children are recorded once and told once", async () => {
  const mother = await motherAsked();
  for (const label of ["JA", "JA", "NEIN", "NEIN"]) await mother.presses(label);
  const button = mother.button("Absenden");
  await mother.presses("Absenden");
  school.box.presses(mother.chatId, button?.message ?? 0, button?.data ?? "");
  await school.restart();
  await school.quiet();
  expect([await school.events("Mila"), await school.events("Jonas")]).toEqual([
    "audio given, video given",
    "audio refused, video refused",
  ]);
  expect(mother.transcript().match(/Ihr Beleg/g)).toHaveLength(2);
});

test("another letter's code, typed in the middle of a question, is a code", async () => {
  const mother = await motherAsked();
  await mother.says(await school.letter("grandfather"));
  expect(mother.last).toContain("Soll ich dieses Konto verbinden?");
  await mother.presses("Verbinden");
  expect(mother.last).toBe("Leon N.: Teilnahme per Audio (Ton)?\n\nSie antworten für Heinz Niemand.");
});

test("who joins where nothing is waited for is asked nothing: a menu, and no form", async () => {
  school = await School.open();
  await school.records("Leon", "Heinz", { audio: "no", video: "no" }, "paper");
  const grandfather = school.phone("grandfather");
  await grandfather.says(`/start ${await school.letter("grandfather")}`);
  await grandfather.presses("Verbinden");
  const said = grandfather.transcript();
  expect(said).toContain("Was möchten Sie tun?");
  expect(said).not.toContain("Teilnahme per Audio");
});

test("who answers with nothing but a child's name goes on with that child alone, and the other is offered afterwards", async () => {
  for (const [name, other] of [
    ["Jonas", "Mila B."],
    ["für Mila bitte", "Jonas B."],
  ] as const) {
    const mother = await motherAsked();
    await mother.presses("JA");
    await mother.says(name);
    for (const label of ["NEIN", "NEIN", "Absenden"]) await mother.presses(label);
    expect(mother.button(`Für ${other} antworten`)).toBeDefined();
    const named = name === "Jonas" ? "Jonas" : "Mila";
    expect(await school.events(named)).toBe("audio refused, video refused");
    expect(await school.events(named === "Jonas" ? "Mila" : "Jonas")).toBe("");
    await school.stop();
  }
  await motherAsked();
});
