import { setTimeout } from "node:timers/promises";
import { html, raw } from "hono/html";
import { stream } from "hono/streaming";
import type { House } from "../../house/house.ts";
import type { Html } from "./layout.ts";
import type { OfficeContext } from "./parts.ts";
import type { Say } from "./words.ts";

/** After this (ms), whoever waits sees how far it is, and again each time. */
const patience = 1000;

/** A piece of work that may take longer, on a page that is there meanwhile. */
export interface Working<Out> {
  /** How much of it is done (0 to 1), and the sentence that says so. */
  share: () => number;
  soFar?: "page.soFar" | "verify.soFar";
  work: Promise<Out>;
  /** What is answered where it was done soon. */
  atOnce: (out: Out) => Response | Promise<Response>;
  /** The page around the place in which first the progress and then the outcome stands. */
  around: { before: string; after: string };
  /** What stands there in the end. */
  outcome: (out: Out) => string | Promise<string>;
}

/**
 * Answers with what came of a piece of work. Where it takes longer, the page is sent as far as it goes, and grows with
 * the work: each piece is a bar of progress, and the last that has come is what is seen. It needs no script.
 */
export async function whileWorking<Out>(
  { log, adviceOn }: Pick<House, "log" | "adviceOn">,
  say: Say,
  ctx: OfficeContext,
  { share, soFar = "page.soFar", work, atOnce, around: { before, after }, outcome }: Working<Out>,
): Promise<Response> {
  const done = work.then((out) => ({ out }));
  // Whoever hears of a fault first says so; nobody is left with one that was not heard.
  done.catch(() => undefined);
  const soon = await Promise.race([done, setTimeout(patience, null)]);
  if (soon !== null) return atOnce(soon.out);
  ctx.header("content-type", "text/html; charset=UTF-8");
  return stream(
    ctx,
    async (out) => {
      await out.write(before);
      for (let last: { out: Out } | null = null; last === null && !out.aborted;) {
        await out.write(String(progress(say, say(soFar, { percent: percentOf(share()) }), share())));
        last = await Promise.race([done, setTimeout(patience, null)]);
        if (last !== null) await out.write((await outcome(last.out)) + after);
      }
    },
    async (error, out) => {
      log.error({ advice: adviceOn(error) }, "office: stumbled");
      await out.write(`<p class="errors">${say("fault.ours")}</p>${after}`);
    },
  );
}

/** The place in a page at which it comes. */
export const whereItComes = "<!-- outcome -->";

/** What stands at that place while the page is made: of several things in it the last one is seen. */
export const workingPlace = (): Html => html`<div class="working" role="status">${raw(whereItComes)}</div>`;

const percentOf = (share: number): number => Math.floor(share * 100);

/** How far it is. In: the words for it; 0 to 1. */
function progress(say: Say, words: string, share: number): Html {
  const bar = html`<progress max="100" value="${percentOf(share)}" aria-label="${words}"></progress>`;
  return html`<p>${bar} ${say("page.wait")} ${words}</p>`;
}
