import type { BrowserContext } from "playwright-core";

/** What a person has done in a window: clicked, put into a field, pressed as a key. */
interface Done {
  clicks: number;
  fields: number;
  keys: number;
}

/**
 * Counts what a task takes, as the browser sees it: a button that is pressed with a key is a key and no click; a field
 * that is filled or chosen counts once, however much is typed. In: the window, before its first page is opened.
 * Out: says what a task took since the last was said, in a line of the test's output, and begins anew; without
 * the name of a task nothing is said.
 */
export async function effortIn(context: BrowserContext): Promise<(task?: string) => Done> {
  const none = (): Done => ({ clicks: 0, fields: 0, keys: 0 });
  let done = none();
  // A function exposed to the page would be lost where the press leads to another page; what it logs arrives in order.
  context.on("console", (message) => {
    const [mark, what] = message.text().split(" ");
    if (mark === "effort") done[what as keyof Done] += 1;
  });
  await context.addInitScript(() => {
    const counted = (what: string) => console.debug(`effort ${what}`);
    const isTyped = (field: EventTarget | null) =>
      field instanceof HTMLSelectElement ||
      field instanceof HTMLTextAreaElement ||
      (field instanceof HTMLInputElement && !["checkbox", "radio"].includes(field.type));
    // Who presses the name of a box presses the box: the browser tells both.
    const isOfName = ({ target }: Event) => target instanceof HTMLInputElement && target.labels?.length;
    let named = false;
    document.addEventListener(
      "click",
      (event) => {
        // Also Enter in a field clicks a button, but nobody has.
        if (!event.isTrusted || event.detail === 0) return;
        // Pressed itself it is of no name, though it stands in one: the next box that is pressed counts as well.
        if (!(named && isOfName(event))) counted("clicks");
        named = !isOfName(event) && event.target instanceof Element && event.target.closest("label") !== null;
      },
      true,
    );
    document.addEventListener("change", ({ target }) => void (isTyped(target) && counted("fields")), true);
    document.addEventListener("keydown", () => counted("keys"), true);
  });
  return (task) => {
    const counted = done;
    done = none();
    return task === undefined ? counted : saysEffort(task, counted);
  };
}

/** Says it in a line of the test's output, so that a table can be made of it. */
export function saysEffort(task: string, done: Done): Done {
  console.info(`effort | ${task} | ${done.clicks} clicks | ${done.fields} fields | ${done.keys} keys`);
  return done;
}
