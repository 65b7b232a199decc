import { html } from "hono/html";
import { avatar } from "./avatar.ts";
import type { Player } from "./cast.ts";

/** Says what the third phone is there for. */
export const sameSchool = "Dieselbe Schule, derselbe Assistent, im Schul-Messenger";

interface Frame {
  number: number;
  /** Whose it can be, and whose it is at first. */
  owners: readonly (readonly [label: string, players: readonly Player[]])[];
  chosen: number;
  /** To which phones it leads, where there is no room for all side by side. */
  ways: readonly number[];
  /** Whether it has the school's own messenger: a room in which everything is typed. */
  isRoom: boolean;
}

/** Two phones with the messenger of buttons, and a third one with the school's own. */
export function phones(players: readonly Player[]) {
  const families = ["Familien", players.filter(({ role }) => role !== "teacher")] as const;
  const teachers = ["Lehrkräfte", players.filter(({ role }) => role === "teacher")] as const;
  const [all, isRoom] = [[families, teachers], false];
  return html`${frame({ number: 1, owners: all, chosen: 101, ways: [2], isRoom })}
    ${frame({ number: 2, owners: all, chosen: 201, ways: [1, 3], isRoom })}
    ${frame({ number: 3, owners: [families], chosen: 102, ways: [2], isRoom: true })}`;
}

function frame({ number, owners, chosen, ways, isRoom }: Frame) {
  const [line, chat] = isRoom ? ["rooms", "Raum"] : ["chats", "Chat"];
  return html`<section class="phone ${line}" id="phone-${number}" aria-label="Telefon ${number}" data-line="${line}"
    tabindex="-1">
    <div class="owner">
      ${isRoom ? html`<p class="same">${sameSchool}</p>` : ""}
      <label for="who-${number}">Dieses Telefon gehört</label>
      <select id="who-${number}">${owners.map(
        ([label, own]) =>
          html`<optgroup label="${label}">${own.map((player) => option(player, chosen, isRoom))}</optgroup>`,
      )}</select>
      ${ways.map((other) => way(number, other))}
    </div>
    <div class="screen">
      ${isRoom ? html`<p class="app">Schul-Messenger (Matrix)</p>` : ""}
      <header class="bar">${avatar}<div><b>JaNein</b><span class="about-bot"></span></div></header>
      <div class="chat" tabindex="0" role="log" aria-label="${chat} mit JaNein, Telefon ${number}"
        aria-live="polite"></div>
      <p class="toast" role="status"></p>
      <div class="letter" hidden>
        <p><span class="about-letter"></span> <b class="code"></b></p>
        <button type="button"></button>
      </div>
      <div class="suggestions" role="group" aria-label="Vorschläge"></div>
      ${saying(number, isRoom)}
    </div>
  </section>`;
}

/** Leads from one phone to another; the script says whose that is. */
function way(from: number, to: number) {
  const [direction, label] = to < from ? ["back", from === 3 ? "Zurück zu" : "Telefon 1:"] : ["on", `Telefon ${to}:`];
  const via = to === 3 ? html`<span class="via">Im Schul-Messenger</span> ` : "";
  return html`<a class="over ${direction}" href="#phone-${to}"><span class="hidden">${label}</span>
    ${via}<span></span></a>`;
}

/** Where is written: what is answered or changed, the field; the commands and what can be attached, where there are. */
function saying(number: number, isRoom: boolean) {
  return html`<form autocomplete="off">
    <div class="about-to" hidden><p></p><button type="button">×</button></div>
    ${isRoom ? "" : html`<details class="pop menu"><summary>☰</summary><ul></ul></details>`}
    <label class="hidden" for="text-${number}"></label>
    <input id="text-${number}" name="text" maxlength="4096" enterkeyhint="send">
    ${isRoom ? "" : attaching}
    <button class="send"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 20.5V14l8-2-8-2V3.5L22 12z"/></svg
    ></button>
  </form>`;
}

const attaching = html`<details class="pop attach"><summary><svg viewBox="0 0 24 24" aria-hidden="true"><path
  d="M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4l7.6-7.5"
  /></svg></summary><ul></ul></details>`;

/** Whose a phone can be, with what the script puts on the phone for them. */
function option(player: Player, chosen: number, isRoom: boolean) {
  const { chatId, role, givenName, familyName, who, language, suggestions } = player;
  // Where commands are words, no slash is typed: many phones would keep it.
  const asks = JSON.stringify(isRoom ? suggestions.map((text) => text.replace(/^\//, "")) : suggestions);
  return html`<option value="${chatId}" data-language="${language}" data-suggestions="${asks}" data-role="${role}"
    data-name="${role === "teacher" ? `${givenName} ${familyName}` : givenName}"
    ${chatId === chosen ? "selected" : ""}>${givenName} ${familyName} · ${who}</option>`;
}
