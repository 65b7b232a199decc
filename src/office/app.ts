import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { html } from "hono/html";
import { doorParts } from "./staff/door-parts.ts";
import { door } from "./staff/door.ts";
import { devicesRoutes } from "./staff/devices.ts";
import { letInRoutes } from "./staff/let-in.ts";
import { looks } from "./staff/looks.ts";
import { signedIn } from "./staff/signed-in.ts";
import { waysOfOthersRoutes } from "./staff/ways-of-others.ts";
import {
  fewAtOnce,
  headers,
  limited,
  mostForm,
  mostScans,
  mostUpload,
  only,
  ownForms,
  ownName,
  whenRead,
} from "./staff/guard.ts";
import { BodyRefused } from "./page/body.ts";
import { deskOf } from "./page/desk.ts";
import { type Html, notePage, page } from "./page/layout.ts";
import { handRoutes } from "./by-hand/routes.ts";
import { childRoutes } from "./children/child.ts";
import { childrenRoutes } from "./children/children.ts";
import { lettersStylesheet } from "./letters/stylesheet.ts";
import { officeStylesheet } from "./page/stylesheet.ts";
import { morningRoutes } from "./morning/morning.ts";
import { overviewRoutes } from "./overview.ts";
import { documentsRoutes } from "./proof/documents-routes.ts";
import { exportRoutes } from "./children/export.ts";
import { importRoutes } from "./import/import.ts";
import { mailingRoutes } from "./letters/mailing.ts";
import { logRoutes } from "./staff/log.ts";
import { draftRoutes } from "./notice/draft.ts";
import { onlyOnceBegun, setupRoutes } from "./notice/setup.ts";
import { letterheadRoutes } from "./notice/letterhead.ts";
import { translateRoutes } from "./notice/translate.ts";
import { noticeRoutes } from "./notice/notice.ts";
import { peopleRoutes } from "./staff/people.ts";
import { classPaperRoutes } from "./paper/class-paper.ts";
import { keptScansRoutes } from "./paper/kept-scans.ts";
import { periodRoutes } from "./notice/period.ts";
import { accessPaperRoutes } from "./requests/access-paper.ts";
import { erasureRoutes } from "./requests/erasure.ts";
import { enteringRoutes } from "./requests/entering.ts";
import { mattersRoutes } from "./requests/matters.ts";
import { questionsRoutes } from "./requests/questions.ts";
import { remindersRoutes } from "./requests/reminders.ts";
import { requestsRoutes } from "./requests/requests.ts";
import { verifyRoutes } from "./proof/verify.ts";
import type { OfficeApp, OfficeEnv, OfficeParts } from "./page/parts.ts";
import type { Say } from "./page/words.ts";
import { once } from "../texts/remembering.ts";

/** What can be done on the pages, a subject each. */
const areas = [
  overviewRoutes,
  morningRoutes,
  childrenRoutes,
  handRoutes,
  childRoutes,
  classPaperRoutes,
  keptScansRoutes,
  importRoutes,
  mailingRoutes,
  remindersRoutes,
  periodRoutes,
  setupRoutes,
  draftRoutes,
  translateRoutes,
  letterheadRoutes,
  noticeRoutes,
  enteringRoutes,
  accessPaperRoutes,
  erasureRoutes,
  requestsRoutes,
  questionsRoutes,
  mattersRoutes,
  verifyRoutes,
  exportRoutes,
  documentsRoutes,
  logRoutes,
  peopleRoutes,
  waysOfOthersRoutes,
  devicesRoutes,
  letInRoutes,
];

/** Our scripts, and that of a library which speaks with the browser about passkeys. */
const scripts = {
  "/office.js": new URL("./page/office.js", import.meta.url),
  "/paper.js": new URL("./page/paper.js", import.meta.url),
  "/passkeys.js": new URL("./staff/passkeys.js", import.meta.url),
  "/webauthn.js": new URL("../dist/bundle/index.umd.min.js", import.meta.resolve("@simplewebauthn/browser")),
};

