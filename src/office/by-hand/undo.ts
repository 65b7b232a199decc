import { html } from "hono/html";
import type { Changed, WouldTakeBack } from "../../../db/school/roll-changes.ts";
import type { Desk, Html } from "../page/layout.ts";
import type { Say } from "../page/words.ts";
import { firstOf } from "../to-do-item.ts";

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
    html`<a href="/office/children/${childId}">${name}</a>: ${say(`hand.stays.${why}`)}`;
  return html`<p class="warn">${say("hand.staysTitle", { count: stays.length })}</p>
    ${firstOf(say, stays, line)}`;
}
