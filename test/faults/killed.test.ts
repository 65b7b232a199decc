import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { boxAsFetch } from "../../src/bot-api/mounts.ts";
import { Life } from "../support/mortal.ts";
import { School } from "../support/school.ts";

/** What the grandfather does, tap by tap: he taps the newest button and waits until the next question is on his phone. */
const taps = ["JA", "NEIN", "Absenden"];
const afterTap = ["Teilnahme per Video (Bild)?", "Bitte prüfen Sie Ihre Antworten", "Gespeichert am"];

/** Runs one consent in a process that dies at this step; a new process goes on. Out: whether it died, and how many steps there are. */
async function consentWithDeathAt(step: number, when: "before" | "after"): Promise<{ school: School; life: Life }> {
  const school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  await school.bot.stop();
  const life = new Life({ step, when });
  let revived = false;
  const untilDead = async () => {
    while (!life.dead) await setImmediate();
  };
  const settled = async () => {
    for (let idle = 0; idle < 3; idle += 1) {
      await setImmediate();
      if (life.dead && !revived) {
        revived = true;
        school.box.poller?.end();
        await school.start();
      }
      if (school.box.poller === null || school.box.queue.length > 0) idle = -1;
    }
    const told = school.bot.tellAll();
    if (life.dead && revived) await told;
    else await Promise.race([told, untilDead()]);
  };
  const revive = async () => {
    await settled();
    if (life.dead && !revived) await settled();
  };
  const starting = school.start(life.house(school.house), life.fetch(boxAsFetch(school.box)));
  await Promise.race([starting, untilDead()]);
  const grandfather = school.phone("grandfather");
  grandfather.forget();
  school.box.says(grandfather.chatId, "/einwilligung");
  await revive();
  for (const [index, label] of taps.entries()) {
    for (let waits = 0; waits < 300 && !grandfather.button(label); waits += 1) await revive();
    grandfather.tap(label);
    for (
      let waits = 0;
      waits < 50 && !grandfather.messages.some(({ text }) => text.includes(afterTap[index] ?? ""));
      waits += 1
    )
      await revive();
  }
  for (let round = 0; round < 3; round += 1) await revive();
  return { school, life };
}

test("killed at any step of a consent, before or after it has its effect: nothing is lost, nothing is recorded twice", async () => {
  let deaths = 0;
  for (let step = 1, died = true; died; step += 1) {
    died = false;
    for (const when of ["before", "after"] as const) {
      const { school, life } = await consentWithDeathAt(step, when);
      const told = school.phone("lateTeacher").messages.filter(({ text }) => text.includes("Klasse 2c: Leon N."));
      const unmarked = told.filter(({ text }) => !text.includes("Vielleicht schon einmal angekommen"));
      expect({
        step,
        when,
        events: await school.events("Leon"),
        told: told.length > 0,
        toldUnmarked: unmarked.length <= 1,
      }).toEqual({ step, when, events: "audio given, video refused", told: true, toldUnmarked: true });
      died ||= life.dead;
      deaths += life.dead ? 1 : 0;
      await school.stop();
    }
  }
  expect(deaths).toBeGreaterThan(80);
}, 600_000);
