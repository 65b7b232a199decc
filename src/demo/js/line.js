// The line to the demo's server: asks it, says when it does not answer, and tries again until it does.
const [box, words, anew] = [".trouble", ".trouble p", ".trouble button"].map((one) => document.querySelector(one));
const said = {
  lost: "Die Demo antwortet nicht. Was Sie geschrieben haben, bleibt stehen; es wird weiter versucht …",
  gone: "Ihre Schule zum Ausprobieren gibt es nicht mehr: eine Stunde lang unbenutzt, oder die Demo ist neu gestartet.",
  full: "Gerade probieren zu viele zugleich. Versuchen Sie es in ein paar Minuten noch einmal.",
};
const backAgain = new Set();
let trouble = null;

/** Whoever asked need do nothing more: the page says what is the matter. */
class NoAnswer extends Error {}

/** Calls back when the server answers again. */
export const onBack = (call) => backAgain.add(call);

export async function ask(path, init) {
  let answer;
  try {
    answer = await fetch(path, init);
  } catch {
    show("lost");
    throw new NoAnswer();
  }
  if (answer.status === 410 || answer.status === 429) {
    show(answer.status === 410 ? "gone" : "full");
    throw new NoAnswer();
  }
  if (trouble) show(null);
  return answer;
}

export const post = (path, body = {}) =>
  ask(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** As `post`, for what nothing depends on. */
export const tell = (path, body) => post(path, body).catch((error) => failed(error));

export function failed(error) {
  if (!(error instanceof NoAnswer)) throw error;
}

function show(what) {
  if (trouble === what) return;
  const before = trouble;
  trouble = what;
  box.hidden = what === null;
  words.textContent = what === null ? "" : said[what];
  anew.hidden = what === "lost";
  if (what === "lost") setTimeout(tryAgain, 1500);
  if (before === "lost" && what === null) for (const call of backAgain) call();
}

function tryAgain() {
  ask("/demo/school").catch((error) => {
    failed(error);
    if (trouble === "lost") setTimeout(tryAgain, 1500);
  });
}

/**
 * Hears of every chat that changes. In: who hears which chat; who hears that the line is there (anew).
 * Out: begins to hear (anew), and stops.
 */
export function listen(changed, there) {
  let source = null;
  const open = () => {
    source?.close();
    source = new EventSource("/demo/changes");
    source.onmessage = ({ data }) => changed(data);
    source.onopen = there;
    // Whether the server or only the school is gone, asking tells.
    source.onerror = () => ask("/demo/school").catch(failed);
  };
  onBack(open);
  return { open, stop: () => source?.close() };
}
