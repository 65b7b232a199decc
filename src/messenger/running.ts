import { setTimeout as sleep } from "node:timers/promises";
import { Api, type ApiClientOptions, type Bot } from "grammy";
import { openBucket } from "./bucket.ts";
import { buildBot } from "./bot.ts";
import type { Ctx } from "./ctx.ts";
import { openChatCommands } from "./chat-commands.ts";
import { comingIn, type Hook, settleComingIn } from "./coming-in.ts";
import { type Connection, watchConnection } from "./connection.ts";
import type { House } from "../house/house.ts";
import { unlessRefused } from "../house/in-doubt.ts";
import { openLanes } from "./lanes.ts";
import { introduce } from "./introducing.ts";
import { openNotifier } from "./notifier.ts";
import { versionOf } from "./once.ts";
import { type Polling, pollUpdates } from "./polling.ts";
import { dailyRounds } from "../house/rounds.ts";
import { openSuspects, type Suspects } from "./suspects.ts";
import { singleFetch } from "./one-call.ts";
import { below, patientFetch } from "./patience.ts";
import type { MessengerKind } from "../school/messenger.ts";
import { newestTrace } from "./traces.ts";
import { trouble } from "./trouble.ts";
import { type UnderWay, watchUnderWay } from "./under-way.ts";
import { whoTells } from "./who-tells.ts";
import { type Because, working } from "./working.ts";

export interface Line {
  /** Without it, Telegram. */
  kind?: MessengerKind;
  token: string;
  apiRoot: string;
  fetch?: typeof fetch;
  /** Whether calls are tried below it until they are answered: then nothing tries them again above. */
  isPatient?: true;
  /** Does what an update or an announcement asks for. In: what tells it from every other one, for whoever sends it. */
  because?: Because;
  /** Whether nobody else can poll there; nobody can while the messenger sends what comes in. */
  isAlone?: true;
  /** Where the messenger can send what comes in, and whether it does. */
  hook?: Hook;
  /** Whether other processes put down what is sent to them. */
  others?: boolean;
  /** Hears how it is known whether this is the first of those who poll, where reading itself does something. */
  reads?: (mayRead: () => boolean) => void;
  /** Whether another line of the same house makes the daily rounds. */
  isSecond?: boolean;
  /** Conversations that nobody has touched for so many days are forgotten. */
  abandonedDays: number;
  /** So many messages a second the messenger takes of the whole bot; without it, as many as there are. */
  perSecond?: number;
  /** Hears how long (ms) each update was under way. */
  finished?: (ms: number) => void;
  /** Waits so many ms between tries; tests hand in one that does not. */
  pause?: (ms: number, closing: AbortSignal) => Promise<unknown>;
}

export interface Running {
  /** Ends after the updates that are being worked on; waits for nothing else. */
  stop(): Promise<void>;
  /** Tells what is due now. */
  tellAll(): Promise<void>;
  /** Tells, where something was put down since it looked last: by another line of the same house. */
  hear(): void;
  /** Settles when the messenger has been reached, and the bot polls. */
  ready: Promise<void>;
  /** How the line is, and who waits for an answer. */
  connection(): Connection & { underWay: UnderWay };
  /** What the bot is called in the messenger, as it was said last; null where it was never reached. */
  username(): string | null;
}

const day = 24 * 60 * 60 * 1000;
const notifierEvery = 15_000;
const patienceAtTheEnd = 5000;
/** As many chats are worked on side by side as the messenger gives updates at once. */
const lanesAtOnce = 100;

/**
 * Puts the bot on the line: polls, answers, tells what waits, forgets what was abandoned. Whatever the messenger does,
 * it lives on and tries again.
 */
