import type { Update } from "grammy/types";
import type { Hono } from "hono";
import { PostgresLost } from "../../db/postgres/bridge.ts";
import { LeaseTaken } from "../../db/postgres/connection.ts";
import { withoutLease } from "../../db/postgres/leases.ts";
import { makeReady } from "../../db/postgres/open.ts";
import { putDown } from "../../db/postgres/put-down.ts";
import type { Log } from "../house/house.ts";
import { atItsPath } from "./at-its-path.ts";
import { databaseOf } from "./config.ts";
import { ownAddress } from "./in-common.ts";
import type { Door } from "./school-doors.ts";
import type { SchoolHere } from "./schools.ts";
import { version } from "./version.ts";
import { webhookDoor } from "./webhook-door.ts";

const outcomes = {
  "stands by": "another process works on the school: this one stands by, and takes it over when that one has ended",
  "taken over": "another process has taken the school over: this one stands by",
  "is away": "PostgreSQL does not answer: the school is opened when it does",
  "is shut": "nobody works on the school any more, and it cannot be opened here: it is tried on",
};

/** What is wrong with a school on which nobody works. */
const wrongs = { "is away": "the database does not answer", "is shut": "the school cannot be opened" };

/** What stands at the address of a school: "stands by" where another process works on it. */
type State = "stands by" | keyof typeof wrongs;

/** Why a school cannot be opened yet, where that is no fault of it; else null. */
export const whyWaiting = (error: unknown): "stands by" | "is away" | null =>
  error instanceof LeaseTaken ? "stands by" : error instanceof PostgresLost ? "is away" : null;

/** The schools that another process works on, or whose PostgreSQL is away; what stands at their address meanwhile. */
export class StandingBy {
  private readonly log: Log;
  private readonly all = new Map<string | null, { school: SchoolHere; state: State; door: Door }>();

  constructor(log: Log) {
    this.log = log;
  }

  get size(): number {
    return this.all.size;
  }

  doors(): Door[] {
    return [...this.all.values()].map(({ door }) => door);
  }

  keys(): (string | null)[] {
    return [...this.all.keys()];
  }

  has(key: string | null): boolean {
    return this.all.has(key);
  }

  add(school: SchoolHere, outcome: keyof typeof outcomes): void {
    const [{ key, config }, state] = [school, outcome === "taken over" ? "stands by" : outcome];
    if (this.all.get(key)?.state === state) return;
    this.log.info(key === null ? {} : { school: key }, outcomes[outcome]);
    const pages = state === "stands by" ? elsewhere(config, this.log) : nowhere(config.path, wrongs[state]);
    this.all.set(key, { school, state, door: { key, own: ownAddress(config), pages } });
    if (state === "stands by") readyOrNot(databaseOf(config));
  }

  /** One of them, that nobody works on any more, cannot be opened here either. */
  shut(key: string | null): void {
    const one = this.all.get(key);
    if (one) this.add(one.school, "is shut");
  }

  delete(key: string | null): void {
    this.all.delete(key);
  }

  /** Those that nobody works on any more. Errors: PostgresLost where a server does not answer. */
  free(): Set<string | null> {
    const all = [...this.all.values()].map(({ school }) => school);
    const databases = all.map(({ config }) => databaseOf(config));
    const free = new Set(databases.length > 0 ? withoutLease(databases) : []);
    const isFree = ({ config }: SchoolHere) => free.has(databaseOf(config));
    // The server answers again, and another process was the first.
    for (const school of all) if (!isFree(school)) this.add(school, "stands by");
    return new Set(all.filter(isFree).map(({ key }) => key));
  }
}

/** What cannot be done beforehand is done when the school is opened. */
function readyOrNot(database: string): void {
  try {
    makeReady(database);
  } catch (error) {
    if (!(error instanceof PostgresLost)) throw error;
  }
}

/** Until it can be opened, nobody can do anything for it. */
function nowhere(path: string, why: string): Hono {
  const told = `${why.replace("the", "The")}; ask again in a moment.\n`;
  return atItsPath(path, (app) =>
    app
      .get("/health", (ctx) => ctx.json({ status: why, wrong: [why], version }, 503))
      .all("*", (ctx) => ctx.text(told, 503, later)),
  );
}

const later = { "retry-after": "5" };

/**
 * This process is well; who asks it for a page is to ask the other one. What the messenger sends is put down for that
 * one, and answered as soon as it is.
 */
function elsewhere(config: SchoolHere["config"], log: Log): Hono {
  return atItsPath(config.path, (app) =>
    app
      .get("/health", (ctx) => ctx.json({ status: "stands by", wrong: [], version }))
      .route(
        "/",
        webhookDoor(config, log, (update) => forTheOther(config, update)),
      )
      .all("*", (ctx) => ctx.text("Another process works on this school; ask again in a moment.\n", 503, later)),
  );
}

function forTheOther({ DATABASE_URL: database = "" }: SchoolHere["config"], update: Update): 200 | 503 {
  try {
    putDown(database, { id: update.update_id, update: JSON.stringify(update) });
    return 200;
  } catch {
    // It is sent again, to whoever then works on the school.
    return 503;
  }
}
