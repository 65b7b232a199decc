import { html } from "hono/html";
import type { Problem } from "../../school/problem.ts";
import type { Html } from "../page/layout.ts";
import type { Say } from "../page/words.ts";
import { fill, type ImportWords, problemText } from "./words.ts";

/** As many of a kind as stand on the page unfolded. */
const unfolded = 3;
/** As many places as stand in one line. */
const inOneLine = 10;

/** Problems of one kind, with where each stands in the words of the page; `inAll`: how many there are, shown or not. */
export interface Kind {
  problems: readonly Problem[];
  where: (problem: Problem) => Html | string;
  inAll: number;
}

/**
 * What is to be done, kind by kind: a sentence that is the same for many stands once, with its places; of sentences of
 * one kind that differ, all but the first are folded up.
 */
export function kindsOf(say: Say, kinds: readonly Kind[], words: ImportWords): Html {
  return html`<ul class="kinds">
    ${kinds.filter(({ problems }) => problems.length > 0).map((kind) => html`<li>${oneKind(say, kind, words)}</li>`)}
  </ul>`;
}

function oneKind(say: Say, kind: Kind, words: ImportWords): Html {
  const same = [...Map.groupBy(kind.problems, (one) => problemText(one, words))];
  const [first, ...others] = same.map(([sentence, problems]) => together(say, sentence, { ...kind, problems }));
  const hidden = kind.inAll - kind.problems.length;
  const rest = hidden > 0 ? html`<p>${fill(words.more, { count: hidden })}</p>` : "";
  if (others.length < unfolded) return html`${[first, ...others].map((one) => html`<p>${one}</p>`)}${rest}`;
  return html`<p>${first}</p>
    <details>
      <summary>${fill(words.more, { count: kind.inAll - (same[0]?.[1].length ?? 0) })}</summary>
      <ul>${others.map((one) => html`<li>${one}</li>`)}</ul>
      ${rest}
    </details>`;
}

/** One sentence for all to whom it applies. */
function together(say: Say, sentence: string, { problems, where }: Kind): Html {
  const places = problems.map(where);
  const [only] = places;
  if (places.length === 1) return html`<strong>${only}</strong>: ${sentence}`;
  const list = places.map((place, at) => html`${at === 0 ? "" : "; "}${place}`);
  const count = html`<strong>${say("importPage.times", { count: places.length })}</strong>`;
  return places.length <= inOneLine
    ? html`${count}: ${sentence} <span class="places">${list}</span>`
    : html`${count}: ${sentence}
        <details><summary>${say("importPage.where")}</summary><span class="places">${list}</span></details>`;
}
