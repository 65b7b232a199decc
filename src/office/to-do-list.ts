import { html } from "hono/html";
import type { AccountChange } from "../../db/messenger/account-changes.ts";
import type { GuardianNow } from "../../db/school/custody.ts";
import type { TeacherContact } from "../../db/school/contacts.ts";
import type { RollToDo } from "../../db/school/to-do.ts";
import type { ChildNow } from "../../db/school/view.ts";
import type { Wrong } from "../house/lights.ts";
import { rollItems } from "./by-hand/to-do.ts";
import type { Desk, Html } from "./page/layout.ts";
import { childLink, firstOf, item, urgent, way } from "./to-do-item.ts";
import { sentences } from "./page/lights-words.ts";
import { dayIn, momentIn } from "./page/said.ts";
import type { Say } from "./page/words.ts";

/** What waits for somebody of the office. */
export interface ToDo {
  /** What tells a child, by its id, from full namesakes at the school; "" for most. */
  markOf: (childId: string) => string;
  conflicts: ChildNow[];
  moreConflicts: number;
  /** Guardians of whose custody nobody has decided yet. */
  custody: GuardianNow[];
  teachers: TeacherContact[];
  /** Of the last 14 days. */
  accounts: AccountChange[];
  /** Withdrawals of which it is not clear whom they are about. */
  matters: number;
  /** People for whom a message waits that could not be made or sent. */
  stuck: number;
  notReached: { id: string; name: string; since: string; childId: string }[];
  /** Versions of the notice of which nobody has said what they mean. */
  undecided: number[];
  requests: { open: number; soon: number; overdue: number };
  periodRuns: boolean;
  /** What of the roll is to be done. */
  roll: RollToDo;
  /** What keeps the bot from the people, and since when (ISO). */
  line: { wrong: Wrong; since: string } | null;
  /** When the last daily round was, if none is made because the clock has gone ahead. */
  roundsSince: string | null;
}

/** What waits, each with the way to where it is done. */
export function toDoList(desk: Desk, toDo: ToDo): Html {
  const { say, timeZone } = desk;
  const items = [
    lineItem(say, toDo, timeZone),
    clockItem(say, toDo, timeZone),
    periodItem(say, toDo),
    conflictsItem(say, toDo),
    custodyItem(say, toDo),
    mattersItem(say, toDo),
    requestsItem(say, toDo),
    undecidedItem(say, toDo),
    ...rollItems(desk, toDo.roll, toDo.markOf),
    accountsItem(say, toDo, timeZone, "moved"),
    accountsItem(say, toDo, timeZone, "tried"),
    unreachableItem(say, toDo, timeZone),
    notJoinedItem(say, toDo),
    notReachedItem(say, toDo),
    stuckItem(say, toDo),
  ].filter((item) => item !== null);
  return html`<h2>${say("overview.toDo")}</h2>
    ${
      items.length === 0
        ? html`<p class="nothing">${say("overview.nothingToDo")}</p>`
        : html`<ul class="todo">${items}</ul>`
    }`;
}

function lineItem(say: Say, { line }: ToDo, timeZone: string): Html | null {
  if (line === null) return null;
  return urgent(
    say("overview.line"),
    html`<p>${say(sentences[line.wrong].wrong, { since: momentIn(timeZone, line.since) })}</p>`,
  );
}

function clockItem(say: Say, { roundsSince }: ToDo, timeZone: string): Html | null {
  if (roundsSince === null) return null;
  const hint = say("overview.clockHint", { day: dayIn(timeZone, roundsSince) });
  return urgent(say("overview.clock"), html`<p>${hint}</p>`);
}

function periodItem(say: Say, { periodRuns }: ToDo): Html | null {
  if (periodRuns) return null;
  return item(say("overview.noPeriod"), way(say("overview.noPeriodHint"), "/office/period", say("menu.period")));
}

function conflictsItem(say: Say, { conflicts, moreConflicts, markOf }: ToDo): Html | null {
  if (conflicts.length === 0) return null;
  const count = conflicts.length + moreConflicts;
  const all = html`<p><a href="/office/children?state=conflict">${say("page.all", { count })}</a></p>`;
  const child = (one: ChildNow) => html`<li>${childLink(one, markOf)}</li>`;
  return urgent(
    say("overview.conflicts", { count }),
    html`<p>${say("overview.conflictsHint")}</p>
      <ul>${conflicts.map(child)}</ul>
      ${moreConflicts === 0 ? "" : all}`,
  );
}

