import { type Restriction, type RestrictionFact, restrictionIn } from "../../src/consent/restriction.ts";
import { isClosed } from "../../src/consent/rights.ts";
import { announce } from "../messenger/announce.ts";
import { putStep, requestWith } from "../messenger/request-rows.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import { asLookedAt } from "../file/guarded.ts";
import type { Database, Transaction } from "../file/database.ts";
import { everyRestricted, putRestriction, restrictionBy, restrictionsOf } from "./restriction.ts";

/** Restricting the processing of a person's data, and lifting that (Art. 18 GDPR): facts that are only added. */
export function openRestrictions(database: Database) {
  return {
    /** What holds for a person now, or null. */
    async of(personId: string): Promise<Restriction | null> {
      return asLookedAt(database, () => restrictionIn(restrictionsOf(database, [personId])));
    },

    /** What holds by this request of a person, or null. */
    async by(personId: string, requestId: string): Promise<Restriction | null> {
      return asLookedAt(database, () => restrictionBy(database, personId, requestId));
    },

    /** Everybody for whom a restriction holds, by id. */
    async everybody(): Promise<Set<string>> {
      return everyRestricted(database);
    },

    /**
     * Carries out what a request asks for and answers it, all in one, and the person is told. In: what is put down, and
     * what the person is told. Out: false for a request that is closed or no such one: then nothing is changed.
     */
    async begin(
      requestId: string,
      fact: Pick<Restriction, "ground" | "since" | "note" | "by">,
      told: string,
      now: Date,
    ): Promise<boolean> {
      return inOneTransaction(database, (tx) => begin(tx, requestId, fact, told, now));
    },

    /**
     * Lifts what holds by a request of a person, of whom it was told before (Art. 18(3) GDPR); what holds by another
     * stays. Out: false where nothing holds by it. Errors: an error of the database where nobody was told.
     */
    async lift(
      { personId, requestId }: Pick<RestrictionFact, "personId" | "requestId">,
      fact: Pick<RestrictionFact, "since" | "toldOn" | "note" | "by">,
      now: Date,
    ): Promise<boolean> {
      return inOneTransaction(database, (tx) => {
        if (!restrictionBy(tx, personId, requestId)) return false;
        putRestriction(tx, { ...fact, personId, requestId, ground: "", at: now.toISOString() });
        return true;
      });
    },
  };
}

export type Restrictions = ReturnType<typeof openRestrictions>;

function begin(
  tx: Transaction,
  requestId: string,
  fact: Pick<Restriction, "ground" | "since" | "note" | "by">,
  note: string,
  now: Date,
): boolean {
  const request = requestWith(tx, requestId);
  if (!request || request.right !== "restriction" || isClosed(request)) return false;
  const at = now.toISOString();
  putRestriction(tx, { ...fact, personId: request.personId, requestId, toldOn: "", at });
  putStep(tx, requestId, { step: "answered", at, by: fact.by, note });
  announce(tx, { kind: "request", about: requestId, at }, [request.personId]);
  return true;
}
