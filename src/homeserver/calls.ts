import { type Asked, type Homeserver, NotDone } from "./homeserver.ts";
import type { Device } from "./keys.ts";
import { syncOf } from "./sync.ts";

type Call = (server: Homeserver, device: Device, asked: Asked, parts: string[]) => unknown;

const room = (server: Homeserver, device: Device, id: string) => {
  const found = server.room(id);
  if (found.membershipOf(device.userId) !== "join") throw new NotDone(403, "M_FORBIDDEN");
  return found;
};

/** The calls that a token is needed for: the method, the path behind /_matrix/, and what is done. */
const calls: [string, RegExp, Call][] = [
  ["GET", /^client\/v3\/sync$/, (server, device, asked) => syncOf(server, device, asked)],
  ["GET", /^client\/v3\/account\/whoami$/, (_, { userId, deviceId }) => ({ user_id: userId, device_id: deviceId })],
  [
    "PUT",
    /^client\/v3\/rooms\/([^/]+)\/send\/([^/]+)\/([^/]+)$/,
    (server, device, { body }, [id = "", type = "", transaction = ""]) => ({
      event_id: server.sends(device, id, type, transaction, body),
    }),
  ],
  [
    "POST",
    /^client\/v3\/(?:join|rooms)\/([^/]+)(?:\/join)?$/,
    (server, { userId }, _, [id = ""]) => {
      server.joins(id, userId);
      return { room_id: id };
    },
  ],
  [
    "POST",
    /^client\/v3\/rooms\/([^/]+)\/leave$/,
    (server, { userId }, _, [id = ""]) => {
      if (server.room(id).membershipOf(userId) !== "leave") server.member(id, userId, "leave");
      return {};
    },
  ],
  ["POST", /^client\/v3\/rooms\/([^/]+)\/forget$/, () => ({})],
  [
    "POST",
    /^client\/v3\/createRoom$/,
    (server, { userId }, { body }) => {
      const states = (body.initial_state ?? []) as { type?: string }[];
      const encrypted = states.some(({ type }) => type === "m.room.encryption");
      const invites = (body.invite ?? []) as string[];
      return { room_id: server.opens(userId, { invites, isDirect: body.is_direct === true, encrypted }) };
    },
  ],
  [
    "GET",
    /^client\/v3\/rooms\/([^/]+)\/members$/,
    (server, device, _, [id = ""]) => ({ chunk: room(server, device, id).members }),
  ],
  [
    "GET",
    /^client\/v3\/rooms\/([^/]+)\/joined_members$/,
    (server, device, _, [id = ""]) => ({
      joined: Object.fromEntries(
        room(server, device, id)
          .joined()
          .map((one) => [one, {}]),
      ),
    }),
  ],
  [
    "GET",
    /^client\/v3\/rooms\/([^/]+)\/state\/([^/]+)\/?([^/]*)$/,
    (server, device, _, [id = "", type = "", key = ""]) => {
      const state = room(server, device, id).stateOf(type, key);
      if (!state) throw new NotDone(404, "M_NOT_FOUND");
      return state.content;
    },
  ],
  [
    "GET",
    /^client\/v3\/rooms\/([^/]+)\/event\/([^/]+)$/,
    (server, device, _, [id = "", eventId = ""]) => {
      const event = room(server, device, id).events.find((one) => one.event_id === eventId);
      if (!event) throw new NotDone(404, "M_NOT_FOUND");
      return event;
    },
  ],
  [
    "GET",
    /^client\/v3\/rooms\/([^/]+)\/messages$/,
    (server, device, { query }, [id = ""]) =>
      room(server, device, id).before(
        Number(query.get("from")?.slice(1) ?? server.at),
        Number(query.get("to")?.slice(1) ?? 0),
        Number(query.get("limit") ?? 10),
      ),
  ],
  [
    "POST",
    /^media\/v3\/upload$/,
    (server, _, { bytes, type }) => {
      const id = `mxc://${server.name}/${server.next("file")}`;
      server.media.set(id, { bytes, type });
      return { content_uri: id };
    },
  ],
  [
    "PUT",
    /^client\/v3\/user\/[^/]+\/account_data\/([^/]+)$/,
    (server, { userId }, { body }, [type = ""]) => {
      server.accountData.put(userId, type, body, server.at + 1);
      server.happened();
      return {};
    },
  ],
  [
    "GET",
    /^client\/v3\/user\/[^/]+\/account_data\/([^/]+)$/,
    (server, { userId }, _, [type = ""]) => {
      const kept = server.accountData.of(userId, type);
      if (!kept) throw new NotDone(404, "M_NOT_FOUND");
      return kept;
    },
  ],
  ["POST", /^client\/v3\/keys\/upload$/, (server, device, { body }) => keysUploaded(server, device, body)],
  ["POST", /^client\/v3\/keys\/query$/, (server, { userId }, { body }) => server.keys.query(body, userId)],
  ["POST", /^client\/v3\/keys\/claim$/, (server, _, { body }) => server.keys.claim(body)],
  [
    "POST",
    /^client\/v3\/keys\/signatures\/upload$/,
    (server, _, { body }) => {
      server.keys.sign(body as Parameters<typeof server.keys.sign>[0], server.at + 1);
      server.happened();
      return { failures: {} };
    },
  ],
  [
    "POST",
    /^client\/v3\/keys\/device_signing\/upload$/,
    (server, { userId }, { body }) => {
      server.keys.uploadCross(userId, body, server.at + 1);
      server.happened();
      return {};
    },
  ],
  [
    "PUT",
    /^client\/v3\/sendToDevice\/([^/]+)\/([^/]+)$/,
    (server, device, { body }, [type = "", transaction = ""]) => {
      if (!device.sent.has(`to ${type} ${transaction}`)) toDevices(server, device, type, body);
      device.sent.set(`to ${type} ${transaction}`, "");
      return {};
    },
  ],
];

