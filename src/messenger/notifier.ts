import { type Api, GrammyError, HttpError, InputFile } from "grammy";
import type { Announcement } from "../../db/messenger/outbox.ts";
import { announcementText, declaredBy } from "../house/announcement-text.ts";
import type { House } from "../house/house.ts";
import { type Papers, receiptOf } from "../house/receipt-of.ts";
import type { ChildInClass } from "../school/people.ts";
import { namesIn } from "../house/seen-names.ts";

/** Refusals that no later try will change: the person has blocked the bot or the account is gone. */
const forGood = [
  /bot was blocked by the user/,
  /user is deactivated/,
  /chat not found/,
  /bot can't initiate conversation/,
];

type Teller = Papers & Pick<House, "outbox" | "languages" | "texts" | "nameOf" | "timeZone" | "now" | "log" | "print">;

/** Tells what waits in the outbox. */
export function openNotifier(house: Teller, api: Api) {
  let running: Promise<void> | null = null;
  let again = false;

  /** Tells all that is due. Calls that come in meanwhile are served by the same round. */
  async function tellAll(): Promise<void> {
    again = true;
    running ??= rounds().finally(() => (running = null));
    await running;
  }

  async function rounds(): Promise<void> {
    while (again) {
      again = false;
      for (let next = await claim(); next; next = await claim()) if (!(await tell(house, api, next))) break;
    }
  }

  const claim = () => house.outbox.claimNext(house.now());

  return { tellAll };
}

/** Out: whether others may be told now; after "too many requests" nobody is. */
async function tell(house: Teller, api: Api, announcement: Announcement): Promise<boolean> {
  try {
    const { timeZone, texts } = house;
    const nameOf = await namesIn(house, announcement.chatId, childrenOf(announcement));
    const speak = texts.speak(await languageFor(house, announcement));
    await send(house, api, announcement, announcementText({ nameOf, timeZone, speak }, announcement));
    await house.outbox.told(announcement.ids, house.now());
    house.log.info({ announcements: announcement.ids }, "told");
    return true;
  } catch (error) {
    return await notTold(house, announcement, error);
  }
}

function childrenOf({ news }: Announcement): ChildInClass[] {
  if ("children" in news) return news.children.map(({ child }) => child);
  return "child" in news ? [news.child] : [];
}

/** Teachers read German, whatever the parent reads. */
async function languageFor({ languages }: Teller, { chatId, role }: Announcement): Promise<string> {
  return role === "teacher" ? "de" : ((await languages.of(chatId))?.language ?? "de");
}

/** Whoever has declared something gets the receipt in the same message: both arrive, or none. */
async function send(house: Teller, api: Api, { chatId, news, personId }: Announcement, html: string): Promise<void> {
  const own = news.kind === "decision" ? declaredBy(news.events, personId).at(-1) : undefined;
  const receipt = own ? await receiptOf(house, { decision: own.decision }) : null;
  if (!receipt) return void (await api.sendMessage(chatId, html, { parse_mode: "HTML" }));
  const file = new InputFile(await house.print.receipt(receipt), `Beleg-${receipt.code}.pdf`);
  await api.sendDocument(chatId, file, { caption: html, parse_mode: "HTML" });
}

async function notTold(
  { outbox, now, log }: Teller,
  { ids, chatId, attempts }: Announcement,
  error: unknown,
): Promise<boolean> {
  const later = (seconds: number) => new Date(now().getTime() + seconds * 1000);
  const backoff = Math.min(5 * 2 ** attempts, 600);
  if (error instanceof HttpError) await outbox.unanswered(ids, "no connection", later(backoff));
  else if (!(error instanceof GrammyError)) throw error;
  else if (forGood.some((refusal) => refusal.test(error.description)))
    await outbox.unreachable(chatId, ids, error.description, now());
  else {
    const said = `${error.error_code} ${error.description}`;
    await outbox.refused(ids, said, later(error.parameters.retry_after ?? backoff));
  }
  const code = error instanceof GrammyError ? error.error_code : "no connection";
  log.warn({ announcements: ids, attempt: attempts + 1 }, `not told: ${code}`);
  return error instanceof GrammyError && error.error_code !== 429;
}
