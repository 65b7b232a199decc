import { html } from "hono/html";
import { may, type OfficeTask } from "../../school/office-roles.ts";
import { isBeforeBegin } from "./before-begin.ts";
import type { SignedIn } from "../../../db/office/sessions.ts";
import type { OfficePerson } from "./parts.ts";
import type { OfficeKey, Say } from "./words.ts";

export type Html = ReturnType<typeof html>;

/** Who looks at a page, in which words, and where it is. */
export interface Desk {
  say: Say;
  person: OfficePerson;
  /** How they came in, and what the device is called. */
  session: SignedIn["session"];
  timeZone: string;
  path: string;
  /** What has just been done, for the top of the page. */
  done: string | null;
  /** What was recorded does not hold: nothing of it is shown. */
  inDoubt: boolean;
  /** Whether it is known whose notice parents read: before that there is the set-up alone. */
  hasBegun: boolean;
  /** By which a form of this page that is sent twice is one act. */
  act: string;
  /** Which JaNein this is, for whoever asks somebody for help. */
  version: string;
}

type Area = { path: string; name: OfficeKey; task: OfficeTask };

const menu: { name: OfficeKey; areas: Area[] }[] = [
  {
    name: "menu.daily",
    areas: [
      { path: "/office", name: "menu.overview", task: "read" },
      { path: "/office/morning", name: "menu.morning", task: "read" },
      { path: "/office/requests", name: "menu.requests", task: "seeRequests" },
      { path: "/office/questions", name: "menu.questions", task: "seeQuestions" },
    ],
  },
  {
    name: "menu.families",
    areas: [
      { path: "/office/import", name: "menu.import", task: "importList" },
      { path: "/office/letters", name: "menu.letters", task: "writeLetters" },
      { path: "/office/reminders", name: "menu.reminders", task: "remind" },
    ],
  },
  {
    name: "menu.school",
    areas: [
      { path: "/office/period", name: "menu.period", task: "seePeriod" },
      { path: "/office/notice", name: "menu.notice", task: "seeNotice" },
      { path: "/office/export", name: "menu.export", task: "exportLists" },
    ],
  },
  {
    name: "menu.proof",
    areas: [
      { path: "/office/verify", name: "menu.verify", task: "verifyChain" },
      { path: "/office/documents", name: "menu.documents", task: "readDocuments" },
      { path: "/office/actions", name: "menu.actions", task: "seeActions" },
      { path: "/office/people", name: "menu.people", task: "invitePeople" },
    ],
  },
];

/** What leads on before the school has begun, besides what there is then of the others. */
const beginning: Area = { path: "/office/setup", name: "setup.title", task: "read" };

/** A whole page of the office. In: its title, what stands on it. */
export function page(desk: Desk, title: string, body: Html | Html[]): Html {
  const { say, done, inDoubt, hasBegun } = desk;
  return bare(
    say,
    title,
    html`
    <a class="skip" href="#content">${say("page.skip")}</a>
    <header class="top">
      <a class="product" href="/office">${say("page.product")}</a>
      ${hasBegun ? search(say) : ""}
      <details class="menu"><summary>${say("page.menu")}</summary>${areas(desk)}</details>
    </header>
    <nav class="side" aria-label="${say("page.navigation")}">${areas(desk)}</nav>
    <main id="content" tabindex="-1">
      ${done === null ? "" : html`<p class="done" role="status">${done}</p>`}
      ${inDoubt ? html`<p class="warn">${say("page.inDoubt")}</p>` : ""}
      <h1>${title}</h1>
      ${body}
    </main>
    ${foot(desk)}`,
  );
}

function search(say: Say): Html {
  return html`<form class="search" action="/office/children" role="search">
    <label class="hidden" for="search">${say("page.search")}</label>
    <input id="search" name="q" type="search"
      placeholder="${say("page.searchHint")}" maxlength="80" autocomplete="off">
    <button>${say("page.searchGo")}</button>
  </form>`;
}

function foot({ say, person: { name, role }, session: { device, how }, version }: Desk): Html {
  const ways = device !== null ? "page.devices" : how === "link" ? "page.withoutLink" : "page.staySignedIn";
  return html`<footer class="foot">
    <p>${say("page.signedInAs", { name, role: say(`role.${role}`) })}<br>
      <a href="/office/devices">${say(ways)}</a></p>
    <form method="post" action="/office/sign-out">
      <button class="plain">${say("page.signOut")}</button>
    </form>
    <p class="version">${say("page.product")} ${version}</p>
  </footer>`;
}

/** A page without the frame: for the door, and for what went wrong before anybody was known. */
export function bare(say: Say, title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="de">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} – ${say("page.product")}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/office/office.css">
    <script type="module" src="/office/office.js"></script>
  </head>
  <body data-wait="${say("page.wait")}">${body}</body>
</html>`;
}

/** A page of a few words in the middle, without the frame. */
export function notePage(say: Say, title: string, body: Html): Html {
  return bare(
    say,
    title,
    html`<main class="note" id="content">
      <p class="product">${say("page.product")}</p>
      <h1>${title}</h1>
      ${body}
    </main>`,
  );
}

/** The areas of which somebody in this role may see the first page, with the one that is open marked. */
function areas({ say, person, path, hasBegun }: Desk): Html {
  const here = (to: string) =>
    to === "/office" ? path === to || /^\/office\/(children|classes)/.test(path) : path.startsWith(to);
  const line = (area: Area) => {
    const current = here(area.path) ? html` aria-current="page"` : "";
    return html`<li><a href="${area.path}"${current}>${say(area.name)}</a></li>`;
  };
  const isThere = (area: Area) => may(person.role, area.task) && (hasBegun || isBeforeBegin(area.path));
  const shown = hasBegun ? menu : [{ name: "menu.school" as const, areas: [beginning] }, ...menu];
  const groups = shown
    .map(({ name, areas }) => ({ name, open: areas.filter(isThere) }))
    .filter(({ open }) => open.length > 0);
  return html`${groups.map(({ name, open }) => html`<p class="group">${say(name)}</p><ul>${open.map(line)}</ul>`)}`;
}
