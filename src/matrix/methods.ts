import { bad } from "../bot-api/refusal.ts";
import { type Content, textOf } from "./events.ts";
import { contentOf, written } from "./html.ts";
import { botOf, type Hands, leave, send, type Where, whereIs } from "./hands.ts";
import { type Option, optionsIn, soundOf, withOptions } from "./options.ts";

export type Payload = Record<string, unknown>;
type Method = (hands: Hands, payload: Payload) => Promise<unknown>;

/** The methods of the Bot API, as far as anything answers to them here; every other one is done without a word. */
export const methods: Record<string, Method> = {
  sendMessage: (hands, payload) => sendMessage(hands, payload),
  sendDocument,
  editMessageText,
  editMessageReplyMarkup,
  answerCallbackQuery,
  leaveChat,
  getMyDescription: async () => ({ description: "" }),
  getMyShortDescription: async () => ({ short_description: "" }),
};

/** In: what is sent behind it, and belongs to it. */
async function sendMessage(hands: Hands, payload: Payload, behind?: (where: Where) => Promise<unknown>) {
  const where = await whereIs(hands, payload);
  const rows = optionsIn(payload.reply_markup);
  const text = written(textOf(payload.text), payload.parse_mode === "HTML");
  const answers = await answeredBy(hands, where, payload);
  const whole = withOptions(text, rows, await hands.sayIn(where.chatId));
  const relation = answers === null ? {} : { "m.relates_to": { "m.in_reply_to": { event_id: answers } } };
  const eventId = await send(hands, where, { ...contentOf(whole), ...relation });
  const messageId = await numbered(hands, where, eventId, rows, answers);
  await behind?.(where);
  return asMessage(hands, where, messageId, text.body);
}

async function numbered(
  hands: Hands,
  { chatId, isPrivate }: Where,
  eventId: string,
  rows: Option[][],
  answers: string | null,
) {
  if (!isPrivate) return 0;
  const choices = rows.flat().map(({ label, leadsTo }) => ({
    leadsTo,
    sounds: hands.readsWords(leadsTo) ? "" : soundOf(label),
  }));
  return await hands.numbers.sent(chatId, { eventId, choices, answers }, hands.now());
}

async function answeredBy({ numbers }: Hands, { chatId }: Where, { reply_parameters: to }: Payload) {
  if (typeof to !== "object" || to === null || !("message_id" in to)) return null;
  return await numbers.eventAt(chatId, Number(to.message_id));
}

/** First the file is put there, then come the words and the file: so both arrive, or none. */
async function sendDocument(hands: Hands, payload: Payload) {
  const file = payload[String(payload.document).replace("attach://", "")];
  if (!(file instanceof File)) throw bad("there is no document in the request");
  const where = await whereIs(hands, payload);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const held = await hands.shutter.put(where.room, { name: file.name, type: typeOf(file), bytes });
  const content: Content = {
    ...{ msgtype: "m.file", body: file.name, filename: file.name, ...held },
    info: { mimetype: typeOf(file), size: bytes.length },
  };
  const sendFile = (to: Where) => send(hands, to, content, file.name);
  if (payload.caption) return await sendMessage(hands, { ...payload, text: payload.caption }, sendFile);
  const messageId = await numbered(hands, where, await sendFile(where), [], null);
  return asMessage(hands, where, messageId, "");
}

const anyBytes = "application/octet-stream";

function typeOf({ type, name }: File): string {
  if (type !== "" && type !== anyBytes) return type;
  return name.endsWith(".pdf") ? "application/pdf" : anyBytes;
}

async function editMessageText(hands: Hands, payload: Payload) {
  const where = await whereIs(hands, payload);
  const messageId = Number(payload.message_id);
  const eventId = await hands.numbers.eventAt(where.chatId, messageId);
  if (eventId === null) throw bad("message to edit not found");
  const text = written(textOf(payload.text), payload.parse_mode === "HTML");
  await hands.numbers.close(where.chatId, messageId);
  await send(hands, where, {
    ...contentOf({ body: `* ${text.body}`, formatted: `* ${text.formatted}` }),
    "m.new_content": contentOf(text),
    "m.relates_to": { rel_type: "m.replace", event_id: eventId },
  });
  return asMessage(hands, where, messageId, text.body);
}

/** Nothing is written for it: what stood there can be read, and is chosen no more. */
async function editMessageReplyMarkup(hands: Hands, payload: Payload): Promise<true> {
  await hands.numbers.close(Number(payload.chat_id), Number(payload.message_id));
  return true;
}

async function answerCallbackQuery(hands: Hands, payload: Payload): Promise<true> {
  const text = textOf(payload.text);
  const [chatId = ""] = String(payload.callback_query_id).split(" ");
  if (text !== "") await sendMessage(hands, { chat_id: Number(chatId), text });
  return true;
}

async function leaveChat(hands: Hands, payload: Payload): Promise<true> {
  const chatId = Number(payload.chat_id);
  const roomId = chatId < 0 ? hands.rooms.groupOf(chatId) : ((await hands.numbers.chat(chatId))?.roomId ?? null);
  if (roomId === null) throw bad("chat not found");
  await leave(hands.server, roomId);
  hands.rooms.left(roomId);
  return true;
}

const asMessage = ({ me, now }: Hands, { chatId, isPrivate }: Where, messageId: number, text: string) => ({
  message_id: messageId,
  date: Math.floor(now().getTime() / 1000),
  chat: { id: chatId, type: isPrivate ? "private" : "group" },
  from: botOf(me()),
  text,
});
