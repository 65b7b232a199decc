// A passkey is used or made by the browser; where it cannot, the form stays hidden, and the other ways are there.
const { browserSupportsWebAuthn, startAuthentication, startRegistration } = globalThis.SimpleWebAuthnBrowser;
const isHere = (form) => location.origin === form.dataset.origin;
const hasLink = document.querySelector("[data-from-link] .field[hidden]") !== null;

for (const note of document.querySelectorAll("[data-elsewhere]"))
  note.hidden = location.origin === note.dataset.elsewhere;
for (const note of document.querySelectorAll("[data-unable]")) note.hidden = browserSupportsWebAuthn();
for (const form of document.querySelectorAll("form[data-passkey]")) {
  // Whoever comes with a link has none yet, or has lost the device.
  form.hidden = !browserSupportsWebAuthn() || !isHere(form) || hasLink;
  form.addEventListener("submit", (event) => {
    if (form.elements.response.value !== "") return;
    event.preventDefault();
    answer(form);
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-passkey]")) form.elements.response.value = "";
});

/** Asks the browser, and sends what it says. */
async function answer(form) {
  const [problem, button] = [form.querySelector("[role=alert]"), form.querySelector("button")];
  problem.textContent = "";
  button.disabled = true;
  try {
    const asked = await fetch(form.dataset.options, { method: "POST", headers: { accept: "application/json" } });
    if (!asked.ok) throw new Error(asked.status);
    const how = { optionsJSON: await asked.json() };
    const said = form.dataset.passkey === "get" ? await startAuthentication(how) : await startRegistration(how);
    form.elements.response.value = JSON.stringify(said);
    form.requestSubmit();
  } catch (error) {
    const { brokenOff, failed, known } = form.dataset;
    const isKnown = error.name === "InvalidStateError" && known;
    problem.textContent = isKnown ? known : error.name === "NotAllowedError" ? brokenOff : failed;
  } finally {
    button.disabled = false;
  }
}
