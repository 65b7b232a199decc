import type Sqlite from "better-sqlite3";
import { journaled } from "../../src/consent/journal.ts";
import { PostgresLost, waits } from "./bridge.ts";
import { Connection, type Place } from "./connection.ts";
import { NewestLinks } from "./newest-links.ts";
import { answer, fit, type Given, Statement } from "./statement.ts";
import { inPostgresWords } from "./words.ts";

const erasedInTables =
  "select cast(relname as text), n_tup_upd + n_tup_del from pg_stat_user_tables where schemaname = current_schema()";
const isTable = "select to_regclass(quote_ident(current_schema()) || '.' || $1) is not null";
const markOfSchema = "select coalesce(obj_description(current_schema()::regnamespace, 'pg_namespace'), '0')";

/** The tables whose rows have their entry in a chain. */
const proof = new Set([...Object.keys(journaled), "entering", "consent_event"]);

/**
 * A school's schema in PostgreSQL, with the shape of a connection to SQLite: what this program uses of it. All that is
 * asked is waited for, as with SQLite; between two units of work everything else goes on.
 */
export class PostgresClient {
  readonly memory = true;
  readonly name: string;
  readonly schema: string;
  readonly url: string;
  open = true;
  inTransaction = false;
  /** Whether its tables are there. */
  isMade = false;
  readonly #connection: Connection;
  #sealOf: (link: string) => string = () => "";
  /** Whether what is written may be lost with the power, though not with the process. */
  #isLight = false;
  #changes = 0;
  /** How often something was written over or erased in each table, when it was last written anew. */
  readonly #erased = new Map<string, number>();
  #touchesProof = false;
  readonly #links = new NewestLinks((...asked) => this.#say(...asked));

  constructor(place: Place) {
    this.schema = place.schema;
    this.url = place.url;
    this.name = `PostgreSQL, schema ${place.schema}`;
    this.#connection = new Connection(place);
  }

