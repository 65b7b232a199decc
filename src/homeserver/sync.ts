import type { Asked, Homeserver } from "./homeserver.ts";
import type { Device } from "./keys.ts";
import type { Kept, Room } from "./room.ts";

/** What has happened for a device since a token; where nothing has, it waits so long as it is asked to. */
export async function syncOf(server: Homeserver, device: Device, { query, signal }: Asked): Promise<object> {
  const since = query.get("since") === null ? null : Number(query.get("since")?.slice(1));
  const filter = filterIn(query.get("filter"));
  const until = Date.now() + Number(query.get("timeout") ?? 0);
  // What a device has heard by this token it has taken.
  device.inbox = device.inbox.filter(({ at }) => at > (since ?? 0));
  for (;;) {
    const said = said_(server, device, since, filter);
    if (since === null || said.isNews || Date.now() >= until || signal?.aborted === true) return said.answer;
    device.waits = { since: `s${since}`, at: server.at };
    await nextNews(server, until - Date.now(), signal);
    device.waits = null;
  }
}

interface Filter {
  limit: number;
  /** Of what the account keeps for itself, what is to be heard of. */
  types: readonly string[];
}

function filterIn(filter: string | null): Filter {
  const { room, account_data: kept } = JSON.parse(filter ?? "{}") as {
    room?: { timeline?: { limit?: number } };
    account_data?: { types?: string[] };
  };
  return { limit: room?.timeline?.limit ?? 10, types: kept?.types ?? [] };
}

function nextNews(server: Homeserver, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop();
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const stop = server.watch(end);
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end, { once: true });
  });
}

function said_(server: Homeserver, device: Device, since: number | null, { limit, types }: Filter) {
  const from = since ?? 0;
  const { userId } = device;
  const [join, invite, leave]: Record<string, object>[] = [{}, {}, {}];
  for (const room of server.rooms.values()) {
    const own = room.stateOf("m.room.member", userId);
    if (!own) continue;
    const membership = room.membershipOf(userId);
    if (membership === "join") {
      const part = partOf(room, own, from, limit);
      if (part && join) join[room.id] = part;
    } else if (own.at > from && membership === "invite" && invite)
      invite[room.id] = {
        invite_state: { events: [own, ...room.wholeState.filter(({ type }) => type === "m.room.create")] },
      };
    else if (own.at > from && since !== null && leave) leave[room.id] = { timeline: { events: [own] } };
  }
  const toDevice = device.inbox.map(({ event }) => event);
  const changed = [...server.keys.changedAt].filter(([, at]) => at > from).map(([id]) => id);
  const kept = server.accountData.since(userId, from, types);
  const isNews = [join, invite, leave].some((one) => Object.keys(one ?? {}).length > 0);
  return {
    isNews: isNews || toDevice.length > 0 || changed.length > 0 || kept.length > 0,
    answer: {
      next_batch: `s${server.at}`,
      ...(isNews ? { rooms: { join, invite, leave } } : {}),
      ...(kept.length > 0 ? { account_data: { events: kept } } : {}),
      ...(toDevice.length > 0 ? { to_device: { events: toDevice } } : {}),
      ...(changed.length > 0 ? { device_lists: { changed, left: [] } } : {}),
      device_one_time_keys_count: server.keys.counts(userId, device.deviceId),
      device_unused_fallback_key_types: ["signed_curve25519"],
    },
  };
}

function partOf(room: Room, own: Kept, from: number, limit: number): object | null {
  const isNew = own.at > from && own.unsigned.prev_content?.membership !== "join";
  // Whoever comes sees what was said before, as in a room of two it is.
  const all = room.events.filter(({ at }) => isNew || at > from);
  if (all.length === 0) return null;
  const shown = all.slice(-limit);
  const limited = shown.length < all.length;
  const first = shown[0]?.at ?? from;
  const state = isNew || limited ? room.wholeState.filter(({ at }) => at < first && (isNew || at > from)) : [];
  return { state: { events: state }, timeline: { events: shown, limited, prev_batch: `t${first - 1}` } };
}
