// Nothing on these pages needs this script; it makes some of them kinder.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
document.querySelector(".errors")?.focus();

// The secret of a link stands behind its #: it goes into the form, and out of the address and the history.
// Until the next page this window remembers it for some minutes, for the page might be loaded again.
const door = document.querySelector("[data-from-link]");
const [place, lasts] = ["janein-link", 10 * 60 * 1000];
function takeFromLink() {
  if (door && location.hash.length > 1) {
    remember(location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
  }
  const secret = door && remembered();
  if (!secret) return;
  door.elements.secret.value = secret;
  door.elements.secret.closest(".field").hidden = true;
}
function remember(secret) {
  sessionStorage.setItem(place, JSON.stringify({ secret, until: Date.now() + lasts }));
}
function remembered() {
  const { secret, until } = JSON.parse(sessionStorage.getItem(place) ?? "{}");
  if (until > Date.now()) return secret;
  sessionStorage.removeItem(place);
}
if (!door) sessionStorage.removeItem(place);
takeFromLink();
addEventListener("hashchange", takeFromLink);

// What takes longer says so, and cannot be sent twice.
for (const form of document.querySelectorAll("form[data-wait]")) {
  form.addEventListener("submit", () => {
    const note = Object.assign(document.createElement("p"), { className: "wait", role: "status" });
    const [bar, words] = [document.createElement("progress"), document.createElement("span")];
    words.textContent = ` ${document.body.dataset.wait}`;
    note.append(bar, words);
    form.append(note);
    if (form.dataset.wait) follow(form.dataset.wait, { note, bar, words });
    // Only after the form has gone: a disabled button would not be sent.
    setTimeout(() => form.querySelectorAll("button").forEach((button) => (button.disabled = true)));
  });
}
// How far it has come, where a page tells it.
async function follow(address, { note, bar, words }) {
  while (note.isConnected) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    const said = await fetch(address).then(
      (answer) => (answer.ok ? answer.json() : null),
      () => null,
    );
    if (!said?.words) continue;
    if (words.textContent !== ` ${said.words}`) words.textContent = ` ${said.words}`;
    if (said.of) Object.assign(bar, { max: said.of, value: said.at });
    else bar.removeAttribute("value");
  }
}
// Back from the next page: the form can be used again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-wait]")) {
    form.querySelector(".wait")?.remove();
    form.querySelectorAll("button").forEach((button) => (button.disabled = false));
  }
});
// What a form has made in another window is shown again by it as long as it lasts (minutes); then it makes it anew.
for (const form of document.querySelectorAll("form[data-lasts]")) {
  let until = Infinity;
  form.addEventListener("submit", () => {
    const now = Date.now();
    if (now >= until) form.elements.act.value = freshMark();
    if (now >= until || until === Infinity) until = now + form.dataset.lasts * 60 * 1000;
  });
}
function freshMark() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
// Files can be dropped on the whole field, not only on its button.
for (const place of document.querySelectorAll("[data-drop]")) {
  const files = place.querySelector("input[type=file]");
  for (const name of ["dragover", "dragleave", "drop"])
    place.addEventListener(name, (event) => {
      event.preventDefault();
      place.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length > 0) files.files = event.dataTransfer.files;
    });
}
// Only the page with the sheets of paper has keys of its own.
if (document.querySelector("[data-grid]")) import("./paper.js");
