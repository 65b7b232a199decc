import { html } from "hono/html";
import { usualMorning } from "../../school/morning.ts";
import type { SchoolMessenger } from "../../school/messenger.ts";
import { slip } from "../letters/slips.ts";
import { errorSummary, field, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { dayIn } from "../page/said.ts";
import type { Say } from "../page/words.ts";
import type { MorningData } from "./morning-data.ts";

/** The own messenger of whoever is signed in: connecting it, the line of the morning in it, taking it away. */
export function ownChat({ say, timeZone }: Desk, { chat, lacking }: Pick<MorningData, "chat" | "lacking">, sent: Sent) {
  if (chat.joinedAt === null)
    return html`<p>${say("morning.chat.about")}</p>
      ${lacking === null ? makeCode(say) : html`<p class="warn">${say(lacking)}</p>`}`;
  const since = say("contact.joined", { day: dayIn(timeZone, chat.joinedAt) });
  const gone = chat.unreachableSince;
  const unreachable = say("contact.unreachable", { day: dayIn(timeZone, gone) });
  return html`<p>${gone === null ? since : html`<strong>${unreachable}</strong>`}</p>
    ${lineForm(say, chat.morning, sent)}
    <details>
      <summary>${say("contact.disconnect")}</summary>
      <p class="hint">${say("morning.chat.disconnectHint")}</p>
      <form method="post" action="/office/morning/disconnect"><button>${say("contact.disconnect")}</button></form>
    </details>`;
}

function makeCode(say: Say): Html {
  return html`<form method="post" action="/office/morning/code"><button>${say("morning.chat.code")}</button></form>`;
}

function lineForm(say: Say, time: string | null, sent: Sent): Html {
  const form = "morning";
  const label = say("morning.chat.time");
  const value = time ?? usualMorning;
  return html`${errorSummary(say, sent, form)}
    <p>${time === null ? say("morning.chat.isOff") : say("morning.chat.isOn", { time: time.replace(/^0/, "") })}</p>
    <div class="inline">
      <form method="post" action="/office/morning/line" class="line">
        <input type="hidden" name="on" value="yes">
        ${field(say, { form, name: "time", label, value, sent, most: 10 })}
        <button>${say(time === null ? "morning.chat.on" : "morning.chat.change")}</button>
      </form>
      ${time === null ? "" : switchOff(say)}
    </div>`;
}

const switchOff = (say: Say): Html => html`<form method="post" action="/office/morning/line">
  <input type="hidden" name="on" value="no"><button class="plain">${say("morning.chat.off")}</button>
</form>`;

/** The code with which an own messenger is connected, this once. */
export function ownCodePage(
  desk: Desk,
  {
    name,
    code,
    until,
    messengers,
  }: { name: string; code: string; until: string; messengers: readonly SchoolMessenger[] },
): Html {
  const { say, person } = desk;
  return page(
    desk,
    say("morning.chat.title"),
    html`<p>${say("morning.chat.codeHint")}</p>
      <p class="warn">${say("morning.chat.once")}</p>
      <ul class="slips">${slip(say, { name, about: say(`role.${person.role}`), code }, messengers, until)}</ul>
      <p class="for-screen"><a href="/office/morning">${say("page.back")}</a></p>`,
  );
}
