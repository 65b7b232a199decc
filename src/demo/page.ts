import { html } from "hono/html";
import { avatar } from "./avatar.ts";
import type { Player } from "./cast.ts";
import { guide } from "./guide.ts";
import { phoneWords } from "./phone-words.ts";

/** What the button into the demo's office says. */
export const officeButton = "Das Schulbüro öffnen";

/** The demo page: two phones, each with a choice of whose it is; the minute; the proof. In: the school's time zone. */
export function page(players: readonly Player[], timeZone: string) {
  const languages = [...new Set(players.map(({ language }) => language))];
  const words = JSON.stringify(Object.fromEntries(languages.map((language) => [language, phoneWords(language)])));
  return html`<!doctype html>
<html lang="de">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>JaNein – zum Ausprobieren</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/demo/phone.css">
    <script type="module" src="/demo/phone.js"></script>
  </head>
  <body>
    <header class="top">
      <div class="brand">${avatar}<h1>JaNein</h1></div>
      <p>Der Datenschutz-Assistent im Messenger der Schule</p>
      <button type="button" class="step" aria-controls="guide" aria-expanded="false">Schritt <b></b></button>
      <button type="button" class="open-proof" aria-controls="proof" aria-expanded="false"
        ><span class="wide">Was steht jetzt im </span>Nachweis<span class="wide">?</span> <b class="count"></b></button>
    </header>
    <div class="trouble" role="alert" hidden><p></p><button type="button">Neu beginnen</button></div>
    <div class="stage">
      ${guide(officeButton)}
      <main data-words="${words}" data-time-zone="${timeZone}">
        ${phone(1, players, 101)}
        ${phone(2, players, 201)}
      </main>
      ${proof}
    </div>
    <div class="veil" hidden></div>
    <noscript>Diese Seite braucht JavaScript.</noscript>
  </body>
</html>`;
}

function phone(number: number, players: readonly Player[], chosen: number) {
  const groups = [
    ["Familien", players.filter(({ role }) => role !== "teacher")],
    ["Lehrkräfte", players.filter(({ role }) => role === "teacher")],
  ] as const;
  return html`<section class="phone" id="phone-${number}" aria-label="Telefon ${number}" tabindex="-1">
    <div class="owner">
      <label for="who-${number}">Dieses Telefon gehört</label>
      <select id="who-${number}">${groups.map(
        ([label, own]) => html`<optgroup label="${label}">${own.map((player) => option(player, chosen))}</optgroup>`,
      )}</select>
      <a class="over" href="#phone-${3 - number}"><span class="hidden">Telefon ${3 - number}:</span> <span></span></a>
    </div>
    <div class="screen">
      <header class="bar">${avatar}<div><b>JaNein</b><span class="about-bot"></span></div></header>
      <div class="chat" tabindex="0" role="log" aria-label="Chat mit JaNein, Telefon ${number}"
        aria-live="polite"></div>
      <p class="toast" role="status"></p>
      <div class="letter" hidden>
        <p><span class="about-letter"></span> <b class="code"></b></p>
        <button type="button"></button>
      </div>
      <div class="suggestions" role="group" aria-label="Vorschläge"></div>
      ${saying(number)}
    </div>
  </section>`;
}

/** Where is written: what is answered or changed, the commands, the field, what can be attached. */
function saying(number: number) {
  return html`<form autocomplete="off">
    <div class="about-to" hidden><p></p><button type="button">×</button></div>
    <details class="pop menu"><summary>☰</summary><ul></ul></details>
    <label class="hidden" for="text-${number}"></label>
    <input id="text-${number}" name="text" maxlength="4096" enterkeyhint="send">
    <details class="pop attach"><summary><svg viewBox="0 0 24 24" aria-hidden="true"><path
      d="M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4l7.6-7.5"
      /></svg></summary><ul></ul></details>
    <button class="send"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 20.5V14l8-2-8-2V3.5L22 12z"/></svg
    ></button>
  </form>`;
}

/** Whose a phone can be, with what the script puts on the phone for them. */
function option({ chatId, role, givenName, familyName, who, language, suggestions }: Player, chosen: number) {
  const asks = JSON.stringify(suggestions);
  return html`<option value="${chatId}" data-language="${language}" data-suggestions="${asks}" data-role="${role}"
    data-name="${role === "teacher" ? `${givenName} ${familyName}` : givenName}"
    ${chatId === chosen ? "selected" : ""}>${givenName} ${familyName} · ${who}</option>`;
}

const proof = html`<aside class="proof" id="proof" aria-label="Nachweis" hidden tabindex="-1">
  <header><h2>Was steht jetzt im Nachweis?</h2>
    <button type="button" class="close" aria-label="Schließen">×</button></header>
  <p class="verdict" role="status"></p>
  <p class="hint">Jede Antwort ist ein Eintrag, den niemand unbemerkt ändern oder löschen kann. Jeder enthält die
    Prüfsumme des Eintrags davor: Wer einen fälscht, zerreißt die Kette.</p>
  <button type="button" class="forge"></button>
  <ol></ol>
</aside>`;
