import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { openDatabase } from "../../db/file/open.ts";
import { linksOf } from "../../db/proof/links.ts";
import { BotApiBox } from "../bot-api/box.ts";
import { boxAsFetch } from "../bot-api/mounts.ts";
import { players } from "../demo/cast.ts";
import { school as invented } from "../demo/invented-facts.ts";
import {
  beginInventedSchool,
  earlierForms,
  joinByLetter,
  keepLettersCurrent,
  lettersForPlayers,
  settleInventedSchool,
  settleOlderClass,
} from "../demo/invented-school.ts";
import { seenProof } from "../demo/proof.ts";
import { SchoolMessenger } from "../demo/school-messenger.ts";
import type { DemoSchool } from "../demo/visitors.ts";
import { runBot, type Running } from "../messenger/running.ts";
import type { OfficeParts } from "../office/page/parts.ts";
import { readOfficeWords } from "../office/page/words.ts";
import { invitation } from "../office/staff/door.ts";
import type { Config } from "./config.ts";
import { lateDemoLine } from "./demo-line.ts";
import { furnish } from "./furnish.ts";
import { officeOf } from "./office-door.ts";
import { openSchoolFolder } from "./school-folder.ts";
import type { Press } from "./press.ts";
import { shortId } from "./short-id.ts";
import type { Parts } from "./start.ts";
import { verifyAll } from "./proof.ts";

interface Site extends Parts {
  config: Config;
  press: Press;
  /** Where the schools' databases lie, each in a folder of its own. */
  folder: string;
  /** Where the demo is. */
  address: string;
}

/**
 * Opens a school for one visitor: the bot of the house over two messengers in boxes, three classes and one more.
 * Errors: whatever keeps it from opening; then nothing of it stays, no file and no process.
 */
export async function openDemoSchool({ config, press, folder: above, address, ...parts }: Site): Promise<DemoSchool> {
  // What was opened last is closed first, also where opening comes to nothing halfway.
  await using ends = new AsyncDisposableStack();
  const folder = mkdtempSync(join(above, "school-"));
  ends.defer(() => rmSync(folder, { recursive: true, force: true }));
  const database = openDatabase(join(folder, "demo.sqlite"));
  ends.defer(() => void database.$client.close());
  const codeKey = randomBytes(32).toString("base64");
  const files = openSchoolFolder(join(folder, "school"));
  const house = await furnish({ ...parts, database, files, settings: config, codeKey, press });
  await beginInventedSchool(house);
  await settleInventedSchool(house);
  await settleOlderClass(house, config.PUPIL_AGE);
  await earlierForms(house);
  const letters = await lettersForPlayers(house, randomBytes);
  await keepLettersCurrent(house, letters);
  const [box, say] = [boxOfPlayers(), await readOfficeWords()];
  const verify: OfficeParts["verify"] = (...how) => verifyAll({ database, anchors: null, settings: config }, ...how);
  let bot: Running | null = null;
  const office = await officeOf({ config, database, house, bot: () => bot, verify });
  const pages = new Hono().route("/office", office(address));
  // No call leaves the process, so the token is nobody's secret.
  const line = { token: `${box.bot.id}:demo`, apiRoot: "http://box.invalid", fetch: boxAsFetch(box) };
  const [abandonedDays, closing] = [config.ABANDONED_DAYS, new AbortController()];
  // What is said on one line, somebody on the other may be waiting for.
  const tells = (other: { hear: () => void }) => void (closing.signal.aborted || other.hear());
  const messenger = new SchoolMessenger(() => second.begin());
  const second = lateDemoLine({ house, messenger, folder, abandonedDays, finished: () => tells(running) });
  const running = await runBot(house, { ...line, isAlone: true, abandonedDays, finished: () => tells(second) });
  bot = running;
  ends.defer(() => running.stop());
  ends.defer(() => second.stop());
  await running.ready;
  for (const { joined, chatId } of players) if (joined) await joinByLetter(box, chatId, letters.get(chatId) ?? "");
  ends.defer(() => closing.abort());
  const all = ends.move();
  let asked = false;
  return {
    id: shortId(),
    ...{ box, messenger, letters, closing: closing.signal },
    heard(chatId, text) {
      const isTeacher = players.some((player) => player.chatId === chatId && player.role === "teacher");
      asked ||= !isTeacher && parts.understand(text).kind === "answer";
    },
    async proof() {
      const verified = await verify("", () => undefined);
      return seenProof(house, await linksOf(database), { holds: !("broken" in verified), asked }, say);
    },
    officeLink: (origin) => invitation(house, origin, { name: invented.head, role: "head" }, "JaNein", randomBytes),
    office: (request, env) => pages.fetch(request, env),
    close: () => all.disposeAsync(),
  };
}

function boxOfPlayers(): BotApiBox {
  const box = new BotApiBox();
  for (const { chatId, givenName, familyName, language } of players)
    box.open({ id: chatId, first_name: givenName, last_name: familyName, language_code: language });
  return box;
}
