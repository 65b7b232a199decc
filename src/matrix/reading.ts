import type { Update } from "grammy/types";
import {
  type Event,
  eventsIn,
  isObject,
  isText,
  type JoinedRoom,
  serverOf,
  strippedIn,
  type Sync,
  textOf,
} from "./events.ts";
import { unanswered } from "./answered.ts";
import { botOf, type Hands, leave } from "./hands.ts";
import { inRoom, MatrixRefusal, segment } from "./server.ts";
import { before, ofPerson } from "./person.ts";
import { inGroup, moved } from "./updates.ts";

const mostPages = 50;

/** What a sync says of one room, to be read as updates of the Bot API; again where that fails. */
export interface RoomNews {
  roomId: string;
  read: () => Promise<Update[]>;
}

/**
 * From where on the server has shown what happened: a token; null where there was none yet; or what it showed last, of
 * a token that it does not know any more.
 */
export type From = string | null | typeof whatIsKnown;
export const whatIsKnown = Symbol("what is known");
export const isToken = (from: From): from is string => typeof from === "string";

/** How a sync is read: from where on it shows what happened; whether others have worked since on what it shows. */
export interface Reading {
  from: From;
  isBehind: boolean;
}

/** What a sync says of each room. What it says beside them is heard by then. */
export async function newsOf(hands: Hands, sync: Sync, reading: Reading): Promise<RoomNews[]> {
  const { from, isBehind } = reading;
  await hands.shutter.heard(sync);
  if (from === null || from === whatIsKnown) await hands.numbers.beginAnew();
  const { invite, join, leave: left } = sync.rooms ?? {};
  return [
    ...newsIn(invite, async (id, { invite_state: state }) => await invited(hands, id, strippedIn(state?.events))),
    ...newsIn(join, async (id, room) => await inRoomRead(hands, id, room, reading)),
    ...newsIn(left, async (id, room) => await sentAway(hands, id, room)),
  ].map((news) =>
    // Before there was a token, all of it is from a time when nobody listened: it is answered no more.
    from === null && !isBehind ? { ...news, read: async () => (await news.read(), []) } : news,
  );
}

function newsIn<Room>(
  rooms: Record<string, Room> | undefined,
  read: (roomId: string, room: Room) => Promise<Update[]>,
): RoomNews[] {
  const known = Object.entries(rooms ?? {}).filter(([, room]) => isObject(room));
  return known.map(([roomId, room]) => ({ roomId, read: () => read(roomId, room) }));
}

/** Comes where somebody of the own server asks it to; whoever has a server can invite anybody. */
async function invited(hands: Hands, roomId: string, state: ReturnType<typeof strippedIn>): Promise<Update[]> {
  const { server, me, warn } = hands;
  const invitation = state.find((one) => one.type === "m.room.member" && one.state_key === me());
  if (!invitation || serverOf(textOf(invitation.sender)) !== serverOf(me())) {
    await leave(server, roomId);
  } else if (await joined(hands, roomId)) {
    if (invitation.content.is_direct === true) await rememberDirect(hands, roomId, invitation.sender);
  } else warn({}, "an invitation into a room could not be followed: whoever invited has to do it again");
  return [];
}

async function joined({ server }: Hands, roomId: string): Promise<boolean> {
  try {
    await server.call("POST", `/_matrix/client/v3/join/${segment(roomId)}`, {});
    return true;
  } catch (error) {
    if (error instanceof MatrixRefusal) return false;
    throw error;
  }
}

/** So clients show it among the talks of two. */
async function rememberDirect({ server, me }: Hands, roomId: string, userId: string): Promise<void> {
  const path = `/_matrix/client/v3/user/${segment(me())}/account_data/m.direct`;
  try {
    const direct: Record<string, unknown> = await server.call("GET", path).catch((error: unknown) => {
      if (error instanceof MatrixRefusal && error.status === 404) return {};
      throw error;
    });
    const rooms = Array.isArray(direct[userId]) ? (direct[userId] as unknown[]) : [];
    if (!rooms.includes(roomId)) await server.call("PUT", path, { ...direct, [userId]: [...rooms, roomId] });
  } catch (error) {
    if (!(error instanceof MatrixRefusal)) throw error;
  }
}

