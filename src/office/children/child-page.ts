import { html } from "hono/html";
import { type Purpose, purposes } from "../../consent/event.ts";
import { may } from "../../school/office-roles.ts";
import { notShown, standingTag } from "./children-page.ts";
import type { ChildData } from "./child-data.ts";
import { answerForm, type Later } from "./answer-forms.ts";
import { bothForm, correctForms } from "./correct-forms.ts";
import { custodyHistory } from "./custody-words.ts";
import { historyOf } from "./child-history.ts";
import { formerPeople } from "./child-former.ts";
import { peopleList } from "./child-people.ts";
import { inConflict, settleForm } from "./settle-form.ts";
import { fresh, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { dayIn, momentIn } from "../page/said.ts";

export type ChildForm = "answer" | "settle" | "void" | "correct" | "custody";

/** A form as it was sent, and what has been declared since and stands against it. */
interface Was {
  form: ChildForm;
  sent: Sent;
  later: Later;
}

/** A child: what stands, who may answer, what the office can do, and the whole history as an auditor wants it. */
export function childPage(desk: Desk, data: ChildData, was?: Was): Html {
  const { say, person } = desk;
  const { child, history } = data;
  const sent = (form: ChildForm) => (was?.form === form ? was.sent : fresh);
  const later = (form: ChildForm) => (was?.form === form ? was.later : {});
  return page(
    desk,
    `${child.givenName} ${child.familyName}`,
    html`
    ${firstLine(desk, data)}
    <h2>${say("child.stands")}</h2>
    ${data.inDoubt ? notShown(say) : standingTable(desk, data)}
    ${inConflict(data).length > 0 ? settling(desk, data, sent("settle"), later("settle")) : ""}
    <h2>${say("child.people")}</h2>
    ${peopleList(desk, data, sent("custody"))}
    ${formerPeople(desk, data)}
    ${custodyHistory(desk, data)}
    ${may(person.role, "recordAnswers") ? answerForm(desk, data, sent("answer"), later("answer")) : ""}
    <h2>${say("history.title")}</h2>
    ${history.length === 0 ? html`<p class="nothing">${say("history.none")}</p>` : historyOf(desk, data, sent("void"))}
    ${may(person.role, "correctPeople") ? correcting(desk, data, sent("correct")) : ""}`,
  );
}

function firstLine({ say, timeZone }: Desk, { child, mustAgree }: ChildData): Html {
  const { classId, className, birthDate, bothMustAgree } = child;
  const facts = [
    birthDate === null ? say("child.noBirthDate") : say("child.born", { day: dayIn(timeZone, birthDate) }),
    ...(bothMustAgree ? [say("children.both")] : []),
    ...(mustAgree.pupil ? [say("child.pupilToo")] : []),
  ];
  const ofClass = html`<a href="/office/classes/${classId}">${say("classPage.title", { name: className })}</a>`;
  return html`<p>${ofClass} · ${facts.join(" · ")}</p>`;
}

function settling(desk: Desk, data: ChildData, sent: Sent, later: Later): Html {
  const { say, person } = desk;
  if (may(person.role, "recordAnswers")) return settleForm(desk, data, sent, later);
  return html`<p class="warn">${say("child.conflict")}</p>`;
}

function correcting(desk: Desk, data: ChildData, sent: Sent): Html {
  return html`<h2>${desk.say("correct.title")}</h2>
    ${bothForm(desk, data)}
    ${correctForms(desk, data, sent)}`;
}

function standingTable(desk: Desk, data: ChildData): Html {
  const { say } = desk;
  const { audio, video, participation } = data.standing;
  const onlyVideo = audio.standing !== "yes" && video.standing === "yes";
  return html`<table class="facts"><tbody>
    ${purposes.map((purpose) => standingRow(desk, data, purpose))}
    <tr>
      <th scope="row">${say("child.allowed")}</th>
      <td colspan="2">
        <strong>${say(`participation.${participation}`)}</strong>
        ${onlyVideo ? say("child.onlyVideo") : ""}
      </td>
    </tr>
  </tbody></table>`;
}

function standingRow(desk: Desk, data: ChildData, purpose: Purpose): Html {
  const { say } = desk;
  return html`<tr>
    <th scope="row">${say(`purpose.${purpose}`)}</th>
    <td>${standingTag(say, data.standing[purpose].standing)}</td>
    <td>${sinceWhen(desk, data, purpose)}</td>
  </tr>`;
}

/** Since when, by whom, by which way, on which version; and whether another must still agree. */
function sinceWhen({ say, timeZone }: Desk, { standing, names }: ChildData, purpose: Purpose): Html {
  const { standing: stands, by } = standing[purpose];
  if (by === null) return html``;
  const since = say("child.since", {
    at: momentIn(timeZone, by.at),
    who: by.person === null ? say("history.office") : (names.get(by.person) ?? by.person),
    route: say(`route.${by.route}`),
    version: by.notice,
  });
  return html`${since}${stands === "not_asked" ? html` <strong>${say("child.waits")}</strong>` : ""}`;
}
