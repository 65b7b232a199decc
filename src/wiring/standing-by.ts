import { Hono } from "hono";
import { withoutLease } from "../../db/postgres/leases.ts";
import { makeReady } from "../../db/postgres/open.ts";
import type { Log } from "../house/house.ts";
import { atItsPath } from "./at-its-path.ts";
import { ownAddress } from "./in-common.ts";
import type { Door } from "./school-doors.ts";
import type { SchoolHere } from "./schools.ts";
import { version } from "./version.ts";

const outcomes = {
  "stands by": "another process works on the school: this one stands by, and takes it over when that one has ended",
  "taken over": "another process has taken the school over: this one stands by",
};

/** The schools of this installation that another process works on, each with what stands at its address meanwhile. */
export class StandingBy {
  private readonly log: Log;
  private readonly all = new Map<string | null, { database: string; door: Door }>();

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

  add({ key, config }: SchoolHere, outcome: keyof typeof outcomes): void {
    const { DATABASE_URL: database = "", path } = config;
    if (!this.all.has(key)) {
      this.log.info(key === null ? {} : { school: key }, outcomes[outcome]);
      makeReady(database);
    }
    this.all.set(key, { database, door: { key, own: ownAddress(config), pages: elsewhere(path) } });
  }

  delete(key: string | null): void {
    this.all.delete(key);
  }

  /** Those that nobody works on any more. Errors: PostgresLost where a server does not answer. */
  free(): Set<string | null> {
    const databases = [...this.all.values()].map(({ database }) => database);
    const free = new Set(databases.length > 0 ? withoutLease(databases) : []);
    return new Set([...this.all].flatMap(([key, { database }]) => (free.has(database) ? [key] : [])));
  }
}

/** This process is well; who asks it for a page is to ask the other one. */
function elsewhere(path: string): Hono {
  const later = { "retry-after": "5" };
  return atItsPath(path, (app) =>
    app
      .get("/health", (ctx) => ctx.json({ status: "stands by", wrong: [], version }))
      .all("*", (ctx) => ctx.text("Another process works on this school; ask again in a moment.\n", 503, later)),
  );
}
