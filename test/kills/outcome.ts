import type { Messenger } from "./messenger.ts";
import type { Moment, Waits } from "./moments.ts";

/** What a campaign is to do. */
export interface Wanted {
  kills: number;
  families: number;
  seed: number;
  /** How long a call takes (ms). */
  delay: number;
  /** Whether it dies at each kind of moment in turn, and not by chance. */
  inTurn?: boolean;
  waits?: Waits;
  /** So long (ms) a parent waits for anything before they tap again. */
  patience?: number;
  /** How long at most (ms) all that is open may take after the last kill. */
  grace?: number;
  /** Hears of each kill. */
  onKill?: (count: number, moment: Moment) => unknown;
  /** The school's place in PostgreSQL: then a second process stands by, and takes over what the first one leaves. */
  database?: string;
  /** Where the bot is; without it, on a Bot API server. It is closed with the campaign. */
  messenger?: Messenger;
}

/** What came of a campaign. `wrong`: lost, doubled, foreign, untold, stuck; none is right. */
export interface Outcome {
  wrong: string[];
  kills: Record<Moment, number>;
  decisions: number;
  /** How many of the lives came as far as asking for updates. */
  onTheLine: number;
  /** How long (ms) each of them took, from its beginning or the death of the one before. */
  gaps: number[];
  begunAnew: number;
  tappedAgain: number;
  /** Messages to teachers that said that they may have come before. */
  marked: number;
  /** How many updates were taken for what the process has died of; here it has died of none. */
  putAside: number;
  /** Where the log and the database are left, if something was wrong. */
  folder: string;
}
