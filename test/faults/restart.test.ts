import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, test } from "vitest";
import { readTexts } from "../../src/texts.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

test("a conversation goes on after a restart, even with an answer that was given meanwhile", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  await grandfather.presses("JA");
  await school.bot.stop();
  grandfather.tap("NEIN");
  await school.start();
  await school.quiet();
  await grandfather.presses("Absenden");
  expect(await school.events("Leon")).toBe("audio given, video refused");
});

test("after new steps were installed the person hears it kindly, and nothing is recorded", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  const kept = await school.house.talks.conversationOf(grandfather.chatId);
  const older = JSON.stringify({ ...(JSON.parse(kept ?? "{}") as object), version: [0, 0] });
  await school.house.talks.keepConversation(grandfather.chatId, older, 0, school.clock.now);
  grandfather.forget();
  await grandfather.says("ja");
  expect(grandfather.transcript()).toContain("Ich habe dazugelernt und musste die offene Frage schließen.");
  expect(await school.events("Leon")).toBe("");
});

test("what somebody else has put in the place of an open question stops no start, and nothing is recorded of it", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  await school.bot.stop();
  await school.house.talks.keepConversation(grandfather.chatId, "no state", 0, school.clock.now);
  await school.start();
  grandfather.forget();
  await grandfather.says("ja");
  expect(grandfather.transcript()).toContain("Ich habe dazugelernt und musste die offene Frage schließen.");
  expect(await school.events("Leon")).toBe("");
});

test("a new version that says anything otherwise closes an open question: what is on record is what was shown", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  await grandfather.presses("JA");
  const folder = mkdtempSync(join(tmpdir(), "janein-locales-"));
  cpSync(new URL("../../locales/", import.meta.url), folder, { recursive: true });
  const said = readFileSync(join(folder, "de/bot.json"), "utf8");
  writeFileSync(join(folder, "de/bot.json"), said.replace("Teilnahme per Audio", "Darf Ihr Kind mitmachen, per Audio"));
  await school.comesWith(await readTexts(pathToFileURL(`${folder}/`)));
  rmSync(folder, { recursive: true });
  grandfather.forget();
  await grandfather.presses("JA");
  expect(grandfather.transcript()).toContain("Ich habe dazugelernt und musste die offene Frage schließen.");
  expect(await school.events("Leon")).toBe("");
});

test("a conversation that nobody touches is forgotten after a while", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  school.pass(15 * 24 * 60 * 60 * 1000);
  await school.restart();
  await school.quiet();
  expect(await school.house.talks.conversationOf(grandfather.chatId)).toBeUndefined();
});
