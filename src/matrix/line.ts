import { randomUUID } from "node:crypto";
import type { DeviceFile, Session } from "../../db/file/device-file.ts";
import type { MatrixRooms } from "../../db/messenger/matrix.ts";
import { bad, Refusal } from "../bot-api/refusal.ts";
import { payloadIn } from "../bot-api/mounts.ts";
import { encryptAttachment } from "./attachments.ts";
import { loadCrypto } from "./crypto-module.ts";
import { type Credentials, signedIn } from "./login.ts";
import { botOf, type Hands } from "./hands.ts";
import { methods, type Payload } from "./methods.ts";
import type { Say } from "./options.ts";
import { openRooms } from "./rooms.ts";
import { openSecrecy } from "./secrecy.ts";
import { MatrixRefusal, openServer, type Server } from "./server.ts";
import { openShutter, type Shutter } from "./shutter.ts";
import { openSync } from "./sync.ts";

export interface MatrixLine {
  /** One call of the Bot API. Errors: Refusal; the platform's where the line ends. */
  answer(method: string, payload: Payload, signal?: AbortSignal): Promise<unknown>;
  /** grammY's `client.fetch`. */
  fetch: typeof fetch;
  /** Hears how it is known whether it is the first of those who read with its account; without it, nobody else does. */
  reads: (mayRead: () => boolean) => void;
  /** Ends all calls; settles when nothing is written any more. */
  stop(): Promise<void>;
}

export interface Opening {
  /** The homeserver's address, without a path. */
  address: string;
  credentials: Credentials;
  /** What the bot's device keeps there: its token, its keys, how far it has read. */
  file: DeviceFile;
  numbers: MatrixRooms;
  /** In which language a chat is spoken to. */
  sayIn: (chatId: number) => Promise<Say>;
  readsWords: Hands["readsWords"];
  now: () => Date;
  warn: Hands["warn"];
  /** What encrypts; without it, the bot's own device, for which the crypto module is loaded. */
  shutter?: (server: Server) => Shutter;
  fetch?: typeof fetch;
  pause?: (ms: number, closing: AbortSignal) => Promise<unknown>;
}

/**
 * A Matrix messenger, spoken to as the Bot API: whoever calls `fetch` with one of its methods gets its answers and its
 * refusals. Calls are tried below it until the server has answered, each sent message with a transaction id of its own,
 * so nobody above it need try again.
 */
export function openMatrixLine(how: Opening): MatrixLine {
  const closing = new AbortController();
  const { file, numbers, sayIn, readsWords, now, warn } = how;
  const server = openServer({ fetch: globalThis.fetch, ...how, closing: closing.signal });
  let [me, mayRead, asked]: [string, (() => boolean) | null, unknown] = ["", null, []];
  const rooms = openRooms(server, () => me);
  // What the account is known by only the first of those who read may change: so it is opened when it reads.
  const keys = openedLate(async () => {
    const session = file.session();
    if (me === "" || session === null) throw new Refusal(503, "not signed in yet");
    return how.shutter ? how.shutter(server) : await shutterFor(session, server, how);
  });
  const hands: Hands = {
    ...{ server, rooms, numbers, me: () => me, sayIn, readsWords, now, warn, newId: randomUUID },
    shutter: lateShutter(keys.open),
  };
  const sync = openSync(hands, file, {
    ...how,
    closing: closing.signal,
    mayRead: () => mayRead,
    opensAnew: keys.close,
  });

  /** Signs in once; what goes wrong is tried again by whoever asks again. */
  async function getMe() {
    me = (await signedIn(server, file, how.credentials)).userId;
    server.renewsBy(() => signedIn(server, file, how.credentials));
    await (mayRead === null ? keys.open() : loadsEarly(how));
    return botOf(me);
  }

  async function webhookInfo(): Promise<object> {
    const isNewest = mayRead === null ? null : await sync.isNewest();
    return isNewest === null ? {} : { allowed_updates: isNewest ? asked : [] };
  }

  async function answer(method: string, payload: Payload, signal?: AbortSignal): Promise<unknown> {
    try {
      return await done(method, payload, signal);
    } catch (error) {
      throw refusalOf(error);
    }
  }

  async function done(method: string, payload: Payload, signal?: AbortSignal): Promise<unknown> {
    if (method === "getMe") return await getMe();
    if (method === "getUpdates") {
      const { offset = 0, limit = 100, timeout = 0 } = payload;
      asked = payload.allowed_updates;
      return await sync.updates(Number(offset), Number(limit), Number(timeout) * 1000, signal);
    }
    if (method === "getWebhookInfo") return await webhookInfo();
    const run = Object.hasOwn(methods, method) ? methods[method] : undefined;
    return run ? await run(hands, payload) : true;
  }

  return {
    answer,
    fetch: asFetch(answer),

    reads: (given) => void (mayRead = given),

    async stop() {
      closing.abort();
      await sync.idle();
      await keys.close();
    },
  };
}

/** grammY's `client.fetch` over the calls of the Bot API. */
function asFetch(answer: MatrixLine["answer"]): typeof fetch {
  return async (input, init) => {
    const method = new URL(input instanceof Request ? input.url : input).pathname.split("/").at(-1) ?? "";
    try {
      const result = await answer(method, await payloadIn(init), init?.signal ?? undefined);
      return Response.json({ ok: true, result });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return Response.json(error.body(), { status: error.code });
    }
  };
}

/** Until it is known who reads, a second passes, in which what encrypts is loaded; nobody waits for it here. */
function loadsEarly({ shutter }: Opening): void {
  if (!shutter) void loadCrypto().catch(() => undefined);
}

/** What encrypts for a device, with its keys. */
async function shutterFor({ userId, deviceId }: Session, server: Server, how: Opening): Promise<Shutter> {
  const { file, warn, credentials } = how;
  const password = credentials.password === null ? {} : { password: credentials.password };
  const call = (...asked: Parameters<Server["call"]>) => server.call(...asked);
  return openShutter(
    server,
    await openSecrecy({ userId, deviceId, file, ...password, call, log: { warn } }),
    encryptAttachment,
  );
}

/** What encrypts, from when it is needed until it is closed; then it is opened anew. */
function openedLate(open: () => Promise<Shutter>) {
  let opened: Promise<Shutter> | null = null;
  return {
    open: (): Promise<Shutter> => {
      const one = (opened ??= open());
      one.catch(() => void (opened === one && (opened = null)));
      return one;
    },

    close: async (): Promise<void> => {
      const before = opened;
      opened = null;
      await before?.then((shutter) => shutter.close()).catch(() => undefined);
    },
  };
}

/** What is opened when it is needed. */
const lateShutter = (open: () => Promise<Shutter>): Omit<Shutter, "close"> => ({
  heard: async (sync) => (await open()).heard(sync),
  shut: async (...what) => (await open()).shut(...what),
  opened: async (...what) => (await open()).opened(...what),
  put: async (...what) => (await open()).put(...what),
});

/** A refusal of the server as one of the Bot API; whatever is no clear word of it stays as it is. */
function refusalOf(error: unknown): unknown {
  if (!(error instanceof MatrixRefusal)) return error;
  if (error.status === 401 || error.errcode === "M_USER_DEACTIVATED") return new Refusal(401, "Unauthorized");
  return error.status >= 500 || error.status === 429 ? new Refusal(502, error.message) : bad(error.message);
}
