import { html } from "hono/html";
import { choice, type Sent } from "../page/form.ts";
import type { Html } from "../page/layout.ts";
import type { Say } from "../page/words.ts";
import type { Draft, Said } from "./drafts.ts";

/**
 * Whether the files list their classes whole or only add, and what has become of classes that are in none: asked where
 * it makes a difference, else null.
 */
export function wholenessFields(say: Say, draft: Draft, sent: Sent): Html | null {
  const { plan, said } = draft;
  const asksMode = plan.listsClasses && (said.mode !== "" || plan.mode === "adds" || plan.leaving.length > 0);
  if (!plan.mayCarryOut || (!asksMode && plan.missingClasses.length === 0)) return null;
  return html`${asksMode ? modeField(say, sent) : ""}
    ${plan.missingClasses.map(({ className, count }, at) => classField(say, sent, className, count, at))}`;
}

function modeField(say: Say, sent: Sent): Html {
  return choice(say, {
    form: "said",
    name: "mode",
    label: say("importPage.mode"),
    hint: say("importPage.modeHint"),
    sent,
    options: [
      ["adds", say("importPage.modeAdds")],
      ["whole", say("importPage.modeWhole")],
    ],
  });
}

function classField(say: Say, sent: Sent, className: string, count: number, at: number): Html {
  return choice(say, {
    form: "said",
    name: `class-${at}`,
    label: say("importPage.classMissing", { class: className, count }),
    sent,
    options: [
      ["stays", say("importPage.classStays")],
      ["left", say("importPage.classLeft", { count })],
    ],
  });
}

/** Reads both. What the form does not ask stays as it was said. */
export function readWholeness(
  values: Readonly<Record<string, string>>,
  { plan, said }: Draft,
): Pick<Said, "mode" | "leftClasses"> {
  const mode = values.mode === "adds" || values.mode === "whole" ? values.mode : said.mode;
  const left = plan.missingClasses.filter((_, at) => values[`class-${at}`] === "left");
  return { mode, leftClasses: left.map(({ className }) => className) };
}

/** What stands in the form at first: what the files look like, and that a class stays. */
export function wholenessValues({ plan, said }: Draft): Record<string, string> {
  const left = new Set(said.leftClasses);
  return {
    mode: plan.mode,
    ...Object.fromEntries(
      plan.missingClasses.map(({ className }, at) => [`class-${at}`, left.has(className) ? "left" : "stays"]),
    ),
  };
}
