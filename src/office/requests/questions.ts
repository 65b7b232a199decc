import { html } from "hono/html";
import { deskOf } from "../page/desk.ts";
import { only } from "../staff/guard.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";
import { momentIn } from "../page/said.ts";

/** What parents wanted passed on, and what the notice leaves open. */
export function questionsRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { questions, texts } = parts.house;
  app.get("/questions", only(parts, "seeQuestions"), async (ctx) => {
    const unanswered = Map.groupBy(await questions.unanswered(), ({ topicGuess }) => topicGuess);
    const open = [...unanswered]
      .map(([topic, rows]) => ({
        topic: topic === "" ? null : (texts.topics[topic]?.title ?? topic),
        count: rows.reduce((sum, row) => sum + row.count, 0),
      }))
      .sort((a, b) => b.count - a.count);
    return ctx.html(questionsPage(deskOf(parts, ctx), (await questions.passedOn()).toReversed(), open));
  });
}

interface Passed {
  at: string;
  name: string;
  language: string;
  text: string;
}

/** The questions, newest first, and how often which topic came nearest to one that has no answer. */
export function questionsPage(
  desk: Desk,
  passed: readonly Passed[],
  open: readonly { topic: string | null; count: number }[],
): Html {
  const { say, timeZone } = desk;
  const languages = new Intl.DisplayNames("de", { type: "language", fallback: "code" });
  const named = (code: string) => (code === "de" || code === "de-simple" ? "" : ` (${languages.of(code) ?? code})`);
  return page(
    desk,
    say("menu.questions"),
    html`
    <h2>${say("questions.passed", { count: passed.length })}</h2>
    <p class="hint">${say("questions.passedHint")}</p>
    ${passed.length === 0 ? html`<p class="nothing">${say("page.none")}</p>` : html`<ol class="history">${passed.map(({ at, name, language, text }) => html`<li><h3>${name}${named(language)}, ${momentIn(timeZone, at)}</h3><blockquote lang="${language === "de-simple" ? "de" : language}" dir="auto">${text}</blockquote></li>`)}</ol>`}
    <h2>${say("questions.open")}</h2>
    <p class="hint">${say("questions.openHint")}</p>
    ${
      open.length === 0
        ? html`<p class="nothing">${say("page.none")}</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="${say("questions.open")}"><table><thead><tr><th scope="col">${say("questions.topic")}</th><th scope="col">${say("questions.count")}</th></tr></thead>
      <tbody>${open.map(({ topic, count }) => html`<tr><th scope="row">${topic ?? say("questions.noTopic")}</th><td>${count}</td></tr>`)}</tbody></table></div>`
    }`,
  );
}
