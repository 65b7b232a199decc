import { createHash } from "node:crypto";
import { and, asc, desc, eq, getTableColumns, isNull, lte } from "drizzle-orm";
import { lapseOfOlder } from "../../src/consent/lapse.ts";
import { onceATurn } from "../file/once-a-turn.ts";
import { announce } from "../messenger/announce.ts";
import { mayDeclareNow, withoutAny } from "./custody.ts";
import { record, type Recording } from "./declaring.ts";
import { childrenWithEvents, eventsOfChild } from "./events.ts";
import { asLookedAt } from "../file/guarded.ts";
import { prepared } from "../file/prepared.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { account, noticeVersion, person } from "../schema.ts";

export type NoticeVersion = typeof noticeVersion.$inferSelect;

/** What a new version means for older consents. */
export type NoticeChange = { kind: "correction" } | { kind: "material"; lapseOn: string };

export interface Publishing {
  text: string;
  change: NoticeChange;
  upon: number | null;
  by: string;
}

/** The versions of the notice, each kept in full. In: ids; the age from which a pupil must agree as well. */
export function openNoticeVersions(database: Database, newId: () => string, pupilAge: number) {
  const recording: Recording = { newId, pupilAge };
  // Each sentence asks for it.
  const inForce = onceATurn(() => asLookedAt(database, () => newestOf(database)));
  const changing = <T>(work: (tx: Transaction) => T) => inOneTransaction(database, work).finally(inForce.forget);
  return {
    /**
     * The version in force: the newest. Undefined where the school has not begun.
     * Errors: those of a database that somebody else has changed.
     */
    inForce: (): NoticeVersion | undefined => inForce.get(),

    /** The same, whoever has changed the database: before anything is known of it, something must be quoted. */
    newestAnyhow: (): NoticeVersion | undefined => newestOf(database),

    /**
     * The school puts a text in force, and says what it means for older consents (see `decide`).
     * In: the number of the version that it is to follow, null for none.
     * Out: the new version; or why there is none: another one has come meanwhile, or the text is the one in force.
     */
    async publish(
      { text, change, upon, by }: Publishing,
      now: Date,
    ): Promise<NoticeVersion | { refused: "overtaken" | "same" }> {
      const sha256 = hashOf(text);
      return changing((tx) => {
        const newest = newestOne(tx).get();
        if ((newest?.number ?? null) !== upon) return { refused: "overtaken" };
        if (newest?.sha256 === sha256) return { refused: "same" };
        const { number } = tx
          .insert(noticeVersion)
          .values({ sha256, text, publishedAt: now.toISOString() })
          .returning()
          .get();
        return decided(tx, number, newest ? change : { kind: "first" }, by, now);
      });
    },

    /** Every version, oldest first. */
    async all(): Promise<NoticeVersion[]> {
      return database.select().from(noticeVersion).orderBy(asc(noticeVersion.number)).all();
    },

    async newest(): Promise<NoticeVersion | undefined> {
      return database.select().from(noticeVersion).orderBy(desc(noticeVersion.number)).limit(1).get();
    },

    /**
     * The school decides what the newest version means: a correction touches nothing;
     * after a material change the guardians are told and asked again,
     * and consents to older versions lapse on the day that is set (EDPB 05/2020 no. 110).
     * Out: false where it is decided already.
     */
    async decide(number: number, change: NoticeChange, by: string, now: Date): Promise<boolean> {
      return changing((tx) => {
        const version = tx.select().from(noticeVersion).where(eq(noticeVersion.number, number)).get();
        if (!version || version.change !== null) return false;
        decided(tx, number, change, by, now);
        return true;
      });
    },

    /** Lets the consents lapse whose day has come (ISO date of the school's today). Out: how many events that made. */
    async lapseDue(today: string, now: Date): Promise<number> {
      return changing((tx) => {
        const due = tx
          .select()
          .from(noticeVersion)
          .where(and(lte(noticeVersion.lapseOn, today), isNull(noticeVersion.lapsedAt)))
          .all();
        return due.reduce((sum, { number }) => sum + lapseAllOlder(tx, number, now, recording), 0);
      });
    },
  };
}

export type NoticeVersions = ReturnType<typeof openNoticeVersions>;

const newestOne = prepared((db) =>
  db.select().from(noticeVersion).orderBy(desc(noticeVersion.number)).limit(1).prepare(),
);

const { text: _, ...allButText } = getTableColumns(noticeVersion);
const newestWithoutText = prepared((db) =>
  db.select(allButText).from(noticeVersion).orderBy(desc(noticeVersion.number)).limit(1).prepare(),
);

const readLast = new WeakMap<Database, NoticeVersion>();

/**
 * The newest version. Its text, which is long, never changes and is needed for each sentence, is read once; another one
 * than was put in force, which somebody has planted there, is not remembered.
 */
function newestOf(database: Database): NoticeVersion | undefined {
  const [known, newest] = [readLast.get(database), newestWithoutText(database).get()];
  if (known && newest?.number === known.number && newest.sha256 === known.sha256) return { ...known, ...newest };
  const read = newestOne(database).get();
  if (read && hashOf(read.text) === read.sha256) readLast.set(database, read);
  return read;
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

/** Puts down what a version means, and tells the guardians of a material change. */
function decided(
  tx: Transaction,
  number: number,
  change: NoticeChange | { kind: "first" },
  by: string,
  now: Date,
): NoticeVersion {
  const lapseOn = change.kind === "material" ? change.lapseOn : null;
  const version = tx
    .update(noticeVersion)
    .set({ change: change.kind, lapseOn, decidedAt: now.toISOString(), decidedBy: by })
    .where(eq(noticeVersion.number, number))
    .returning()
    .get();
  if (lapseOn !== null)
    announce(tx, { kind: "notice", about: String(number), at: now.toISOString() }, guardiansWhoJoined(tx));
  return version;
}

function lapseAllOlder(tx: Transaction, number: number, now: Date, recording: Recording): number {
  let lapsed = 0;
  for (const childId of childrenWithEvents(tx)) lapsed += lapseOlder(tx, childId, number, now, recording);
  tx.update(noticeVersion).set({ lapsedAt: now.toISOString() }).where(eq(noticeVersion.number, number)).run();
  return lapsed;
}

/** Whose yes has ended hears of it, and whoever else an answer's change would be told to. */
function lapseOlder(tx: Transaction, childId: string, number: number, now: Date, recording: Recording): number {
  const history = eventsOfChild(tx, childId);
  const events = lapseOfOlder(
    history,
    childId,
    number,
    { recordedBy: "JaNein", evidence: `notice version ${number}, material change`, notice: number },
    now.toISOString(),
    recording.newId,
  );
  const concerned = (events.some(({ person }) => person === null) ? history : events).map(({ person }) => person);
  record(tx, history, events, { now, ...recording, concerned });
  return events.length;
}

/** Who may declare for nobody is asked for nothing. */
function guardiansWhoJoined(tx: Transaction): string[] {
  const without = withoutAny(tx, mayDeclareNow);
  return tx
    .select({ id: person.id, role: person.role })
    .from(person)
    .innerJoin(account, eq(account.personId, person.id))
    .where(isNull(person.goneAt))
    .all()
    .filter((row) => row.role !== "teacher" && row.role !== "office" && !without.has(row.id))
    .map((row) => row.id);
}
