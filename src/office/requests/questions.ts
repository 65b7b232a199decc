import { html } from "hono/html";
import { mattersList } from "./matters.ts";
import { deskOf } from "../page/desk.ts";
import { only } from "../staff/guard.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";
import { momentIn } from "../page/said.ts";
import { headings, scrolling } from "../page/table.ts";
import type { Say } from "../page/words.ts";

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
    const desk = deskOf(parts, ctx);
    const waiting = mattersList(desk, await parts.house.matters.beforeOffice());
    return ctx.html(questionsPage(desk, (await questions.passedOn()).toReversed(), open, waiting));
  });
}

interface Passed {
  at: string;
  name: string;
  language: string;
  text: string;
}

interface Open {
  topic: string | null;
  count: number;
}

/**
 * What waits above them; the questions, newest first, and how often which topic came nearest to one that has no
 * answer.
 */
export function questionsPage(desk: Desk, passed: readonly Passed[], open: readonly Open[], waiting: Html): Html {
  const { say } = desk;
  const none = html`<p class="nothing">${say("page.none")}</p>`;
  return page(
    desk,
    say("menu.questions"),
    html`
    ${waiting}
    <h2>${say("questions.passed", { count: passed.length })}</h2>
    <p class="hint">${say("questions.passedHint")}</p>
    ${passed.length === 0 ? none : html`<ol class="history">${passed.map((one) => question(desk, one))}</ol>`}
    <h2>${say("questions.open")}</h2>
    <p class="hint">${say("questions.openHint")}</p>
    ${open.length === 0 ? none : openTable(say, open)}`,
  );
}

const languages = new Intl.DisplayNames("de", { type: "language", fallback: "code" });

function question({ timeZone }: Desk, { at, name, language, text }: Passed): Html {
  const german = language === "de" || language === "de-simple";
  const from = german ? name : `${name} (${languages.of(language) ?? language})`;
  return html`<li>
    <h3>${from}, ${momentIn(timeZone, at)}</h3>
    <blockquote lang="${language === "de-simple" ? "de" : language}" dir="auto">${text}</blockquote>
  </li>`;
}

function openTable(say: Say, open: readonly Open[]): Html {
  const row = ({ topic, count }: Open) =>
    html`<tr><th scope="row">${topic ?? say("questions.noTopic")}</th><td>${count}</td></tr>`;
  return scrolling(
    say("questions.open"),
    html`<table>
      ${headings([say("questions.topic"), say("questions.count")])}
      <tbody>${open.map(row)}</tbody>
    </table>`,
  );
}
