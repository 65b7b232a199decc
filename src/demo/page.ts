import { html } from "hono/html";
import type { Player } from "./cast.ts";

/** What the button into the demo's office says. */
export const officeButton = "Das Schulbüro öffnen";

/** The demo page: two phones beside each other, each with a choice of whose it is. */
export function page(players: readonly Player[]) {
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
    <header class="about">
      <h1>JaNein</h1>
      <p>Der Datenschutz-Assistent im Messenger der Schule.
        Zwei Telefone, der echte Bot, eine erfundene Schule:
        Fragen Sie etwas, geben Sie eine Einwilligung, und sehen Sie auf das andere Telefon.</p>
      <nav aria-label="Telefone"><a href="#phone-1">Telefon 1</a><a href="#phone-2">Telefon 2</a></nav>
      <form method="post" action="/demo/office" target="_blank">
        <button>${officeButton}</button> (ein neues Fenster)
      </form>
    </header>
    <main>
      ${phone(1, players, 101)}
      ${phone(2, players, 201)}
    </main>
    <noscript>Diese Seite braucht JavaScript.</noscript>
  </body>
</html>`;
}

function phone(number: number, players: readonly Player[], chosen: number) {
  return html`<section class="phone" id="phone-${number}" aria-label="Telefon ${number}" tabindex="-1">
    <header>
      <label for="who-${number}">Dieses Telefon gehört</label>
      <select id="who-${number}">${players.map((player) => option(player, chosen))}</select>
    </header>
    <div class="chat" tabindex="0" role="log" aria-label="Chat mit JaNein, Telefon ${number}" aria-live="polite"></div>
    <p class="toast" role="status"></p>
    <div class="letter" hidden>
      <p>Aus dem Brief der Schule: Ihr Code ist <b class="code"></b></p>
      <button type="button">Link im Brief öffnen</button>
    </div>
    <div class="suggestions" role="group" aria-label="Vorschläge"></div>
    <form autocomplete="off">
      <details class="menu"><summary aria-label="Befehle">☰</summary><ul></ul></details>
      <label class="hidden" for="text-${number}">Nachricht</label>
      <input id="text-${number}" name="text" maxlength="4096" placeholder="Nachricht" enterkeyhint="send">
      <button aria-label="Senden">➤</button>
    </form>
  </section>`;
}

/** Whose a phone can be, with what the script puts on the phone for them. */
function option({ chatId, givenName, familyName, who, language, suggestions }: Player, chosen: number) {
  const asks = JSON.stringify(suggestions);
  return html`<option value="${chatId}" data-language="${language}" data-suggestions="${asks}"
    ${chatId === chosen ? "selected" : ""}>${givenName} ${familyName}, ${who}</option>`;
}
