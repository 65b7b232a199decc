import { inConflict, knownToTeacher } from "../../src/consent/changes.ts";
import { type ConsentEvent, type Purpose, purposes } from "../../src/consent/event.ts";
import { type ChildStanding, childStanding, type MustAgree } from "../../src/consent/standing.ts";
import { ownAnswer, saidBy, type Why } from "../../src/consent/why.ts";
import type { ChildInClass } from "../../src/school/people.ts";
import type { Transaction } from "../file/database.ts";
import { eventsOfChild, eventsOfDecisions } from "../proof/events.ts";
import { mustAgreeOf } from "../proof/standings.ts";
import { isTeacherOf, knownBefore } from "./change-news.ts";
import type { announcement } from "../schema.ts";

type Row = typeof announcement.$inferSelect;
type Event = ConsentEvent & { hash: string };

/** What was decided for a child, as far as it has not been declared a mistake, and what stands now. */
export interface DecisionNews {
  kind: "decision";
  child: ChildInClass;
  events: Event[];
  now: ChildStanding;
  /** Of which purposes a teacher has to hear. */
  changed: Purpose[];
  /** Why it does not simply hold what the reader has agreed to in these events. */
  why: Why[];
  /** What the reader has declared last for each purpose, in these events or before. */
  own: Partial<Record<Purpose, ConsentEvent["kind"]>>;
  /** Before these events answers differed. */
  wasConflict: boolean;
}

/**
 * What these decisions for one child say to one person now. In: their rows; the rows of changes told with them.
 * Out: null where the person would hear of nothing but what was a mistake and what it never heard of,
 * or a teacher of nothing that is different.
 */
export function decisionNews(
  tx: Transaction,
  child: ChildInClass,
  rows: readonly Row[],
  covered: readonly Row[],
  { now, pupilAge }: { now: Date; pupilAge: number },
): DecisionNews | null {
  const [{ personId }] = rows as [Row];
  const decisions = rows.map((row) => row.about);
  const history = eventsOfChild(tx, child.id);
  const who = mustAgreeOf(tx, [child.id], now, pupilAge).get(child.id);
  const events = stillTrue(eventsOfDecisions(tx, decisions), history, unheard(rows));
  const first = history.findIndex(({ decision }) => decisions.includes(decision));
  const before = childStanding(history.slice(0, Math.max(first, 0)), who);
  const standing = childStanding(history, who);
  const isTaught = isTeacherOf(tx, personId, child.id);
  const changed = changedPurposes(before, standing, isTaught ? knownFirst([...rows, ...covered]) : null);
  const isNothing = isTaught
    ? changed.length === 0 && [...rows, ...covered].every(({ claimedAt }) => claimedAt === null)
    : events.length === 0;
  if (isNothing) return null;
  const touched = purposes.filter((one) => changed.includes(one) || events.some(({ purpose }) => purpose === one));
  return {
    ...{ kind: "decision", child, events, now: standing, changed: touched },
    why: whyOf(events, history, personId, { standing, who }),
    own: ownKinds(history, personId),
    wasConflict: inConflict(before),
  };
}

/** The decisions of which the person has not heard for certain. */
const unheard = (rows: readonly Row[]) =>
  new Set(rows.filter(({ claimedAt }) => claimedAt === null).map(({ about }) => about));

/**
 * Without what was declared a mistake, and without the word of it to whom nobody had told the mistake.
 * In: the events of the decisions; the child's history; the decisions of which nobody has told.
 */
function stillTrue(events: readonly Event[], history: readonly ConsentEvent[], untold: ReadonlySet<string>): Event[] {
  const voided = new Set(history.filter(({ kind }) => kind === "voided").map(({ voids }) => voids));
  const never = new Set(
    events.filter(({ id, decision }) => voided.has(id) && untold.has(decision)).map(({ id }) => id),
  );
  return events.filter(({ id, kind, voids }) => !voided.has(id) && !(kind === "voided" && never.has(voids ?? "")));
}

/** What the teacher knew before the first of these, as far as it was put down. */
function knownFirst(rows: readonly Row[]): string | null {
  const known = rows.toSorted((one, other) => one.id - other.id).map((row) => row.stood ?? knownBefore([row]));
  return known.find((one) => one !== null) ?? null;
}

/** The purposes for which other things stand than before, and than the teacher knew last where that is put down. */
function changedPurposes(before: ChildStanding, now: ChildStanding, known: string | null): Purpose[] {
  const [were, are] = [knownToTeacher(before).split("/"), knownToTeacher(now).split("/")];
  const knew = known?.split("/");
  return purposes.filter((_, at) => were[at] !== are[at] || (knew !== undefined && knew[at] !== are[at]));
}

function ownKinds(history: readonly ConsentEvent[], personId: string): DecisionNews["own"] {
  const said = purposes.map((purpose) => [purpose, saidBy(history, purpose, personId)?.kind] as const);
  return Object.fromEntries(said.filter(([, kind]) => kind !== undefined));
}

function whyOf(
  events: readonly Event[],
  history: readonly ConsentEvent[],
  personId: string,
  { standing, who }: { standing: ChildStanding; who: MustAgree | undefined },
): Why[] {
  const own = events.filter(({ person, kind }) => person === personId && kind === "given");
  const why = own.flatMap(({ purpose, role }) =>
    role === "office"
      ? []
      : ownAnswer({
          ...{ events: history, purpose, person: { personId, role } },
          ...{ stands: standing[purpose].standing, mustAgree: who },
        }).why,
  );
  return [...new Set(why)];
}
