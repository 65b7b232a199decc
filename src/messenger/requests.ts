import { type Api, InputFile } from "grammy";
import { dueOn, type Right } from "../consent/rights.ts";
import type { TakenRequest } from "../../conversations/world.ts";
import { germanDate } from "../school/dates.ts";
import type { House } from "../house/house.ts";
import { ownData } from "../house/own-data.ts";

/** So many letters of words stand with one request in all, and so often a day own data is sent. */
const most = { words: 3000, served: 3 };
const day = 24 * 60 * 60 * 1000;

/**
 * Puts a request on record. One that is open already is that one: further words are added to it while there is room.
 * Out: whether it is new or has new words, and the day by which the school must answer (Art. 12(3) GDPR), as it is
 * read.
 */
export async function takeRequest(
  house: House,
  { id, chatId, right, words }: { id: string; chatId: number; right: Right; words: string },
): Promise<TakenRequest> {
  const [person] = await house.accounts.personsOf(chatId);
  if (!person) throw new Error("the chat belongs to nobody any more");
  const { request, taken } = await house.requests.ask(
    { id, right, personId: person.id, words },
    house.now(),
    most.words,
  );
  house.log.info({ chat: chatId, request: request.id, right }, `request ${taken}`);
  return { taken, due: germanDate(dueOn(request)) };
}

/** Whether own data may be sent now: each right some times a day. */
export async function mayServe(house: House, { chatId, right }: { chatId: number; right: Right }): Promise<boolean> {
  const since = new Date(house.now().getTime() - day).toISOString();
  const ids = (await house.accounts.personsOf(chatId)).map((person) => person.id);
  const own = (await house.requests.of(ids)).filter((request) => request.right === right);
  return own.filter(({ history }) => (history[0]?.at ?? "") > since).length < most.served;
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
