// Small menus: of commands, of what can be attached, of what can be done with a message.
import { element } from "./dom.js";

document.addEventListener("pointerdown", ({ target }) => {
  for (const menu of document.querySelectorAll("details.pop[open]")) if (!menu.contains(target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.pop[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
  event.stopPropagation();
});

/** One thing of a menu: closes it and does what it says. */
export const entry = (label, does) =>
  element(
    "li",
    {},
    element(
      "button",
      {
        type: "button",
        onclick: ({ currentTarget }) => {
          currentTarget.closest("details").open = false;
          does();
        },
      },
      ...label,
    ),
  );

/** The commands that the messenger knows for this chat. */
export function showCommands(menu, commands, say) {
  const list = menu.querySelector("ul");
  const asText = commands.map(({ command, description }) => `/${command} ${description}`).join("");
  if (list.textContent === asText) return;
  list.replaceChildren(
    ...commands.map(({ command, description }) =>
      entry([element("b", { dir: "ltr" }, `/${command}`), ` ${description}`], () => say(`/${command}`)),
    ),
  );
}

export const signs = { photo: "🖼️", voice: "🎤", sticker: "👍", contact: "👤", place: "📍" };

export function showAttachments(menu, words, send) {
  menu.querySelector("ul").replaceChildren(
    ...Object.entries(signs).map(([what, sign]) =>
      entry([element("span", { ariaHidden: "true" }, sign), ` ${words[what]}`], () => send(what)),
    ),
  );
}

/** What can be done with a message: answer it, pass it on, and change what one has written oneself. */
export function moreOf(message, words, does) {
  const items = [entry([words.reply], () => does.reply(message))];
  if (message.from === "person" && !message.attached && !message.forwardedFrom)
    items.push(entry([words.edit], () => does.edit(message)));
  if (message.text) items.push(entry([words.forward], () => does.forward(message)));
  const more = element(
    "details",
    { className: "pop more" },
    element("summary", { ariaLabel: words.onMessage }, "⋯"),
    element("ul", {}, ...items),
  );
  more.addEventListener("toggle", () => more.open && more.querySelector("ul").scrollIntoView({ block: "nearest" }));
  return more;
}
