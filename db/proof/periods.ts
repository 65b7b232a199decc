import { setImmediate } from "node:timers/promises";
import { and, desc, eq, isNull, max, ne } from "drizzle-orm";
import { lapseOfAll } from "../../src/consent/lapse.ts";
import { announce } from "../messenger/announce.ts";
import { append, newSaltFrom } from "./append.ts";
import { mayKnowNow, withoutAny } from "./custody.ts";
import { childrenWithEvents, eventsOfChild, eventsOfChildren } from "./events.ts";
import { asLookedAt } from "../file/guarded.ts";
import { inPortions } from "../file/in-portions.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import { inDetail } from "../office/acting.ts";
import { prepared } from "../file/prepared.ts";
import type { Database, Transaction } from "../file/database.ts";
import { account, period, person } from "../schema.ts";

export interface Period {
  id: number;
  startedAt: string;
  startedBy: string;
  endedAt: string | null;
  endedBy: string | null;
}

/** The times of restricted schooling, for which consent is given. One runs only when the head has begun it. */
export function openPeriods(database: Database, newId: () => string) {
  return {
    /** Whether consent can be given now. */
    running: async (): Promise<boolean> => periodRuns(database),

    async newest(): Promise<Period | undefined> {
      return newest(database);
    },

    /** When a period ended last (ISO), or null: a yes from before that was for what is over. */
    lastEnd: async (): Promise<string | null> => lastEnd(database),

    /**
     * The office begins a period; who has joined hears of it.
     * Out: false where one runs already. Nothing is renewed: who has answered before is asked again.
     */
    async start(by: string, now: Date): Promise<boolean> {
      return inOneTransaction(database, (tx) => {
        const last = newest(tx);
        if (last?.endedAt === null) return false;
        const { id } = tx.insert(period).values({ startedAt: now.toISOString(), startedBy: by }).returning().get();
        announce(tx, { kind: "period", about: String(id), at: now.toISOString() }, everyoneWhoJoined(tx));
        return true;
      });
    },

    /**
     * In a school of a former version one ran that nobody had begun: where something was declared in it, it goes on.
     * In: since when (ISO). Nobody is told: nothing changes.
     */
    async goOn(since: string): Promise<void> {
      const goesOn = (db: Database | Transaction) => !newest(db) && childrenWithEvents(db).length > 0;
      // Whoever has nothing to put down needs no lock.
      if (!goesOn(database)) return;
      await inOneTransaction(database, (tx) => {
        if (goesOn(tx)) tx.insert(period).values({ startedAt: since, startedBy: "JaNein" }).run();
      });
    },

    /**
     * What ending it now would do: how many consents would lapse, how many people would be told.
     * In slices, so that the bot answers in between.
     */
    async wouldEnd(): Promise<{ lapsed: number; told: number }> {
      let lapsed = 0;
      for (const some of inPortions(childrenWithEvents(database))) {
        for (const [childId, history] of eventsOfChildren(database, some))
          lapsed += lapseOfAll(history, childId, { recordedBy: "", evidence: "", notice: 0 }, "", () => "").length;
        await setImmediate();
      }
      return { lapsed, told: everyoneWhoJoined(database).length };
    },

    /**
     * The office ends the period: every consent lapses, and everyone is told once.
     * Out: how many events that made, or null where no period runs.
     */
    async end(by: string, notice: number, now: Date): Promise<{ lapsed: number; told: number } | null> {
      return inOneTransaction(database, (tx) => {
        const last = newest(tx);
        if (last?.endedAt !== null) return null;
        const at = now.toISOString();
        const { id } = last;
        tx.update(period).set({ endedAt: at, endedBy: by }).where(eq(period.id, id)).run();
        let lapsed = 0;
        for (const childId of childrenWithEvents(tx)) {
          const events = lapseOfAll(
            eventsOfChild(tx, childId),
            childId,
            { recordedBy: by, evidence: `end of period ${id}`, notice },
            at,
            newId,
          );
          append(tx, events, newSaltFrom(newId));
          lapsed += events.length;
        }
        const people = everyoneWhoJoined(tx);
        announce(tx, { kind: "period", about: String(id), at }, people);
        inDetail({ lapsed, told: people.length });
        return { lapsed, told: people.length };
      });
    },
  };
}

export type Periods = ReturnType<typeof openPeriods>;

/** When a period ended last (ISO), or null. */
export function lastEnd(db: Database | Transaction): string | null {
  const last = db.select({ at: max(period.endedAt) }).from(period);
  return asLookedAt(db, () => last.get())?.at ?? null;
}

/** Whether consent can be given now. */
export function periodRuns(db: Database | Transaction): boolean {
  return newest(db)?.endedAt === null;
}

const newest = (db: Database | Transaction): Period | undefined => asLookedAt(db, () => newestOne(db).get());

const newestOne = prepared((db) => db.select().from(period).orderBy(desc(period.id)).limit(1).prepare());

/** Who may know of no child any more has no part in it. */
function everyoneWhoJoined(tx: Database | Transaction): string[] {
  const without = withoutAny(tx, mayKnowNow);
  return (
    tx
      .select({ id: person.id })
      .from(person)
      .innerJoin(account, eq(account.personId, person.id))
      // Whoever works at the office has done it.
      .where(and(isNull(person.goneAt), ne(person.role, "office")))
      .all()
      .map((row) => row.id)
      .filter((id) => !without.has(id))
  );
}
