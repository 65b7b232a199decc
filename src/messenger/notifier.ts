import { setTimeout as sleep } from "node:timers/promises";
import { type Api, GrammyError, HttpError } from "grammy";
import type { Announcement } from "../../db/messenger/outbox.ts";
import type { House } from "../house/house.ts";
import { madeOrFault, type Making } from "./message-of.ts";
import { putMornings } from "./mornings.ts";
import { bounded, isNoAnswer, isNotSent } from "./one-call.ts";
import { isForGood, PartlySent, send } from "./sending.ts";
import { trouble } from "./trouble.ts";
import { type Because, noReason } from "./working.ts";

type Teller = Making & Pick<House, "outbox" | "beingTold" | "mornings" | "accounts" | "log" | "adviceOn">;

/** So many people are told side by side; whose message hangs takes nobody's place. */
const atOnce = 20;
const second = 1000;
const heldUpMs = 5 * second;
const mostTries = 60;
/** Where so many are in work it is busy: whoever is due is claimed together with who comes a moment later (ms). */
const [busy, moment] = [5, 25];

/**
 * Tells what waits in the outbox, each person in a lane of their own: a refusal, a hang or a message that cannot be
 * made concerns nobody else. Each is tried once when it is due, and put back with a growing time: so it always says
 * what stands now, to whoever is to hear it now. In: an api that does not try by itself again; what is to be done with
 * a chat that was told of having lost somebody.
 */
export function openNotifier(
  house: Teller,
  api: Api,
  parted: (chatId: number) => void = () => undefined,
  because: Because = noReason,
) {
  const inWork = new Map<Announcement, Promise<unknown>>();
  const quick = new Set<Announcement>();
  let running: Promise<void> | null = null;
  let [again, hasEnded, woken] = [false, false, Promise.withResolvers<void>()];

  /** Has what is due told; nobody waits for it. Calls that come in meanwhile are served by the same round. */
  function wake(): void {
    again = true;
    woken.resolve();
    if (running) return;
    running = rounds().finally(() => (running = null));
    running.catch((error: unknown) => saysStumbled(house, error));
  }

  async function rounds(): Promise<void> {
    do {
      [again, woken] = [false, Promise.withResolvers<void>()];
      await putMornings(house);
      if (inWork.size >= busy) await sleep(moment);
      await claimAll();
      // Whoever has been told something may be told the next thing.
      if (inWork.size > 0) again = await woken.promise.then(() => true);
    } while (again);
  }

  async function claimAll(): Promise<void> {
    const room = atOnce - quick.size;
    if (room <= 0 || hasEnded) return;
    for (const next of await house.outbox.claim(house.now(), whom(house.beingTold), room)) {
      const told = because(`told ${next.ids.join(" ")}`, () => tellOrSay(house, api, asIsKnown(next, because)));
      begin(
        next,
        told.then(() => next.news.kind === "account" && parted(next.chatId)),
      );
    }
  }

  function begin(one: Announcement, told: Promise<unknown>): void {
    const makesRoom = () => (quick.delete(one), woken.resolve());
    quick.add(one);
    const heldUp = setTimeout(makesRoom, heldUpMs).unref();
    const ended = told.finally(() => {
      clearTimeout(heldUp);
      inWork.delete(one);
      house.beingTold.delete(one);
      makesRoom();
    });
    inWork.set(one, ended);
    if (!hasEnded) house.beingTold.add(one);
  }

  return {
    wake,
    /** Tells all that is due. Out: settles when nothing more is due, and all have been told or put back. */
    tellAll: async () => void (wake(), await running),
    /** Has it told where something was put down since this was asked last. */
    hear: async () => void ((await house.outbox.hasNews()) && wake()),
    /** It tells nobody any more; whom it was telling, others may. */
    end(): void {
      hasEnded = true;
      for (const one of inWork.keys()) house.beingTold.delete(one);
    },
  };
}

const saysStumbled = (house: Teller, error: unknown) =>
  house.log.error(trouble(house, error), "notifier stumbled: what waits is told in the next round");

/** Where sendings have names of their own, the same one does not arrive again: nobody need be told that it may. */
const asIsKnown = (next: Announcement, because: Because) =>
  because === noReason || !next.isAsBefore ? next : { ...next, repeated: false };

const whom = (told: ReadonlySet<Announcement>) => {
  const all = [...told];
  return { chats: all.map(({ chatId }) => chatId), persons: all.map(({ personId }) => personId) };
};

async function tellOrSay(house: Teller, api: Api, announcement: Announcement): Promise<void> {
  try {
    await tell(house, api, announcement);
  } catch (error) {
    house.log.error({ announcements: announcement.ids, ...trouble(house, error) }, "told or not, it is not put down");
  }
}

async function tell(house: Teller, api: Api, announcement: Announcement): Promise<void> {
  const message = await madeOrFault(house, announcement);
  if (message instanceof Error) return await notMade(house, announcement, message);
  try {
    await send(api, announcement.chatId, message);
  } catch (error) {
    return await notTold(house, announcement, error);
  }
  await putDown(() => house.outbox.told(announcement.ids, house.now()));
  house.log.info({ announcements: announcement.ids }, "told");
}

/** What was sent must be put down, or it would be sent once more: it is tried for a while. */
async function putDown(write: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1)
    try {
      return await write();
    } catch (error) {
      if (tries >= mostTries) throw error;
      await sleep(second);
    }
}

async function notMade(house: Teller, announcement: Announcement, fault: Error): Promise<void> {
  const { ids, attempts } = announcement;
  await house.outbox.putBack(announcement, { error: fault.name, tried: attempts }, house.now());
  house.log.error(
    { announcements: ids, attempt: attempts + 1, ...trouble(house, fault) },
    "message not made: it is tried again later, the others are told",
  );
}

async function notTold(house: Teller, announcement: Announcement, fault: unknown): Promise<void> {
  const { outbox, now, log } = house;
  const { ids, chatId, attempts } = announcement;
  const error = fault instanceof PartlySent ? fault.cause : fault;
  const what = { ids, repeated: announcement.repeated || fault instanceof PartlySent };
  const later = (ms: number) => new Date(now().getTime() + ms);
  const backoff = Math.min(5 * 2 ** attempts, 600) * second;
  const known = error instanceof GrammyError;
  if (error instanceof HttpError && isNotSent(error)) await outbox.notSent(what, later(backoff));
  else if (error instanceof HttpError || isNoAnswer(error)) await outbox.unanswered(ids, later(backoff));
  else if (known && isForGood(error.description)) await outbox.unreachable(chatId, what, error.description, now());
  else if (known && (error.error_code === 429 || error.error_code >= 500))
    await outbox.refused(what, saidBy(error), later(bounded(error.parameters.retry_after) ?? backoff));
  else {
    const said = known ? saidBy(error) : error instanceof Error ? error.name : "unknown";
    await outbox.putBack(what, { error: said, tried: attempts }, now());
  }
  const code = known ? error.error_code : error instanceof HttpError ? "no connection" : "a fault";
  log.warn({ announcements: ids, attempt: attempts + 1 }, `not told: ${code}`);
}

const saidBy = ({ error_code, description }: GrammyError) => `${error_code} ${description}`;
