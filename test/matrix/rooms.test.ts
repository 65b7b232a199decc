import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { MatrixPhone, MatrixSchool } from "../support/matrix-room.ts";

let school: MatrixSchool;
afterEach(() => school.end());

const joinedRooms = () => [...school.server.rooms.values()].filter((room) => room.membershipOf(school.bot) === "join");
const child = async () => (await school.house.roster.everyChild()).find(({ givenName }) => givenName === "Leon")!.id;

test("whoever opens a room with the bot is greeted, in a talk of two", async () => {
  school = await MatrixSchool.open();
  const somebody = await school.person("ada");
  expect(somebody.transcript()).toContain("Guten Tag! Ich bin JaNein");
  const path = school.server.calls.find(({ method, path }) => method === "PUT" && path.includes("m.direct"));
  expect(path).toBeDefined();
});

test("what was written with the invitation, before the bot had come, is answered, and not greeted over", async () => {
  school = await MatrixSchool.open();
  const { server, bot } = school;
  const userId = server.account("ada");
  const device = server.signIn("ada", "password of ada");
  const roomId = server.opens(userId, { invites: [bot] });
  const ada = new MatrixPhone(school, device, roomId);
  await ada.says("Wer sieht die Daten von meinem Kind?");
  const said = ada.transcript();
  expect(said).toContain("„");
  expect(said.match(/Ich bin JaNein/g)).toBeNull();
});

test("an invitation from another server is refused; a room that such a person has come into is left", async () => {
  school = await MatrixSchool.open();
  const { server, bot } = school;
  const stranger = server.account("@x:elsewhere.example");
  const roomId = server.opens(stranger, { invites: [bot] });
  await school.quiet();
  expect(server.room(roomId).membershipOf(bot)).toBe("leave");
  expect(
    server
      .room(roomId)
      .events.filter(({ sender }) => sender === bot)
      .map(({ type }) => type),
  ).toEqual(["m.room.member"]);
});

test("where a third has come in, one sentence is said, the bot goes, and what was said there counts for nothing", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  await grandfather.says("einwilligung");
  grandfather.forget();
  const { server, bot } = school;
  server.member(grandfather.roomId, server.account("dritte"), "join");
  await grandfather.says("JA");
  expect(grandfather.transcript()).toContain("Bitte öffnen Sie einen eigenen Raum nur mit mir: @janein:schule.example");
  expect(server.room(grandfather.roomId).membershipOf(bot)).toBe("leave");
  expect(await school.house.ledger.eventsOf(await child())).toEqual([]);
  const again = new MatrixPhone(
    school,
    grandfather.device,
    server.opens(grandfather.device.userId, { invites: [bot] }),
  );
  await again.says("JA");
  expect(again.last).toContain("Teilnahme per Video (Bild)?");
});

test.each([
  ["leaves the room", "leave"],
  ["is banned from it", "ban"],
])("whoever %s is written to no more, and hears what waited when they come back", async (_, membership) => {
  school = await MatrixSchool.open();
  const teacher = await school.joined("lateTeacher");
  const { server } = school;
  server.member(teacher.roomId, teacher.device.userId, membership);
  const grandfather = await school.joined("grandfather");
  for (const word of ["einwilligung", "ja", "ja", "absenden"]) await grandfather.says(word);
  expect(teacher.transcript()).toBe("");
  server.member(teacher.roomId, teacher.device.userId, "join");
  await school.quiet();
  expect(teacher.transcript()).toContain("Leon N.");
});

test("a bot that may not write is no bot that was blocked: the operator hears what to do, and later it is told", async () => {
  school = await MatrixSchool.open();
  const teacher = await school.joined("lateTeacher");
  const { muted } = school.server.room(teacher.roomId);
  muted.add(school.bot);
  const grandfather = await school.joined("grandfather");
  for (const word of ["einwilligung", "nein", "nein", "absenden"]) await grandfather.says(word);
  await school.quiet();
  expect(teacher.transcript()).toBe("");
  expect(school.warned.join()).toContain("may not write in a room");
  muted.clear();
  school.clock.now = new Date(school.clock.now.getTime() + 60 * 60 * 1000);
  await school.quiet();
  expect(teacher.transcript()).toContain("Leon N.");
});

test("a bot that was sent away is not let down: who invites it again goes on where they were", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  await grandfather.says("einwilligung");
  const { server, bot } = school;
  server.member(grandfather.roomId, bot, "leave", grandfather.device.userId);
  await school.quiet();
  grandfather.roomId = server.opens(grandfather.device.userId, { invites: [bot] });
  await grandfather.says("ja");
  expect(grandfather.last).toContain("Teilnahme per Video (Bild)?");
});

test("where a room moves to another, the bot comes along", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  const { server, bot } = school;
  const next = server.opens(grandfather.device.userId, { invites: [bot] });
  server.put(
    grandfather.roomId,
    grandfather.device.userId,
    "m.room.tombstone",
    { replacement_room: next },
    { state_key: "" },
  );
  await school.quiet();
  grandfather.roomId = next;
  await grandfather.says("status");
  expect(grandfather.last).toContain("Leon");
  expect(joinedRooms().map(({ id }) => id)).toContain(next);
});

test("an encrypted message whose key is missing is answered in the room, with what to do, and counts for nothing", async () => {
  school = await MatrixSchool.open({ hasKeys: true });
  const grandfather = await school.joined("grandfather");
  grandfather.forget();
  grandfather.send({ algorithm: "m.megolm.v1.aes-sha2", ciphertext: "x", session_id: "y" }, "m.room.encrypted");
  await school.quiet();
  expect(grandfather.transcript()).toBe(
    "JaNein: Diese Nachricht kann ich nicht lesen: Ihr Gerät hat mir den Schlüssel nicht gegeben. " +
      "Bitte schreiben Sie sie noch einmal.",
  );
});

test("what no person says is passed over: notices, other programs' events, verification, what is no event", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  grandfather.send({ msgtype: "m.notice", body: "ja" });
  grandfather.send({ msgtype: "m.key.verification.request", body: "verify" });
  grandfather.send({ any: 1 }, "org.example.custom");
  grandfather.send({ msgtype: 7, body: ["ja"] });
  grandfather.send({});
  await school.quiet();
  expect(grandfather.transcript()).not.toContain("JaNein");
});

test("nothing that a person wrote, and no name that she gave herself, is in the database or in the device's file", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  const { server } = school;
  server.member(grandfather.roomId, grandfather.device.userId, "join", undefined, { displayname: "Zuckerwattebär" });
  for (const word of ["Quittenmus und Rhabarber?", "einwilligung", "Kürbiskernöl ja", "abbrechen"])
    await grandfather.says(word);
  const bytes = Buffer.concat([school.database.$client.serialize(), readFileSync(school.devicePath)]).toString(
    "latin1",
  );
  for (const word of ["Zuckerwatte", "Rhabarber", "rbiskern"]) expect(bytes).not.toContain(word);
});