/** The pages to which whole lists are sent. */
const takesFiles = (path: string) =>
  /^\/office\/(?:import|letters\/made\/[^/]+\/addresses$|classes\/[^/]+\/paper\/scans$)/.test(path);

/** The pages of the school office, to be mounted at `/office`. */
export function officePages(given: OfficeParts): Hono<OfficeEnv> {
  const parts = doorParts(given);
  const { say, house } = parts;
  const app = new Hono<OfficeEnv>();
  app.use(...headers(parts));
  serveFiles(app);
  app.use(ownName(parts), ...ownForms(parts));
  app.route("/", door(parts));
  app.use(signedIn(parts));
  app.use(only(parts, "read"));
  app.use(onlyOnceBegun(parts));
  app.use(whenRead(parts));
  const few = fewAtOnce(parts);
  app.use("/import/*", only(parts, "importList"), few, limited(mostUpload));
  app.use("/letters/made/:act/addresses", only(parts, "writeLetters"), few, limited(mostUpload));
  app.use("/classes/:id/paper/scans", only(parts, "recordAnswers"), few, limited(mostScans));
  app.use((ctx, next) => (takesFiles(ctx.req.path) ? next() : limited(mostForm)(ctx, next)));
  app.use("/children/:id", looks(parts));
  for (const routes of areas) routes(app, parts);
  app.all("*", (ctx) =>
    ctx.html(page(deskOf(parts, ctx), say("fault.notFoundTitle"), html`<p>${say("fault.notFound")}</p>`), 404),
  );
  app.onError((error, ctx) => {
    if (error instanceof BodyRefused) return ctx.html(refusedPage(say, error), error.most === null ? 400 : 413);
    if (house.isRefused(error)) {
      house.log.error({ todo: error.message }, "office: nothing is done by what somebody else has changed");
      return ctx.html(notOursPage(say, house.isInDoubt(error)), 503);
    }
    house.log.error(
      { error: error instanceof Error ? error.name : "unknown", advice: house.adviceOn(error) },
      "office: stumbled",
    );
    return ctx.html(
      notePage(
        say,
        say("fault.title"),
        html`<p>${say("fault.ours")}</p><p><a href="/office">${say("menu.overview")}</a></p>`,
      ),
      500,
    );
  });
  return app;
}

/** For whoever wants what is not done while the database is not as it was recorded. */
function notOursPage(say: Say, inDoubt: boolean): Html {
  return notePage(
    say,
    say("fault.title"),
    html`<p>${say(inDoubt ? "page.inDoubt" : "fault.notOurs")}</p>
      <p><a href="/office">${say("menu.overview")}</a></p>`,
  );
}

/** For whoever sends more than is taken. */
function refusedPage(say: Say, { most }: BodyRefused): Html {
  if (most === null) return notePage(say, say("fault.title"), html`<p>${say("fault.brokenOff")}</p>`);
  const size = most < 1024 * 1024 ? `${Math.round(most / 1024)} KB` : `${Math.round(most / 1024 / 1024)} MB`;
  return notePage(say, say("fault.tooLargeTitle"), html`<p>${say("fault.tooLarge", { most: size })}</p>`);
}

/** The files that the pages load, read once for all schools. */
const files = once((): readonly [path: string, type: string, text: string][] => [
  ["/office.css", "text/css", officeStylesheet()],
  ["/letters.css", "text/css", lettersStylesheet()],
  ...Object.entries(scripts).map(
    ([name, path]) => [name, "text/javascript", readFileSync(path, "utf8")] as [string, string, string],
  ),
]);

function serveFiles(app: OfficeApp): void {
  for (const one of files()) serve(app, ...one);
}

/** A file that the pages load. */
function serve(app: OfficeApp, path: string, type: string, text: string): void {
  app.get(path, (ctx) =>
    ctx.body(text, 200, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-cache" }),
  );
}
