import { html } from "hono/html";
import { inSummary } from "../../answers/needed.ts";
import { answerOf } from "../../answers/notice.ts";
import type { Texts } from "../../texts.ts";
import { formCodes, lettersPage } from "../letters/letters.ts";
import { letterheadOf } from "../letters/printing.ts";
import { deskOf } from "../page/desk.ts";
import { oddFieldsIn } from "./odd-fields.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";

/** The draft as parents will see it: before JA and NEIN, as answers, and as a letter. */
export function previewRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { school, now, timeZone } = parts.house;
  const of = () => school.draft()?.draft ?? school.beginning();
  const texts = () => school.preview(of());
  // A preview that is printed is no form: its codes are made with a key that nobody has.
  const noForm = () => formCodes(parts.randomBytes(32).toString(), 0, parts.randomBytes);
  app.get("/notice/draft/preview", (ctx) =>
    ctx.html(previewPage(deskOf(parts, ctx), texts(), oddFieldsIn(school, parts.say, of()))),
  );
  app.get("/notice/draft/letter", async (ctx) => {
    const children = [{ givenName: "Vorname", familyName: "Nachname", className: "1a" }];
    const { letterTexts, messengers, codeDays } = parts;
    const letter = { name: "Vorname Nachname", code: "XXXX-XXXX-XXXX", children };
    return ctx.html(
      await lettersPage([letter], {
        texts: letterTexts(texts()),
        letterhead: letterheadOf(school.letterhead()),
        messengers: messengers(),
        version: school.hasBegun() ? school.version().number + 1 : 1,
        printedFrom: null,
        formCodes: noForm(),
        now: now(),
        expires: new Date(now().getTime() + codeDays * 24 * 60 * 60 * 1000),
        timeZone,
        stylesheet: "/office/letters.css",
      }),
    );
  });
}

function previewPage(desk: Desk, texts: Texts, odd: readonly string[]): Html {
  const { say } = desk;
  const { passages } = texts.notice;
  const summary = Object.values(inSummary).flat();
  const said = (ids: readonly string[]) =>
    html`<ul>${ids.flatMap((id) => passages.get(id)?.text ?? []).map((text) => html`<li>${text}</li>`)}</ul>`;
  const answer = (topic: Texts["topics"][string]) => {
    const { first, more } = answerOf(texts.notice, topic);
    const lines = (all: typeof first) => all.map(({ text }, at) => html`${at > 0 ? html`<br>` : ""}${text}`);
    return html`<h3>${topic.title}</h3>
      <blockquote>${lines(first)}</blockquote>
      ${more.length > 0 ? html`<p class="hint">${say("draft.moreOf")}</p>` : ""}
      ${more.length > 0 ? html`<blockquote>${lines(more)}</blockquote>` : ""}`;
  };
  return page(
    desk,
    say("draft.preview"),
    html`${odd.map((note) => html`<p class="warn">${note}</p>`)}
    <ul class="ways">
      <li><a href="/office/notice/draft">${say("draft.title")}</a></li>
      <li><a href="/office/notice/draft/letter">${say("draft.previewLetter")}</a></li>
    </ul>
    <h2>${say("draft.previewSummary")}</h2>
    ${said(summary)}
    <h2>${say("draft.previewAnswers")}</h2>
    ${Object.values(texts.topics).map(answer)}`,
  );
}
