import { html } from "hono/html";
import type { Device } from "../../../db/office/devices.ts";
import type { LettingIn } from "../../../db/office/letting-in.ts";
import type { Passkey } from "../../../db/office/passkeys.ts";
import type { SchoolAccount } from "../../../db/office/school-accounts.ts";
import type { SignedIn } from "../../../db/office/sessions.ts";
import { namedDays } from "../../school/office-sessions.ts";
import type { PasskeySite } from "../../school/passkey.ts";
import { errorSummary, field, fresh, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { momentIn } from "../page/said.ts";
import { passkeyScripts } from "./door-pages.ts";
import { deviceLines, passkeyLines } from "./ways-list.ts";

/** All ways in that somebody has. */
export interface Own {
  devices: readonly Device[];
  passkeys: readonly Passkey[];
  account: { host: string; tied: SchoolAccount | null } | null;
  letIn: readonly LettingIn[];
  names: ReadonlyMap<string, string>;
  site: PasskeySite | null;
  isFresh: boolean;
  session: SignedIn["session"];
  /** What the device at hand might be called. */
  guess: string;
}

/** One's own devices, passkeys and school account. */
export function devicesPage(desk: Desk, own: Own, sent: Sent): Html {
  const { say } = desk;
  const { devices, session } = own;
  const ofDevice = "name" in sent.errors ? sent : fresh;
  return page(
    desk,
    say("devices.title"),
    html`
    ${letInNote(desk, own)}
    <h2>${say("devices.passkeys")}</h2>
    ${passkeys(desk, own, "passkey" in sent.errors ? sent : fresh)}
    <h2>${say("devices.here")}</h2>
    ${errorSummary(say, ofDevice, "device")}
    ${nameForm(desk, own, ofDevice)}
    <h2>${say("devices.signedIn")}</h2>
    <ul class="people">${deviceLines(desk, devices, "/office/devices", session.id)}</ul>
    ${
      devices.length < 2
        ? ""
        : html`<form method="post" action="/office/devices/end-others">
            <button>${say("devices.endOthers")}</button>
          </form>`
    }
    ${own.account ? schoolAccount(desk, own.account, own.isFresh) : ""}
    <h2>${say("devices.lost")}</h2>
    <p>${say("devices.lostAbout")} <a href="/office/let-in">${say("letIn.title")}</a></p>
    ${own.site ? passkeyScripts() : ""}`,
  );
}

/** Whoever was let in by two others must know of it, whoever it was that came in. */
function letInNote({ say, timeZone }: Desk, { letIn, names }: Own): Html {
  const line = ({ proposedBy, confirmedBy, confirmedAt }: LettingIn) =>
    html`<p class="warn">${say("devices.letIn", {
      one: names.get(proposedBy) ?? "",
      other: names.get(confirmedBy ?? "") ?? "",
      at: momentIn(timeZone, confirmedAt),
    })}</p>`;
  return html`${letIn.map(line)}`;
}

function nameForm({ say, person }: Desk, { session, guess }: Own, sent: Sent): Html {
  const days = namedDays(person.role);
  const [form, label, hint] = ["device", say("devices.name"), say("devices.nameHint")];
  const about =
    session.device === null ? say("devices.notNamed", { days }) : say("devices.named", { name: session.device, days });
  return html`<p>${about}</p>
    <form method="post" action="/office/devices/name" class="boxed">
      ${field(say, { form, name: "name", label, hint, sent, value: session.device ?? guess, most: 100 })}
      <button${session.device === null ? html` class="main"` : ""}>
        ${session.device === null ? say("devices.stay", { days }) : say("devices.rename")}
      </button>
    </form>`;
}

function passkeys(desk: Desk, own: Own, sent: Sent): Html {
  const { say } = desk;
  const { site, passkeys, isFresh } = own;
  const adding =
    site === null
      ? html`<p>${say("devices.noSite")}</p>`
      : isFresh
        ? newPasskey(desk, own, site, sent)
        : notFresh(desk);
  const list = passkeys.length === 0 ? html`<p class="nothing">${say("devices.noPasskey")}</p>` : "";
  const lines = passkeyLines(desk, passkeys, "/office/devices/passkeys", site?.id ?? "");
  return html`<p>${say("devices.passkeysAbout")}</p>
    ${list}
    ${passkeys.length === 0 ? "" : html`<ul class="people">${lines}</ul>`}
    ${adding}`;
}

const notFresh = ({ say }: Desk) =>
  html`<p>${say("devices.notFresh")}
    <a href="/office/sign-in?then=/office/devices">${say("devices.signInAnew")}</a></p>`;

function newPasskey({ say }: Desk, { guess }: Own, { origin, signIn }: PasskeySite, sent: Sent): Html {
  const [form, label, hint] = ["passkey", say("devices.passkeyName"), say("devices.passkeyNameHint")];
  return html`${errorSummary(say, sent, form)}
    <form method="post" action="/office/devices/passkeys" class="boxed" hidden
      data-passkey="create" data-options="/office/devices/passkeys/options" data-origin="${origin}"
      data-broken-off="${say("devices.passkeyBrokenOff")}" data-failed="${say("devices.passkeyFailed")}"
      data-known="${say("devices.passkeyKnown")}">
      <input type="hidden" name="response">
      ${field(say, { form, name: "passkey", label, hint, sent, value: guess, most: 100 })}
      <button class="main">${say("devices.makePasskey")}</button>
      <p class="error" role="alert"></p>
    </form>
    <noscript><p class="hint">${say("devices.noScript")}</p></noscript>
    <p class="hint" hidden data-unable>${say("devices.unable")}</p>
    <p class="hint" hidden data-elsewhere="${origin}">
      ${say("door.passkeyElsewhere")} <a href="${signIn}">${origin}</a>
    </p>`;
}

function schoolAccount(desk: Desk, { host, tied }: NonNullable<Own["account"]>, isFresh: boolean): Html {
  const { say, timeZone } = desk;
  if (tied)
    return html`<h2>${say("devices.account")}</h2>
      <p>${say("devices.accountTied", { host, at: momentIn(timeZone, tied.tiedAt) })}</p>
      <form method="post" action="/office/devices/account/untie"><button>${say("devices.untie")}</button></form>`;
  const tie = html`<form method="post" action="/office/devices/account">
    <button>${say("devices.tie", { host })}</button>
  </form>`;
  return html`<h2>${say("devices.account")}</h2>
    <p>${say("devices.accountAbout", { host })}</p>
    ${isFresh ? tie : notFresh(desk)}`;
}
