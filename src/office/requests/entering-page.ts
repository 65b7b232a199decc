import { html } from "hono/html";
import { entryRoutes, mostOfEntry, type Right, rights } from "../../consent/rights.ts";
import { germanDate } from "../../school/dates.ts";
import type { FoundPerson } from "../../school/found-people.ts";
import type { ChildInClass, Person } from "../../school/people.ts";
import { choice, errorSummary, field, select, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { dayIn } from "../page/said.ts";
import type { Say } from "../page/words.ts";

/** Whose a request is: somebody who is stored, or somebody of whom nothing is, by name. */
export type Whose = { person: Person } | { name: string };

/** How many are shown one by one. */
const shown = 50;

/** Whose request is it: the search, whom it found, and the way for somebody of whom nothing is stored. */
export function searchPage(
  desk: Desk,
  { asked, found }: { asked: string; found: readonly FoundPerson[] },
  sent: Sent,
): Html {
  const { say } = desk;
  return page(
    desk,
    say("requests.enter.title"),
    html`<p><a href="/office/requests">${say("requests.all")}</a></p>
    <p>${say("requests.enter.about")}</p>
    <form action="/office/requests/enter" class="line" role="search" aria-label="${say("requests.enter.search")}">
      <label for="asker">${say("requests.enter.search")}</label>
      <input id="asker" name="q" value="${asked}" maxlength="100" autocomplete="off" type="search">
      <button>${say("requests.enter.go")}</button>
    </form>
    ${asked === "" ? "" : html`<p role="status">${say("requests.enter.found", { count: found.length })}</p>`}
    ${found.length === 0 ? "" : foundList(say, found)}
    ${found.length > shown ? html`<p>${say("requests.enter.more")}</p>` : ""}
    ${asked === "" && Object.keys(sent.errors).length === 0 ? "" : unknownForm(say, asked, sent)}`,
  );
}

const foundList = (say: Say, found: readonly FoundPerson[]): Html =>
  html`<ul class="people">${found.slice(0, shown).map((one) => foundLine(say, one))}</ul>`;

function foundLine(say: Say, one: FoundPerson): Html {
  const name = `${one.givenName} ${one.familyName}`.trim();
  return html`<li><a href="/office/requests/enter?person=${one.id}">${name}</a><br>${belonging(say, one)}</li>`;
}

/** Whom somebody belongs to, so that namesakes are told apart. */
function belonging(say: Say, { role, belongsTo, goneAt }: FoundPerson): string {
  if (role === "stranger") return say("requests.enter.stranger");
  const one = ({ child, className }: FoundPerson["belongsTo"][number]) =>
    child === null
      ? className
      : [
          ...(role === "pupil" ? [className] : [`${child.givenName} ${child.familyName} (${className})`]),
          ...(child.birthDate ? [say("requests.enter.born", { day: germanDate(child.birthDate) })] : []),
          ...(child.isGone ? [say("requests.enter.gone")] : []),
        ].join(", ");
  const what = role === "guardian" ? say("requests.enter.guardianOf") : say(`requests.enter.${role as "pupil"}`);
  if (belongsTo.length === 0) return `${what}: ${say("requests.enter.nobodys")}`;
  return `${what}: ${belongsTo.map(one).join("; ")}${goneAt === null ? "" : ` (${say("requests.enter.gone")})`}`;
}

function unknownForm(say: Say, asked: string, sent: Sent): Html {
  const form = "unknown";
  return html`<h2>${say("requests.enter.unknown")}</h2>
    <p class="hint">${say("requests.enter.unknownHint")}</p>
    ${errorSummary(say, sent, form)}
    <form action="/office/requests/enter" class="boxed">
      ${field(say, { form, name: "name", label: say("requests.enter.name"), sent, value: asked, most: 100 })}
      <button>${say("requests.enter.withName")}</button>
    </form>`;
}

/** A request of the same right that was closed later than this one came. */
export interface Older {
  id: string;
  answered: string;
  received: string;
}

interface Entry {
  whose: Whose;
  children: readonly ChildInClass[];
  open: readonly { id: string; right: Right; since: string }[];
  older: Older | null;
  today: string;
  act: string;
}

/** What the request says, when it came, how, and where it lies. */
export function entryPage(desk: Desk, entry: Entry, sent: Sent): Html {
  const { say } = desk;
  const { whose, open, older } = entry;
  const name = "person" in whose ? `${whose.person.givenName} ${whose.person.familyName}`.trim() : whose.name;
  return page(
    desk,
    say("requests.enter.for", { name }),
    html`<p><a href="/office/requests/enter">${say("requests.enter.other")}</a></p>
    ${"person" in whose ? childrenOf(say, entry.children) : html`<p class="warn">${say("requests.notOnFile")}</p>`}
    <p class="hint">${say("requests.enter.identity")}</p>
    ${open.length === 0 ? "" : openOnes(desk, open)}
    ${older === null ? "" : olderWords(say, older)}
    ${entryForm(desk, entry, sent)}`,
  );
}

function childrenOf(say: Say, children: readonly ChildInClass[]): Html {
  if (children.length === 0) return html``;
  const named = children.map(({ givenName, familyName, className }) => `${givenName} ${familyName} (${className})`);
  return html`<p>${say("requests.children")} ${named.join(", ")}</p>`;
}

function openOnes({ say, timeZone }: Desk, open: Entry["open"]): Html {
  const one = ({ id, right, since }: Entry["open"][number]) =>
    html`<li><a href="/office/requests/${id}">${say(`right.${right}`)}, ${dayIn(timeZone, since)}</a></li>`;
  return html`<p>${say("requests.enter.alreadyOpen")}</p><ul>${open.map(one)}</ul>`;
}

function olderWords(say: Say, { id, answered, received }: Older): Html {
  const days = { answered: germanDate(answered), received: germanDate(received) };
  return html`<div class="errors" role="alert">
    <p>${say("requests.enter.olderThanAnswer", days)}
      <a href="/office/requests/${id}">${say("requests.enter.answeredOne")}</a></p>
  </div>`;
}

function entryForm({ say }: Desk, { whose, older, today, act }: Entry, sent: Sent): Html {
  const form = "entry";
  const options = [["", "–"] as const, ...rights.map((one) => [one, say(`right.${one}`)] as const)];
  const ways = entryRoutes.map((one) => [one, say(`requests.entryRoute.${one}`)] as const);
  const [day, place, words] = [
    { label: say("requests.enter.receivedOn"), hint: say("requests.enter.receivedOnHint"), value: today },
    { label: say("requests.enter.place"), hint: say("requests.enter.placeHint"), most: mostOfEntry.place },
    { label: say("requests.enter.words"), most: mostOfEntry.words },
  ];
  const who =
    "person" in whose
      ? html`<input type="hidden" name="person" value="${whose.person.id}">`
      : html`<input type="hidden" name="name" value="${whose.name}">`;
  return html`<form method="post" action="/office/requests/enter" class="boxed">
    ${errorSummary(say, sent, form)}
    <input type="hidden" name="act" value="${act}">${who}
    ${older === null ? "" : html`<input type="hidden" name="sure" value="yes">`}
    ${select(say, { form, name: "right", label: say("requests.enter.right"), sent, options })}
    ${field(say, { form, name: "receivedOn", type: "date", ...day, sent })}
    ${choice(say, { form, name: "route", label: say("requests.enter.route"), sent, options: ways })}
    ${field(say, { form, name: "place", ...place, sent })}
    ${field(say, { form, name: "words", type: "textarea", ...words, sent })}
    <button class="main">${say(older === null ? "requests.enter.save" : "requests.enter.sure")}</button>
  </form>`;
}
