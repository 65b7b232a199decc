import { html } from "hono/html";
import type { Changed, WouldTakeBack } from "../../../db/school/roll-changes.ts";
import type { Desk, Html } from "../page/layout.ts";
import type { Say } from "../page/words.ts";

/** As many as are named one by one. */
const named = 10;

/**
 * Taking a change back: what would become of it, who stays as it is, and the button.
 * In: the change; null where it can not be taken back any more.
 */
export function undoPart({ say }: Desk, { id, what, undoneAt }: Changed, would: WouldTakeBack | null): Html {
  if (undoneAt !== null) return html`<p class="hint">${say("hand.undone")}</p>`;
  if (would === null || would.isNothing) return html`<p class="hint">${say("hand.cannotUndo")}</p>`;
  const about = say(what === "import" ? "hand.undoImport" : "hand.undoHand");
  return html`<form method="post" action="/office/changes/${id}/undo" class="boxed" data-wait>
    <p>${about}</p>
    ${would.stays.length === 0 ? "" : staying(say, would)}
    <button>${say("hand.undo")}</button>
  </form>`;
}

function staying(say: Say, { stays }: WouldTakeBack): Html {
  const line = ({ childId, name, why }: WouldTakeBack["stays"][number]) =>
    html`<li><a href="/office/children/${childId}">${name}</a>: ${say(`hand.stays.${why}`)}</li>`;
  const more = stays.length - named;
  return html`<p class="warn">${say("hand.staysTitle", { count: stays.length })}</p>
    <ul>${stays.slice(0, named).map(line)}</ul>
    ${more > 0 ? html`<p>${say("overview.andMore", { count: more })}</p>` : ""}`;
}
