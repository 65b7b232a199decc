import { type Api, GrammyError, HttpError, InputFile } from "grammy";
import type { Announcement } from "../../db/messenger/outbox.ts";
import { fits, inPieces, mostLetters } from "../../conversations/fitting.ts";
import { escaped, withoutMarkup } from "../consent/shown.ts";
import { announcementText, declaredBy } from "../house/announcement-text.ts";
import type { House } from "../house/house.ts";
import { type Papers, receiptOf } from "../house/receipt-of.ts";
import type { ChildInClass } from "../school/people.ts";
import { namesIn } from "../house/seen-names.ts";
import { isNoAnswer } from "./patience.ts";
import { trouble } from "./trouble.ts";

/** Refusals that no later try will change: the person has blocked the bot or the account is gone. */
const forGood = [
  /bot was blocked by the user/,
  /user is deactivated/,
  /chat not found/,
  /bot can't initiate conversation/,
];

type Teller = Papers &
  Pick<
    House,
    "outbox" | "accounts" | "languages" | "texts" | "nameOf" | "timeZone" | "now" | "log" | "print" | "adviceOn"
  >;

const isForGood = (description: string) => forGood.some((refusal) => refusal.test(description));

/** So many people are told side by side. */
const atOnce = 20;

/**
 * Tells what waits in the outbox, each person in a lane of their own: a refusal, a hang or a message that cannot be
 * made concerns nobody else.
 */
export function openNotifier(house: Teller, api: Api) {
  const inWork = new Map<Announcement, Promise<void>>();
  let running: Promise<void> | null = null;
  let [again, woken] = [false, Promise.withResolvers<void>()];

  /** Tells all that is due. Calls that come in meanwhile are served by the same round. */
  async function tellAll(): Promise<void> {
    again = true;
    woken.resolve();
    running ??= rounds().finally(() => (running = null));
    await running;
  }

  async function rounds(): Promise<void> {
    do {
      [again, woken] = [false, Promise.withResolvers<void>()];
      await claimAll();
      // Whoever has been told something may be told the next thing.
      if (inWork.size > 0) again = await Promise.race([...inWork.values(), woken.promise]).then(() => true);
    } while (again);
  }

  async function claimAll(): Promise<void> {
    while (inWork.size < atOnce) {
      const others = [...inWork.keys()];
      const next = await house.outbox.claimNext(house.now(), {
        chats: others.map(({ chatId }) => chatId),
        persons: others.map(({ personId }) => personId),
      });
      if (!next) return;
      const told = tell(house, api, next).catch((error: unknown) => {
        house.log.error({ announcements: next.ids, ...trouble(house, error) }, "told or not, it is not put down");
      });
      inWork.set(
        next,
        told.finally(() => inWork.delete(next)),
      );
    }
  }

  return { tellAll };
}

async function tell(house: Teller, api: Api, announcement: Announcement): Promise<void> {
  const message = await madeOrFault(house, announcement);
  if (message instanceof Error) return await notMade(house, announcement, message);
  try {
    await send(api, announcement.chatId, message);
  } catch (error) {
    return await notTold(house, announcement, error);
  }
  await house.outbox.told(announcement.ids, house.now());
  house.log.info({ announcements: announcement.ids }, "told");
}

/** What is sent: the words, and under them the receipt of whoever has declared something. */
interface Message {
  html: string;
  receipt: { name: string; bytes: Uint8Array } | null;
}

/** Whatever goes wrong in making one message, the others are told. */
async function madeOrFault(house: Teller, announcement: Announcement): Promise<Message | Error> {
  try {
    const { timeZone, texts } = house;
    const nameOf = await namesIn(house, announcement.chatId, childrenOf(announcement));
    const speak = texts.speak(await languageFor(house, announcement));
    const html = announcementText({ nameOf, timeZone, speak }, announcement);
    return { html, receipt: await receiptFor(house, announcement) };
  } catch (error) {
    return error instanceof Error ? error : new Error("unknown");
  }
}

async function receiptFor(house: Teller, { news, personId }: Announcement): Promise<Message["receipt"]> {
  const own = news.kind === "decision" ? declaredBy(news.events, personId).at(-1) : undefined;
  const receipt = own ? await receiptOf(house, { decision: own.decision }) : null;
  return receipt && { name: `Beleg-${receipt.code}.pdf`, bytes: await house.print.receipt(receipt) };
}

async function notMade(house: Teller, { ids, attempts }: Announcement, fault: Error): Promise<void> {
  await house.outbox.putBack(ids, { error: fault.name, tried: attempts }, house.now());
  house.log.error(
    { announcements: ids, attempt: attempts + 1, ...trouble(house, fault) },
    "message not made: it is tried again later, the others are told",
  );
}

function childrenOf({ news }: Announcement): ChildInClass[] {
  if ("children" in news) return news.children.map(({ child }) => child);
  return "child" in news ? [news.child] : [];
}

/** Teachers read German, whatever the parent reads. */
async function languageFor({ languages }: Teller, { chatId, role }: Announcement): Promise<string> {
  return role === "teacher" ? "de" : ((await languages.of(chatId))?.language ?? "de");
}

/**
 * Whoever has declared something gets the receipt in the same message: both arrive, or none.
 * Only words that are too long for that, or that the messenger will not read as they are, go apart and plain.
 */
async function send(api: Api, chatId: number, message: Message): Promise<void> {
  try {
    await sendWhole(api, chatId, message);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    await sendApart(api, chatId, { ...message, html: escaped(withoutMarkup(message.html)) });
  }
}

/** The messenger has understood the call and refuses what is in it. */
const isUnreadable = (error: unknown) =>
  error instanceof GrammyError && error.error_code === 400 && !isForGood(error.description);

async function sendWhole(api: Api, chatId: number, message: Message): Promise<void> {
  const { html, receipt } = message;
  if (!receipt || !fits(html, mostLetters.caption)) return await sendApart(api, chatId, message);
  await api.sendDocument(chatId, fileOf(receipt), { caption: html, parse_mode: "HTML" });
}

async function sendApart(api: Api, chatId: number, { html, receipt }: Message): Promise<void> {
  for (const piece of inPieces(html)) await api.sendMessage(chatId, piece, { parse_mode: "HTML" });
  if (receipt) await api.sendDocument(chatId, fileOf(receipt));
}

const fileOf = ({ name, bytes }: NonNullable<Message["receipt"]>) => new InputFile(bytes, name);

async function notTold(house: Teller, { ids, chatId, attempts }: Announcement, error: unknown): Promise<void> {
  const { outbox, now, log } = house;
  const later = (seconds: number) => new Date(now().getTime() + seconds * 1000);
  const backoff = Math.min(5 * 2 ** attempts, 600);
  const known = error instanceof GrammyError;
  if (error instanceof HttpError || isNoAnswer(error)) await outbox.unanswered(ids, "no connection", later(backoff));
  else if (known && isForGood(error.description)) await outbox.unreachable(chatId, ids, error.description, now());
  else if (known && (error.error_code === 429 || error.error_code >= 500))
    await outbox.refused(ids, saidBy(error), later(error.parameters.retry_after ?? backoff));
  else {
    const said = known ? saidBy(error) : error instanceof Error ? error.name : "unknown";
    await outbox.putBack(ids, { error: said, tried: attempts }, now());
  }
  const code = known ? error.error_code : error instanceof HttpError ? "no connection" : "a fault";
  log.warn({ announcements: ids, attempt: attempts + 1 }, `not told: ${code}`);
}

const saidBy = ({ error_code, description }: GrammyError) => `${error_code} ${description}`;
