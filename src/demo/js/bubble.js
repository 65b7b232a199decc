// A message as the messenger shows it: a bubble, and below it its buttons.
import { element, timeZone } from "./dom.js";
import { moreOf, sign } from "./menus.js";

const time = new Intl.DateTimeFormat("de-DE", { hour: "2-digit", minute: "2-digit", timeZone });

/** In: the message; the phone's words; what a tap does; where its files are. */
export function bubble(message, { words, does, path }) {
  const isBot = message.from === "bot";
  const made = element("article", { className: `said ${message.from}`, tabIndex: -1, dataset: { id: message.id } });
  const body = element("div", { className: `bubble ${message.from}` });
  body.append(element("span", { className: "hidden" }, isBot ? "JaNein schreibt: " : "Sie schreiben: "));
  if (message.forwardedFrom)
    body.append(element("p", { className: "from" }, `${words.forwarded} ${message.forwardedFrom}`));
  if (message.answers) body.append(element("p", { className: "answers", dir: "auto" }, message.answers.text || "…"));
  if (message.attached) body.append(attached(message, words));
  if (message.html !== null || message.text) body.append(textOf(message, isBot, does, words));
  if (message.document) body.append(document_(message, path));
  const at = element("time", {}, time.format(message.at));
  if (message.edited && !isBot) at.prepend(element("i", {}, `${words.edited} `));
  body.append(at, moreOf(message, words, does));
  if (message.attached === "sticker") body.classList.add("bare");
  made.append(body);
  if (message.signs?.length > 0)
    made.append(
      element("p", { className: "signs" }, sign("thumb"), element("span", { className: "hidden" }, words.thumb)),
    );
  for (const row of message.buttons)
    made.append(element("div", { className: "buttons" }, ...row.map((one) => button(message, one, does))));
  made.dataset.seen = seenOf(message);
  return made;
}

/** Where a message has changed: what was open in it stays open. */
export function redrawn(known, fresh) {
  known.querySelectorAll(".unfold").forEach((unfold, place) => {
    if (unfold.ariaExpanded === "true") fresh.querySelectorAll(".unfold")[place]?.click();
  });
  const wasOpen = known.querySelector("details.more").open;
  known.replaceWith(fresh);
  fresh.querySelector("details.more").open = wasOpen;
}

/** Two of these that are alike look alike. */
export const seenOf = ({ html, text, buttons, edited, attached, signs }) =>
  JSON.stringify([html, text, buttons, edited, attached, signs]);

function textOf(message, isBot, does, words) {
  const text = element("div", { className: "text" });
  // Written down by the box, from the tags and attributes of the messenger alone.
  if (message.html !== null) text.innerHTML = message.html.replaceAll("</blockquote>\n", "</blockquote>");
  else text.textContent = message.text;
  if (isBot && does.command) linkCommands(text, does.command);
  for (const quote of text.querySelectorAll("blockquote[expandable]")) foldUp(quote, words);
  for (const link of text.querySelectorAll("a")) Object.assign(link, { target: "_blank", rel: "noreferrer" });
  return text;
}

function document_({ id, document: name }, path) {
  const [stem, kind] = [name.replace(/\.\w+$/, ""), name.split(".").at(-1).toUpperCase()];
  return element(
    "a",
    { className: "document", href: `${path}/files/${id}`, target: "_blank" },
    element("span", { className: "sheet", ariaHidden: "true" }, kind),
    element("span", {}, stem, element("span", { className: "hidden" }, `.${kind.toLowerCase()}`)),
  );
}

/** What is no text has no content here, only its looks. */
function attached({ attached: what }, words) {
  const label = words[what].replace(/ \(.*\)$/, "");
  const made = element(
    "div",
    { className: `attached ${what}`, dir: "ltr" },
    element("span", { className: "hidden" }, label),
  );
  const hidden = (text) => element("span", { ariaHidden: "true" }, text);
  if (what === "voice") made.append(hidden("▶"), hidden("▂▅▇▃▆▂▅▇▅▃▂▅▃"), hidden("0:04"));
  else if (what !== "photo") made.append(sign(what));
  if (what === "contact" || what === "place") made.append(hidden(label));
  return made;
}

/** As in the messenger: a long quote is folded up, and one tap shows all of it. */
function foldUp(quote, words) {
  const unfold = element("button", { type: "button", className: "unfold", ariaExpanded: "false" }, words.whole);
  const turn = () => (unfold.ariaExpanded = String(quote.classList.toggle("open")));
  unfold.onclick = turn;
  quote.onclick = ({ target }) => target.closest("button, a") === null && turn();
  quote.after(unfold);
}

/** As in the messenger: a command in a text can be tapped. */
function linkCommands(text, say) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const pieces = node.data.split(/(?<=^|[\s(\u2068])(\/[a-z]+)/);
    if (pieces.length > 1)
      node.replaceWith(
        ...pieces.map((piece) =>
          /^\/[a-z]+$/.test(piece)
            ? element("button", { type: "button", className: "command", dir: "ltr", onclick: () => say(piece) }, piece)
            : piece,
        ),
      );
  }
}

const button = (message, { text, callback_data: data }, does) =>
  element("button", { type: "button", dir: "auto", title: text, onclick: () => does.press(message, { data }) }, text);