async function inRoomRead(hands: Hands, roomId: string, room: JoinedRoom, reading: Reading): Promise<Update[]> {
  const { rooms, me } = hands;
  const { from, isBehind } = reading;
  const isKnown = from === whatIsKnown;
  const state = eventsIn(room.state?.events);
  const shown = eventsIn(room.timeline?.events);
  const own = (membership: string) => (one: Event) =>
    one.type === "m.room.member" && one.state_key === me() && one.content.membership === membership;
  const isNew = !isKnown && [...state, ...shown].some((one) => own("join")(one) && before(one) !== "join");
  const hasGap = typeof from === "string" && room.timeline?.limited === true && !isNew;
  const timeline = hasGap ? [...(await missed(hands, roomId, room, from)), ...shown] : shown;
  for (const event of [...state, ...timeline]) if (event.state_key !== undefined) await rooms.heard(roomId, event);
  await follow(hands, timeline);
  // Whoever opens a room writes at once, before the bot has come; what was there before it was asked, is not for it.
  const asked = isNew ? timeline.slice(timeline.findLastIndex(own("invite")) + 1) : timeline;
  const mine = isBehind ? unanswered(asked, me()) : asked;
  const { joined: present } = await rooms.of(roomId);
  if (present.size > 2) return await ofGroup(hands, roomId, mine);
  const other = await rooms.otherIn(roomId);
  if (other === null) return await ofThoseWhoLeft(hands, roomId, mine);
  if (serverOf(other) !== serverOf(me())) {
    await leave(hands.server, roomId);
    return [];
  }
  const chatId = await hands.numbers.chatOf(other, roomId);
  const unheard = isKnown ? await behindKnown(hands, chatId, mine) : mine;
  return await ofPerson(hands, { chatId, userId: other }, roomId, unheard, isNew);
}

/** What stands behind the last event that has a number; where none has, nothing can be told from what is old. */
async function behindKnown({ numbers }: Hands, chatId: number, events: readonly Event[]): Promise<Event[]> {
  for (let at = events.length - 1; at >= 0; at -= 1)
    if ((await numbers.messageOf(chatId, events[at]?.event_id ?? "")) !== null) return events.slice(at + 1);
  return [];
}

/** What has come between two syncs, and was too much for the second. */
async function missed({ server }: Hands, roomId: string, { timeline }: JoinedRoom, since: string): Promise<Event[]> {
  const events: Event[] = [];
  let from = timeline?.prev_batch;
  for (let page = 0; from !== undefined && page < mostPages; page += 1) {
    const query = new URLSearchParams({ dir: "b", limit: "100", from, to: since });
    const said = await server.call<{ chunk?: unknown[]; end?: string }>("GET", inRoom(roomId, `messages?${query}`));
    const chunk = eventsIn(said.chunk);
    events.unshift(...chunk.toReversed());
    from = chunk.length === 0 || said.end === from ? undefined : said.end;
  }
  return events;
}

/** Where a room has moved to, the bot comes along. */
async function follow(hands: Hands, timeline: readonly Event[]): Promise<void> {
  for (const { type, content } of timeline)
    if (
      type === "m.room.tombstone" &&
      isText(content.replacement_room) &&
      !(await joined(hands, content.replacement_room))
    )
      hands.warn({}, "a room has moved to another, and the bot was not let in there: invite it");
}

async function ofGroup(hands: Hands, roomId: string, events: readonly Event[]): Promise<Update[]> {
  const last = events.findLast(({ type, sender }) => type !== "m.room.member" || sender === hands.me());
  if (!last) return [];
  const number = hands.rooms.groupNumber(roomId);
  const [numbered] = await hands.numbers.number(number, [last.event_id], hands.now());
  return numbered ? [inGroup(last, numbered, number)] : [];
}

/** The bot is alone in a room: whoever talked there has gone. */
async function ofThoseWhoLeft(hands: Hands, roomId: string, events: readonly Event[]): Promise<Update[]> {
  const updates: Update[] = [];
  for (const person of await hands.numbers.chatsIn(roomId)) {
    const own = events.filter(({ sender, state_key: whose }) => sender === person.userId || whose === person.userId);
    if (own.length > 0) updates.push(...(await ofPerson(hands, person, roomId, own, false)));
  }
  return updates;
}

/** The bot itself was sent away, or has gone. */
async function sentAway(hands: Hands, roomId: string, room: JoinedRoom): Promise<Update[]> {
  const { numbers, rooms, me, now } = hands;
  rooms.left(roomId);
  const all = [...eventsIn(room.state?.events), ...eventsIn(room.timeline?.events)];
  const gone = all.findLast(({ type, state_key: whose }) => type === "m.room.member" && whose === me());
  const [person] = await numbers.chatsIn(roomId);
  if (!gone || !person) return [];
  const [numbered] = await numbers.number(person.chatId, [gone.event_id], now());
  const place = { ...person, bot: botOf(me()), numbers, textAt: async () => null, holds: async () => false };
  return numbered ? [moved(gone, numbered, place, false)] : [];
}