export async function runBot(whole: House, line: Line): Promise<Running> {
  const { kind = "telegram" } = line;
  const house = kind === "telegram" ? whole : { ...whole, ...whole.on(kind) };
  const [leaving, closing] = [new AbortController(), new AbortController()];
  const [suspects, isAlone] = [openSuspects(house.inbox, house.now), line.isAlone ?? Boolean(line.hook?.webhook)];
  const [connection, underWay] = [watchConnection(house, kind, isAlone), watchUnderWay(house.now)];
  const { bot, patient, notifier, commands } = built(house, line, closing.signal, suspects);
  const { tell, hear, heardAgain } = whoTells(house, connection.precedence, notifier);
  if (house.school.hasBegun()) await unlessRefused(house, house.talks.bareOthers(versionOf(house)), () => 0);
  const rounds = () => roundsOrSay(house, line.abandonedDays);
  if (!line.isSecond) await rounds();
  const hasDied = await unlessRefused(house, house.inbox.begin(house.now()), () => false);
  let username = await house.inbox.username();
  if (!isAlone) line.reads?.(() => connection.precedence.isFirst);
  const [lanes, ready] = [openLanes(lanesAtOnce), Promise.withResolvers<void>()];
  const { pause = waiting } = line;
  const polling = {
    ...{ inbox: house.inbox, others: line.others === true, suspects, hasDied, lanes, connection, underWay },
    leaving: leaving.signal,
    ...(line.finished ? { finished: line.finished } : {}),
    ...working(house, bot, patient, { fit: commands.fit, hear }, line.because),
    ask: comingIn(bot.api, line.hook, leaving.signal),
    look: () => newestTrace(bot.api, leaving.signal),
    back: heardAgain,
    isDone: (id: number) => house.talks.hasSeen(id),
    pause: (ms: number) => pause(ms, leaving.signal),
  };
  const timers = [setInterval(tell, notifierEvery)];
  if (!line.isSecond) timers.push(setInterval(() => void rounds(), day / 4));
  const ended = reach(bot, polling, () => line.hook && settleComingIn(bot.api, line.hook, house.log, leaving.signal))
    .then(async () => {
      if (leaving.signal.aborted) return;
      username = bot.botInfo.username;
      await house.inbox.isCalled(username).catch(() => undefined);
      void introduce(house, bot.api, closing.signal);
      ready.resolve();
      heardAgain();
      await keepPolling(house, polling);
    })
    .catch((error: unknown) => house.log.error(trouble(house, error), "the line is down: a fault of JaNein"));
  let stopped: Promise<void> | null = null;
  async function stop(): Promise<void> {
    for (const timer of timers) clearInterval(timer);
    leaving.abort();
    await Promise.race([lanes.idle(), sleep(patienceAtTheEnd, undefined, { ref: false })]);
    // From here on no call gets out: what was not finished comes again, what was is known by its id.
    closing.abort();
    line.hook?.webhook?.close();
    notifier.end();
    await Promise.race([ended, sleep(patienceAtTheEnd, undefined, { ref: false })]);
    const end = house.inbox.end(house.now()).catch(() => undefined);
    await Promise.race([end, sleep(patienceAtTheEnd, undefined, { ref: false })]);
  }
  return {
    ...{ ready: ready.promise, tellAll: notifier.tellAll },
    hear: () => void hear(),
    connection: () => ({ ...connection.state(), underWay: underWay.state() }),
    username: () => username,
    stop: () => (stopped ??= stop()),
  };
}

const roundsOrSay = (house: House, abandonedDays: number) =>
  dailyRounds(house, abandonedDays).catch((error: unknown) =>
    house.log.error(trouble(house, error), "daily rounds stumbled: they are made again in six hours"),
  );

function built(house: House, line: Line, closing: AbortSignal, { calls }: Suspects) {
  const { token, apiRoot, fetch = globalThis.fetch, perSecond, pause } = line;
  const waitsFor = async (chatId: number) => (await house.accounts.personsOf(chatId)).length > 0;
  const turn = perSecond === undefined ? {} : { turn: openBucket(perSecond, closing) };
  const patient = line.isPatient
    ? below(fetch, calls)
    : patientFetch(fetch, { ...{ closing, waitsFor, calls }, ...(pause ? { pause } : {}), ...turn });
  // Each try has its own time limit in there; this one would cut off the waiting between tries.
  const client = { apiRoot, fetch: patient.fetch, timeoutSeconds: day / 1000 } as ApiClientOptions;
  const bot = buildBot(house, token, client, closing);
  const once = line.isPatient ? fetch : singleFetch(fetch, { closing, ...turn });
  const single = new Api(token, { apiRoot, fetch: once as typeof globalThis.fetch });
  const commands = openChatCommands(house, single, closing);
  const parted = (chatId: number) => commands.fit(chatId, true);
  return { bot, patient, commands, notifier: openNotifier(house, single, parted, line.because) };
}

/** Polls until the bot leaves, whatever goes wrong. */
async function keepPolling(house: House, polling: Polling): Promise<void> {
  while (!polling.leaving.aborted)
    await pollUpdates(polling).catch(async (error: unknown) => {
      house.log.error(trouble(house, error), "the line stumbled: it is taken up again");
      await polling.pause(notifierEvery).catch(() => undefined);
    });
}

/** Asks the messenger who the bot is, and settles what else is to be settled with it, until it is reached. */
async function reach(
  bot: Bot<Ctx>,
  { connection, pause, leaving }: Pick<Polling, "connection" | "pause" | "leaving">,
  settle: () => Promise<void> | undefined,
): Promise<void> {
  while (!leaving.aborted)
    try {
      bot.botInfo = await bot.api.getMe(leaving as never);
      return await settle();
    } catch (error) {
      if (!leaving.aborted) await pause(connection.failed(error)).catch(() => undefined);
    }
}

const waiting = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal });
