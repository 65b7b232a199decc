import { expect, test } from "vitest";
import { may, officeRoles, officeTasks } from "../../src/school/office-roles.ts";
import { sessionIdle, sessionLasts, sessionLives } from "../../src/school/office-sessions.ts";

test("who may do what; the head may do everything", () => {
  const table = officeTasks.map((task) => `${task}: ${officeRoles.filter((role) => may(role, task)).join(", ")}`);
  expect(table.join("\n")).toMatchInlineSnapshot(`
    "read: office, head, officer
    importList: office, head
    correctPeople: office, head
    decideCustody: office, head
    writeLetters: office, head
    recordAnswers: office, head
    forgetScans: head, officer
    remind: office, head
    exportLists: office, head
    seeQuestions: office, head, officer
    seeRequests: office, head, officer
    enterRequests: office, head, officer
    answerRequests: head, officer
    seeNotice: office, head, officer
    publishNotice: head
    seePeriod: office, head, officer
    changePeriod: head
    verifyChain: head, officer
    readDocuments: head, officer
    seeActions: head, officer
    invitePeople: head"
  `);
  expect(officeTasks.filter((task) => !may("head", task))).toEqual([]);
});

test("a session lives until it is idle too long or too old, to the millisecond", () => {
  const started = new Date("2026-11-23T08:00:00Z");
  const lives = (seenAfter: number, nowAfter: number) =>
    sessionLives(
      { startedAt: started.toISOString(), seenAt: new Date(started.getTime() + seenAfter).toISOString() },
      new Date(started.getTime() + nowAfter),
    );
  expect([lives(0, sessionIdle - 1), lives(0, sessionIdle)]).toEqual([true, false]);
  expect([lives(sessionLasts - 2, sessionLasts - 1), lives(sessionLasts - 1, sessionLasts)]).toEqual([true, false]);
});
