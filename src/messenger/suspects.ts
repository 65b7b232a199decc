import type { Inbox } from "../../db/messenger/inbox.ts";
import type { Tried } from "../../db/messenger/suspects.ts";

/** An update with which the process dies whatever it calls is put aside after so many deaths alone. */
const mostTries = 4;
/** Dying before its first call to the messenger depends on nobody else: it will die so again. */
const mostSilent = 2;
/** How long after its last try it is tried again (ms): whoever kills the process once more does not kill the same. */
const apart = [0, 3000, 12_000, 40_000];

/**
 * How long to wait (ms) before what the process may have died of is tried alone once more; null where it died of it.
 * In: how it was tried so far, if it was; the time.
 */
export function waitBefore(tried: Tried | undefined, now: Date): number | null {
  if (!tried) return 0;
  if (tried.tries >= mostTries || tried.silent >= mostSilent) return null;
  const wait = apart[tried.tries] ?? 0;
  const since = Math.max(now.getTime() - Date.parse(tried.at), 0);
  return Math.max(wait - since, 0);
}

/** The updates that the process may have died of, and which of them is tried alone now. */
export function openSuspects(inbox: Inbox, now: () => Date) {
  let alone: number | null = null;
  return {
    /** How long to wait (ms) before it is tried alone; null where it is to be put aside. */
    waitBefore: async (id: number): Promise<number | null> => waitBefore(await inbox.tried(id), now()),

    begin: async (id: number): Promise<void> => {
      await inbox.trySuspect(id, now());
      alone = id;
    },

    /** Before each call to the messenger: what is tried alone has come as far as that. */
    calls: async (): Promise<void> => {
      if (alone === null) return;
      const id = alone;
      alone = null;
      await inbox.suspectCalls(id).catch(() => undefined);
    },

    /** The process has lived through it. */
    clear: async (id: number): Promise<void> => {
      if (alone === id) alone = null;
      await inbox.clearSuspect(id);
    },
  };
}

export type Suspects = ReturnType<typeof openSuspects>;
