/** Who waits for the end of what they have done. */
export interface UnderWay {
  /** In so many chats something has been under way for more than a minute. */
  chats: number;
  /** When the oldest that is not done came (ISO), or null. */
  since: string | null;
  /** When something was done last (ISO), or null. */
  doneAt: string | null;
}

const minute = 60_000;

/** Watches what has come and is not done. In: the clock. */
export function watchUnderWay(now: () => Date) {
  const open = new Map<number, { lane: string; at: number }>();
  let doneAt: string | null = null;
  return {
    came: (id: number, lane: string): void => void open.set(id, { lane, at: now().getTime() }),

    /** It is another one's. */
    letGo: (id: number): void => void open.delete(id),

    done(id: number): void {
      open.delete(id);
      doneAt = now().toISOString();
    },

    state(): UnderWay {
      const all = [...open.values()];
      const long = all.filter(({ at }) => now().getTime() - at > minute);
      // Not by the spread of an argument list: there may be very many.
      const oldest = all.reduce((first, { at }) => Math.min(first, at), Infinity);
      return {
        chats: new Set(long.map(({ lane }) => lane)).size,
        since: Number.isFinite(oldest) ? new Date(oldest).toISOString() : null,
        doneAt,
      };
    },
  };
}
