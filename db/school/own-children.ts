import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Role } from "../../src/consent/event.ts";
import type { ChildInClass } from "../../src/school/people.ts";
import type { Database } from "../file/database.ts";
import { prepared } from "../file/prepared.ts";
import { custodyNow, mayDeclareNow } from "../proof/custody.ts";
import { account, child, guardianship, person, schoolClass } from "../schema.ts";
import { byBirthDate, inClass } from "./children.ts";

/** A child with the person of a chat who may declare for it: a guardian, or the pupil itself. */
export interface OwnChild {
  child: ChildInClass;
  personId: string;
  /** The person's full name: two guardians of one child may share a chat. */
  personName: string;
  role: Exclude<Role, "office">;
}

/** For whom somebody in this chat may declare: each child with each person of the chat who may. */
export const ownChildren = (database: Database, chatId: number): OwnChild[] => [
  ...childrenOfGuardians(database)
    .all({ chat: String(chatId) })
    .map(asGuardian),
  ...pupilsThemselves(database)
    .all({ chat: String(chatId) })
    .map((row) => ({ ...asGuardian(row), role: "pupil" as const })),
];

/** The children of whom somebody in this chat hears what holds, and for whom nobody in it may declare. */
export function informedChildren(database: Database, chatId: number): ChildInClass[] {
  const own = new Set(ownChildren(database, chatId).map((one) => one.child.id));
  const informed = childrenToKnow(database).all({ chat: String(chatId) });
  const all = informed.map((row) => inClass(row.child, row.schoolClass)).filter(({ id }) => !own.has(id));
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

/** The children at the school for whom one of these persons may declare, or who it is itself; the oldest first. */
export function childrenDeclaredBy(database: Database, personIds: readonly string[]): ChildInClass[] {
  const whose = inArray(guardianship.guardianId, [...personIds]);
  const wards = database.select({ id: guardianship.childId }).from(guardianship).where(and(whose, mayDeclareNow));
  const rows = database
    .select({ child, schoolClass })
    .from(child)
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(and(isNull(child.goneAt), or(inArray(child.id, wards), inArray(child.pupilId, [...personIds]))))
    .orderBy(byBirthDate, asc(child.givenName))
    .all();
  return rows.map((row) => inClass(row.child, row.schoolClass));
}

const isHere = and(eq(account.chatId, sql.placeholder("chat")), isNull(child.goneAt));

const childrenOfGuardians = prepared((db) =>
  db
    .select({ child, schoolClass, person })
    .from(account)
    .innerJoin(person, eq(person.id, account.personId))
    .innerJoin(guardianship, eq(guardianship.guardianId, account.personId))
    .innerJoin(child, eq(child.id, guardianship.childId))
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(and(isHere, mayDeclareNow))
    .orderBy(byBirthDate, asc(child.givenName))
    .prepare(),
);

const childrenToKnow = prepared((db) =>
  db
    .select({ child, schoolClass })
    .from(account)
    .innerJoin(guardianship, eq(guardianship.guardianId, account.personId))
    .innerJoin(child, eq(child.id, guardianship.childId))
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(and(isHere, sql`${custodyNow} = 'informed'`))
    .orderBy(byBirthDate, asc(child.givenName))
    .prepare(),
);

const pupilsThemselves = prepared((db) =>
  db
    .select({ child, schoolClass, person })
    .from(account)
    .innerJoin(person, eq(person.id, account.personId))
    .innerJoin(child, eq(child.pupilId, account.personId))
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(isHere)
    .prepare(),
);

type Row = Record<"child", typeof child.$inferSelect> & {
  schoolClass: typeof schoolClass.$inferSelect;
  person: typeof person.$inferSelect;
};

const asGuardian = ({ child: row, schoolClass: { name }, person: { id, givenName, familyName } }: Row): OwnChild => ({
  child: inClass(row, { name }),
  personId: id,
  personName: `${givenName} ${familyName}`,
  role: "guardian",
});