/** By child: until it is decided, no letter goes to these guardians. */
function custodyItem(say: Say, { custody, markOf }: ToDo): Html | null {
  const children = [...Map.groupBy(custody, ({ childId }) => childId).values()];
  if (children.length === 0) return null;
  const line = (own: readonly GuardianNow[]) => {
    const [{ childId, childName, className }] = own as [GuardianNow];
    const guardians = own.map(({ guardianName }) => guardianName).join(", ");
    return html`<a href="/office/children/${childId}">${childName}${markOf(childId)}</a> (${className}): ${guardians}`;
  };
  return urgent(
    say("custody.toDo", { count: children.length }),
    html`<p>${say("custody.toDoHint")}</p>
      ${firstOf(say, children, line)}`,
  );
}

function mattersItem(say: Say, { matters }: ToDo): Html | null {
  if (matters === 0) return null;
  const hint = way(say("overview.mattersHint"), "/office/questions", say("menu.questions"));
  return urgent(say("overview.matters", { count: matters }), hint);
}

function requestsItem(say: Say, { requests }: ToDo): Html | null {
  if (requests.open === 0) return null;
  const title = say("overview.requests", { count: requests.open });
  const hint = way(say("overview.requestsHint", requests), "/office/requests", say("menu.requests"));
  return requests.overdue > 0 ? urgent(title, hint) : item(title, hint);
}

function undecidedItem(say: Say, { undecided }: ToDo): Html | null {
  if (undecided.length === 0) return null;
  return urgent(
    say("overview.undecided", { number: undecided.join(", ") }),
    way(say("overview.undecidedHint"), "/office/notice", say("menu.notice")),
  );
}

/** Accounts that somebody else may have taken: who knows the family can tell. */
function accountsItem(say: Say, { accounts }: ToDo, timeZone: string, what: AccountChange["what"]): Html | null {
  const some = accounts.filter((one) => one.what === what);
  if (some.length === 0) return null;
  const line = ({ name, at, childId }: AccountChange) => {
    const who = childId === null ? name : html`<a href="/office/children/${childId}">${name}</a>`;
    return html`${who}, ${dayIn(timeZone, at)}`;
  };
  return item(
    say(`overview.accounts.${what}`),
    html`<p>${say(`overview.accounts.${what}Hint`)}</p>
      ${firstOf(say, some, line)}`,
  );
}

function unreachableItem(say: Say, { teachers }: ToDo, timeZone: string): Html | null {
  const unreachable = teachers.filter((one) => one.unreachableSince !== null);
  if (unreachable.length === 0) return null;
  const since = (one: TeacherContact) =>
    say("overview.since", { name: nameOf(one), day: dayIn(timeZone, one.unreachableSince) });
  return urgent(
    say("overview.teachersUnreachable"),
    html`<p>${say("overview.teachersUnreachableHint")}</p>
      <ul>${unreachable.map((one) => html`<li>${since(one)}</li>`)}</ul>`,
  );
}

function notJoinedItem(say: Say, { teachers }: ToDo): Html | null {
  const notJoined = teachers.filter((one) => one.unreachableSince === null);
  if (notJoined.length === 0) return null;
  return item(
    say("overview.teachersNotJoined"),
    html`<p>${say("overview.teachersNotJoinedHint")}</p>
      ${firstOf(say, notJoined, (one) => html`${nameOf(one)}`)}`,
  );
}

function notReachedItem(say: Say, { notReached }: ToDo): Html | null {
  if (notReached.length === 0) return null;
  return item(
    say("overview.notReached", { count: notReached.length }),
    html`<p>${say("overview.notReachedHint")}</p>
      ${firstOf(say, notReached, ({ childId, name }) => html`<a href="/office/children/${childId}">${name}</a>`)}`,
  );
}

function stuckItem(say: Say, { stuck }: ToDo): Html | null {
  return stuck === 0 ? null : item(say("overview.stuck", { count: stuck }), html`<p>${say("overview.stuckHint")}</p>`);
}

const nameOf = ({ givenName, familyName, classNames }: TeacherContact) =>
  `${givenName} ${familyName} (${classNames.join(", ")})`;
