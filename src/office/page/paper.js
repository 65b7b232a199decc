// Sheets of paper by single keys: J, N, O answer and go on, B and K answer both, a number says who has signed.
const order = ["audio", "video"];
const answers = { j: "yes", n: "no", o: "" };
const both = { b: "yes", k: "no" };
const grid = document.querySelector("[data-grid]");
const lines = [...grid.querySelectorAll("[data-row]")].filter((line) => cellOf(line, order[0]));

grid.addEventListener("keydown", (event) => {
  const place = placeOf(event.target);
  if (!place || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (does(event.key.toLowerCase(), place)) event.preventDefault();
});

/** Does what a key says. Out: whether it says anything here. */
function does(key, { line, at }) {
  const here = lines.indexOf(line);
  if (key in answers) {
    answer(line, order[at], answers[key]);
    return at + 1 < order.length ? go(here, at + 1) : go(here + 1, 0);
  }
  if (key in both) {
    for (const purpose of order) answer(line, purpose, both[key]);
    return go(here + 1, 0);
  }
  if (/^[1-9]$/.test(key)) return signs(line, Number(key) - 1);
  if (key === "enter") return go(here + 1, 0);
  if (key === "arrowdown") return go(here + 1, at);
  if (key === "arrowup") return go(here - 1, at);
  if (key === "arrowright") return at + 1 < order.length ? go(here, at + 1) : go(here + 1, 0);
  if (key === "arrowleft") return at > 0 ? go(here, at - 1) : go(here - 1, order.length - 1);
  return false;
}

/** Where a field stands: its line, and which of the two answers; who has signed counts as before the first. */
function placeOf(field) {
  const line = field.closest("[data-row]");
  const cell = field.closest("[data-cell]");
  return line && cell && field.matches("input:is([type=radio], [type=checkbox])")
    ? { line, at: Math.max(0, order.indexOf(cell.dataset.cell)) }
    : null;
}

function cellOf(line, purpose) {
  return line.querySelector(`[data-cell="${purpose}"]`);
}

function answer(line, purpose, value) {
  const field = cellOf(line, purpose).querySelector(`input[value="${value}"]`);
  field.checked = true;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Says, or takes back, that the person of this number has signed. */
function signs(line, number) {
  const box = line.querySelectorAll('[data-cell="who"] input')[number];
  if (box) box.checked = !box.checked;
  return true;
}

/** Goes to a cell; behind the last line to the button. */
function go(to, at) {
  const line = lines[to];
  const fields = line && cellOf(line, order[at]).querySelectorAll("input");
  const field = line ? ([...fields].find((one) => one.checked) ?? fields[0]) : null;
  const target = field ?? (to < 0 ? null : grid.closest("form").querySelector("button.main"));
  target?.focus();
  return true;
}
