import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readNotice } from "../answers/notice.ts";
import type { Look } from "../../db/file/look.ts";
import { inItsWord } from "../house/in-its-word.ts";
import { readTexts } from "../texts.ts";
import { readToTheEnd } from "../texts/whole.ts";
import { WrongText } from "../texts/wrong-text.ts";
import { type Config, WrongSetting } from "../wiring/config.ts";
import { freeDisk } from "../wiring/lights.ts";
import { mayOpenDoor } from "../wiring/may-open.ts";
import { matrixIn, type MatrixSettings } from "../wiring/messengers.ts";
import { proofFolderOf } from "../wiring/proof-folder.ts";
import { version } from "../wiring/version.ts";
import { hookIn, isSent } from "../wiring/webhook-door.ts";
import { checkSchool } from "./check-school.ts";
import { checkAccount, checkPasskeys } from "./check-account.ts";
import { checkCodeKey, checkDatabase, checkProof, checkRights, checkScans, type Found } from "./check-files.ts";

/** How long the messenger has for saying who the bot is (ms). */
const messengerPatience = 5000;
/** The clock may be so far behind what was written by it (ms). */
const clockPatience = 2 * 60 * 1000;
/** What failed so long ago (ms) says nothing of now: the messenger tries again every minute. */
const longSince = 10 * 60 * 1000;
/** So much is for what comes, a copy before an update among it (bytes). */
const leastFree = 200_000_000;

/**
 * Looks whether all is as it should be, a line for each; nothing is made or changed.
 * Out: exit code 1 where something is wrong. A setting that is wrong has ended the process before (2).
 */
export async function check(config: Config, args: string[]): Promise<void> {
  parseArgs({ args });
  const proof = proofFolderOf(config);
  const { found: database, look } = checkDatabase(config);
  const all = [
    checkSettings(config),
    checkRights(config, proof),
    database,
    checkCodeKey(config, look),
    checkScans(config, look),
    checkProof(proof, look),
    ...(await checkTexts(config, look)),
    ...(await checkMessengers(config)),
    checkPasskeys(config),
    ...(await checkAccount(config)),
    checkClock(look, new Date()),
    checkDisk(config, look),
  ];
  console.log(`       JaNein ${version}, Node ${process.version}`);
  for (const { what, isRight, says } of all) console.log(`${isRight ? "ok   " : "WRONG"}  ${what.padEnd(9)}  ${says}`);
  if (!all.every(({ isRight }) => isRight)) process.exitCode = 1;
}

function checkSettings(config: Config): Found {
  try {
    mayOpenDoor(config);
    return { what: "settings", isRight: true, says: "every one that is set is known, and can be" };
  } catch (error) {
    if (error instanceof WrongSetting) return { what: "settings", isRight: false, says: error.message };
    throw error;
  }
}

async function checkTexts(config: Config, look: Look | null): Promise<Found[]> {
  try {
    const texts = await readTexts();
    await readToTheEnd(texts);
    const [passages, languages] = [readNotice(texts.template).passages.size, texts.languages.length];
    const notice = { what: "notice", isRight: true, says: `${passages} passages, none lost; ${languages} languages` };
    return [notice, checkSchool(config, look, texts)];
  } catch (error) {
    if (error instanceof WrongText) return [{ what: "notice", isRight: false, says: error.message }];
    throw error;
  }
}

async function checkMessengers(config: Config): Promise<Found[]> {
  const matrix = matrixIn(config);
  if (matrix === null) return [await checkTelegram(config)];
  return [await checkMatrix(matrix), ...(config.BOT_TOKEN === undefined ? [] : [await checkTelegram(config)])];
}

/** Whether the server is there: signing in would make another device. */
async function checkMatrix({ address, user }: MatrixSettings): Promise<Found> {
  const what = "messenger";
  const wrong = (says: string): Found => ({ what, isRight: false, says });
  try {
    const signal = AbortSignal.timeout(messengerPatience);
    const answer = await fetch(`${address}/_matrix/client/versions`, { signal });
    if (answer.ok) return { what, isRight: true, says: `${address} speaks Matrix; the bot is to be ${user} there` };
    return wrong(`${address} answers ${answer.status}, as no Matrix server does: look at MATRIX_HOMESERVER`);
  } catch (error) {
    return wrong(`${address} cannot be reached (${whyOf(error)}): see to the network, or to MATRIX_HOMESERVER`);
  }
}

