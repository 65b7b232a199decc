// The drawer with the chain of events, which the browser itself computes anew.
import { element, keepingFocus, lookingOnce, openable, timeZone } from "./dom.js";
import { ask, failed } from "./line.js";

const when = new Intl.DateTimeFormat("de-DE", { dateStyle: "medium", timeStyle: "medium", timeZone });
const hex = (bytes) => [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");
const sha256 = async (text) => hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

/** In: who hears what has been done, of which school, and whether the drawer is open. */
export function openProof(heard) {
  const panel = document.querySelector(".proof");
  const opener = document.querySelector(".open-proof");
  const [verdict, list, forge] = [".verdict", "ol", ".forge"].map((one) => panel.querySelector(one));
  let [seen, isForged] = [null, false];
  const { isOpen, set } = openable(panel, opener, (open) => {
    if (open) return void refresh();
    isForged = false;
    if (seen) void show();
  });

  async function look() {
    seen = await (await ask("/demo/proof")).json();
    opener.querySelector(".count").textContent = seen.events.length;
    heard(seen, isOpen());
    if (isOpen()) await show();
  }

  async function show() {
    const [now, asForged] = [seen, isForged];
    const events = asForged ? forged(now) : now.events;
    const broken = await firstBroken(events);
    // Meanwhile there is something newer to show.
    if (now !== seen || asForged !== isForged) return;
    const [was, is] = [now.events, events].map((some) => some.find(({ seq }) => seq === broken)?.what);
    verdict.classList.toggle("broken", broken !== null);
    verdict.textContent = broken
      ? (isForged ? `✕ Aus „${was}“ wurde heimlich „${is}“. ` : "✕ ") +
        `Die Kette reißt bei Eintrag ${broken}: Sein Inhalt passt nicht mehr zu seiner Prüfsumme.`
      : `✓ ${events.length} Einträge, von Ihrem Browser nachgerechnet: Die Kette hält.` +
        (seen.holds ? "" : " Aber JaNein meldet einen Fehler im Nachweis.");
    forge.textContent = isForged ? "Zurück zum wahren Stand" : "Was wäre, wenn jemand heimlich etwas ändert?";
    forge.hidden = events.length === 0;
    const openOnes = new Set([...list.querySelectorAll("details[open]")].map(({ dataset }) => dataset.of));
    const cards = events.map((event) => card(event, event.seq === broken, openOnes));
    keepingFocus(
      list,
      () => list.replaceChildren(...cards),
      () => panel,
    );
  }

  const refresh = lookingOnce(look, failed);
  forge.addEventListener("click", () => {
    isForged = !isForged;
    void show();
  });
  return { refresh, close: () => set(false) };
}

/** In: the newest first. Out: the number of the first link, from the beginning, that does not hold; or null. */
async function firstBroken(events) {
  let before = "";
  for (const { seq, facts, previous, hash } of events.toReversed()) {
    if (previous !== before || (await sha256(facts)) !== hash) return seq;
    before = hash;
  }
  return null;
}

/** Only in this view: the newest answer says the opposite, as if somebody had written into the database. */
function forged({ events, answers }) {
  const turned = { given: "refused", refused: "given", withdrawn: "given" };
  const at = events.findIndex(({ kind }) => kind in turned);
  return events.map((event, place) => {
    if (place !== at) return event;
    const kind = turned[event.kind];
    return { ...event, kind, what: answers[kind], facts: event.facts.replace(`"${event.kind}"`, `"${kind}"`) };
  });
}

function card(event, isBroken, openOnes) {
  const acts = event.acts.map(({ how, words }) => `${how === "typed" ? "Getippt" : "Knopf"}: „${words}“`);
  const made = element(
    "li",
    { className: isBroken ? "broken" : "" },
    element(
      "p",
      {},
      element("b", { className: `kind ${event.kind}` }, event.what),
      ` ${event.purpose} · ${event.child}`,
    ),
    element("p", { className: "who" }, `${event.by}, ${event.way}`),
    ...(acts.length > 0 ? [element("p", {}, acts.join(" → "))] : []),
    element(
      "p",
      { className: "when" },
      when.format(new Date(event.at)),
      ` · Beleg `,
      element("code", {}, event.receipt),
    ),
  );
  if (event.shown)
    made.append(
      folded(
        event,
        "shown",
        "Was dabei zu lesen war",
        openOnes,
        element("p", { className: "shown", dir: "auto" }, event.shown),
      ),
    );
  made.append(
    folded(
      event,
      "link",
      isBroken ? "Hier reißt die Kette" : `Eintrag ${event.seq} der Kette`,
      openOnes,
      element(
        "dl",
        {},
        ...pair("Prüfsumme", event.hash),
        ...pair("des Eintrags davor", event.previous),
        element("dt", {}, "Fassung der Information"),
        element("dd", {}, `${event.notice}, gelesen auf: ${event.language}`),
        element("dt", {}, "Was die Prüfsumme deckt"),
        element("dd", {}, element("code", {}, event.facts)),
      ),
    ),
  );
  return made;
}

const pair = (name, hash) => [element("dt", {}, name), element("dd", {}, element("code", {}, hash || "– (der erste)"))];

function folded({ seq }, name, label, openOnes, ...inside) {
  const of = `${seq} ${name}`;
  return element("details", { dataset: { of }, open: openOnes.has(of) }, element("summary", {}, label), ...inside);
}
