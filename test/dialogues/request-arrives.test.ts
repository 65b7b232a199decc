import { afterEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { Phone } from "../support/phone.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

/** Somebody of the office connects the own telephone with a code from the page. */
async function connects(role: "office" | "head" | "officer", chatId: number): Promise<Phone> {
  const visitor: Visitor = await new OfficePages(school).signedIn(role);
  const { html } = await visitor.does("/morning/code");
  const [, code = ""] = /<code class="code">([^<]+)<\/code>/.exec(html) ?? [];
  const phone = new Phone(role, chatId, school.box, () => school.quiet());
  await phone.says(code);
  await phone.presses("Verbinden");
  phone.forget();
  return phone;
}

/** How often it was told that a request has come. */
const heard = (phone: Phone) =>
  phone.messages.filter(({ text }) => text?.includes("Ein Antrag ist eingegangen")).length;

async function asksForErasure(): Promise<void> {
  const mother = school.phone("mother");
  await mother.says("/rechte");
  await mother.presses("Löschung");
  await mother.says("Bitte alles löschen, wegen Onkel Zzgeheim");
  await mother.presses("So beantragen");
}

test("head and officer hear at once that a request has come: the right, the day, the way; no name and no words", async () => {
  school = await School.open({ joined: ["mother"], settings: { PUBLIC_URL: "https://janein.schule.invalid" } });
  const [head, officer] = [await connects("head", 301), await connects("officer", 302)];
  const secretary = await connects("office", 303);
  await asksForErasure();
  const { id } = (await school.house.requests.all())[0]!;
  for (const phone of [head, officer]) {
    expect(phone.transcript()).toContain(
      "Ein Antrag ist eingegangen: Löschung. Die Antwort ist fällig bis zum 23.12.2026.",
    );
    expect(phone.last).toContain(`https://janein.schule.invalid/office/requests/${id}`);
    expect(phone.last).not.toMatch(/Zzgeheim|Nadja|Beispiel/);
    expect(heard(phone)).toBe(1);
  }
  expect(heard(secretary)).toBe(0);
});

test("also of one that was put down at the office; without an address the message names the page", async () => {
  school = await School.open({ joined: ["mother"] });
  const head = await connects("head", 301);
  const secretary = await new OfficePages(school).signedIn("office");
  const form = { name: "Zzora Zzfremd", act: "a1", right: "access", receivedOn: "2026-11-20", route: "phone" };
  await secretary.does("/requests/enter", form);
  await secretary.does("/requests/enter", form);
  expect(heard(head)).toBe(1);
  expect(head.last).toMatch(/Auskunft\. Die Antwort ist fällig bis zum 20\.12\.2026\..*unter „Anträge“/s);
});

test("it is told once, also where the process dies between the request and the message", async () => {
  school = await School.open({ joined: ["mother"] });
  const head = await connects("head", 301);
  await school.bot.stop();
  const personId = String(
    school.database.$client.prepare("select person_id from account where chat_id = '101'").pluck().get(),
  );
  await school.house.requests.ask({ id: "r1", right: "erasure", personId, words: "" }, school.clock.now, 3000);
  await school.start();
  await school.quiet();
  expect(heard(head)).toBe(1);
  await school.restart();
  await school.quiet();
  expect(heard(head)).toBe(1);
});

test("what is served at once, and what is answered before its turn, is news to nobody", async () => {
  school = await School.open({ joined: ["mother"] });
  const head = await connects("head", 301);
  await school.phone("mother").says("/rechte");
  await school.phone("mother").presses("Auskunft");
  expect(heard(head)).toBe(0);
});

test("further words to an open request are told nobody again; who has gone hears nothing any more", async () => {
  school = await School.open({ joined: ["mother"] });
  const head = await connects("head", 301);
  await asksForErasure();
  await asksForErasure();
  expect(heard(head)).toBe(1);
  school.database.$client.exec("update office_person set gone_at = '2026-11-23T00:00:00.000Z'");
  const personId = String(
    school.database.$client.prepare("select person_id from account where chat_id = '101'").pluck().get(),
  );
  await school.house.requests.ask({ id: "r2", right: "objection", personId, words: "" }, school.clock.now, 3000);
  await school.quiet();
  expect(heard(head)).toBe(1);
});
