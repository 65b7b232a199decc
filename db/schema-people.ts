import { type AnySQLiteColumn, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Person } from "../src/school/people.ts";

/** Why: the class teacher hears of the own classes, and a child is found by it. */
export const schoolClass = sqliteTable("school_class", {
  id: text().primaryKey(),
  name: text().notNull().unique(),
});

/** Why: consent is given per child; the birth date tells namesakes apart and from which age a pupil must agree. */
export const child = sqliteTable(
  "child",
  {
    id: text().primaryKey(),
    givenName: text("given_name").notNull(),
    familyName: text("family_name").notNull(),
    birthDate: text("birth_date"),
    classId: text("class_id")
      .notNull()
      .references(() => schoolClass.id),
    bothMustAgree: integer("both_must_agree", { mode: "boolean" }).notNull().default(false),
    /** The office program's own number of the child, so that an export is keyed as the import was. */
    key: text(),
    /** ISO 639-1, for the letter beside the German one. */
    language: text("family_language"),
    /** The pupil as a person who must agree, from the age in the setting. */
    pupilId: text("pupil_id").references((): AnySQLiteColumn => person.id),
    /** Left the school: out of the lists, the consents stay as proof. */
    goneAt: text("gone_at"),
  },
  (table) => [index("child_class").on(table.classId), index("child_pupil").on(table.pupilId)],
);

/**
 * Why: guardians (and pupils of age) declare, teachers and, where they wish it, the office are told; a person is tied
 * to a messenger account by a code.
 */
export const person = sqliteTable("person", {
  id: text().primaryKey(),
  role: text().$type<Person["role"]>().notNull(),
  givenName: text("given_name").notNull(),
  familyName: text("family_name").notNull(),
  /** The office's own key, so that the next import finds the same person. */
  key: text(),
  goneAt: text("gone_at"),
});

/** Why: whose child it is. */
export const guardianship = sqliteTable(
  "guardianship",
  {
    guardianId: text("guardian_id")
      .notNull()
      .references(() => person.id),
    childId: text("child_id")
      .notNull()
      .references(() => child.id),
  },
  (table) => [
    primaryKey({ columns: [table.guardianId, table.childId] }),
    index("guardianship_child").on(table.childId),
  ],
);

/** Why: whose class it is. */
export const classTeacher = sqliteTable(
  "class_teacher",
  {
    teacherId: text("teacher_id")
      .notNull()
      .references(() => person.id),
    classId: text("class_id")
      .notNull()
      .references(() => schoolClass.id),
  },
  (table) => [
    primaryKey({ columns: [table.teacherId, table.classId] }),
    index("class_teacher_class").on(table.classId),
  ],
);

/**
 * Why: what has changed on the list of a class since its teacher last looked at the names is marked. One row for each
 * child, as it was seen; what holds is never read from here.
 */
export const classListSeen = sqliteTable(
  "class_list_seen",
  {
    teacherId: text("teacher_id")
      .notNull()
      .references(() => person.id),
    childId: text("child_id")
      .notNull()
      .references(() => child.id),
    seen: text().$type<"audio_and_video" | "audio_only" | "none">().notNull(),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.teacherId, table.childId] })],
);

/**
 * Why: a teacher who wants it gets the line of the class before the first lesson, and whoever works at the office
 * the figures of the school.
 */
export const morningLine = sqliteTable("morning_line", {
  teacherId: text("teacher_id")
    .primaryKey()
    .references(() => person.id),
  /** "07:30" on the school's clock. */
  time: text().notNull(),
  /** The first day (ISO date) on which it is sent. */
  fromDay: text("from_day").notNull(),
});
