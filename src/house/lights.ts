/** Why the messenger is not heard. */
export type Silence = "unreachable" | "token refused" | "another poller" | "webhook";

/** What the person who runs the server wants to know: times (ISO) and counts, no names. */
export interface Seen {
  /** Since when the process runs. */
  startedAt: string;
  database: "answers" | "does not answer" | "cannot be written";
  /** When the messenger was heard last, and what is wrong with it, since when. */
  heardAt: string | null;
  trouble: { why: Silence; since: string } | null;
  /** Chats with something under way for more than a minute; since when the oldest waits; when one was done last. */
  underWay: { chats: number; since: string | null; doneAt: string | null };
  /** Messages for people who can be reached: how many wait, and since when the oldest could have been told. */
  waiting: { count: number; oldest: string | null };
  /** When a daily round came to its end last. */
  lastRound: string | null;
  /** Bytes that are free where the database lies; null where the system does not say. */
  freeDisk: number | null;
  lastBackup: { at: string } | null;
  lastVerify: { at: string; holds: boolean } | null;
  /** When the database was not as it was recorded, though it may be so again. */
  lastDoubt: { at: string } | null;
  lastDrill: { at: string; outcome: DrillOutcome } | null;
}

/** What came of trying whether a backup can be restored; one that is encrypted here also just before it was. */
export type DrillOutcome = "holds" | "held before encryption" | "lacks the link" | "refused" | "gone" | "encrypted";

/** Whether a backup was found good, by whoever tried it last. */
export const isGood = (outcome: DrillOutcome | undefined): boolean =>
  outcome === "holds" || outcome === "held before encryption";

/** What can be wrong, the worst first. */
export type Wrong =
  | "the database does not answer"
  | "the database cannot be written"
  | "the disk is nearly full"
  | Silence
  | "the messenger is silent"
  | "nobody is answered"
  | "messages are not told"
  | "no daily round"
  | "the proof is broken"
  | "the backup does not hold"
  | "the backup is old";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Where so many chats wait at once, it is not theirs. */
const manyChats = 3;

/** Below it (bytes) there may be no room for the next evening. */
export const leastDisk = 100 * 1024 * 1024;

/**
 * What is wrong. A messenger that says nothing at all is waited for, five minutes; so is an answer, where three chats
 * wait or nobody was answered meanwhile: a single chat may be held up for itself. A message is late after an hour, a
 * round after a day; a backup after three, where there ever was one: not every school makes them with JaNein.
 */
export function wrongWith(seen: Seen, now: Date): Wrong[] {
  const isOlder = (at: string | null | undefined, ms: number) => at != null && now.getTime() - Date.parse(at) > ms;
  const isForItself = ({ chats, doneAt }: Seen["underWay"]) =>
    chats < manyChats && doneAt !== null && !isOlder(doneAt, 5 * minute);
  const { database, trouble, underWay, heardAt, startedAt, waiting, lastRound, freeDisk, lastBackup, lastVerify } =
    seen;
  const found: [Wrong, boolean][] = [
    ["the database does not answer", database === "does not answer"],
    ["the database cannot be written", database === "cannot be written"],
    ["the disk is nearly full", freeDisk !== null && freeDisk < leastDisk],
    [trouble?.why ?? "unreachable", trouble !== null],
    ["the messenger is silent", trouble === null && isOlder(heardAt ?? startedAt, 5 * minute)],
    ["nobody is answered", isOlder(underWay.since, 5 * minute) && !isForItself(underWay)],
    ["messages are not told", isOlder(waiting.oldest, hour)],
    ["no daily round", isOlder(lastRound ?? startedAt, day + hour)],
    ["the proof is broken", lastVerify?.holds === false || isSince(seen.lastDoubt, lastVerify)],
    ["the backup does not hold", ["refused", "lacks the link"].includes(seen.lastDrill?.outcome ?? "")],
    ["the backup is old", isOlder(lastBackup?.at, 3 * day)],
  ];
  return found.filter(([, is]) => is).map(([wrong]) => wrong);
}

/** Whether something was after something else, or that was never. */
export const isSince = (one: { at: string } | null, other: { at: string } | null): boolean =>
  one !== null && (other === null || one.at > other.at);

/**
 * What keeps the bot from the people, the worst of it, and since when (ISO); null where nothing does. It says so at
 * once, as far as it is known.
 */
export function lineTrouble(seen: Seen, now: Date): { wrong: Wrong; since: string } | null {
  const { trouble, heardAt, startedAt, underWay, waiting } = seen;
  const since: Partial<Record<Wrong, string | null>> = {
    ...(trouble && { [trouble.why]: trouble.since }),
    "the messenger is silent": heardAt ?? startedAt,
    "nobody is answered": underWay.since,
    "messages are not told": waiting.oldest,
  };
  const wrong = wrongWith(seen, now).find((one) => since[one] != null);
  return wrong === undefined ? null : { wrong, since: since[wrong] ?? startedAt };
}

/** Something that is wrong: since when (ISO), and whether the operator was told. */
export interface Going {
  wrong: Wrong;
  since: string;
  told: boolean;
}

/**
 * What the operator is to be told. In: what was going on, what is wrong now.
 * Out: what goes on; of that, what has been wrong for an hour and was not said; what is over and was said, or was wrong
 * for an hour while nothing could be said.
 */
export function courseOf(
  before: readonly Going[],
  wrong: readonly Wrong[],
  now: Date,
): { goesOn: Going[]; toTell: Going[]; over: Going[] } {
  const isLong = ({ since }: Going) => now.getTime() - Date.parse(since) >= hour;
  const goesOn = wrong.map(
    (one) => before.find((going) => going.wrong === one) ?? { wrong: one, since: now.toISOString(), told: false },
  );
  return {
    goesOn,
    toTell: goesOn.filter((one) => !one.told && isLong(one)),
    over: before.filter((one) => !wrong.includes(one.wrong) && (one.told || isLong(one))),
  };
}
