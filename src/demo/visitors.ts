import type { BotApiBox } from "../bot-api/box.ts";
import type { SeenProof } from "./proof.ts";
import type { SchoolMessenger } from "./school-messenger.ts";

/** A school that somebody tries; nobody else sees it. */
export interface DemoSchool {
  /** Tells it from another; opens nothing. */
  id: string;
  box: BotApiBox;
  /** The school's own messenger, in which the same bot is. */
  messenger: SchoolMessenger;
  /** The codes in the letters that nobody has used, by chat. */
  letters: ReadonlyMap<number, string>;
  /** Hears what was typed, for what has been tried. */
  heard: (chatId: number, text: string) => void;
  proof(): Promise<SeenProof>;
  /** A fresh link into its office, at this origin. */
  officeLink(origin: string): Promise<string>;
  /** Its office's pages. */
  office(request: Request, env: unknown): Response | Promise<Response>;
  /** Aborted when it is closed. */
  closing: AbortSignal;
  close(): Promise<void>;
}

/** So many schools at once, and so long one is kept that nobody uses (ms). */
export const limits = { schools: 20, idle: 60 * 60 * 1000, spared: 10 * 60 * 1000 };

interface Visit {
  school: DemoSchool;
  usedAt: number;
}

/**
 * Each visitor's own school, by the secret in the visitor's cookie.
 * In: opens a school; makes a secret that nobody guesses; the limits. The time is an argument of what depends on it.
 */
export function openVisitors(
  openSchool: () => Promise<DemoSchool>,
  newSecret: () => string,
  { schools, idle, spared }: typeof limits = limits,
) {
  const visits = new Map<string, Visit>();
  const opening = new Set<Promise<unknown>>();
  let isClosed = false;
  const spare = openSpare(openSchool, () => isClosed);

  async function close(secret: string): Promise<void> {
    const visit = visits.get(secret);
    visits.delete(secret);
    await visit?.school.close();
  }

  /**
   * Whose school makes room where all places are taken: the one that was longest unused, not one that somebody has just
   * used. Out: the secret, "" where there is room, null where nobody's does.
   */
  function makesRoom(now: number): string | null {
    if (visits.size + opening.size < schools) return "";
    const [longest] = [...visits].sort(([, a], [, b]) => a.usedAt - b.usedAt);
    return longest && now - longest[1].usedAt >= spared ? longest[0] : null;
  }

  async function opened(leaving: string, now: Date) {
    await close(leaving);
    const [school, secret] = [await spare.take(), newSecret()];
    visits.set(secret, { school, usedAt: now.getTime() });
    return { secret, school };
  }

  return {
    /** Opens the first school, for whoever comes first. Errors: whatever keeps a school from opening. */
    async ready(): Promise<void> {
      await spare.make();
    },

    /** The school of whoever has this secret, which is used by that; null where there is none (any more). */
    of(secret: string | undefined, now: Date): DemoSchool | null {
      const visit = secret === undefined ? undefined : visits.get(secret);
      if (visit) visit.usedAt = now.getTime();
      return visit?.school ?? null;
    },

    /** A new school. Out: the secret that leads to it; null where all places are taken, or all is closed. */
    async open(now: Date): Promise<{ secret: string; school: DemoSchool } | null> {
      const leaving = isClosed ? null : makesRoom(now.getTime());
      if (leaving === null) return null;
      const made = opened(leaving, now);
      // The place is taken at once: others come while one waits.
      opening.add(made);
      return await made.finally(() => opening.delete(made));
    },

    close,

    /**
     * Closes what nobody has used for so long. Out: how many schools that were.
     * Errors: of the first that cannot be closed; all others are.
     */
    async sweep(now: Date): Promise<number> {
      const unused = [...visits].filter(([, { usedAt }]) => now.getTime() - usedAt >= idle);
      await allOf(unused.map(([secret]) => close(secret)));
      return unused.length;
    },

    count: () => visits.size,

    /** Closes every school, and opens none any more. Errors: of the first that cannot be closed; all others are. */
    async closeAll(): Promise<void> {
      isClosed = true;
      await Promise.allSettled(opening);
      await allOf([...[...visits.keys()].map(close), spare.close()]);
    },
  };
}

/** Waits for the end of all, also where one of them fails. Errors: of the first that has failed. */
async function allOf(ends: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(ends);
  await Promise.all(ends);
}

/**
 * One school more than there are visitors, opened before anybody comes, so that nobody waits for it.
 * In: opens a school; whether it is the end, and none is wanted any more.
 */
function openSpare(openSchool: () => Promise<DemoSchool>, isOver: () => boolean) {
  let next: Promise<DemoSchool> | null = null;
  const make = () => {
    next = openSchool();
    // Whoever takes it hears of it.
    next.catch(() => undefined);
    return next;
  };
  return {
    make,
    async take(): Promise<DemoSchool> {
      const ready = next ?? openSchool();
      next = null;
      const school = await ready;
      if (next === null && !isOver()) void make();
      return school;
    },
    async close(): Promise<void> {
      const left = next?.catch(() => null);
      next = null;
      await (await left)?.close();
    },
  };
}

export type Visitors = ReturnType<typeof openVisitors>;
