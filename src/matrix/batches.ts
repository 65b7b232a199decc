import type { Update } from "grammy/types";
import type { DeviceFile } from "../../db/file/device-file.ts";
import { longestReading } from "./room-lanes.ts";

/** What one sync has brought, until all of it is done. */
interface Batch {
  token: string;
  since: number;
  /** Of how many rooms it is still being read. */
  unread: number;
  /** Its updates that are not done. */
  open: Set<number>;
}

/** The updates of each sync until they are done; the kept token moves only past a sync of which all is. */
export function openBatches({ keepSyncToken }: Pick<DeviceFile, "keepSyncToken">, now: () => Date) {
  const handedOut = new Set<number>();
  const batches: Batch[] = [];
  let waiting: Update[] = [];
  let came = Promise.withResolvers<void>();

  /** Later than that nobody would know any more what was done already. */
  const isGivenUp = ({ since }: Batch) => now().getTime() - since > longestReading;

  function take(batch: Batch, updates: readonly Update[]): void {
    batch.unread -= 1;
    if (!batches.includes(batch)) return;
    for (const { update_id: id } of updates) batch.open.add(id);
    waiting = [...waiting, ...updates].toSorted((one, other) => one.update_id - other.update_id);
    came.resolve();
    came = Promise.withResolvers();
  }

  return {
    /** In: the token behind a sync; of how many rooms it says something. Out: who takes the updates of each. */
    begin(token: string, rooms: number): (updates: readonly Update[]) => void {
      const batch: Batch = { token, since: now().getTime(), unread: rooms, open: new Set() };
      batches.push(batch);
      return (updates) => take(batch, updates);
    },

    /** What was handed out with a lower id is done. */
    confirm(offset: number): void {
      // What was read late may have a lower id than what is confirmed, and has yet to be handed out.
      const isDone = ({ update_id: id }: Update) => id < offset && handedOut.has(id);
      for (const { update_id: id } of waiting.filter(isDone)) {
        handedOut.delete(id);
        for (const { open } of batches) open.delete(id);
      }
      waiting = waiting.filter(({ update_id: id }) => batches.some(({ open }) => open.has(id)));
      let done: string | null = null;
      while (batches[0]?.open.size === 0 && (batches[0].unread === 0 || isGivenUp(batches[0])))
        done = batches.shift()?.token ?? null;
      if (done !== null) keepSyncToken(done);
    },

    /** Nothing of it is known any more: it comes again. */
    clear(): void {
      [waiting, batches.length] = [[], 0];
      handedOut.clear();
    },

    handOut(most: number): Update[] {
      const out = waiting.slice(0, most);
      for (const { update_id: id } of out) handedOut.add(id);
      return out;
    },

    count: (): number => waiting.length,
    /** Settles when more has come. */
    more: (): Promise<void> => came.promise,
  };
}
