import { setTimeout as sleep } from "node:timers/promises";
import { resolve } from "node:path";
import { Hono } from "hono";
import { countsOf } from "../../db/file/look.ts";
import { newestHead } from "../../db/proof/head.ts";
import type { Understanding } from "../answers/understanding.ts";
import { keepCodeKey } from "./code-key.ts";
import type { Config } from "./config.ts";
import { openDoor } from "./door.ts";
import { keepDrilled } from "./drill.ts";
import { furnish } from "./furnish.ts";
import { healthOf } from "./health.ts";
import { openLeanFetch } from "./lean-fetch.ts";
import { type Look, openLights } from "./lights.ts";
import { type Lines, openLines } from "./lines.ts";
import { openMetrics } from "./metrics.ts";
import { note, noted } from "./notes.ts";
import { officeOf } from "./office-door.ts";
import { openPress } from "./press.ts";
import { takeAlone } from "./updating.ts";
import { keepSealed, openSealed, proofFolderOf, verifyAll } from "./proof.ts";
import type { OfficeParts } from "../office/page/parts.ts";
import { readOfficeWords } from "../office/page/words.ts";
import { openSchoolFolder, schoolFolderOf } from "./school-folder.ts";
import { watchStall } from "./stall.ts";
import { version } from "./version.ts";
import { keepWatch } from "./watch.ts";
import type { House, Log } from "../house/house.ts";
import { lineTrouble as lineTroubleOf } from "../house/lights.ts";
import type { ProgramTexts } from "../texts.ts";

export interface Ready {
  /** One line for whoever started it. */
  says: string;
  stop(): Promise<void>;
}

/** So long it waits for the messenger before it says that it tries on. */
const firstPatience = 3000;

/** What both are made from. */
export interface Parts {
  texts: ProgramTexts;
  understand: (text: string) => Understanding;
  log: Log;
}

interface BotParts extends Parts {
  /** Whether the key is meant to be another than before. */
  isNewKey?: boolean;
  /** Whether the environment names a proxy for all calls: Node's own fetch alone goes by it. */
  hasProxy?: boolean;
}

/**
 * The bot on Telegram (or another Bot API server), on the school's own messenger, or on both, beside the office's
 * pages: those open whatever the messenger does.
 * It has the database for itself, from before it is opened.
 * Errors: DatabaseRefused where another has it; whatever went wrong, nothing that was begun goes on.
 */
export async function startBot(config: Config, codeKey: string, parts: BotParts): Promise<Ready> {
  // What was begun last is ended first.
  const ends = new AsyncDisposableStack();
  try {
    const says = await onTheLine(config, codeKey, parts, ends);
    return { says, stop: () => ends.disposeAsync() };
  } catch (error) {
    await ends.disposeAsync();
    throw error;
  }
}

async function onTheLine(
  config: Config,
  codeKey: string,
  parts: BotParts,
  ends: AsyncDisposableStack,
): Promise<string> {
  ends.defer(takeAlone(config.DATABASE_PATH));
  const { database, anchors } = await openSealed(config, new Date(), { isAlone: true });
  ends.defer(() => void database.$client.close());
  keepCodeKey(database, codeKey, parts.isNewKey);
  parts.log.info({ version, database: resolve(config.DATABASE_PATH), ...countsOf(database) }, "the database is open");
  const press = openPress();
  // Nobody waits for it: what it cannot do it says to whoever orders a page.
  void press.warm().catch(() => undefined);
  const files = openSchoolFolder(schoolFolderOf(config));
  const house = await furnish({ ...parts, database, files, settings: config, codeKey, press });
  ends.defer(await keepSealed(database, anchors, { settings: config, log: parts.log, now: house.now }));
  ends.defer(() => press.close());
  const verify: OfficeParts["verify"] = (...how) => verifyAll({ database, anchors, settings: config }, ...how);
  let bot: Lines | null = null;
  const lastDrill = () => noted(anchors.folder, "drill");
  const look = openLights({ database, notes: anchors.folder }, () => bot?.connection() ?? null, house.now);
  const lineTrouble = async () => lineTroubleOf(await look(), house.now());
  const office = await officeOf({ config, database, house, bot: () => bot, verify, lastDrill, lineTrouble });
  const metrics = openMetrics(look, () => newestHead(database).events, config.METRICS_TOKEN);
  const pages = new Hono().route("/", healthOf(look)).route("/", metrics.page);
  const door = await openDoor((address) => pages.route("/office", office(address)), config);
  ends.defer(() => door.close());
  const lines = await openLines({
    ...{ config, house, ends, counting: (fetch) => metrics.counting(fetch), finished: metrics.finished },
    telegramFetch: parts.hasProxy === true ? fetch : openLeanFetch(),
  });
  bot = lines;
  const reached = lines.ready.then(() => true);
  const isReached = await Promise.race([reached, sleep(firstPatience, false, { ref: false })]);
  ends.defer(keepDrilled(config, house));
  ends.defer(watchStall());
  ends.defer(await watched(config, lines, { house, look }));
  const at = `health: ${door.address}/health and the office: ${config.PUBLIC_URL ?? door.address}/office`;
  return isReached
    ? `JaNein is on the line as ${lines.kinds.map((kind) => `@${lines.username(kind)}`).join(" and ")}; ${at}`
    : `JaNein has not reached the messenger yet, and tries on; ${at}`;
}

/** Looks every five minutes how everything is, and says so where it is wanted. */
async function watched(config: Config, lines: Lines, { house, look }: { house: House; look: Look }) {
  const { OPERATOR_CHAT: chat, HEARTBEAT_URL: heartbeatUrl, TIME_ZONE: timeZone } = config;
  const notes = proofFolderOf(config);
  // Not by the bot's own line, which tries on until it is heard: here the next round does.
  let going = noted(notes, "going") ?? [];
  return keepWatch({
    ...{ look, heartbeatUrl, fetch, timeZone, log: house.log, now: house.now },
    tell: chat === undefined ? null : (text) => lines.tell(chat, text),
    // Also where nothing can be noted, on a full disk, it is told once.
    kept: { read: () => going, write: (now) => note(notes, "going", (going = [...now])) },
    say: await readOfficeWords(),
  });
}
