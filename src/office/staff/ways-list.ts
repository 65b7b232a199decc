import { html } from "hono/html";
import type { Device } from "../../../db/office/devices.ts";
import type { Passkey } from "../../../db/office/passkeys.ts";
import type { Desk, Html } from "../page/layout.ts";
import { momentIn } from "../page/said.ts";

/**
 * The devices on which somebody is signed in, each with the button that ends it.
 * In: the path under which they are ended; the session of whoever looks, where it is among them.
 */
export function deviceLines(desk: Desk, devices: readonly Device[], path: string, own = ""): Html[] {
  const { say, timeZone } = desk;
  return devices.map(({ id, device, how, startedAt, seenAt, until }) => {
    const name = device ?? say("devices.unnamed");
    const [since, seen, last] = [startedAt, seenAt, until].map((at) => momentIn(timeZone, at));
    return html`<li>
      <div>
        <strong>${name}</strong> ${id === own ? html`<span class="tag">${say("devices.thisOne")}</span>` : ""}<br>
        ${say(`how.${how}`, { at: since ?? "" })}; ${say("devices.lastSeen", { at: seen ?? "" })};
        ${say("devices.until", { at: last ?? "" })}
      </div>
      ${endForm(desk, `${path}/${id}/end`, say("devices.end"), name)}
    </li>`;
  });
}

/** Somebody's passkeys, each with the button that takes it away. In: the path under which; the site that we are. */
export function passkeyLines(desk: Desk, passkeys: readonly Passkey[], path: string, site: string): Html[] {
  const { say, timeZone } = desk;
  return passkeys.map(({ id, name, madeAt, usedAt, refusedAt, site: of }) => {
    const made = say("devices.made", { at: momentIn(timeZone, madeAt) });
    const used =
      usedAt === null ? say("devices.neverUsed") : say("devices.lastUsed", { at: momentIn(timeZone, usedAt) });
    return html`<li>
      <div>
        <strong>${name}</strong><br>
        ${made}; ${used}
        ${refusedAt === null ? "" : warn(say("devices.refused", { at: momentIn(timeZone, refusedAt) }))}
        ${of === site ? "" : warn(say("devices.otherSite", { site: of }))}
      </div>
      ${endForm(desk, `${path}/${id}/remove`, say("devices.remove"), name)}
    </li>`;
  });
}

const warn = (text: string) => html`<p class="warn">${text}</p>`;

function endForm({ say }: Desk, path: string, text: string, name: string): Html {
  // Beside one another the buttons say the same for everything; which is meant is for whoever does not see the line.
  return html`<div class="inline">
    <form method="post" action="${path}">
      <button class="plain">${text} <span class="hidden">${say("devices.which", { name })}</span></button>
    </form>
  </div>`;
}
