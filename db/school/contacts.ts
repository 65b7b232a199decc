import { and, asc, count, eq, gt, inArray, isNotNull, isNull, max } from "drizzle-orm";
import type { CustodyFact } from "../../src/consent/custody.ts";
import type { Restriction } from "../../src/consent/restriction.ts";
import type { Person } from "../../src/school/people.ts";
import { type AccountChange, accountChanges } from "../messenger/account-changes.ts";
import { mayKnowNow, newestFact } from "../proof/custody.ts";
import { restrictionOf } from "../proof/restriction.ts";
import { guardiansOf } from "./belonging.ts";
import { asPerson } from "./person.ts";
import { inPortions } from "../file/in-portions.ts";
import type { Database } from "../file/database.ts";
import { account, announcement, child, classTeacher, guardianship, joinCode, person, schoolClass } from "../schema.ts";

/** A person and how far the bot reaches them. */
export interface Contact extends Person {
  joinedAt: string | null;
  /** The messenger has refused for good since then. */
  unreachableSince: string | null;
  /** Until when a code that nobody has used yet is valid. */
  codeUntil: string | null;
  /** How often this person was reminded of this child, and when last. */
  reminded: number;
  remindedAt: string | null;
  /** In the last weeks: when another chat took the account over, and when a used code was typed in another one. */
  movedAt: string | null;
  triedAt: string | null;
  /** What holds between this guardian and the child; null where there is no fact, and the usual case holds. */
  custody: CustodyFact | null;
  /** That the data of this person are only kept (Art. 18 GDPR), or null. */
  restriction: Restriction | null;
}

export interface TeacherContact extends Person {
  classNames: string[];
  joinedAt: string | null;
  unreachableSince: string | null;
}

/** Who is reached by the bot, and who is not. */
export function openContacts(database: Database) {
  return {
    /** The guardians of a child with what is decided on custody, and the pupil of age; guardians first. */
    async of(childId: string): Promise<Contact[]> {
      const pupil = database.select({ id: child.pupilId }).from(child).where(eq(child.id, childId)).get()?.id ?? null;
      const rows = database
        .select()
        .from(person)
        .leftJoin(account, eq(account.personId, person.id))
        .where(inArray(person.id, [...guardiansOf(database, childId), ...(pupil === null ? [] : [pupil])]))
        .orderBy(asc(person.role), asc(person.givenName))
        .all();
      return rows.map((row) => ({
        ...asPerson(row.person),
        ...reach(row.account),
        codeUntil: codeUntil(database, row.person.id),
        ...reminders(database, row.person.id, childId),
        ...changes(database, row.person.id),
        restriction: restrictionOf(database, row.person.id),
        custody: row.person.role === "guardian" ? newestFact(database, childId, row.person.id) : null,
      }));
    },

    /** Accounts that have moved to another chat since then, and used codes that were typed once more; newest first. */
    async accountChanges(since: Date): Promise<AccountChange[]> {
      return accountChanges(database, since.toISOString());
    },

    /** Which of these persons have an account, and which have a code that can still be used. */
    async reached(personIds: readonly string[], now: Date): Promise<{ joined: Set<string>; coded: Set<string> }> {
      const [joined, coded] = [new Set<string>(), new Set<string>()];
      for (const some of inPortions(personIds)) {
        for (const id of withAccount(database, some)) joined.add(id);
        for (const id of withCode(database, some, now)) coded.add(id);
      }
      return { joined, coded };
    },

    /** Teachers who have a class and do not hear of changes: not joined, or no longer reached. */
    async teachersNotReached(): Promise<TeacherContact[]> {
      return teachers(database).filter((one) => one.joinedAt === null || one.unreachableSince !== null);
    },

    /** Guardians and pupils whom the messenger no longer reaches, with a child of theirs. */
    async notReached(): Promise<{ id: string; name: string; since: string; childId: string }[]> {
      const lost = () =>
        database
          .select({ person, since: account.unreachableSince, childId: child.id })
          .from(account)
          .innerJoin(person, eq(person.id, account.personId));
      const isLost = and(isNotNull(account.unreachableSince), isNull(child.goneAt));
      const guardians = lost()
        .innerJoin(guardianship, eq(guardianship.guardianId, person.id))
        .innerJoin(child, eq(child.id, guardianship.childId))
        .where(and(isLost, mayKnowNow))
        .all();
      const pupils = lost().innerJoin(child, eq(child.pupilId, person.id)).where(isLost).all();
      const found = [...guardians, ...pupils].map((row) => ({
        id: row.person.id,
        name: `${row.person.givenName} ${row.person.familyName}`,
        since: row.since ?? "",
        childId: row.childId,
      }));
      return [...new Map(found.map((one) => [one.id, one])).values()];
    },
  };
}

export type Contacts = ReturnType<typeof openContacts>;

function reach(tied: typeof account.$inferSelect | null): Pick<Contact, "joinedAt" | "unreachableSince"> {
  return { joinedAt: tied?.joinedAt ?? null, unreachableSince: tied?.unreachableSince ?? null };
}

function codeUntil(database: Database, personId: string): string | null {
  const code = database
    .select({ until: max(joinCode.expiresAt) })
    .from(joinCode)
    .where(and(eq(joinCode.personId, personId), isNull(joinCode.usedAt)))
    .get();
  return code?.until ?? null;
}

function reminders(database: Database, personId: string, childId: string): Pick<Contact, "reminded" | "remindedAt"> {
  const found = database
    .select({ n: count(), last: max(announcement.bornAt) })
    .from(announcement)
    .where(
      and(eq(announcement.kind, "reminder"), eq(announcement.personId, personId), eq(announcement.childId, childId)),
    )
    .get();
  return { reminded: found?.n ?? 0, remindedAt: found?.last ?? null };
}

function changes(database: Database, personId: string): Pick<Contact, "movedAt" | "triedAt"> {
  const found = accountChanges(database, "", personId);
  const last = (what: AccountChange["what"]) => found.find((one) => one.what === what)?.at ?? null;
  return { movedAt: last("moved"), triedAt: last("tried") };
}

function withAccount(database: Database, personIds: string[]): string[] {
  return database
    .select({ id: account.personId })
    .from(account)
    .where(inArray(account.personId, personIds))
    .all()
    .map((row) => row.id);
}

function withCode(database: Database, personIds: string[], now: Date): string[] {
  const runs = and(isNull(joinCode.usedAt), gt(joinCode.expiresAt, now.toISOString()));
  return database
    .select({ id: joinCode.personId })
    .from(joinCode)
    .where(and(inArray(joinCode.personId, personIds), runs))
    .all()
    .map((row) => row.id);
}

/** Every teacher who has a class, with the names of the classes. */
function teachers(database: Database): TeacherContact[] {
  const rows = database
    .select({ person, account, className: schoolClass.name })
    .from(classTeacher)
    .innerJoin(person, eq(person.id, classTeacher.teacherId))
    .innerJoin(schoolClass, eq(schoolClass.id, classTeacher.classId))
    .leftJoin(account, eq(account.personId, person.id))
    .where(isNull(person.goneAt))
    .orderBy(asc(person.familyName), asc(schoolClass.name))
    .all();
  return [...Map.groupBy(rows, (row) => row.person.id).values()].flatMap((own) =>
    own.slice(0, 1).map((row) => ({
      ...asPerson(row.person),
      classNames: own.map((one) => one.className),
      ...reach(row.account),
    })),
  );
}
