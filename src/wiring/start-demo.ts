import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { openDatabase } from "../../db/file/open.ts";
import { BotApiBox } from "../bot-api/box.ts";
import { boxOverHttp } from "../bot-api/mounts.ts";
import type { Config } from "./config.ts";
import { players } from "../demo/cast.ts";
import { demo } from "../demo/demo.ts";
import { onlyThisMachine } from "../demo/gate.ts";
import {
  earlierForms,
  joinByLetter,
  keepLettersCurrent,
  letterFor,
  settleInventedSchool,
} from "../demo/invented-school.ts";
import { officeButton } from "../demo/page.ts";
import { openDoor } from "./door.ts";
import { furnish } from "./furnish.ts";
import type { House } from "../house/house.ts";
import { runBot, type Running } from "../messenger/running.ts";
import { officeOf } from "./office-door.ts";
import type { OfficeParts } from "../office/page/parts.ts";
import { invitation } from "../office/staff/door.ts";
import { openPress } from "./press.ts";
import { verifyAll } from "./proof.ts";
import type { Parts, Ready } from "./start.ts";

/**
 * The demo: the same bot, an invented school, a database file that goes when the demo goes, and a page with two phones.
 * It lets in whoever asks, so it is opened only where `botOrDemo` has allowed it.
 */
export async function startDemo(config: Config, parts: Parts): Promise<Ready> {
  const folder = mkdtempSync(join(tmpdir(), "janein-demo-"));
  const database = openDatabase(join(folder, "demo.sqlite"));
  const press = openPress();
  const codeKey = randomBytes(32).toString("base64");
  const house = await furnish({ ...parts, database, settings: config, codeKey, press });
  await settleInventedSchool(house);
  await earlierForms(house);
  const letters = new Map<number, string>();
  for (const player of players) letters.set(player.chatId, await letterFor(house, player.key, randomBytes));
  await keepLettersCurrent(house, letters);
  const box = new BotApiBox();
  const token = `${box.bot.id}:${randomBytes(24).toString("base64url")}`;
  for (const { chatId, givenName, familyName, language } of players)
    box.open({ id: chatId, first_name: givenName, last_name: familyName, language_code: language });
  const verify: OfficeParts["verify"] = (...how) => verifyAll({ database, anchors: null, settings: config }, ...how);
  let bot: Running | null = null;
  const office = await officeOf({ config, database, house, bot: () => bot, verify });
  const door = await openDoor(
    (address) =>
      new Hono()
        .use(onlyThisMachine(address))
        .route(
          "/",
          demo(box, letters, (origin) => visitor(house, origin)),
        )
        .route("/office", office(address))
        .route("/", boxOverHttp(box, token)),
    config,
  );
  bot = await runBot(house, { token, apiRoot: door.address, abandonedDays: config.ABANDONED_DAYS });
  await bot.ready;
  for (const player of players)
    if (player.joined) await joinByLetter(box, player.chatId, letters.get(player.chatId) ?? "");
  return {
    says:
      `The demo is open: ${door.address} (an invented school; nothing of it is kept); ` +
      `on that page „${officeButton}“ leads into its office (you are the head). ` +
      "With BOT_TOKEN and CODE_KEY set, JaNein runs on Telegram.",
    async stop() {
      await bot.stop();
      await door.close();
      await press.close();
      database.$client.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Whoever tries the demo walks into its office as the head. */
function visitor(house: House, address: string): Promise<string> {
  return invitation(house, address, { name: "Edith Muster", role: "head" }, "JaNein", randomBytes);
}
