import type { InlineKeyboardMarkup, Update } from "grammy/types";
import { asMessage, type BoxChat, type SeenMessage } from "./chat.ts";
import { seenText } from "./html.ts";
import { introductions } from "./introductions.ts";
import type { Inside, Method, Payload } from "./inside.ts";
import { bad, Refusal } from "./refusal.ts";

/** The methods of the Bot API that the box knows; every other one is "Not Found". */
export const methods: Record<string, Method> = {
  getMe: (box) => ({
    ...box.bot,
    can_join_groups: false,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  }),
  getUpdates,
  deleteWebhook: () => true,
  sendMessage,
  sendDocument,
  editMessageText,
  editMessageReplyMarkup,
  answerCallbackQuery,
  sendChatAction: (box, { chat_id }) => Boolean(box.reachable(chat_id)),
  ...introductions,
  leaveChat: (box, { chat_id }) => box.chats.delete(Number(chat_id)),
};

async function getUpdates(
  box: Inside,
  { offset = 0, limit = 100, timeout = 0 }: Payload,
  signal?: AbortSignal,
): Promise<Update[]> {
  box.poller?.end(
    new Refusal(
      409,
      "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    ),
  );
  while (box.queue[0] && box.queue[0].update_id < Number(offset)) box.queue.shift();
  if (box.queue.length === 0 && Number(timeout) > 0) await nextUpdate(box, Number(timeout), signal);
  return box.queue.slice(0, Number(limit));
}

function nextUpdate(box: Inside, seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const poller = { end };
    const timer = setTimeout(end, seconds * 1000);
    const gone = () => end(new Refusal(499, "Client closed the connection"));
    box.poller = poller;
    signal?.addEventListener("abort", gone, { once: true });
    // Whoever is gone before it is listened for gives no sign any more.
    if (signal?.aborted) gone();
    function end(refusal?: Refusal | void): void {
      clearTimeout(timer);
      signal?.removeEventListener("abort", gone);
      if (box.poller === poller) box.poller = null;
      if (refusal) reject(refusal);
      else resolve();
    }
  });
}

function sendMessage(box: Inside, payload: Payload) {
  const place = box.reachable(payload.chat_id);
  const message = box.put(place, {
    from: "bot",
    ...content(payload, 4096),
    ...answered(payload),
    buttons: buttons(payload.reply_markup),
    document: null,
  });
  return asMessage(place, message, box.bot);
}

function answered({ reply_parameters: to }: Payload): Pick<SeenMessage, "replyTo"> {
  return typeof to === "object" && to !== null && "message_id" in to ? { replyTo: Number(to.message_id) } : {};
}

async function sendDocument(box: Inside, payload: Payload) {
  const place = box.reachable(payload.chat_id);
  const attached = payload[text(payload.document).replace("attach://", "")];
  if (!(attached instanceof File)) throw bad("there is no document in the request");
  const document = { name: attached.name, bytes: new Uint8Array(await attached.arrayBuffer()) };
  const caption = payload.caption ? content({ ...payload, text: payload.caption }, 1024) : { text: "", html: null };
  return asMessage(
    place,
    box.put(place, { from: "bot", ...caption, buttons: buttons(payload.reply_markup), document }),
    box.bot,
  );
}

function editMessageText(box: Inside, payload: Payload) {
  const { place, message } = written(box, payload);
  return edit(box, place, message, content(payload, 4096), buttons(payload.reply_markup));
}

function editMessageReplyMarkup(box: Inside, payload: Payload) {
  const { place, message } = written(box, payload);
  return edit(box, place, message, { text: message.text, html: message.html }, buttons(payload.reply_markup));
}

function written(box: Inside, { chat_id, message_id }: Payload): { place: BoxChat; message: SeenMessage } {
  const place = box.reachable(chat_id);
  const message = place.messages.find((one) => one.id === Number(message_id) && one.from === "bot");
  if (!message) throw bad("message to edit not found");
  return { place, message };
}

function edit(
  box: Inside,
  place: BoxChat,
  message: SeenMessage,
  next: Pick<SeenMessage, "text" | "html">,
  rows: SeenMessage["buttons"],
) {
  const before = JSON.stringify([message.text, message.html, message.buttons]);
  if (before === JSON.stringify([next.text, next.html, rows]))
    throw bad(
      "message is not modified: specified new message content and reply markup are exactly the same " +
        "as a current content and reply markup of the message",
    );
  Object.assign(message, next, { buttons: rows, edited: true });
  box.changed(place.chat.id);
  return asMessage(place, message, box.bot);
}

function answerCallbackQuery(box: Inside, payload: Payload): true {
  const id = text(payload.callback_query_id);
  const chatId = box.openQueries.get(id);
  if (chatId === undefined) throw bad("query is too old and response timeout expired or query ID is invalid");
  const said = text(payload.text);
  if (said.length > 200) throw bad("MESSAGE_TOO_LONG");
  box.openQueries.delete(id);
  if (said) box.toasts.push({ chatId, text: said });
  box.changed(chatId);
  return true;
}

function content(payload: Payload, limit: number): Pick<SeenMessage, "text" | "html"> {
  const raw = text(payload.text);
  const seen = payload.parse_mode === "HTML" ? seenText(raw) : { text: raw, html: null };
  if ("refusal" in seen) throw bad(`can't parse entities: ${seen.refusal}`);
  if (seen.text.trim() === "") throw bad("message text is empty");
  if (seen.text.length > limit) throw bad(limit === 1024 ? "message caption is too long" : "message is too long");
  return seen;
}

function buttons(markup: unknown): SeenMessage["buttons"] {
  const read = (typeof markup === "string" && markup !== "" ? parsed(markup) : markup) || {};
  if (typeof read !== "object" || Array.isArray(read)) throw bad("object expected as reply markup");
  const rows = (read as InlineKeyboardMarkup).inline_keyboard ?? [];
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) throw bad("inline keyboard must be an array of arrays");
  for (const button of rows.flat() as unknown[]) {
    if (typeof button !== "object" || button === null || !("text" in button) || typeof button.text !== "string")
      throw bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object with text");
    if (button.text.trim() === "") throw bad("can't parse inline keyboard button: Text must be non-empty");
    const length = "callback_data" in button ? Buffer.byteLength(text(button.callback_data)) : 1;
    if (length === 0 || length > 64) throw bad("BUTTON_DATA_INVALID");
  }
  return rows.map((row) => [...row]);
}

function parsed(markup: string): unknown {
  try {
    return JSON.parse(markup);
  } catch {
    throw bad("can't parse reply keyboard markup JSON object");
  }
}

const text = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
