// A phone of the page: shows what the box has, tells it what a person types and taps.
import { bubble, redrawn, seenOf } from "./bubble.js";
import { calm, element, keepingFocus, kept, lookingOnce } from "./dom.js";
import { ask, failed, tell } from "./line.js";
import { showCommands } from "./menus.js";
import { openSaying } from "./saying.js";

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, calm ? 0 : ms));
const languages = JSON.parse(document.querySelector("main").dataset.words);

/** In: its section; who hears that something was shown, and that the school is another one. */
export function openPhone(section, { shown, otherSchool }) {
  const find = (selector) => section.querySelector(selector);
  const [who, chat, letter, toast, screen] = ["select", ".chat", ".letter", ".toast", ".screen"].map(find);
  const overs = [...document.querySelectorAll(`.over[href="#${section.id}"]`)];
  const { line } = section.dataset;
  const path = () => `/demo/${line}/${who.value}`;
  // What was sent is looked at also where the line has not told of it: the school may be another by now.
  const sent = () => void refresh();
  const saying = openSaying(section, path, sent);
  let [inView, toasts, school, newest] = [true, 0, null, 0];
  /** Since when the phone belongs to whom it does: what was asked for before is not shown any more. */
  let turn = { isShown: false };
  const words = () => {
    const { inRoom, ...usual } = languages[who.selectedOptions[0].dataset.language];
    return line === "rooms" ? { ...usual, ...inRoom } : usual;
  };
  const tells = (kind) => (message, more) => tell(`${path()}/${kind}`, { message: message.id, ...more }).then(sent);
  const does = {
    reply: (message) => saying.reply(message, words()),
    edit: (message) => saying.edit(message, words()),
    ...(line === "rooms"
      ? { sign: tells("signs") }
      : { command: saying.say, press: tells("presses"), forward: tells("forwards") }),
  };

  async function show() {
    const mine = turn;
    const state = await (await ask(path())).json();
    if (mine !== turn) return;
    if (school !== null && school !== state.school) return otherSchool();
    school = state.school;
    showLetter(state.letter, state.isElsewhere && state.messages.length === 0);
    if (mine.isShown && toasts !== state.toasts.length) say(state.toasts.at(-1) ?? "");
    toasts = state.toasts.length;
    showCommands(find(".menu"), state.commands, saying.say);
    for (const message of state.messages) await put(message, mine);
    mine.isShown = true;
    shown();
  }

  function showLetter(code, isElsewhere = false) {
    const hadFocus = letter.contains(document.activeElement);
    letter.hidden = code === null && !isElsewhere;
    letter.querySelector("button").hidden = code === null;
    find(".about-letter").textContent = isElsewhere ? words().elsewhere : words().letter;
    find(".code").textContent = code ?? "";
    if (letter.hidden && hadFocus) chat.focus({ preventScroll: true });
  }

  async function put(message, mine) {
    if (mine !== turn) return;
    if (message.from === "bot") newest = Math.max(newest, message.at);
    const look = { words: words(), does, path: path() };
    const known = find(`.chat [data-id="${message.id}"]`);
    if (known) {
      if (known.dataset.seen === seenOf(message)) return;
      return keepingFocus(chat, () => redrawn(known, bubble(message, look)), said);
    }
    const fresh = mine.isShown && message.from === "bot" && Date.now() - message.at < 5000;
    if (fresh) await typing();
    if (mine !== turn) return;
    chat.append(bubble(message, look));
    chat.scrollTo({ top: chat.scrollHeight, behavior: calm || !fresh ? "instant" : "smooth" });
    if (fresh && !inView) for (const over of overs) over.classList.add("new");
  }

  const said = (id) => find(`.chat [data-id="${id}"]`) ?? chat;

  async function typing() {
    const dots = element("p", { className: "typing", ariaHidden: "true" }, element("i"), element("i"), element("i"));
    chat.append(dots);
    chat.scrollTo({ top: chat.scrollHeight });
    await wait(350);
    dots.remove();
  }

  function say(text) {
    toast.textContent = text;
    setTimeout(() => (toast.textContent = ""), 4000);
  }

  /** Begins with whoever is chosen now. */
  function change() {
    const { suggestions, language, name } = who.selectedOptions[0].dataset;
    kept.write(section.id, who.value);
    turn = { isShown: false };
    // Of the former owner nothing stays: the letter would connect this one as the other.
    keepingFocus(chat, () => chat.replaceChildren(), said);
    showLetter(null);
    showCommands(find(".menu"), [], saying.say);
    toast.textContent = "";
    [toasts, newest] = [0, 0];
    Object.assign(screen, { lang: language, dir: words().direction });
    find(".about-bot").textContent = words().about;
    letter.querySelector("button").textContent = words().openLetter;
    for (const over of overs) over.querySelector("span:last-child").textContent = name;
    saying.begin(words());
    find(".suggestions").replaceChildren(
      ...JSON.parse(suggestions).map((text) =>
        element("button", { type: "button", dir: "auto", onclick: () => saying.say(text) }, text),
      ),
    );
    void refresh();
  }

  const refresh = lookingOnce(show, failed);
  const before = kept.read(section.id);
  if (before && who.querySelector(`option[value="${CSS.escape(before)}"]`)) who.value = before;
  who.addEventListener("change", change);
  letter.querySelector("button").addEventListener("click", () => {
    const code = find(".code").textContent;
    if (line === "rooms") saying.write(code);
    else saying.say(`/start ${code}`);
  });
  new IntersectionObserver(
    ([entry]) => {
      inView = entry.isIntersecting;
      for (const over of overs) {
        over.classList.toggle("here", inView);
        if (inView) over.classList.remove("new");
      }
      shown();
    },
    { threshold: 0.5 },
  ).observe(section);
  return {
    ...{ change, refresh },
    shows: (chatId) => who.value === chatId,
    /** A new school: what was known of the old one is forgotten. */
    begin() {
      school = null;
      change();
    },
    /** When a teacher's phone, and one that is in view, has said something last. */
    toldTeacherAt: () => (inView && who.selectedOptions[0].dataset.role === "teacher" ? newest : 0),
  };
}
