import { html } from "hono/html";
import { describedBy, invalid, notes, type Sent } from "../page/form.ts";
import type { Html } from "../page/layout.ts";
import type { Say } from "../page/words.ts";
import type { Draft } from "./drafts.ts";
import type { ShownPlan } from "./shown-plan.ts";

/** What is confirmed: these counts, and no others. */
const countsOf = ({ leaving }: ShownPlan) =>
  leaving.map(({ className, count, of }) => `${className} ${count} ${of}`).join(", ");

/** Whether nobody need be asked once more, or somebody has said that so many have left. */
export function isSure({ plan }: Pick<Draft, "plan">, values: Readonly<Record<string, string>>): boolean {
  return plan.leaving.length === 0 || values.sure === countsOf(plan);
}

/** The question whether so many of a class have left; nothing where it is not asked. */
export function sureField(say: Say, plan: ShownPlan, { errors }: Sent): Html {
  if (plan.leaving.length === 0) return html``;
  const error = errors.sure;
  const line = ({ className, count, of }: ShownPlan["leaving"][number]) =>
    html`<li>${say("importPage.sureClass", { class: className, count, of })}</li>`;
  return html`<div class="field warn">
    <p>${say("importPage.sureTitle")}</p>
    <ul>${plan.leaving.map(line)}</ul>
    ${notes(say, "sure-sure", undefined, error)}
    <label><input type="checkbox" id="sure-sure" name="sure" value="${countsOf(plan)}"
      ${describedBy("sure-sure", undefined, error)}${invalid(error)}> ${say("importPage.sure")}</label>
  </div>`;
}
