import type { Hono } from "hono";
import { countsOf } from "../../db/file/look.ts";
import { isPostgres } from "../../db/postgres/client.ts";
import { newestHead } from "../../db/proof/head.ts";
import type { Understanding } from "../answers/understanding.ts";
import type { House, Log } from "../house/house.ts";
import { type Going, lineTrouble as lineTroubleOf } from "../house/lights.ts";
import { Webhook } from "../messenger/webhook.ts";
import type { OfficeParts } from "../office/page/parts.ts";
import { readOfficeWords } from "../office/page/words.ts";
import type { ProgramTexts } from "../texts.ts";
import { atItsPath } from "./at-its-path.ts";
import { keepCodeKey } from "./code-key.ts";
import { type Config, toldDatabase } from "./config.ts";
import { keepDrilled } from "./drill.ts";
import { furnish } from "./furnish.ts";
import { healthOf } from "./health.ts";
import { type Look, openLights } from "./lights.ts";
import { type Lines, openLines } from "./lines.ts";
import type { Metrics } from "./metrics.ts";
import { note, noted } from "./notes.ts";
import { officeOf } from "./office-door.ts";
import type { Press } from "./press.ts";
import { keepSealed, openSealed, verifyAll } from "./proof.ts";
import { proofFolderOf } from "./proof-folder.ts";
import { openSchoolFolder, schoolFolderOf } from "./school-folder.ts";
import type { SchoolHere } from "./schools.ts";
import { takeAlone } from "./updating.ts";
import { version } from "./version.ts";
import { keepWatch } from "./watch.ts";
import { webhookDoor } from "./webhook-door.ts";

/** What every bot and the demo are made from. */
export interface Parts {
  texts: ProgramTexts;
  understand: (text: string) => Understanding;
  log: Log;
}

/** What the schools of one process have in common: nothing of it is anybody's. */
export interface Shared extends Parts {
  press: Press;
  /** Whether a school's CODE_KEY is meant to be another than before. In: the school's own key. */
  isNewKey: (key: string | null) => boolean;
  telegramFetch: typeof fetch;
}

/** A school whose database is open for this process alone. */
export interface OpenSchool extends SchoolHere {
  house: House;
  look: Look;
  /** Whether another process has taken it over. */
  isTaken: () => boolean;
  /** How many events its record has. */
  events: () => number;
  /** Its pages and its health, where they stand on this address. */
  pages: (address: string) => Hono;
  /** Puts its bot on the line, and looks after it from then on. */
  goOnLine: (metrics: Pick<Metrics, "counting" | "finished">) => Promise<Lines>;
  close: () => Promise<void>;
}

/**
 * Opens a school of this installation. It has the database for itself, from before it is opened.
 * Errors: DatabaseRefused where another has it; whatever went wrong, nothing that was begun goes on.
 */
export async function openSchool(here: SchoolHere, shared: Shared): Promise<OpenSchool> {
  // What was begun last is ended first.
  const ends = new AsyncDisposableStack();
  try {
    return await opened(here, shared, ends);
  } catch (error) {
    await ends.disposeAsync();
    throw error;
  }
}

async function opened({ key, config }: SchoolHere, shared: Shared, ends: AsyncDisposableStack): Promise<OpenSchool> {
  const log = logOf(shared.log, key);
  // In PostgreSQL it has the school by a lease, which hangs on its connection.
  if (config.DATABASE_URL === undefined) ends.defer(takeAlone(config.DATABASE_PATH));
  const { database, anchors } = await openSealed(config, new Date(), { isAlone: true });
  ends.defer(() => void database.$client.close());
  const { CODE_KEY: codeKey = "" } = config;
  keepCodeKey(database, codeKey, shared.isNewKey(key));
  log.info({ version, database: toldDatabase(config), ...countsOf(database) }, "the database is open");
  const files = openSchoolFolder(schoolFolderOf(config));
  const house = await furnish({ ...shared, log, database, files, settings: config, codeKey });
  ends.defer(await keepSealed(database, anchors, { settings: config, log, now: house.now }));
  await wholeLists(house);
  const verify: OfficeParts["verify"] = (...how) => verifyAll({ database, anchors, settings: config }, ...how);
  let bot: Lines | null = null;
  const lastDrill = () => noted(anchors.folder, "drill");
  const look = openLights({ database, notes: anchors.folder }, () => bot?.connection() ?? null, house.now);
  const lineTrouble = async () => lineTroubleOf(await look(), house.now());
  const { $client: client } = database;
  const office = await officeOf({ config, database, house, bot: () => bot, verify, lastDrill, lineTrouble });
  const { path } = config;
  const isPutDown = async () => (await house.inbox.kept()).length > 0;
  const webhook = new Webhook(config.DATABASE_URL === undefined ? {} : { isPutDown });
  return {
    ...{ key, config, house, look },
    events: () => newestHead(database).events,
    isTaken: () => isPostgres(client) && client.isTaken,
    pages: (address) =>
      atItsPath(path, (app) =>
        app
          .route("/", healthOf(look))
          .route(
            "/",
            webhookDoor(config, log, (update) => webhook.receive(update)),
          )
          .route("/office", office(`${address}${path}`))
          // The address as somebody remembers it.
          .get("/", (ctx) => ctx.redirect("/office")),
      ),
    async goOnLine({ counting, finished }) {
      bot = await openLines({ config, house, ends, counting, finished, webhook, telegramFetch: shared.telegramFetch });
      ends.defer(keepDrilled(config, house));
      if (config.OPERATOR_CHAT !== undefined)
        ends.defer(await watched(config, config.OPERATOR_CHAT, bot, { house, look }));
      return bot;
    },
    close: () => ends.disposeAsync(),
  };
}

/** Carries out the rest of a list in the middle of which somebody was ended, before anybody asks anything. */
async function wholeLists({ changes, log, now }: House): Promise<void> {
  try {
    await changes.goOn(now());
  } catch (error) {
    log.error(
      { why: error instanceof Error ? error.name : "unknown" },
      "a list of the office is taken over in part: it goes on with the next daily round",
    );
  }
}

/** Looks every five minutes how the school is, and says so in the operator's chat. */
async function watched(config: Config, chat: string, lines: Lines, { house, look }: { house: House; look: Look }) {
  const notes = proofFolderOf(config);
  // Not by the bot's own line, which tries on until it is heard: here the next round does.
  let going = noted(notes, "going") ?? [];
  const operator = {
    tell: (text: string) => lines.tell(chat, text),
    // Also where nothing can be noted, on a full disk, it is told once.
    kept: { read: () => going, write: (now: readonly Going[]) => note(notes, "going", (going = [...now])) },
    ...{ say: await readOfficeWords(), timeZone: config.TIME_ZONE },
  };
  return keepWatch({ look, operator, log: house.log, now: house.now });
}

/** Where there are several schools, each line says of which it is. */
function logOf(log: Log, key: string | null): Log {
  if (key === null) return log;
  return {
    info: (what, outcome) => log.info({ school: key, ...what }, outcome),
    warn: (what, outcome) => log.warn({ school: key, ...what }, outcome),
    error: (what, outcome) => log.error({ school: key, ...what }, outcome),
  };
}
