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

/** The commands that the messenger knows for this chat; a messenger without has no menu of them. */
export function showCommands(menu, commands, say) {
  if (!menu) return;
  if (commands.length === 0) menu.open = false;
  const list = menu.querySelector("ul");
  const asText = commands.map(({ command, description }) => `/${command} ${description}`).join("");
  // Nothing is changed under a finger.
  if (menu.open || list.textContent === asText) return;
  list.replaceChildren(
    ...commands.map(({ command, description }) =>
      entry([element("b", { dir: "ltr" }, `/${command}`), ` ${description}`], () => say(`/${command}`)),
    ),
  );
}

const drawn = {
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9.500h.01",
  voice: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
  sticker: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18zM8.500 10v.01M15.500 10v.01M8 14.500a5 5 0 0 0 8 0",
  contact: "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM4 20.500a8 8 0 0 1 16 0",
  place: "M12 21.500c-4-5-7-8-7-11.500a7 7 0 0 1 14 0c0 3.500-3 6.500-7 11.500zM12 8a2 2 0 1 0 0 4a2 2 0 1 0 0-4z",
};

const thumb = "M7 11v9H4v-9zM7 11l4-8a2 2 0 0 1 2 2v4h5.500a2 2 0 0 1 2 2.300l-1.200 7a2 2 0 0 1-2 1.700H7";

/** The picture of what can be attached, or of a thumb. */
export function sign(what) {
  const made = element("span", { className: "sign", ariaHidden: "true" });
  made.innerHTML = `<svg viewBox="0 0 24 24"><path d="${what === "thumb" ? thumb : drawn[what]}"/></svg>`;
  return made;
}

export function showAttachments(menu, words, send) {
  menu
    .querySelector("ul")
    .replaceChildren(...Object.keys(drawn).map((what) => entry([sign(what), ` ${words[what]}`], () => send(what))));
}

/** Where a menu would be cut off it opens to the other side. */
function fit(list) {
  list.classList.remove("turned");
  const [room, box] = [list.closest(".chat"), list].map((one) => one.getBoundingClientRect());
  list.classList.toggle("turned", box.left < room.left || box.right > room.right);
  list.scrollIntoView({ block: "nearest" });
}

/** What can be done with a message: answer it, pass it on, and change what one has written oneself. */
export function moreOf(message, words, does) {
  const items = [entry([words.reply], () => does.reply(message))];
  if (message.from === "person" && !message.attached && !message.forwardedFrom)
    items.push(entry([words.edit], () => does.edit(message)));
  if (message.text && does.forward) items.push(entry([words.forward], () => does.forward(message)));
  if (does.sign) items.push(entry([sign("thumb"), ` ${words.thumb}`], () => does.sign(message)));
  const more = element(
    "details",
    { className: "pop more" },
    element("summary", { ariaLabel: words.onMessage }, "⋯"),
    element("ul", {}, ...items),
  );
  more.addEventListener("toggle", () => more.open && fit(more.querySelector("ul")));
  return more;
}
