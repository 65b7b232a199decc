import { html } from "hono/html";

/** The bot's picture: what is said, with a yes and a no in it. */
export const avatar = html`<svg class="avatar" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
  <circle cx="24" cy="24" r="24" fill="#00654a"/>
  <path d="M24 0a24 24 0 0 1 0 48z" fill="#008562"/>
  <path d="M13 12h22a5 5 0 0 1 5 5v12a5 5 0 0 1-5 5H23l-7 6v-6h-3a5 5 0 0 1-5-5V17a5 5 0 0 1 5-5z" fill="#fff"/>
  <path d="M12.500 23.500l3.500 3.500 6-7.500" fill="none" stroke="#00654a" stroke-width="3" stroke-linecap="round"
    stroke-linejoin="round"/>
  <path d="M27.500 19.500l7 7m0-7l-7 7" fill="none" stroke="#b3261e" stroke-width="3" stroke-linecap="round"/>
</svg>`;
