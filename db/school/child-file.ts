import { eq } from "drizzle-orm";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { eventsOfDecisions } from "../proof/events.ts";
import { tellingChanges } from "../messenger/telling.ts";
import { asLookedAt } from "../file/guarded.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import { inDetail } from "../office/acting.ts";
import type { Database, Transaction } from "../file/database.ts";
import { child, consentEvent, person, shownText } from "../schema.ts";

/** An event with its place in the chain, and the text that was shown. */
export type FiledEvent = ConsentEvent & { hash: string; text: string | null };

interface Names {
  givenName: string;
  familyName: string;
}

/** What the office sees and corrects of one child. In: the age from which a pupil must agree as well. */
export function openChildFiles(database: Database, pupilAge: number) {
  return {
    /** The child's whole history, oldest first. */
    async history(childId: string): Promise<FiledEvent[]> {
      return asLookedAt(database, () => historyOf(database, childId));
    },

    /**
     * Marks that every guardian must agree, or that one is enough; what that changes is told.
     * Out: false where it is so already.
     */
    async mustBothAgree(childId: string, both: boolean, now: Date): Promise<boolean> {
      return inOneTransaction(database, (tx) => {
        const before = tx.select({ both: child.bothMustAgree }).from(child).where(eq(child.id, childId)).get();
        if (!before || before.both === both) return false;
        return tellingChanges(tx, [childId], { now, pupilAge }, () => {
          tx.update(child).set({ bothMustAgree: both }).where(eq(child.id, childId)).run();
          return true;
        });
      });
    },

    /**
     * Puts a child's name or birth date right (Art. 16 GDPR). The pupil as a person is named as the child is.
     * What another birth date changes is told. Out: false where nothing is different.
     */
    async correctChild(childId: string, right: Names & { birthDate: string | null }, now: Date): Promise<boolean> {
      return inOneTransaction(database, (tx) => {
        const before = tx.select().from(child).where(eq(child.id, childId)).get();
        if (
          !before ||
          (before.givenName === right.givenName &&
            before.familyName === right.familyName &&
            before.birthDate === right.birthDate)
        )
          return false;
        inDetail({ fields: otherIn(before, right) });
        tellingChanges(tx, [childId], { now, pupilAge }, () =>
          tx.update(child).set(right).where(eq(child.id, childId)).run(),
        );
        if (before.pupilId !== null) rename(tx, before.pupilId, right);
        return true;
      });
    },

    /** Puts a person's name right. Out: false where nothing is different. */
    async correctPerson(personId: string, right: Names): Promise<boolean> {
      return inOneTransaction(database, (tx) => {
        const before = tx.select().from(person).where(eq(person.id, personId)).get();
        if (!before || (before.givenName === right.givenName && before.familyName === right.familyName)) return false;
        inDetail({ fields: otherIn(before, right) });
        rename(tx, personId, right);
        return true;
      });
    },
  };
}

export type ChildFiles = ReturnType<typeof openChildFiles>;

function historyOf(database: Database, childId: string): FiledEvent[] {
  const decisions = database
    .selectDistinct({ id: consentEvent.decision })
    .from(consentEvent)
    .where(eq(consentEvent.childId, childId))
    .all()
    .map((row) => row.id);
  const texts = new Map<string, string | null>();
  return eventsOfDecisions(database, decisions).map((event) => {
    if (event.shown !== null && !texts.has(event.shown))
      texts.set(
        event.shown,
        database.select().from(shownText).where(eq(shownText.sha256, event.shown)).get()?.text ?? null,
      );
    return { ...event, text: event.shown === null ? null : (texts.get(event.shown) ?? null) };
  });
}

/** Which of them are other than before, by name; a family's names themselves stand with the family alone. */
const otherIn = <Fields extends object>(before: Fields, right: Partial<Fields>): string =>
  (Object.keys(right) as (keyof Fields & string)[]).filter((name) => before[name] !== right[name]).join(", ");

function rename(tx: Transaction, personId: string, { givenName, familyName }: Names): void {
  tx.update(person).set({ givenName, familyName }).where(eq(person.id, personId)).run();
}
