/** An event as the server hands it on; what stands in its content, anybody can have written. */
export interface Event {
  type: string;
  event_id: string;
  sender: string;
  /** When the sender's server took it (ms). */
  origin_server_ts: number;
  content: Content;
  state_key?: string;
  redacts?: string;
}

export type Content = Record<string, unknown>;

/** What a sync says of one room in which the bot is. */
export interface JoinedRoom {
  state?: { events?: unknown[] };
  timeline?: { events?: unknown[]; limited?: boolean; prev_batch?: string };
}

/** What a sync says, as far as anything is read from it. */
export interface Sync {
  next_batch: string;
  rooms?: {
    join?: Record<string, JoinedRoom>;
    invite?: Record<string, { invite_state?: { events?: unknown[] } }>;
    leave?: Record<string, JoinedRoom>;
  };
  account_data?: { events?: unknown[] };
  to_device?: { events?: unknown[] };
  device_lists?: { changed?: string[]; left?: string[] };
  device_one_time_keys_count?: Record<string, number>;
  device_unused_fallback_key_types?: string[];
}

/** The events of a list; what is none is passed over: whoever runs another server can send anything. */
export function eventsIn(list: unknown[] | undefined): Event[] {
  return (list ?? []).filter(isEvent);
}

/** The same with those of an invitation, which have no ids and no times. */
export function strippedIn(list: unknown[] | undefined): Pick<Event, "type" | "sender" | "state_key" | "content">[] {
  return (list ?? []).filter((one): one is Event => isObject(one) && isText(one.type) && isObject(one.content));
}

function isEvent(one: unknown): one is Event {
  if (!isObject(one) || !isObject(one.content)) return false;
  return isText(one.type) && isText(one.event_id) && isText(one.sender) && Number.isSafeInteger(one.origin_server_ts);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const isText = (value: unknown): value is string => typeof value === "string";
export const textOf = (value: unknown): string => (isText(value) ? value : "");

/** What an event refers to: what it replaces, what it is a sign under, what it answers; by event id. */
export function relationOf(content: Content): { replaces?: string; under?: string; answers?: string } {
  const relation = content["m.relates_to"];
  if (!isObject(relation)) return {};
  const { rel_type: kind, event_id: id } = relation;
  const reply = relation["m.in_reply_to"];
  if (kind === "m.replace" && isText(id)) return { replaces: id };
  if (kind === "m.annotation" && isText(id)) return { under: id };
  // In a thread, clients that know none get an answer to its last message; nobody has chosen that.
  if (!isObject(reply) || !isText(reply.event_id) || relation.is_falling_back === true) return {};
  return { answers: reply.event_id };
}

/** The server of an address, "@name:server". */
export const serverOf = (userId: string): string => userId.slice(userId.indexOf(":") + 1);
