import { html } from "hono/html";
import type { Html } from "./layout.ts";

/** A table in a frame of its own, which scrolls where the window is narrow, also by keyboard. In: what it is called. */
export function scrolling(name: string, table: Html): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}">${table}</div>`;
}

/** The line of headings over the columns of a table. */
export function headings(names: readonly (string | Html)[]): Html {
  return html`<thead><tr>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>`;
}
