import { html } from "hono/html";
import { actField, errorSummary, field, openWhereWrong, select, type Sent } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";
import type { Say } from "../page/words.ts";

/** The two fields of somebody who may be stored already. `end`: what their names end with. */
export function personFields(say: Say, form: string, sent: Sent, end = ""): Html {
  const name = (what: "givenName" | "familyName", hint?: string) =>
    field(say, {
      ...{ form, name: `${what}${end}`, label: say(`correct.${what}`), sent, most: 100 },
      ...(hint === undefined ? {} : { hint }),
    });
  return html`<div class="pair">
    ${name("familyName")}
    ${name("givenName", say("hand.givenNameHint"))}
  </div>`;
}

/** The class: one of the school's, or a new one. In: their names; the one that is chosen at first. */
export function classFields(say: Say, form: string, sent: Sent, classes: readonly string[], chosen = ""): Html {
  const hint = say("hand.newClassHint");
  const options = [["", say("hand.choose")] as const, ...classes.map((name) => [name, name] as const)];
  return html`<div class="pair">
    ${select(say, { form, name: "className", label: say("hand.class"), sent, options, chosen })}
    ${field(say, { form, name: "newClass", label: say("hand.newClass"), hint, sent, most: 20 })}
  </div>`;
}

/** A folded form of the child's or the class's page; open where something in it is wrong. */
export function folded(say: Say, title: string, form: string, action: string, sent: Sent, body: Html): Html {
  return html`<details class="act"${openWhereWrong(sent)}>
    <summary>${title}</summary>
    <form method="post" action="${action}" class="boxed" data-wait>
      ${errorSummary(say, sent, form)}
      ${body}
    </form>
  </details>`;
}

/** Somebody more who may declare for a child. */
export function guardianForm({ say, act }: Desk, childId: string, sent: Sent): Html {
  const body = html`<p class="hint">${say("hand.guardianHint")}</p>
    ${actField(act, sent)}
    ${personFields(say, "guardian", sent)}
    <button>${say("hand.addGuardian")}</button>`;
  return folded(say, say("hand.addGuardian"), "guardian", `/office/children/${childId}/guardians`, sent, body);
}

interface OfChild {
  child: { id: string; className: string };
  classes: readonly string[];
  /** The school's today (ISO). */
  today: string;
}

/** Another class, and leaving: for a child who is at the school. */
export function leavingForms({ say }: Desk, { child, classes, today }: OfChild, move: Sent, leave: Sent): Html {
  const others = classes.filter((name) => name !== child.className);
  const [moving, leaving] = [`/office/children/${child.id}/move`, `/office/children/${child.id}/leave`];
  const day = field(say, {
    form: "leave",
    name: "on",
    label: say("hand.leaveOn"),
    sent: leave,
    type: "date",
    value: today,
  });
  return html`${folded(
    say,
    say("hand.move"),
    "move",
    moving,
    move,
    html`<p class="hint">${say("hand.moveHint", { name: child.className })}</p>
      ${classFields(say, "move", move, others)}
      <button>${say("hand.move")}</button>`,
  )}
  ${folded(
    say,
    say("hand.leave"),
    "leave",
    leaving,
    leave,
    html`<p class="hint">${say("hand.leaveHint")}</p>
      ${day}
      <button>${say("hand.leave")}</button>`,
  )}`;
}

/** For a child who has left: it comes back. */
export function comingBackForm({ say }: Desk, { child, classes }: OfChild, sent: Sent): Html {
  return html`<form method="post" action="/office/children/${child.id}/come-back" class="boxed">
    ${errorSummary(say, sent, "back")}
    <p class="hint">${say("hand.comeBackHint")}</p>
    ${classFields(say, "back", sent, classes, child.className)}
    <button>${say("hand.comeBack")}</button>
  </form>`;
}
