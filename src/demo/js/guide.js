// The guided minute: five steps, each ticked off when it has happened.
import { element, kept, openable } from "./dom.js";

export function openGuide() {
  const [panel, opener] = [document.querySelector(".guide"), document.querySelector(".step")];
  const steps = [...panel.querySelectorAll("li")];
  let [school, done] = [null, new Set()];
  const own = openable(panel, opener);

  function show() {
    const now = steps.find(({ dataset }) => !done.has(dataset.step));
    for (const step of steps) {
      const isDone = done.has(step.dataset.step);
      step.classList.toggle("done", isDone);
      step.classList.toggle("now", step === now);
      step.querySelector(".state").textContent = isDone ? "(erledigt)" : "";
      if (step === now) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    }
    opener.querySelector("b").textContent = `${Math.min(done.size + 1, steps.length)}/${steps.length}`;
    opener.classList.toggle("done", !now);
    if (!now && !panel.querySelector(".finish"))
      panel
        .querySelector("ol")
        .after(
          element("p", { className: "finish", role: "status" }, "Das war’s. So einfach ist es auch in der Schule."),
        );
  }

  show();
  return {
    close: () => own.set(false),
    /** In: the school; which steps have happened there. */
    happened(id, names) {
      if (school !== id) {
        [school, done] = [id, new Set(JSON.parse(kept.read(`steps ${id}`) ?? "[]"))];
        panel.querySelector(".finish")?.remove();
      }
      for (const name of names) done.add(name);
      kept.write(`steps ${id}`, JSON.stringify([...done]));
      show();
    },
  };
}