  prepare(source: string): Statement {
    if (/^select total_changes\(\)$/.test(source)) return new Statement(() => answer([[this.#changes]]));
    if (source === "pragma data_version")
      return new Statement(() => answer([[this.#links.version(this.inTransaction, this.#touchesProof)]]));
    const [, table = ""] = /^\s*(?:insert into|update|delete from)\s+["`]?(\w+)/i.exec(source) ?? [];
    return new Statement((given) => (table === "" ? this.#ask(source, given) : this.#write(source, given, table)));
  }

  exec(source: string): this {
    this.#say(source);
    return this;
  }

  /** What SQLite is told of how it keeps its file; of this little has a meaning here. */
  pragma(source: string): unknown {
    const [, light] = /^synchronous = (NORMAL|FULL)$/.exec(source) ?? [];
    if (light !== undefined) this.#isLight = light === "NORMAL";
    if (/^(integrity_check|quick_check)\b/.test(source)) return "ok";
    const [, mark] = /^user_version = (\d+)$/.exec(source) ?? [];
    if (mark !== undefined) this.#say(`comment on schema "${this.schema}" is '${mark}'`);
    if (source === "wal_checkpoint(TRUNCATE)") return this.writeAnew();
    return source === "user_version" ? Number(this.#say(markOfSchema, [], true).rows[0]?.[0]) : [];
  }

  /** What was erased goes on standing in the free parts of a table's file, until that is written anew. */
  writeAnew(only?: string): { busy: number }[] {
    this.#say("select pg_stat_force_next_flush()");
    const counts = new Map(this.#say(erasedInTables, [], true).rows as [string, number][]);
    const isMeant = (name: string) => counts.get(name) !== this.#erased.get(name) && (only ?? name) === name;
    const all = [...counts.keys()].filter(isMeant);
    const words = `vacuum (full) ${all.map((name) => `"${name}"`).join(", ")}`;
    if (all.length > 0) this.#connection.ask(words, [], { patience: waits.long });
    for (const name of all) this.#erased.set(name, counts.get(name) ?? 0);
    return [{ busy: 0 }];
  }

  /** Its functions stay in the program: only the seal is asked for, for values that are handed over. */
  function(name: string, _how: unknown, computes: (link: string) => string): this {
    if (name === "seal") this.#sealOf = computes;
    return this;
  }

  transaction<In extends unknown[], Out>(work: (...given: In) => Out) {
    const run = (...given: In) => (this.inTransaction ? this.#within(work, given) : this.#unit(work, given));
    return Object.assign(run, { deferred: run, immediate: run, exclusive: run, default: run });
  }

  /** Whether another process has taken the school over: this one can do nothing more for it. */
  get isTaken(): boolean {
    return this.#connection.isTaken;
  }

  /** From here on this process is the one that works on the school, until another does. */
  takesOver(): void {
    this.#connection.signs();
  }

  hasTable(name: string): boolean {
    return this.#say(isTable, [name]).rows[0]?.[0] === 1;
  }

  close(): this {
    this.open = false;
    this.#connection.end();
    return this;
  }

  #unit<In extends unknown[], Out>(work: (...given: In) => Out, given: In): Out {
    [this.inTransaction, this.#touchesProof] = [true, false];
    try {
      this.#begin();
      const done = work(...given);
      const newest = this.#touchesProof ? this.#links.sealed(this.#sealOf) : null;
      this.#say("commit");
      if (newest !== null) this.#links.made(newest);
      return done;
    } catch (error) {
      this.#takeBack("rollback");
      throw error;
    } finally {
      this.inTransaction = false;
    }
  }

  /** Whoever else writes is not waited for here: it would hold up everybody. The unit of work is tried again. */
  #begin(): void {
    const light = this.#isLight ? "; set local synchronous_commit = off" : "";
    const alone = this.isMade ? "; set local lock_timeout = 300; lock table migration in exclusive mode nowait" : "";
    try {
      this.#connection.ask(`begin isolation level serializable${light}${alone}`);
    } catch (error) {
      throw error instanceof PostgresLost ? error.notBegun() : error;
    }
  }

  #within<In extends unknown[], Out>(work: (...given: In) => Out, given: In): Out {
    this.#say("savepoint within");
    try {
      const done = work(...given);
      this.#say("release savepoint within");
      return done;
    } catch (error) {
      this.#takeBack("rollback to savepoint within");
      throw error;
    }
  }

  /** What a lost connection had begun is taken back by the server. */
  #takeBack(words: string): void {
    try {
      this.#say(words);
    } catch {
      // What went wrong before is what is told.
    }
  }

  #write(source: string, given: readonly unknown[], table: string): Given {
    const isProof = proof.has(table);
    if (isProof && !this.inTransaction) return this.transaction(() => this.#write(source, given, table))();
    if (isProof) this.#touchesProof = true;
    const done = this.#ask(source, given);
    this.#changes += done.changes;
    return done;
  }

  #ask(source: string, given: readonly unknown[]): Given {
    const { text, values } = inPostgresWords(source);
    const all = given.flat();
    const [named] = all;
    const of = (from: number | string) =>
      typeof from === "number" ? all[from] : (named as Record<string, unknown> | undefined)?.[from];
    const handed = values.map(({ from, isSealed }) => (isSealed ? this.#sealOf(String(of(from))) : fit(of(from))));
    return this.#say(text, handed, true);
  }

  #say(text: string, values: readonly unknown[] = [], isKept = false): Given {
    const how = { isKept, within: this.inTransaction };
    try {
      return this.#connection.ask(text, values, how);
    } catch (error) {
      // It had broken off while nobody asked, and is not the one of a unit of work: another will do.
      if (how.within || !(error instanceof PostgresLost) || error.hadBegun) throw error;
      return this.#connection.ask(text, values, how);
    }
  }
}

/** Whether a connection is one to PostgreSQL. */
export const isPostgres = (client: unknown): client is PostgresClient => client instanceof PostgresClient;

/** As the rest of the program knows a connection. */
export const asSqlite = (client: PostgresClient): Sqlite.Database => client as unknown as Sqlite.Database;