async function checkTelegram(config: Config): Promise<Found> {
  const { BOT_TOKEN: token, TELEGRAM_API_ROOT: root } = config;
  const what = "messenger";
  const wrong = (says: string): Found => ({ what, isRight: false, says });
  if (token === undefined) return wrong("BOT_TOKEN is not set: get one from @BotFather, or set MATRIX_HOMESERVER");
  try {
    const answer = await fetch(`${root}/bot${token}/getMe`, { signal: AbortSignal.timeout(messengerPatience) });
    if (answer.status === 401 || answer.status === 404)
      return wrong(`${root} refuses BOT_TOKEN (${answer.status}): get the right one from @BotFather`);
    const { result } = (await answer.json()) as { result?: { username?: string } };
    if (!answer.ok || !result?.username) return wrong(`${root} answers ${answer.status}: try it again later`);
    const hook = await webhookAt(`${root}/bot${token}`);
    const isOurs = hook?.url !== undefined && hook.url === hookIn(config)?.url;
    if (hook?.url && !isOurs)
      return wrong(
        `${root} sends all that is written to @${result.username} to a webhook (${hostIn(hook.url)}): stop the ` +
          "program that has set it, or call TELEGRAM_API_ROOT/bot<BOT_TOKEN>/deleteWebhook",
      );
    const failed = isOurs && isSent(config) ? notReached(hook, new Date()) : null;
    if (failed !== null) return wrong(failed);
    return { what, isRight: true, says: `${root} knows the bot as @${result.username}` };
  } catch (error) {
    return wrong(`${root} cannot be reached (${whyOf(error)}): see to the network, or to TELEGRAM_API_ROOT`);
  }
}

/** Where the messenger sends what is written, and how that goes; null where it does not say. */
async function webhookAt(bot: string): Promise<Sent | null> {
  const answer = await fetch(`${bot}/getWebhookInfo`, { signal: AbortSignal.timeout(messengerPatience) });
  // Whoever stands in for the messenger need not know that.
  return answer.ok ? (((await answer.json()) as { result?: Sent }).result ?? null) : null;
}

interface Sent {
  url?: string;
  pending_update_count?: number;
  last_error_date?: number;
  last_error_message?: string;
}

/** An address may have the token in it; its host has not. */
const hostIn = (url: string): string => URL.parse(url)?.host ?? "an address that is none";

/** What the messenger says of its last try, where that failed a moment ago and something still waits. */
function notReached(sent: Sent | null, now: Date): string | null {
  const { pending_update_count: count = 0, last_error_date: at = 0, last_error_message: why = "" } = sent ?? {};
  if (count === 0 || why === "" || now.getTime() - at * 1000 > longSince) return null;
  return (
    `Telegram does not get what is written to PUBLIC_URL/telegram (${why}), and ${count} wait: ` +
    "see to the proxy and its certificate, or set TELEGRAM_WEBHOOK=no"
  );
}

/** What the network says, in its own word; an address in it would be one with the token. */
function whyOf(error: unknown): string {
  const isSilent = error instanceof Error && error.name === "TimeoutError";
  return isSilent ? `no answer in ${messengerPatience / 1000} s` : inItsWord(error);
}

function checkClock(look: Look | null, now: Date): Found {
  const [what, newest] = ["clock", look?.newest ?? null];
  const isRight = newest === null || Date.parse(newest) <= now.getTime() + clockPatience;
  return isRight
    ? { what, isRight, says: now.toISOString() }
    : { what, isRight, says: `${now.toISOString()}, but something was recorded at ${newest}: set it (timedatectl)` };
}

function checkDisk({ DATABASE_PATH }: Config, look: Look | null): Found {
  let folder = dirname(resolve(DATABASE_PATH));
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder);
  const [free, wanted] = [freeDisk(join(folder, "any")) ?? 0, Math.max(leastFree, 2 * (look?.bytes ?? 0))];
  const says = `${Math.round(free / 1e6).toLocaleString("en")} MB free in ${folder}`;
  return free >= wanted
    ? { what: "disk", isRight: true, says }
    : { what: "disk", isRight: false, says: `${says}: make room, ${Math.round(wanted / 1e6)} MB at least (df -h)` };
}
