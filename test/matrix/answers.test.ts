import { afterEach, expect, test } from "vitest";
import { type MatrixPhone, MatrixSchool } from "../support/matrix-room.ts";

let school: MatrixSchool;
afterEach(() => school.end());

async function asked(): Promise<MatrixPhone> {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  await grandfather.says("einwilligung");
  grandfather.forget();
  return grandfather;
}

const child = async () => (await school.house.roster.everyChild()).find(({ givenName }) => givenName === "Leon")!.id;
const events = async () => await school.house.ledger.eventsOf(await child());

test("two numbers in quick succession answer one question: the second stood there before the next was put", async () => {
  const grandfather = await asked();
  grandfather.send({ msgtype: "m.text", body: "1" });
  grandfather.send({ msgtype: "m.text", body: "1" });
  await school.quiet();
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "grandfather: 1
    grandfather: 1
    JaNein: * Leon N.: Teilnahme per Audio (Ton)?

        ➡️ JA
    JaNein: Leon N.: Teilnahme per Video (Bild)?

        Bitte schreiben Sie JA oder NEIN (oder 1 / 2).
    JaNein: Dieser Schritt ist schon erledigt. Die offene Frage steht ganz unten."
  `);
});

test("a number that answers an older message comes too late, and answers nothing else", async () => {
  const grandfather = await asked();
  const first = grandfather.heard.at(-1)!.event_id;
  await grandfather.says("JA");
  await grandfather.says("1", { "m.relates_to": { "m.in_reply_to": { event_id: first } } });
  expect(grandfather.last).toBe("Dieser Schritt ist schon erledigt. Die offene Frage steht ganz unten.");
  await grandfather.says("2");
  expect(grandfather.last).toContain("Teilnahme per Audio (Ton): JA\nTeilnahme per Video (Bild): NEIN");
});

test("what can be chosen alone takes no number: where the whole information is offered, 1 is no JA", async () => {
  const grandfather = await asked();
  expect(grandfather.heard.at(-2)?.content.body).toContain("Dafür schreiben Sie bitte: Ganze Information lesen");
  await grandfather.says("Ganze Information lesen");
  expect(grandfather.transcript()).toContain("Datenschutz");
  expect(grandfather.last).toContain("Teilnahme per Audio (Ton)?");
});

test("the evidence says what was typed, a number or a word", async () => {
  const grandfather = await asked();
  for (const word of ["1", "nein", "Absenden"]) await grandfather.says(word);
  const [audio, video] = await events();
  expect([audio?.evidence, video?.evidence].join("\n")).toMatch(/typed „1“ = „JA“[\s\S]*typed „nein“/);
  expect(`${audio?.evidence}${video?.evidence}`).not.toMatch(/button/);
});

test("a sign under a question is no answer and is told so, elsewhere it means nothing; a poll is none either", async () => {
  const grandfather = await asked();
  const question = grandfather.heard.at(-1)!.event_id;
  const thumb = (event_id: string) =>
    grandfather.send({ "m.relates_to": { rel_type: "m.annotation", event_id, key: "👍" } }, "m.reaction");
  thumb(question);
  await school.quiet();
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "JaNein: Ein Zeichen unter der Nachricht, zum Beispiel ein Daumen, ist keine Antwort. Bitte schreiben Sie Ihre Antwort.
    JaNein: Leon N.: Teilnahme per Audio (Ton)?

        Bitte schreiben Sie JA oder NEIN (oder 1 / 2)."
  `);
  thumb(grandfather.heard[0]!.event_id);
  await school.quiet();
  expect(grandfather.transcript()).toBe("");
  grandfather.send({ "org.matrix.msc3381.poll.start": {} }, "org.matrix.msc3381.poll.start");
  await school.quiet();
  expect(grandfather.transcript()).toContain("An Umfragen kann ich leider nicht teilnehmen");
  expect(await events()).toEqual([]);
});

test("what is changed afterwards counts for nothing, and is told so", async () => {
  const grandfather = await asked();
  const said = await grandfather.says("JA");
  grandfather.forget();
  await grandfather.says("* NEIN", {
    "m.new_content": { msgtype: "m.text", body: "NEIN" },
    "m.relates_to": { rel_type: "m.replace", event_id: said },
  });
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "grandfather: * NEIN
    JaNein: Geändertes zählt nicht. Bitte schreiben Sie es noch einmal neu."
  `);
  await grandfather.says("NEIN");
  expect(grandfather.last).toContain("Teilnahme per Audio (Ton): JA\nTeilnahme per Video (Bild): NEIN");
});

test("a question that was taken out of the room is answered by no number; a word counts for nothing that is not there", async () => {
  const grandfather = await asked();
  const question = grandfather.heard.at(-1)!.event_id;
  school.server.redacts(grandfather.roomId, school.bot, question);
  await school.quiet();
  await grandfather.says("1");
  expect(grandfather.last).not.toContain("Teilnahme per Video (Bild)?");
});

test("commands are words: hilfe, !status, //datenschutz; inside a sentence they are none", async () => {
  const grandfather = await asked();
  await grandfather.says("abbrechen");
  grandfather.forget();
  for (const word of ["Hilfe", "!status", "//datenschutz", "EINWILLIGUNG"]) {
    await grandfather.says(word);
    expect(grandfather.heard.length).toBeGreaterThan(0);
  }
  const all = grandfather.transcript();
  for (const words of ["Das können Sie hier tun", "Leon", "Was über Sie gespeichert ist", "Teilnahme per Audio (Ton)?"])
    expect(all).toContain(words);
  expect(all).not.toMatch(/(?<![\w/])\/(einwilligung|widerruf|hilfe|status)/);
});

test("digits of every script, a keycap, a number with a full stop", async () => {
  const grandfather = await asked();
  for (const number of ["١", "2.", "1️⃣"]) await grandfather.says(number);
  expect((await events()).map(({ purpose, kind }) => `${purpose} ${kind}`)).toEqual(["audio given", "video refused"]);
});
