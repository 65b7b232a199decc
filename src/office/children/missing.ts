import type { ChildNow } from "../../../db/school/view.ts";
import { purposes } from "../../consent/event.ts";
import type { Person } from "../../school/people.ts";
import { onPaperWords } from "./on-paper.ts";
import type { OfficeParts } from "../page/parts.ts";
import type { Say } from "../page/words.ts";
import { inState } from "./state.ts";

/** A child for whom an answer is missing; what is missing, and who could give it, in words. */
export interface Missing {
  child: ChildNow;
  missing: string;
  people: string;
}

/** Of these children those for whom an answer is missing. */
export async function missingOf(parts: OfficeParts, children: ChildNow[]): Promise<Missing[]> {
  const { house, contacts, say } = parts;
  const open = children.filter(inState.open);
  const all = await house.roster.whoMayDeclare(open.map(({ id }) => id));
  const ids = [...new Set(all.map(({ id }) => id))];
  const reached = await contacts.reached(ids, house.now());
  const restricted = await house.restrictions.everybody();
  const onPaper = await house.reminders.onPaper(ids);
  const byChild = Map.groupBy(all, ({ childId }) => childId);
  const person = ({ id, givenName, familyName }: Person) => {
    const how = reached.joined.has(id) ? "list.joined" : reached.coded.has(id) ? "list.coded" : "list.noCode";
    const name = `${givenName} ${familyName}`;
    const known = say(how, { name: restricted.has(id) ? say("list.restricted", { name }) : name });
    const last = onPaper.get(id);
    return last === undefined ? known : `${known}, ${onPaperWords(say, last, house.timeZone)}`;
  };
  return open.map((child) => ({
    child,
    missing: whatIsMissing(say, child),
    people: (byChild.get(child.id) ?? []).map(person).join(", "),
  }));
}

function whatIsMissing(say: Say, child: ChildNow): string {
  const open = purposes.filter((purpose) => child[purpose] === "not_asked" || child[purpose] === "lapsed");
  return open.map((purpose) => say(`purpose.${purpose}`)).join(", ");
}
