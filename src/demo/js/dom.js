// Small things that every part of the page uses.
export const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
/** In the school's time, as the bot says it. */
export const { timeZone } = document.querySelector("main").dataset;

export function element(tag, properties = {}, ...children) {
  const { dataset, ...own } = properties;
  const made = Object.assign(document.createElement(tag), own);
  Object.assign(made.dataset, dataset);
  made.append(...children);
  return made;
}

/** What shall not be forgotten when the page is loaded anew; without it where the browser keeps nothing. */
export const kept = {
  read: (name) => {
    try {
      return sessionStorage.getItem(name);
    } catch {
      return null;
    }
  },
  write: (name, value) => {
    try {
      sessionStorage.setItem(name, value);
    } catch {
      // Then it is forgotten.
    }
  },
};

const ofWhat = (one) => one.closest("[data-id], [data-of]")?.dataset ?? {};
function nameOf(one) {
  const { id, of } = ofWhat(one);
  return JSON.stringify([id, of, one.ariaLabel ?? one.textContent]);
}

/**
 * Draws a part of the page anew. Whoever works with the keyboard stays at the same thing of the same message or entry;
 * where it is not there any more: at what is given for the message's id.
 */
export function keepingFocus(part, draw, otherwise) {
  const active = document.activeElement;
  if (part === active || !part.contains(active)) return draw();
  const [name, { id }] = [nameOf(active), ofWhat(active)];
  const alike = () => [...part.querySelectorAll("button, summary, a")].filter((one) => nameOf(one) === name);
  const place = alike().indexOf(active);
  draw();
  if (!part.contains(document.activeElement)) (alike()[place] ?? otherwise(id)).focus({ preventScroll: true });
}

/**
 * Many who ask for a look get one: the look that begins when the one under way has ended, for it sees what all of them
 * mean. In: what looks. Out: asks for a look; settles when it has ended.
 */
export function lookingOnce(look, failed) {
  let [underWay, next] = [Promise.resolve(), null];
  const begin = () => {
    next = null;
    return look();
  };
  return () => (next ??= underWay = underWay.then(begin, begin).catch(failed));
}

/** Something that lies over the page opens in one place and closes in three: its button, Escape, a tap beside it. */
export function openable(panel, opener, changed = () => undefined) {
  const veil = document.querySelector(".veil");
  const close = panel.querySelector(".close");
  const isOpen = () => panel.classList.contains("open");
  function set(open) {
    if (open === isOpen()) return;
    panel.classList.toggle("open", open);
    if (panel.id === "proof") panel.hidden = !open;
    opener.setAttribute("aria-expanded", open);
    document.body.classList.toggle(`with-${panel.id}`, open);
    veil.hidden = !document.querySelector("aside.open");
    (open ? close : opener).focus();
    changed(open);
  }
  opener.addEventListener("click", () => set(!isOpen()));
  close.addEventListener("click", () => set(false));
  veil.addEventListener("click", () => set(false));
  panel.addEventListener("keydown", ({ key }) => key === "Escape" && set(false));
  return { set, isOpen };
}
