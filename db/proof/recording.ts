import { difference, knownToFamily, knownToTeacher, whoHasDeclared } from "../../src/consent/changes.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { childStanding } from "../../src/consent/standing.ts";
import { announce } from "../messenger/announce.ts";
import { tellBirthdays } from "../messenger/telling.ts";
import { append, newSaltFrom } from "./append.ts";
import { mustAgreeOf } from "./standings.ts";
import { guardiansOf, teachersOf } from "../school/belonging.ts";
import type { Transaction } from "../file/database.ts";

/** What recording needs besides the file: new ids, and the age from which a pupil must agree as well. */
export interface Recording {
  newId: () => string;
  pupilAge: number;
}

/**
 * Appends the events, and announces them to whoever has to know: who declared it (or whose it was: `concerned`);
 * the class teachers when what stands has changed;
 * whoever has ever declared and may when what may be done has changed or a conflict has come or gone;
 * then also whoever hears what holds and declares nothing, as of any change;
 * every guardian who may declare when the school has settled what differed. Nobody hears what another one answered.
 */
export function record(
  tx: Transaction,
  history: readonly ConsentEvent[],
  events: readonly ConsentEvent[],
  { now, newId, pupilAge, concerned = [] }: Recording & { now: Date; concerned?: readonly (string | null)[] },
): void {
  const [first] = events;
  if (!first) return;
  // What a birthday has changed is told as such: the decision's difference is without it.
  tellBirthdays(tx, { now, pupilAge });
  const all = [...history, ...events];
  const who = mustAgreeOf(tx, [first.child], now, pupilAge).get(first.child);
  const before = childStanding(history, who);
  const { stands, concerns } = difference(before, childStanding(all, who));
  append(tx, events, newSaltFrom(newId));
  const told = [first.person, ...concerned].filter((id) => id !== null);
  if (first.role === "office" && (first.kind === "upheld" || (first.person === null && isAnswer(first))))
    told.push(...guardiansOf(tx, first.child).filter((id) => who?.mayDeclare.includes(id)));
  if (concerns) told.push(...whoHasDeclared(all, who?.mayDeclare ?? []));
  if (stands) told.push(...teachersOf(tx, first.child));
  const isChange = { kind: "change" as const, about: `other ${knownToFamily(before)}` };
  if (concerns) announce(tx, { ...isChange, childId: first.child, at: first.at }, who?.informed ?? []);
  // Who has to agree may be another one when its turn comes: what stood before is put down now.
  const stood = knownToTeacher(before);
  announce(tx, { kind: "decision", about: first.decision, childId: first.child, stood, at: first.at }, told);
}

const isAnswer = ({ kind }: ConsentEvent) => kind === "given" || kind === "refused" || kind === "withdrawn";
