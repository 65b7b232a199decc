import type { OnPaper } from "../../../db/messenger/paper-reminders.ts";
import type { FiledEvent } from "../../../db/school/child-file.ts";
import type { Contact } from "../../../db/school/contacts.ts";
import type { CustodyFact } from "../../consent/custody.ts";
import { type ChildStanding, childStanding, type MustAgree } from "../../consent/standing.ts";
import { periodRuns, unlessInDoubt } from "../../house/in-doubt.ts";
import { todayOf } from "../../house/taken-down.ts";
import type { ChildInClass } from "../../school/people.ts";
import type { OfficeParts } from "../page/parts.ts";
import { classNames } from "./class-counts.ts";

/** All that the page of a child shows. */
export interface ChildData {
  child: ChildInClass;
  /** When it left the school (ISO), or null: from then on the page is to be read, and only a NEIN can be put down. */
  goneAt: string | null;
  standing: ChildStanding;
  mustAgree: MustAgree;
  contacts: Contact[];
  /** When reminders on paper went last in a class of theirs (ISO), by the id of the person. */
  onPaper: ReadonlyMap<string, OnPaper>;
  history: FiledEvent[];
  /** The hashes of the pictures of scanned sheets about it that are kept. */
  keptScans: ReadonlySet<string>;
  /** What was put down of custody, oldest first. */
  facts: CustodyFact[];
  /** Names of everybody who is in the history. */
  names: ReadonlyMap<string, string>;
  /** What was recorded does not hold: nothing of it is shown, and only a NEIN can be put down. */
  inDoubt: boolean;
  periodRuns: boolean;
  /** The versions of the notice, oldest first. */
  versions: { number: number; publishedAt: string }[];
  /** The school's today (ISO). */
  today: string;
  /** The classes of the school, by name. */
  classes: string[];
  now: Date;
}

/** Gathers it. Errors: an error where nothing stands for the child. */
export async function dataOf(parts: OfficeParts, child: ChildInClass): Promise<ChildData> {
  const { house, contacts, files, school } = parts;
  const mustAgree = (await house.ledger.mustAgree([child.id], house.now())).get(child.id);
  const read = async () => (await house.ledger.standings([child.id], house.now())).get(child.id);
  const known = await unlessInDoubt(house, read, () => null);
  const inDoubt = known === null;
  const standing = known ?? childStanding([], mustAgree);
  if (known === undefined || !mustAgree) throw new Error(`nothing stands for child ${child.id}`);
  const contactsOfChild = await contacts.of(child.id);
  const history = inDoubt ? [] : await files.history(child.id);
  const names = new Map(contactsOfChild.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`]));
  const facts = await unlessInDoubt(
    house,
    () => house.custody.factsOf(child.id),
    () => [],
  );
  for (const id of [...history.map(({ person }) => person), ...facts.map(({ guardian }) => guardian)])
    if (id !== null && !names.has(id)) {
      const person = await house.roster.person(id);
      if (person) names.set(id, `${person.givenName} ${person.familyName}`);
    }
  return {
    child,
    goneAt: await house.roster.goneAt(child.id),
    standing,
    mustAgree,
    contacts: contactsOfChild,
    onPaper: await house.reminders.onPaper(contactsOfChild.map(({ id }) => id)),
    history,
    keptScans: await house.keptScans.ofChild(child.id),
    facts,
    names,
    inDoubt,
    periodRuns: await periodRuns(house),
    versions: await house.notices.all(),
    today: todayOf(house),
    classes: classNames(await school.children(house.now())),
    now: house.now(),
  };
}
