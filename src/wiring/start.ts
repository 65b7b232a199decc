import { setTimeout as sleep } from "node:timers/promises";
import { Hono } from "hono";
import type { Config } from "./config.ts";
import { openDoor } from "./door.ts";
import { healthOfAll } from "./health.ts";
import { openLeanFetch } from "./lean-fetch.ts";
import { openMetrics } from "./metrics.ts";
import type { Parts, Shared } from "./open-school.ts";
import { openPress } from "./press.ts";
import { schoolDoors } from "./school-doors.ts";
import { watchStall } from "./stall.ts";
import type { Found } from "./schools.ts";
import { Town } from "./town.ts";
import { keepWatch } from "./watch.ts";

export interface Ready {
  /** One line for whoever started it. */
  says: string;
  stop(): Promise<void>;
}

/** So long it waits for the messenger before it says that it tries on. */
const firstPatience = 3000;

interface BotParts extends Parts {
  /** Of which school the CODE_KEY is meant to be another than before. */
  isNewKey?: Shared["isNewKey"];
  /** Whether the environment names a proxy for all calls: Node's own fetch alone goes by it. */
  hasProxy?: boolean;
}

/**
 * The bots of all schools, each on Telegram (or another Bot API server), on the school's own messenger, or on both,
 * beside their offices' pages: those open whatever a messenger does.
 * In: the settings of the installation; which schools there are, whenever it is asked.
 * Errors: where there is one school alone, DatabaseRefused where another process has its database; whatever went
 * wrong, nothing that was begun goes on.
 */
export async function startBot(config: Config, schools: () => readonly Found[], parts: BotParts): Promise<Ready> {
  // What was begun last is ended first.
  const ends = new AsyncDisposableStack();
  try {
    const says = await onTheLine(config, schools, parts, ends);
    return { says, stop: () => ends.disposeAsync() };
  } catch (error) {
    await ends.disposeAsync();
    throw error;
  }
}

async function onTheLine(
  config: Config,
  schools: () => readonly Found[],
  parts: BotParts,
  ends: AsyncDisposableStack,
): Promise<string> {
  const press = openPress();
  // Nobody waits for it: what it cannot do it says to whoever orders a page.
  void press.warm().catch(() => undefined);
  ends.defer(() => press.close());
  const telegramFetch = parts.hasProxy === true ? fetch : openLeanFetch();
  const town = await Town.open(schools, { isNewKey: () => false, ...parts, press, telegramFetch });
  ends.defer(() => town.close());
  const metrics = openMetrics(() => town.open(), config.METRICS_TOKEN);
  const door = await openDoor((address) => metrics.page.route("/", pagesOf(town, address)), config);
  ends.defer(() => door.close());
  await town.goOnLine(metrics);
  const isReached = await Promise.race([town.ready().then(() => true), sleep(firstPatience, false, { ref: false })]);
  ends.defer(watchStall());
  if (config.HEARTBEAT_URL !== undefined) ends.defer(heartbeat(config.HEARTBEAT_URL, town, parts.log));
  const office = `${config.PUBLIC_URL ?? door.address}${town.isMany ? "/s/KEY" : ""}/office`;
  const at = `health: ${door.address}/health and the office: ${office}`;
  if (town.standingBy() > 0 && town.names().length === 0)
    return `JaNein stands by: another process works here, or PostgreSQL does not answer; ${at}`;
  return isReached
    ? `JaNein is on the line as ${town.names().join(" and ")}; ${at}`
    : `JaNein has not reached the messenger yet, and tries on; ${at}`;
}

/** The pages of all schools; where they are called by keys, also how all of them are. */
function pagesOf(town: Town, address: string): Hono {
  const doors = town.standAt(address);
  const [app, all] = [new Hono(), () => ({ open: town.open(), closed: town.closed() })];
  return (town.isMany ? app.route("/", healthOfAll(all)) : app).route("/", schoolDoors(doors));
}

/** Calls the address every five minutes while all is well with every school. */
function heartbeat(url: string, town: Town, log: Parts["log"]): () => void {
  return keepWatch({ look: () => town.look(), heartbeat: { url, fetch }, log, now: () => new Date() });
}
