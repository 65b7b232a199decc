import { html } from "hono/html";
import type { Html } from "./layout.ts";
import type { Say } from "./words.ts";

/** Where one is among several pages. */
export interface Leaf {
  at: number;
  pages: number;
}

/**
 * The way to the page before and to the one after; nothing where there is one page.
 * In: the path; what the two ways are called; what else is asked for in the address.
 */
export function leafing(say: Say, path: string, { at, pages }: Leaf, before: string, after: string, query = ""): Html {
  if (pages === 1) return html``;
  const to = (page: number) => `${path}?${query === "" ? "" : `${query}&`}page=${page}`;
  const back = at > 1 ? html`<a href="${to(at - 1)}">${before}</a>` : "";
  const on = at < pages ? html`<a href="${to(at + 1)}">${after}</a>` : "";
  return html`<p class="pages">${back} ${say("page.pageOf", { page: at, pages })} ${on}</p>`;
}
