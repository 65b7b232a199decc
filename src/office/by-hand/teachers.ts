import { html } from "hono/html";
import type { Person } from "../../school/people.ts";
import { may } from "../../school/office-roles.ts";
import { actField, errorSummary, fresh, openWhereWrong, type Sent } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";
import type { Say } from "../page/words.ts";
import { folded, personFields } from "./forms.ts";

/** A form about teachers as it was sent. `teacher`: whose name it was to put right; null for one more teacher. */
export interface SentTeacher {
  teacher: string | null;
  sent: Sent;
}

/** Who teaches a class, and what can be changed about it. In: the class; its teachers; a form as it was sent. */
export function teachersPart(desk: Desk, classId: string, teachers: readonly Person[], was?: SentTeacher): Html {
  const { say, person } = desk;
  const mayChange = may(person.role, "correctPeople");
  const title = html`<h2>${say("hand.teachers")}</h2>`;
  const line = (one: Person) => html`<li>
    <strong>${one.givenName} ${one.familyName}</strong>
    ${mayChange ? changing(say, classId, one, was?.teacher === one.id ? was.sent : null) : ""}
  </li>`;
  return html`${title}
    ${
      teachers.length === 0
        ? html`<p class="warn">${say("hand.noTeacher")}</p>`
        : html`<ul class="people">${teachers.map(line)}</ul>`
    }
    ${mayChange ? adding(desk, classId, was?.teacher === null ? was.sent : fresh) : ""}`;
}

/** In: the form with the name as it was sent, or null. */
function changing(say: Say, classId: string, teacher: Person, was: Sent | null): Html {
  const { id, givenName, familyName } = teacher;
  const [name, form] = [`${givenName} ${familyName}`, `teacher-${id}`];
  const sent = was ?? { values: { givenName, familyName }, errors: {} };
  return html`<form method="post" action="/office/classes/${classId}/teachers/end" class="inline">
    <input type="hidden" name="teacher" value="${id}">
    <button class="plain">${say("hand.endTeacher")} <span class="hidden">${name}</span></button>
  </form>
  <details${openWhereWrong(sent)}>
    <summary>${say("hand.correctTeacher")} <span class="hidden">${name}</span></summary>
    <form method="post" action="/office/classes/${classId}/teachers/correct" class="boxed">
      ${errorSummary(say, sent, form)}
      <input type="hidden" name="teacher" value="${id}">
      ${personFields(say, form, sent)}
      <button>${say("correct.save")}</button>
    </form>
  </details>`;
}

function adding({ say, act }: Desk, classId: string, sent: Sent): Html {
  const body = html`<p class="hint">${say("hand.teacherHint")}</p>
    ${actField(act, sent)}
    ${personFields(say, "teacher", sent)}
    <button>${say("hand.addTeacher")}</button>`;
  return folded(say, say("hand.addTeacher"), "teacher", `/office/classes/${classId}/teachers`, sent, body);
}
