import { html } from "hono/html";
import type { LettingIn } from "../../../db/office/letting-in.ts";
import type { OfficePersonNow } from "../../../db/office/staff.ts";
import { couldConfirm, mayLetIn } from "../../school/letting-in.ts";
import { fresh, select } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { momentIn } from "../page/said.ts";

/** Who can be let back in by two others, what waits for a second person, and what to do where there is none. */
export function letInPage(desk: Desk, everybody: readonly OfficePersonNow[], waiting: readonly LettingIn[]): Html {
  const { say } = desk;
  return page(
    desk,
    say("letIn.title"),
    html`
    <p>${say("letIn.about")}</p>
    <ul>
      <li>${say("letIn.ruleOffice")}</li>
      <li>${say("letIn.ruleOthers")}</li>
    </ul>
    <h2>${say("letIn.waiting")}</h2>
    ${
      waiting.length === 0
        ? html`<p class="nothing">${say("page.none")}</p>`
        : html`<ul class="people">${waiting.map((one) => waitingLine(desk, everybody, one))}</ul>`
    }
    <h2>${say("letIn.propose")}</h2>
    ${proposeForm(desk, everybody, waiting)}
    <h2>${say("letIn.nobody")}</h2>
    <p>${say("letIn.head")}</p>
    <p>${say("letIn.lastHead")}</p>
    <p><code>janein office invite "${say("letIn.exampleName")}" --role head</code></p>
    <p>${say("letIn.onlyTwo")}</p>`,
  );
}

function waitingLine(
  { say, person, timeZone }: Desk,
  everybody: readonly OfficePersonNow[],
  { id, personId, proposedBy, expiresAt }: LettingIn,
): Html {
  const [whom, proposer] = [personId, proposedBy].map((one) => everybody.find((other) => other.id === one));
  if (!whom || !proposer) return html``;
  const form = (act: "confirm" | "refuse", text: string, look: "main" | "plain") =>
    html`<form method="post" action="/office/let-in/${id}/${act}"${act === "confirm" ? html` data-wait` : ""}>
      <button class="${look}">${text} <span class="hidden">${say("people.for", { name: whom.name })}</span></button>
    </form>`;
  const mayConfirm = mayLetIn(proposer, person, whom);
  const mayRefuse = [personId, proposedBy].includes(person.id);
  return html`<li>
    <div>
      <strong>${whom.name}</strong>, ${say(`role.${whom.role}`)}<br>
      ${say("letIn.proposedBy", { name: proposer.name, at: momentIn(timeZone, expiresAt) })}
      ${mayConfirm || mayRefuse ? "" : say("letIn.notYou")}
    </div>
    <div class="inline">
      ${mayConfirm ? form("confirm", say("letIn.confirm"), "main") : ""}
      ${mayRefuse ? form("refuse", say("letIn.refuse"), "plain") : ""}
    </div>
  </li>`;
}

function proposeForm(
  { say, person }: Desk,
  everybody: readonly OfficePersonNow[],
  waiting: readonly LettingIn[],
): Html {
  const others = everybody.filter(
    (one) =>
      one.id !== person.id &&
      couldConfirm(person, one, everybody) &&
      !waiting.some(({ personId }) => personId === one.id),
  );
  if (others.length === 0) return html`<p>${say("letIn.nobodyToPropose")}</p>`;
  const options = others.map(({ id, name, role }) => [id, `${name}, ${say(`role.${role}`)}`] as const);
  const [label, hint] = [say("letIn.whom"), say("letIn.whomHint")];
  return html`<form method="post" action="/office/let-in" class="boxed">
    ${select(say, { form: "let-in", name: "whom", label, hint, sent: fresh, options })}
    <button class="main">${say("letIn.proposeGo")}</button>
  </form>`;
}
