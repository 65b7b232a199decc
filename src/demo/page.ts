import { html } from "hono/html";
import { avatar } from "./avatar.ts";
import type { Player } from "./cast.ts";
import { guide } from "./guide.ts";
import { phones } from "./phone-frames.ts";
import { phoneWords } from "./phone-words.ts";

/** What the button into the demo's office says. */
export const officeButton = "Das Schulbüro öffnen";

/** The demo page: the phones, each with a choice of whose it is; the minute; the proof. In: the school's time zone. */
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
        ${phones(players)}
      </main>
      ${proof}
    </div>
    <div class="veil" hidden></div>
    <noscript>Diese Seite braucht JavaScript.</noscript>
  </body>
</html>`;
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
