import { html } from "hono/html";
import { type Outcome, outcomes } from "../consent/outcome.ts";
import { weeksBefore, type Week } from "../consent/weeks.ts";
import { germanDate } from "../school/dates.ts";
import type { ClassCounts } from "./children/class-counts.ts";
import type { Html } from "./page/layout.ts";
import { headings, scrolling } from "./page/table.ts";
import type { Say } from "./page/words.ts";

/** From this share on a part of a bar is wide enough for its letter, and for its letter with the number. */
const [forLetter, forNumber] = [5, 12];
const [barHeight, plotHeight] = [26, 96];

/** The patterns with which parts are told apart without colour; once on a page that has bars. */
function patterns(): Html {
  return html`<svg class="patterns" aria-hidden="true" width="0" height="0"><defs>
    <pattern id="p-audio" width="6" height="6" patternUnits="userSpaceOnUse">
      <rect class="ground audio" width="6" height="6"/><path class="mark" d="M0 3H6"/>
    </pattern>
    <pattern id="p-no" width="8" height="8" patternUnits="userSpaceOnUse">
      <rect class="ground no" width="8" height="8"/><path class="mark" d="M0 8L8 0M-2 2L2 -2M6 10L10 6"/>
    </pattern>
    <pattern id="p-withdrawn" width="8" height="8" patternUnits="userSpaceOnUse">
      <rect class="ground withdrawn" width="8" height="8"/><path class="mark" d="M0 0L8 8M0 8L8 0"/>
    </pattern>
    <pattern id="p-conflict" width="6" height="6" patternUnits="userSpaceOnUse">
      <rect class="ground conflict" width="6" height="6"/><path class="mark" d="M3 0V6"/>
    </pattern>
  </defs></svg>`;
}

/** Classes as bars, in the order of their names, with what the parts mean. */
export function classBars(say: Say, classes: readonly ClassCounts[]): Html {
  const line = (one: ClassCounts) => html`<li>
    <a href="/office/classes/${one.id}">${one.name}</a>
    ${bar(say, one)}
  </li>`;
  return html`${patterns()}${legend(say, outcomes)}<ul class="bars">${classes.map(line)}</ul>`;
}

/** The bar of one class, on its own page. */
export function classBar(say: Say, one: ClassCounts): Html {
  return html`${patterns()}<div class="bars alone">${bar(say, one)}</div>${legend(say, outcomes)}`;
}

/** How many children are what: as a picture, and as words for whoever does not see it. */
function bar(say: Say, { name, children, outcomes: counts }: ClassCounts): Html {
  let from = 0;
  const parts = outcomes.map((outcome) => {
    const [x, share] = [from, (counts[outcome] / Math.max(1, children)) * 100];
    from += share;
    if (share === 0) return "";
    const letter = say(`bar.letter.${outcome}`);
    const text = share < forLetter ? "" : share < forNumber ? letter : `${letter} ${counts[outcome]}`;
    return html`<rect class="${outcome}" x="${x}%" width="${share}%" height="${barHeight}"/>
      ${text === "" ? "" : inMiddle(x + share / 2, text)}`;
  });
  const some = outcomes.filter((one) => counts[one] > 0).map((one) => `${counts[one]} ${say(`bar.${one}`)}`);
  const words = say("bar.of", { name, children, parts: some.join(", ") });
  return html`<svg class="bar" width="100%" height="${barHeight}" role="img" aria-label="${words}">${parts}</svg>`;
}

/** A letter on a plate, for it is to be read on every pattern. In: where (percent), and what. */
function inMiddle(at: number, text: string): Html {
  const width = text.length * 7 + 8;
  return html`<svg class="plate" x="${at}%" overflow="visible">
    <rect x="${-width / 2}" y="4" width="${width}" height="18" rx="4"/>
    <text x="0" y="18" text-anchor="middle">${text}</text>
  </svg>`;
}

/** What the parts are called, each with its pattern and its letter. */
function legend(say: Say, parts: readonly Outcome[]): Html {
  const line = (one: Outcome) => html`<li>
    <svg class="bar" width="16" height="16" aria-hidden="true"><rect class="${one}" width="16" height="16"/></svg>
    ${say(`bar.letter.${one}`)} = ${say(`bar.${one}`)}
  </li>`;
  return html`<ul class="parts">${parts.map(line)}</ul>`;
}

const kinds = ["yes", "no", "withdrawn"] as const;

/** What was declared week by week: a small picture, and the same as a table. */
export function weeksPlot(say: Say, weeks: readonly Week[]): Html {
  const sum = (week: Week) => week.yes + week.no + week.withdrawn;
  const most = Math.max(1, ...weeks.map(sum));
  const share = 100 / weeks.length;
  const column = (week: Week, at: number) => {
    const left = (at + 0.15) * share;
    let top = plotHeight;
    const parts = kinds.map((kind) => {
      const height = (week[kind] / most) * (plotHeight - 16);
      top -= height;
      return height === 0
        ? ""
        : html`<rect class="${kind}" x="${left}%" y="${top}" width="${share * 0.7}%" height="${height}"/>`;
    });
    const number =
      sum(week) === 0
        ? ""
        : html`<text x="${(at + 0.5) * share}%" y="${top - 4}" text-anchor="middle">${sum(week)}</text>`;
    return html`${parts}${number}`;
  };
  const row = (week: Week) => html`<tr>
    <th scope="row">${germanDate(week.monday)}</th>${kinds.map((kind) => html`<td>${week[kind]}</td>`)}
  </tr>`;
  const table = html`<table class="plain-numbers">
    ${headings([say("weeks.from"), ...kinds.map((kind) => say(`stands.${kind}`))])}
    <tbody class="weeks">${weeks.map(row)}</tbody>
  </table>`;
  const words = say("weeks.picture", { count: weeks.reduce((all, week) => all + sum(week), 0), weeks: weeks.length });
  return html`<h2>${say("weeks.title")}</h2>
    <p class="hint">${say("weeks.hint")}</p>
    <svg class="plot" width="100%" height="${plotHeight + 2}" role="img" aria-label="${words}">
      ${weeks.map(column)}<path class="axis" d="M0 ${plotHeight + 1}H4000"/>
    </svg>
    <p class="ends"><span>${germanDate(weeks[0]?.monday ?? "")}</span><span>${say("weeks.now")}</span></p>
    <details><summary>${say("weeks.table")}</summary>${scrolling(say("weeks.title"), table)}</details>`;
}

/** So many weeks are on the picture. */
export const weeksShown = 12;

/** From when on (ISO day) events are counted for it. In: today. */
export const plotFrom = (today: string): string => weeksBefore(today, weeksShown - 1);
