import * as v from "valibot";

const id = v.pipe(v.number(), v.safeInteger());
const chat = v.looseObject({ id, type: v.string() });
const message = v.looseObject({ message_id: id, chat, text: v.optional(v.string()), caption: v.optional(v.string()) });
const person = v.looseObject({ id });
const member = v.looseObject({ chat, new_chat_member: v.looseObject({ status: v.string() }) });
const tap = v.looseObject({
  id: v.string(),
  from: person,
  data: v.optional(v.string()),
  message: v.optional(v.looseObject({ message_id: id, chat })),
});

const update = v.looseObject({
  update_id: v.pipe(id, v.minValue(0)),
  message: v.optional(v.looseObject({ ...message.entries, from: v.optional(person) })),
  edited_message: v.optional(message),
  channel_post: v.optional(message),
  callback_query: v.optional(tap),
  my_chat_member: v.optional(member),
});

/** Whether an update has what is read of it, as the Bot API says; what else stands in it is nobody's matter. */
export const isWellFormed = (one: unknown): boolean => v.safeParse(update, one).success;
