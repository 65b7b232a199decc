import { html } from "hono/html";
import type { PasskeySite } from "../../school/passkey.ts";
import { errorSummary, field, type Sent } from "../page/form.ts";
import { type Html, notePage } from "../page/layout.ts";
import type { Say } from "../page/words.ts";

/** The ways in that there are, and where one goes from there. */
interface Ways {
  site: PasskeySite | null;
  /** The host of the school's own sign-in, where there is one. */
  account: string | null;
  then: string;
}

/** The door: with what one has at hand, with the school's account, or with a link. */
export function signInPage(say: Say, sent: Sent, { site, account, then }: Ways): Html {
  const form = "sign-in";
  const [label, hint] = [say("door.secret"), say("door.secretHint")];
  return notePage(
    say,
    say("door.title"),
    html`<p>${say("door.where")}</p>
      ${errorSummary(say, sent, form)}
      ${site ? passkeyForm(say, site, then) : ""}
      ${account === null ? "" : accountWay(say, account, then)}
      <h2>${say("door.withLink")}</h2>
      <p>${say("door.about")}</p>
      <form method="post" action="/office/sign-in" data-from-link data-wait>
        <input type="hidden" name="then" value="${then}">
        ${field(say, { form, name: "secret", label, hint, sent, most: 500 })}
        <button class="main">${say("door.signIn")}</button>
      </form>
      <p class="hint">${say("door.shared")}</p>
      ${site ? passkeyScripts() : ""}`,
  );
}

/** Without script, or without what it needs, it stays hidden: the other ways are there. */
function passkeyForm(say: Say, { origin, signIn }: PasskeySite, then: string): Html {
  return html`<form method="post" action="/office/sign-in/passkey" hidden
      data-passkey="get" data-options="/office/sign-in/passkey/options" data-origin="${origin}"
      data-broken-off="${say("door.passkeyBrokenOff")}" data-failed="${say("door.passkeyFailed")}">
      <h2>${say("door.withPasskey")}</h2>
      <input type="hidden" name="then" value="${then}">
      <input type="hidden" name="response">
      <p>${say("door.passkeyAbout")}</p>
      <button class="main">${say("door.usePasskey")}</button>
      <p class="error" role="alert"></p>
    </form>
    <p class="hint" hidden data-elsewhere="${origin}">
      ${say("door.passkeyElsewhere")} <a href="${signIn}">${origin}</a>
    </p>`;
}

/** What a page needs on which passkeys are used or made. */
export function passkeyScripts(): Html {
  return html`<script src="/office/webauthn.js" defer></script>
    <script type="module" src="/office/passkeys.js"></script>`;
}

function accountWay(say: Say, host: string, then: string): Html {
  return html`<h2>${say("door.withAccount")}</h2>
    <p><a class="main" href="/office/sign-in/account?then=${then}">${say("door.useAccount", { host })}</a></p>`;
}

/** In: where one signs out elsewhere as well, for whoever has come from there. */
export function signedOutPage(say: Say, elsewhere: { at: string; host: string } | null): Html {
  return notePage(
    say,
    say("door.signedOutTitle"),
    html`<p>${say("door.signedOut")}</p>
      ${
        elsewhere === null
          ? ""
          : html`<p>${say("door.stillElsewhere", { host: elsewhere.host })}
              <a href="${elsewhere.at}">${say("door.signOutElsewhere")}</a></p>`
      }
      <p><a href="/office/sign-in">${say("door.signInAgain")}</a></p>`,
  );
}

/** For whoever wants a page and has not signed in. In: which. */
export function neededPage(say: Say, then: string): Html {
  const way = then === "/office" ? "/office/sign-in" : `/office/sign-in?then=${then}`;
  return notePage(
    say,
    say("door.signInTitle"),
    html`<p>${say("door.needed")}</p>
      <p><a class="main" href="${way}">${say("door.toSignIn")}</a></p>
      <p class="hint">${say("door.newLink")}</p>`,
  );
}

/** For whoever sends a form and is not signed in any more. */
export function expiredPage(say: Say, path: string, sent: URLSearchParams): Html {
  const kept = ([name, value]: [string, string]) => html`<input type="hidden" name="${name}" value="${value}">`;
  return notePage(
    say,
    say("door.expiredTitle"),
    html`<p>${say("door.expired")}</p>
      <p>
        <a href="/office/sign-in" target="_blank" rel="noopener">${say("door.toSignIn")} ${say("page.newWindow")}</a>
      </p>
      <form method="post" action="${path}">
        ${[...sent].map(kept)}
        <button class="main">${say("door.sendAgain")}</button>
      </form>
      <p class="hint">${say("door.newLink")}</p>`,
  );
}
