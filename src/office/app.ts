import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { html } from "hono/html";
import { door, signedIn } from "./door.ts";
import { headers, limited, mostForm, mostUpload, only, ownForms, whenRead } from "./guard.ts";
import { deskOf } from "./desk.ts";
import { notePage, page } from "./layout.ts";
import { childRoutes } from "./child.ts";
import { childrenRoutes } from "./children.ts";
import { overviewRoutes } from "./overview.ts";
import { documentsRoutes } from "./documents-routes.ts";
import { exportRoutes } from "./export.ts";
import { importRoutes } from "./import.ts";
import { mailingRoutes } from "./mailing.ts";
import { logRoutes } from "./log.ts";
import { noticeRoutes } from "./notice.ts";
import { peopleRoutes } from "./people.ts";
import { periodRoutes } from "./period.ts";
import { questionsRoutes } from "./questions.ts";
import { remindersRoutes } from "./reminders.ts";
import { requestsRoutes } from "./requests.ts";
import { verifyRoutes } from "./verify.ts";
import type { OfficeEnv, OfficeParts } from "./parts.ts";

const files = { "office.css": "text/css", "office.js": "text/javascript", "letters.css": "text/css" };

/** The pages of the school office, to be mounted at `/office`. */
export function officePages(parts: OfficeParts): Hono<OfficeEnv> {
  const { say, house } = parts;
  const app = new Hono<OfficeEnv>();
  app.use(...headers(parts));
  for (const [name, type] of Object.entries(files)) {
    const text = readFileSync(new URL(`./${name}`, import.meta.url), "utf8");
    app.get(`/${name}`, (ctx) => ctx.body(text, 200, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-cache" }));
  }
  app.use(...ownForms(parts));
  app.use(async (ctx, next) => limited(parts, ctx.req.path.startsWith("/office/import") ? mostUpload : mostForm)(ctx, next));
  app.route("/", door(parts));
  app.use(signedIn(parts));
  app.use(only(parts, "read"));
  app.use(whenRead(parts));
  for (const routes of [overviewRoutes, childrenRoutes, childRoutes, importRoutes, mailingRoutes, remindersRoutes, periodRoutes, noticeRoutes, requestsRoutes, questionsRoutes, verifyRoutes, exportRoutes, documentsRoutes, logRoutes, peopleRoutes]) routes(app, parts);
  app.all("*", (ctx) => ctx.html(page(deskOf(parts, ctx), say("fault.notFoundTitle"), html`<p>${say("fault.notFound")}</p>`), 404));
  app.onError((error, ctx) => {
    house.log.error({ error: error instanceof Error ? error.name : "unknown", advice: house.adviceOn(error) }, "office: stumbled");
    return ctx.html(notePage(say, say("fault.title"), html`<p>${say("fault.ours")}</p><p><a href="/office">${say("menu.overview")}</a></p>`), 500);
  });
  return app;
}
