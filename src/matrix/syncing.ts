import type { DeviceFile } from "../../db/file/device-file.ts";
import type { openBatches } from "./batches.ts";
import type { Hands } from "./hands.ts";
import { openListening } from "./listening.ts";
import { type From, newsOf, whatIsKnown } from "./reading.ts";
import type { Readers } from "./readers.ts";
import { openRoomLanes, type ReadingHow } from "./room-lanes.ts";

export interface SyncHow extends ReadingHow {
  /** Whether it is the first of those who read with this account, and reads; null where nobody else can. */
  mayRead: () => (() => boolean) | null;
  /** Another device has worked since: what the account is known by may be that one's, and is to be looked at anew. */
  opensAnew: () => Promise<void>;
}

const mostWaiting = 1000;

/** Asks the server what has happened, one sync after the other, and reads it into batches. */
export function openSyncing(
  hands: Hands,
  { syncToken }: Pick<DeviceFile, "syncToken">,
  { batches, readers, ...how }: SyncHow & { batches: ReturnType<typeof openBatches>; readers: Readers },
) {
  const lanes = openRoomLanes(hands, how);
  const listening = openListening(hands);
  let since: From | undefined;
  let under: Promise<void> | null = null;
  let failure: { error: unknown } | null = null;
  let [isBehind, isDisturbed] = [false, false];

  async function next(): Promise<void> {
    const from = since === undefined ? syncToken() : since;
    const sync = await listening.to(from, from === null && !isBehind ? 1 : 50).catch((error: unknown) => {
      if (listening.isLost()) since = whatIsKnown;
      throw error;
    });
    isDisturbed ||= how.mayRead() !== null && (await readers.isAnotherIn(sync));
    // What is not read is shown again.
    if (isDisturbed || how.mayRead()?.() === false) return;
    const news = await newsOf(hands, sync, { from, isBehind });
    const take = batches.begin(sync.next_batch, news.length);
    [since, isBehind] = [sync.next_batch, false];
    await lanes.read(news, take);
  }

  return {
    begin(): void {
      if (under !== null || batches.count() >= mostWaiting || how.closing.aborted) return;
      under = next()
        .catch((error: unknown) => void (failure = { error }))
        .finally(() => (under = null));
    },

    /** Settles when what it has begun is read; null where it has begun nothing. */
    under: (): Promise<void> | null => under,

    /** What went wrong with the last sync, once. */
    failure(): { error: unknown } | null {
      const last = failure;
      failure = null;
      return last;
    },

    /** Another device has worked since: what is read and not handed on is let go, and read again behind that one. */
    async beginsBehind(): Promise<void> {
      listening.ends();
      await under;
      batches.clear();
      await how.opensAnew();
      [since, isBehind, failure] = [undefined, true, null];
    },

    /** Whether it would have heard by now of somebody else who has asked. */
    isSure: listening.isSure,

    /** Whether somebody else has asked, once. */
    async wasDisturbed(): Promise<boolean> {
      if (!isDisturbed && !listening.isSure()) isDisturbed = (await readers.looks()) === false;
      const was = isDisturbed;
      isDisturbed = false;
      return was;
    },

    /** Settles when nothing is read any more. */
    idle: async (): Promise<void> => {
      await under;
      await lanes.idle();
    },
  };
}
