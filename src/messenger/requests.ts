import { type Api, InputFile } from "grammy";
import { dueOn, type Right } from "../consent/rights.ts";
import { germanDate } from "../school/dates.ts";
import type { House } from "../house/house.ts";
import { ownData } from "../house/own-data.ts";

/** Puts a request on record. Out: the day by which the school must answer (Art. 12(3) GDPR), as it is read. */
export async function takeRequest(
  house: House,
  { id, chatId, right, words }: { id: string; chatId: number; right: Right; words: string },
): Promise<string> {
  const [person] = await house.accounts.personsOf(chatId);
  if (!person) throw new Error(`chat ${chatId} belongs to nobody any more`);
  const request = await house.requests.receive({ id, right, personId: person.id, words }, house.now());
  house.log.info({ chat: chatId, request: id, right }, "request received");
  return germanDate(dueOn(request));
}

/**
 * Sends all that is stored about the persons of this chat, to be read and to be taken along
 * (Art. 15, 20 GDPR), and puts the request on record as answered.
 */
export async function serveOwnData(
  house: House,
  api: Api,
  { id, chatId, right }: { id: string; chatId: number; right: Right },
): Promise<void> {
  const [person] = await house.accounts.personsOf(chatId);
  if (!person) return;
  const data = await ownData(house, chatId);
  await api.sendDocument(chatId, new InputFile(await house.print.ownData(data), "Auskunft.pdf"));
  await api.sendDocument(
    chatId,
    new InputFile(new TextEncoder().encode(JSON.stringify(data, null, 2)), "Auskunft.json"),
  );
  await house.requests.receive({ id, right, personId: person.id, words: "" }, house.now(), true);
  house.log.info({ chat: chatId, request: id, right }, "request served");
}
