import { afterEach, expect, test } from "vitest";
import { homeserverAsFetch } from "../../src/homeserver/mount.ts";
import { type MatrixPhone, MatrixSchool } from "../support/matrix-room.ts";

let school: MatrixSchool;
afterEach(() => school.end());

const bodies = (phone: MatrixPhone) => phone.heard.map(({ content }) => String(content.body)).join("\n");

/** The bot of a process that ends while something that it says into this room is under way. */
async function diesWhileAnswering(phone: MatrixPhone, word: string): Promise<void> {
  await school.stop();
  const whole = homeserverAsFetch(school.server);
  let isUnderWay = false;
  await school.start(async (input, init) => {
    const isHere = typeof input === "string" && input.includes(`${encodeURIComponent(phone.roomId)}/send/`);
    isUnderWay ||= isHere;
    return isHere ? await new Promise(() => undefined) : await whole(input, init);
  });
  phone.send({ msgtype: "m.text", body: word });
  while (!isUnderWay) await new Promise((resolve) => setTimeout(resolve, 5));
  await school.stop();
  await school.start();
  await school.quiet();
}

test("a number whose question was closed by a process that died before it was done is an answer still", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  await grandfather.says("einwilligung");
  grandfather.forget();
  await diesWhileAnswering(grandfather, "1");
  expect(grandfather.transcript()).not.toContain("schon erledigt");
  expect(grandfather.last).toContain("Teilnahme per Video (Bild)?");
});

test("whoever connects while the bot dies is connected by the next one, without the code", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.person("grandfather");
  await grandfather.says(await school.code("grandfather"));
  grandfather.forget();
  await diesWhileAnswering(grandfather, "verbinden");
  expect(await school.house.accounts.personsOf(await grandfather.chatId())).toHaveLength(1);
  expect(bodies(grandfather)).toContain("Teilnahme per Audio (Ton)?");
});

test("an announcement that had arrived, told again with more than it had said, says that it may have come before", async () => {
  school = await MatrixSchool.open();
  const teacher = await school.joined("lateTeacher");
  const grandfather = await school.joined("grandfather");
  for (const word of ["einwilligung", "ja", "nein"]) await grandfather.says(word);
  await school.stop();
  const whole = homeserverAsFetch(school.server);
  let lost = false;
  await school.start(async (input, init) => {
    const answer = await whole(input, init);
    const toTeacher = typeof input === "string" && input.includes(`${encodeURIComponent(teacher.roomId)}/send/`);
    lost ||= toTeacher;
    return toTeacher ? await new Promise(() => undefined) : answer;
  });
  grandfather.send({ msgtype: "m.text", body: "absenden" });
  while (!lost) await new Promise((resolve) => setTimeout(resolve, 5));
  for (const word of ["widerruf", "alles", "ja"]) {
    grandfather.send({ msgtype: "m.text", body: word });
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  await school.stop();
  await school.start();
  await school.quiet();
  const said = teacher.transcript();
  expect(said.match(/schon einmal angekommen/g) ?? []).toHaveLength((said.match(/Leon N\./g)?.length ?? 0) - 1);
});

test("a room that nobody can enter, and a bot that starts anew every night: what was done is not done again", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  const { server, bot } = school;
  server.faults.push({ path: /\/join\//, times: 1e9, with: { status: 502 } });
  server.opens(server.account("father"), { invites: [bot] });
  grandfather.send({ msgtype: "m.text", body: "status" });
  while (!grandfather.last.includes("Leon N.")) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const { length } = grandfather.heard;
  for (let night = 1; night <= 6; night += 1) {
    await school.stop();
    school.clock.now = new Date(school.clock.now.getTime() + 20 * 60 * 60 * 1000);
    // A server knows its transactions for a day at most.
    for (const { sent } of server.devicesOf(bot)) sent.clear();
    await school.start();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect({ night, heard: grandfather.heard.length }).toEqual({ night, heard: length });
  }
  server.faults.length = 0;
});
