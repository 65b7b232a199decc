// The phones of the demo page: shows what the box has, tells it what a person types and taps.
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const time = new Intl.DateTimeFormat("de-DE", { hour: "2-digit", minute: "2-digit" });
const post = (path, body) =>
  fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, calm ? 0 : ms));

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function openPhone(section) {
  const find = (selector) => section.querySelector(selector);
  const [who, chat, letter, form, toast] = ["select", ".chat", ".letter", "form", ".toast"].map(find);
  const link = document.querySelector(`nav a[href="#${section.id}"]`);
  let inView = true;
  let toasts = 0;
  let showing = Promise.resolve();

  const path = () => `/demo/chats/${who.value}`;
  const say = (text) => post(`${path()}/says`, { text });

  async function show() {
    const owner = who.value;
    const state = await (await fetch(path())).json();
    if (owner !== who.value) return;
    letter.hidden = state.letter === null;
    find(".code").textContent = state.letter ?? "";
    if (toasts !== state.toasts.length) tell(state.toasts.at(-1) ?? "");
    toasts = state.toasts.length;
    menu(state.commands);
    for (const message of state.messages) await put(message, owner);
  }

  async function put(message, owner) {
    const known = chat.querySelector(`[data-id="${message.id}"]`);
    if (known) {
      if (known.dataset.seen !== seenOf(message)) known.replaceWith(bubble(message));
      return;
    }
    const fresh = chat.dataset.owner === owner && message.from === "bot" && Date.now() - message.at < 5000;
    if (fresh) await typing();
    if (owner !== who.value) return;
    chat.append(bubble(message));
    chat.scrollTo({ top: chat.scrollHeight, behavior: calm || !fresh ? "instant" : "smooth" });
    if (fresh && !inView) link.classList.add("new");
  }

  async function typing() {
    const dots = element("p", { className: "typing", ariaHidden: "true" }, element("i"), element("i"), element("i"));
    chat.append(dots);
    chat.scrollTo({ top: chat.scrollHeight });
    await wait(450);
    dots.remove();
  }

  function bubble(message) {
    const text = element("div", { className: "text" });
    // Written down by the box, from the tags and attributes of the messenger alone.
    if (message.html !== null) text.innerHTML = message.html.replaceAll("</blockquote>\n", "</blockquote>");
    else text.textContent = message.text;
    if (message.from === "bot") linkCommands(text);
    for (const quote of text.querySelectorAll("blockquote[expandable]")) foldUp(quote);
    for (const link of text.querySelectorAll("a")) Object.assign(link, { target: "_blank", rel: "noreferrer" });
    const sender = element(
      "span",
      { className: "hidden" },
      message.from === "bot" ? "JaNein schreibt: " : "Sie schreiben: ",
    );
    const made = element(
      "article",
      { className: `bubble ${message.from}` },
      sender,
      text,
      element("time", {}, time.format(message.at)),
    );
    if (message.document)
      text.after(
        element(
          "a",
          { className: "document", href: `${path()}/files/${message.id}`, target: "_blank" },
          `📄 ${message.document}`,
        ),
      );
    for (const row of message.buttons)
      made.append(element("div", { className: "buttons" }, ...row.map((button) => key(message, button))));
    made.dataset.id = message.id;
    made.dataset.seen = seenOf(message);
    return made;
  }

  /** As in the messenger: a long quote is folded up, and one tap shows all of it. */
  function foldUp(quote) {
    quote.tabIndex = 0;
    quote.onclick = () => quote.classList.toggle("open");
    quote.onkeydown = ({ key }) => key === "Enter" && quote.onclick();
  }

  /** As in the messenger: a command in a text can be tapped. */
  function linkCommands(text) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const pieces = node.data.split(/(?<=^|\s)(\/[a-z]+)/);
      if (pieces.length > 1)
        node.replaceWith(
          ...pieces.map((piece) =>
            piece.startsWith("/")
              ? element("button", { type: "button", className: "command", onclick: () => say(piece) }, piece)
              : piece,
          ),
        );
    }
  }

  const seenOf = ({ html, text, buttons }) => JSON.stringify([html, text, buttons]);
  const key = (message, { text, callback_data: data }) =>
    element(
      "button",
      { type: "button", dir: "auto", onclick: () => post(`${path()}/presses`, { message: message.id, data }) },
      text,
    );

  function tell(text) {
    toast.textContent = text;
    setTimeout(() => (toast.textContent = ""), 4000);
  }

  function menu(commands) {
    if (
      find(".menu ul").textContent === commands.map(({ command, description }) => `/${command} ${description}`).join("")
    )
      return;
    find(".menu ul").replaceChildren(
      ...commands.map(({ command, description }) =>
        element(
          "li",
          {},
          element(
            "button",
            { type: "button", onclick: () => choose(`/${command}`) },
            element("b", {}, `/${command}`),
            ` ${description}`,
          ),
        ),
      ),
    );
  }

  function choose(text) {
    find(".menu").open = false;
    form.elements.text.focus();
    say(text);
  }

  function change() {
    chat.replaceChildren();
    toasts = 0;
    const { suggestions, language } = who.selectedOptions[0].dataset;
    chat.lang = find(".suggestions").lang = language;
    find(".suggestions").replaceChildren(
      ...JSON.parse(suggestions).map((text) =>
        element("button", { type: "button", dir: "auto", onclick: () => say(text) }, text),
      ),
    );
    refresh().then(() => (chat.dataset.owner = who.value));
  }

  const refresh = () => (showing = showing.then(show, show));
  who.addEventListener("change", change);
  letter.querySelector("button").addEventListener("click", () => say(`/start ${find(".code").textContent}`));
  find(".menu").addEventListener("keydown", (event) => {
    if (event.key === "Escape") find(".menu").open = false;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = form.elements.text.value.trim();
    form.elements.text.value = "";
    if (text !== "") say(text);
  });
  new IntersectionObserver(
    ([entry]) => {
      inView = entry.isIntersecting;
      if (inView) link.classList.remove("new");
    },
    { threshold: 0.5 },
  ).observe(section);
  change();
  return { shows: (chatId) => who.value === chatId, refresh };
}

const phones = [...document.querySelectorAll(".phone")].map(openPhone);
const changes = new EventSource("/demo/changes");
changes.onmessage = ({ data }) => phones.filter((phone) => phone.shows(data)).forEach((phone) => phone.refresh());
changes.onopen = () => phones.forEach((phone) => phone.refresh());
