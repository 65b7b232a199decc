import { randomUUID } from "node:crypto";
import { asFarAway, ask, nextId, PostgresLost, PostgresRefused, waits } from "./bridge.ts";

/** What one connection is told when it is made, each time anew. */
export interface Place {
  url: string;
  /** The schema of the school. */
  schema: string;
  /** Whether it works on the school alone: whoever else does so is let be. */
  isAlone: boolean;
}

/** Another process works on this school, and has its lease; or has had it since this one lost it. */
export class LeaseTaken extends Error {
  override name = "LeaseTaken";
}

/**
 * Where a name is looked for: first among PostgreSQL's own, which is so where they are not named here, then in the
 * school's schema, where what is made is made. Whoever puts something there under another's name leads nobody astray.
 */
export const pathOf = (schema: string): string => `search_path to "${schema}", pg_temp`;

/**
 * Whoever has died without a word, or is stopped as a whole, is missed within seconds, and its lease is free. Who only
 * computes says that it is there.
 */
const settingsIn = (schema: string): string =>
  `set ${pathOf(schema)};
   set idle_session_timeout = '8s'; set idle_in_transaction_session_timeout = '8s'; set tcp_user_timeout = '8s';
   set tcp_keepalives_idle = 3; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 2`;

/** The number that the lease of a school is a lock on. In: what stands for the name of its schema. */
export const leaseOf = (schema: string): string => `hashtextextended('janein ' || ${schema}, 0)`;

/** More than these are those of lists of ever other lengths. */
const mostKept = 400;

/** After a try that failed, so long (ms) nobody tries again: each holds up everybody. */
const pause = 3000;

const lastOne = "select obj_description(to_regclass(quote_ident($1) || '.migration'), 'pg_class')";

/**
 * A connection to PostgreSQL that is made again where it has broken off; whatever was begun on the broken one is lost.
 * The lease of a school hangs on its connection: it goes with it, and whoever lost it works no more unless nobody has
 * taken it since, also nobody who has gone again: what this process was at was done by that one.
 */
export class Connection {
  readonly #id = nextId();
  readonly #place: Place;
  readonly #kept = new Map<string, string>();
  #isOpen = false;
  #isEnded = false;
  #failed: { at: number; error: PostgresLost } | null = null;
  #isTaken = false;
  /** By which it knows that it was the last to have the lease. */
  #own: string | null = null;

  constructor(place: Place) {
    this.#place = place;
  }

  /**
   * Asks one question. In: PostgreSQL's words; its values; whether they are asked often; whether it goes on within a
   * unit of work, which ends with the connection that it was begun on.
   */
  ask(text: string, values: readonly unknown[] = [], { isKept = false, within = false, patience = waits.query } = {}) {
    // Whoever asks once more would have the lease again, and nobody would let go of it.
    if (this.#isEnded) throw new TypeError("The database connection is not open");
    if (!this.#isOpen && within) throw new PostgresLost("the connection has broken off");
    if (!this.#isOpen) this.#open();
    const name = isKept ? this.#nameOf(text) : undefined;
    try {
      return ask({ id: this.#id, what: "query", text, values, name }, patience);
    } catch (error) {
      if (error instanceof PostgresLost) this.#close();
      // Words that PostgreSQL does not understand are a fault of this program, and are told with it.
      if (error instanceof PostgresRefused && error.sqlstate.startsWith("42")) error.message += ` in: ${text}`;
      throw error;
    }
  }

  /** Leaves word in the school that it is this one who works on it now. */
  signs(): void {
    const own = randomUUID();
    this.ask(`comment on table migration is '${own}'`);
    this.#own = own;
  }

  /** Whether another process has taken the school over. */
  get isTaken(): boolean {
    return this.#isTaken;
  }

  /** From here on it is asked nothing more. */
  end(): void {
    this.#isEnded = true;
    this.#close();
  }

  #close(): void {
    this.#isOpen = false;
    this.#kept.clear();
    try {
      ask({ id: this.#id, what: "end" }, waits.connect);
    } catch {
      // It has gone already.
    }
  }

  #open(): void {
    const { url, schema, isAlone } = this.#place;
    if (this.#failed && performance.now() - this.#failed.at < pause) throw this.#failed.error;
    try {
      ask({ id: this.#id, what: "connect", url, first: settingsIn(schema) }, waits.connect);
      if (isAlone) this.#takeLease(schema);
      this.#isOpen = true;
      this.#failed = null;
    } catch (error) {
      const lost = asFarAway(error);
      if (lost) this.#failed = { at: performance.now(), error: lost };
      throw lost ?? error;
    }
  }

  #takeLease(schema: string): void {
    const asked = (text: string) =>
      ask({ id: this.#id, what: "query", text, values: [schema] }, waits.query).rows[0]?.[0] ?? null;
    const isFree = asked(`select pg_try_advisory_lock(${leaseOf("$1")})`) === 1;
    if (isFree && (this.#own === null || asked(lastOne) === this.#own)) return;
    this.#close();
    this.#isTaken = true;
    throw new LeaseTaken(
      isFree
        ? `Another JaNein has worked on the school in the schema ${schema} meanwhile: it is opened anew.`
        : `Another JaNein works on the school in the schema ${schema} already, ` +
            "and two would record what nobody has said.",
    );
  }

  #nameOf(text: string): string | undefined {
    const known = this.#kept.get(text);
    if (known !== undefined || this.#kept.size >= mostKept) return known;
    const name = `kept_${this.#kept.size}`;
    this.#kept.set(text, name);
    return name;
  }
}
