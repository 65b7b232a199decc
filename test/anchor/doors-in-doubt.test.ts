import { afterEach, beforeEach, expect, test } from "vitest";
import { isInDoubt, isRefused } from "../../db/file/not-ours.ts";
import { secretHash } from "../../src/office/staff/secrets.ts";
import { OfficePages } from "../support/office-pages.ts";
import { endSealed, type SealedSchool, sealedSchool } from "../support/sealed-school.ts";
import { withoutGuards } from "../support/without-guards.ts";

let sealed: SealedSchool;
beforeEach(async () => {
  sealed = await sealedSchool("grandfather");
  await sealed.school.phone("grandfather").answers("Leon", "JA", "JA");
});
afterEach(() => endSealed(sealed.folder, sealed.school));

const breakRow = () => withoutGuards(sealed.path, "update consent_event set recorded_by = 'somebody' where seq = 1");

test("in doubt somebody is invited, gets a new link, is signed in, out, and let go", async () => {
  const { house, clock } = sealed.school;
  const { office } = house;
  breakRow();
  const hash = (secret: string) => secretHash(secret);
  const id = await office.invite({ name: "Frau Neu", role: "office" }, hash("one"), clock.now);
  expect(await office.newLinkOnce(id, hash("two"), "form two", clock.now)).toBe(true);
  expect(await office.signIn(hash("two"), hash("session"), clock.now)).toMatchObject({ id });
  await office.signOut(hash("session"));
  expect(await office.signedIn(hash("session"), clock.now)).toBe(null);
  await office.newLinkOnce(id, hash("three"), "form three", clock.now);
  await office.signIn(hash("three"), hash("another"), clock.now);
  expect(await office.endSessions(id)).toBe(1);
  await office.newLinkOnce(id, hash("four"), "form four", clock.now);
  await office.letGo(id, clock.now);
  expect(await office.signIn(hash("four"), hash("none"), clock.now)).toBe(null);
});

test("in doubt the head lets somebody go on the page, and it stands in the log", async () => {
  const head = await new OfficePages(sealed.school).signedIn("head");
  const { office } = sealed.school.house;
  const id = await office.invite({ name: "Frau Fort", role: "office" }, secretHash("x"), sealed.school.clock.now);
  breakRow();
  expect((await head.post(`/people/${id}/let-go`, {})).status).toBe(303);
  expect((await office.everybody(sealed.school.clock.now)).map(({ name }) => name)).not.toContain("Frau Fort");
  expect((await office.actions(0, 1)).actions).toMatchObject([{ what: "letGo", about: id }]);
});

test("in doubt a lost phone is cut off, and who wants to leave the chat leaves it", async () => {
  const { house, clock } = sealed.school;
  const [person] = await house.accounts.personsOf(sealed.school.phone("grandfather").chatId);
  breakRow();
  expect(await house.accounts.disconnect(person?.id ?? "", clock.now)).toBe(true);
  expect(await house.accounts.personsOf(sealed.school.phone("grandfather").chatId)).toEqual([]);
  expect(await house.accounts.leave(sealed.school.phone("grandfather").chatId)).toBe(0);
});

test("an error is known by what it is, not by its words", async () => {
  breakRow();
  const inDoubt = await sealed.school.house.periods
    .start("x", sealed.school.clock.now)
    .catch((error: unknown) => error);
  expect([isRefused(inDoubt), isInDoubt(inDoubt)]).toEqual([true, true]);
  const same = new Error((inDoubt as Error).message);
  expect([isRefused(same), isInDoubt(same)]).toEqual([false, false]);
  withoutGuards(sealed.path, "create trigger planted before insert on consent_event begin select 1; end");
  const planted = await sealed.school.house.periods
    .start("x", sealed.school.clock.now)
    .catch((error: unknown) => error);
  expect([isRefused(planted), isInDoubt(planted)]).toEqual([true, false]);
});