function keysUploaded(server: Homeserver, device: Device, body: Record<string, unknown>): object {
  const said = server.keys.upload(device, body, server.at + 1);
  server.happened();
  return said;
}

function toDevices(server: Homeserver, { userId: sender }: Device, type: string, body: Record<string, unknown>): void {
  const messages = (body.messages ?? {}) as Record<string, Record<string, object>>;
  for (const [userId, byDevice] of Object.entries(messages))
    for (const device of server.devicesOf(userId)) {
      const content = byDevice[device.deviceId] ?? byDevice["*"];
      if (content) device.inbox.push({ at: server.at + 1, event: { type, sender, content } });
    }
  server.happened();
}

/** Does what is asked. Errors: NotDone. */
export async function done(server: Homeserver, token: string | null, asked: Asked): Promise<unknown> {
  const path = asked.path.replace(/^\/_matrix\//, "");
  if (path === "client/versions") return { versions: ["v1.11"] };
  if (path === "client/v3/login") return loggedIn(server, asked);
  if (token === null) throw new NotDone(401, "M_MISSING_TOKEN");
  const device = server.deviceOf(token);
  for (const [method, pattern, call] of calls) {
    const found = method === asked.method ? pattern.exec(path) : null;
    if (found) return await call(server, device, asked, found.slice(1).map(decodeURIComponent));
  }
  throw new NotDone(404, "M_UNRECOGNIZED");
}

function loggedIn(server: Homeserver, { method, body }: Asked): object {
  if (method === "GET") return { flows: [{ type: "m.login.password" }] };
  const { user = "" } = (body.identifier ?? {}) as { user?: string };
  const deviceId = typeof body.device_id === "string" ? body.device_id : undefined;
  const device = server.signIn(user, body.password, deviceId);
  return { user_id: device.userId, device_id: device.deviceId, access_token: device.token };
}
