import { html } from "hono/html";
import { templateOf } from "../../answers/help.ts";
import { type Notice, readNotice } from "../../answers/notice.ts";
import { markOfPassage } from "../../school/passage-mark.ts";
import { deskOf, noting } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { errorSummary, field, fresh, type Sent, valuesOf } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import type { Say } from "../page/words.ts";
import { only } from "../staff/guard.ts";

/** What is to be translated anew since the German has changed, and where the new translation is taken. */
export function translateRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { school } = parts.house;
  app.use("/notice/translations", only(parts, "publishNotice"));
  app.get("/notice/translations", async (ctx) => ctx.html(shown(parts, ctx, ctx.req.query("language") ?? "", null)));
  app.post("/notice/translations", async (ctx, next) => {
    const values = await valuesOf(ctx);
    const { language = "", key = "" } = values;
    if (!school.untranslated().has(language)) return next();
    const german = templateOf(readNotice(school.beginning().template), key);
    if (german === null || markOfPassage(german) !== values.of)
      return ctx.html(shown(parts, ctx, language, { key, values, errors: { text: "translate.changed" } }), 409);
    const text = (values.text ?? "").replaceAll(/\s+/g, " ").trim();
    const error =
      text === "" ? "translate.empty" : fieldsIn(text) === fieldsIn(german) ? null : "translate.fieldsWrong";
    if (error !== null) return ctx.html(shown(parts, ctx, language, { key, values, errors: { text: error } }), 422);
    await noting(parts, ctx, "translate", language, {
      work: () => school.translate(language, key, { of: markOfPassage(german), text }),
    });
    const to = withDone("/office/notice/translations", "translated");
    return ctx.redirect(`${to}&language=${encodeURIComponent(language)}`, 303);
  });
}

const fieldsIn = (text: string): string => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted().join(" ");

type Wrong = Sent & { key: string };

function shown(parts: OfficeParts, ctx: OfficeContext, asked: string, wrong: Wrong | null): Html {
  const { school, texts } = parts.house;
  const open = school.untranslated();
  const language = open.has(asked) ? asked : ([...open].find(([, keys]) => keys.length > 0)?.[0] ?? "");
  const nameOf = (one: string) => texts.speak(one).plain("language.name");
  const german = readNotice(school.beginning().template);
  return translatePage(deskOf(parts, ctx), { open, language, nameOf, german, wrong });
}

interface Open {
  open: ReadonlyMap<string, readonly string[]>;
  language: string;
  nameOf: (language: string) => string;
  german: Notice;
  wrong: Wrong | null;
}

function translatePage(desk: Desk, { open, language, nameOf, german, wrong }: Open): Html {
  const { say } = desk;
  const keys = open.get(language) ?? [];
  const way = ([one, missing]: readonly [string, readonly string[]]) =>
    html`<li><a href="/office/notice/translations?language=${one}"${one === language ? html` aria-current="page"` : ""}>
      ${nameOf(one)} (${missing.length})</a></li>`;
  const all = [...open.values()].every((missing) => missing.length === 0);
  return page(
    desk,
    say("translate.title"),
    html`<p>${say("translate.about")}</p>
    <ul class="ways"><li><a href="/office/notice">${say("notice.versions")}</a></li>${[...open].map(way)}</ul>
    ${all ? html`<p>${say("translate.all")}</p>` : ""}
    ${language === "" ? "" : html`<h2>${nameOf(language)}</h2>`}
    ${keys.map((key, at) => oneOf(say, { key, at, language, german, wrong: wrong?.key === key ? wrong : null }))}`,
  );
}

function oneOf(
  say: Say,
  { key, at, language, german, wrong }: Pick<Open, "language" | "german" | "wrong"> & { key: string; at: number },
): Html {
  const text = templateOf(german, key) ?? "";
  const [form, sent] = [`t${at}`, wrong ?? fresh];
  const isPassage = !key.startsWith("#");
  return html`<form method="post" action="/office/notice/translations" class="boxed">
    <h3>${isPassage ? `[${key}]` : say("translate.heading")}</h3>
    ${errorSummary(say, sent, form)}
    <p class="hint">${say("translate.german")}</p><blockquote>${text}</blockquote>
    <input type="hidden" name="language" value="${language}"><input type="hidden" name="key" value="${key}">
    <input type="hidden" name="of" value="${markOfPassage(text)}">
    ${field(say, { form, name: "text", label: say("translate.new"), sent, type: "textarea", most: 3000 })}
    <button>${say("translate.save")}</button>
  </form>`;
}
