import { isText, type Sync } from "./events.ts";
import type { Hands } from "./hands.ts";
import { type From, isToken } from "./reading.ts";
import { noteOfReaders } from "./readers.ts";
import { MatrixRefusal } from "./server.ts";

const longPoll = 30_000;
/** How often a server must say that it knows a token no more. */
const lostAfter = 3;
const setBack = "the Matrix server does not know any more how far the bot has read: it reads on as far as it can";
/** So long (ms) what was heard last is what holds. */
const holdsFor = 50;

const nothingElse = { not_types: ["*"] };
const filterFor = (limit: number) =>
  JSON.stringify({
    ...{ presence: nothingElse, account_data: { types: [noteOfReaders] } },
    room: { timeline: { limit }, ephemeral: nothingElse, account_data: nothingElse },
  });

/** Asks the server what has happened, and waits for it there. */
export function openListening({ server, warn }: Hands) {
  let [isOpen, heardAt, refused] = [false, -Infinity, 0];
  let ending = new AbortController();

  return {
    /** In: from where on; how many events of each room at most. */
    async to(from: From, limit: number): Promise<Sync> {
      const query = new URLSearchParams({ filter: filterFor(limit) });
      query.set("timeout", String(isToken(from) ? longPoll : 0));
      if (isToken(from)) query.set("since", from);
      ending = new AbortController();
      const asking = { once: true, limit: longPoll + 60_000, signal: ending.signal };
      isOpen = true;
      try {
        const sync = await server.call<Sync>("GET", `/_matrix/client/v3/sync?${query}`, undefined, asking);
        if (!isText(sync.next_batch)) throw new MatrixRefusal(502, {});
        [heardAt, refused] = [performance.now(), 0];
        return sync;
      } catch (error) {
        refused = isToken(from) && isUnknown(error) ? refused + 1 : 0;
        if (refused >= lostAfter) warn({}, setBack);
        throw error;
      } finally {
        isOpen = false;
      }
    },

    /** Whether it would have heard by now of whatever has happened. */
    isSure: (): boolean => isOpen || performance.now() - heardAt < holdsFor,

    /** Whether the server has said often enough that it does not know from where it was to tell. */
    isLost: (): boolean => refused >= lostAfter,

    ends: (): void => ending.abort(),
  };
}

/** Whether the server has no idea what a token means: it was set back to an older state. */
const isUnknown = (error: unknown) =>
  error instanceof MatrixRefusal && error.status === 400 && isText(error.body.errcode);
