import type { FiledEvent } from "../../../db/school/child-file.ts";
import type { Contact } from "../../../db/school/contacts.ts";
import { type ChildStanding, childStanding, type MustAgree } from "../../consent/standing.ts";
import { unlessInDoubt } from "../../house/in-doubt.ts";
import { todayOf } from "../../house/taken-down.ts";
import type { ChildInClass } from "../../school/people.ts";
import type { OfficeParts } from "../page/parts.ts";
import { classNames } from "./class-counts.ts";

/** All that the page of a child shows. */
export interface ChildData {
  child: ChildInClass;
  standing: ChildStanding;
  mustAgree: MustAgree;
  contacts: Contact[];
  history: FiledEvent[];
  /** Names of everybody who is in the history. */
  names: ReadonlyMap<string, string>;
  /** What was recorded does not hold: nothing of it is shown, and only a NEIN can be put down. */
  inDoubt: boolean;
  periodRuns: boolean;
  /** The versions of the notice, oldest first. */
  versions: { number: number; publishedAt: string }[];
  /** The school's today (ISO). */
  today: string;
  /** When it has left (ISO); null where it is at the school. */
  leftOn: string | null;
  /** The classes of the school, by name. */
  classes: string[];
  /** Makes a form that is sent twice one act. */
  act: string;
  now: Date;
}

/** Gathers it. Errors: an error where nothing stands for the child. */
export async function dataOf({ house, contacts, files, school }: OfficeParts, child: ChildInClass): Promise<ChildData> {
  const mustAgree = (await house.ledger.mustAgree([child.id], house.now())).get(child.id);
  const read = async () => (await house.ledger.standings([child.id], house.now())).get(child.id);
  const known = await unlessInDoubt(house, read, () => null);
  const inDoubt = known === null;
  const standing = known ?? childStanding([], mustAgree);
  if (known === undefined || !mustAgree) throw new Error(`nothing stands for child ${child.id}`);
  const contactsOfChild = await contacts.of(child.id);
  const history = inDoubt ? [] : await files.history(child.id);
  const names = new Map(contactsOfChild.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`]));
  for (const { person: id } of history)
    if (id !== null && !names.has(id)) {
      const person = await house.roster.person(id);
      if (person) names.set(id, `${person.givenName} ${person.familyName}`);
    }
  return {
    child,
    standing,
    mustAgree,
    contacts: contactsOfChild,
    history,
    names,
    inDoubt,
    periodRuns: inDoubt || (await house.periods.running()),
    versions: await house.notices.all(),
    today: todayOf(house),
    leftOn: await house.changes.leftOn(child.id),
    classes: classNames(await school.children(house.now())),
    act: house.newId(),
    now: house.now(),
  };
}
