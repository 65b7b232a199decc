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
