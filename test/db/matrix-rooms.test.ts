import { expect, test } from "vitest";
import { openMatrixRooms } from "../../db/messenger/matrix.ts";
import { joinCodeHash } from "../../src/school/join-code.ts";
import { School } from "../support/school.ts";

const daysLater = (now: Date, days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000);

test("who belongs to the school keeps their room, however long nothing is written there; a stranger is forgotten", async () => {
  const school = await School.open();
  const { house, database, clock } = school;
  const rooms = openMatrixRooms(database);
  const [mother, stranger] = [
    await rooms.chatOf("@nadja:schule.test", "!one:schule.test"),
    await rooms.chatOf("@nobody:schule.test", "!two:schule.test"),
  ];
  await house.accounts.redeem(joinCodeHash(await school.letter("mother"), house.codeKey), mother, clock.now);
  await rooms.number(mother, ["$one"], clock.now);
  await rooms.sweep(daysLater(clock.now, 20));
  expect(await rooms.chat(mother)).toMatchObject({ userId: "@nadja:schule.test" });
  expect(await rooms.chat(stranger)).toBeNull();
  await school.stop();
});
