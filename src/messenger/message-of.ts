import type { Button } from "../../conversations/world.ts";
import type { Announcement } from "../../db/messenger/outbox.ts";
import { announcementText, declaredBy } from "../house/announcement-text.ts";
import { nameButtons } from "../house/class-line.ts";
import type { House } from "../house/house.ts";
import { type Papers, receiptOf } from "../house/receipt-of.ts";
import { schoolContact } from "../house/school-contact.ts";
import { namesIn } from "../house/seen-names.ts";
import { stillAsked } from "../house/still-asked.ts";
import type { ConsentEvent } from "../consent/event.ts";
import type { Words } from "../house/standing-text.ts";
import type { ChildInClass } from "../school/people.ts";
import type { Message } from "./sending.ts";

/** What messages are made from. */
export type Making = Papers &
  Pick<House, "languages" | "texts" | "nameOf" | "timeZone" | "officeAt" | "now" | "print" | "periods">;

/** The message of an announcement, or what went wrong in making it: the others are told all the same. */
export async function madeOrFault(house: Making, announcement: Announcement): Promise<Message | Error> {
  try {
    const { timeZone, officeAt, texts } = house;
    const nameOf = await namesIn(house, announcement.chatId, childrenOf(announcement));
    const speak = texts.speak(await languageFor(house, announcement));
    const html = announcementText({ nameOf, timeZone, officeAt, speak, school: schoolContact(texts) }, announcement);
    const { news } = announcement;
    const classes = news.kind === "morning" ? news.classes.map((one) => one.schoolClass) : [];
    const own = news.kind === "decision" ? declaredBy(news.events, announcement.personId) : [];
    const next = await nextChild(house, { speak, nameOf }, announcement, own);
    return { html, receipt: await receiptFor(house, own), buttons: [...nameButtons(speak, classes), ...next] };
  } catch (error) {
    return error instanceof Error ? error : new Error("unknown");
  }
}

/**
 * Under an answer for one child, the way to the next for whom the same person's is still waited for. In: what this
 * person has declared in what is announced.
 */
async function nextChild(
  house: Making,
  { speak, nameOf }: Words,
  { chatId, personId }: Announcement,
  own: readonly ConsentEvent[],
): Promise<Button[][]> {
  // Whoever takes something back is asked for nothing.
  if (!own.some(({ kind }) => kind === "given" || kind === "refused")) return [];
  const [next] = await stillAsked(house, chatId, personId);
  if (!next) return [];
  const text = speak.plain("status.answer", { child: nameOf(next.child) });
  return [[{ text, data: `start:give:${next.child.id}:${personId}` }]];
}

async function receiptFor(house: Making, own: readonly ConsentEvent[]): Promise<Message["receipt"]> {
  const last = own.at(-1);
  const receipt = last ? await receiptOf(house, { decision: last.decision }, house.nameOf) : null;
  return receipt && { name: `Beleg-${receipt.code}.pdf`, bytes: await house.print.receipt(receipt) };
}

function childrenOf({ news }: Announcement): ChildInClass[] {
  if ("children" in news) return news.children.map(({ child }) => child);
  return "child" in news ? [news.child] : [];
}

/** Teachers and the office read German, whatever a parent reads. */
async function languageFor({ languages }: Making, { chatId, role, news }: Announcement): Promise<string> {
  // Of whoever has had it erased the language is kept nowhere else.
  if (news.kind === "account" && news.how === "erased") return news.language;
  return role === "teacher" || role === "office" ? "de" : ((await languages.of(chatId))?.language ?? "de");
}
