import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import { homeserverAsFetch } from "../../src/homeserver/mount.ts";
import { type MatrixPhone, MatrixSchool } from "../support/matrix-room.ts";
import { until } from "../support/until.ts";

const open: MatrixSchool[] = [];
afterEach(async () => {
  for (const school of open.splice(0)) await school.end();
});

/** The same school on a machine of its own, with its own database and its own device. */
async function machine(beside?: MatrixSchool, hasKeys = false): Promise<MatrixSchool> {
  const school = await MatrixSchool.open({ hasKeys, ...(beside ? { beside } : { besideOthers: true }) });
  open.push(school);
  return school;
}

const goes = async (school: MatrixSchool) => {
  open.splice(open.indexOf(school), 1);
  await school.end();
};

const answers = (phone: MatrixPhone) => phone.heard.length;
const isAnswered = (phone: MatrixPhone, count: number) => until(() => expect(answers(phone)).toBe(count));
const says = (phone: MatrixPhone, body: string) => phone.send({ msgtype: "m.text", body });

/** How many messages of the bot a greeting is, and each answer to somebody whom it does not know. */
const [greeting, answer] = [2, 1];

/** A parent whose room the bot has come into, and greeted. */
async function parent(school: MatrixSchool, name = "ada"): Promise<MatrixPhone> {
  const phone = school.phone(name);
  await isAnswered(phone, greeting);
  return phone;
}

/** Starts a machine anew with a network that can leave it: what it says is lost then, and so is what it is told. */
async function networkOf(school: MatrixSchool): Promise<{ isAway: boolean }> {
  const network = { isAway: false };
  const whole = homeserverAsFetch(school.server);
  const unlessAway = () => {
    if (network.isAway) throw new TypeError("fetch failed");
  };
  await school.stop();
  await school.start(async (input, init) => {
    unlessAway();
    const said = await whole(input, init);
    unlessAway();
    return said;
  });
  return network;
}

test("of two machines with one account one answers, and the other leaves all as it is", async () => {
  const one = await machine();
  const phone = await parent(one);
  await machine(one);
  for (let count = 1; count < 7; count += 1) {
    says(phone, "status");
    await isAnswered(phone, greeting + count * answer);
    await sleep(400);
  }
  await sleep(1000);
  expect(answers(phone)).toBe(greeting + 6 * answer);
});

test("when the first is gone the other answers what was written meanwhile, once, and nothing that was answered", async () => {
  const one = await machine();
  const phone = await parent(one);
  const other = await parent(one, "berta");
  await machine(one);
  says(phone, "status");
  await isAnswered(phone, greeting + answer);
  await goes(one);
  says(phone, "status");
  await isAnswered(phone, greeting + 2 * answer);
  says(other, "status");
  await isAnswered(other, greeting + answer);
  await sleep(1000);
  expect([answers(phone), answers(other)]).toEqual([greeting + 2 * answer, greeting + answer]);
});

test("whoever comes back after another one has worked answers nothing of what that one has answered", async () => {
  const one = await machine();
  const phone = await parent(one);
  await one.stop();
  const two = await machine(one);
  says(phone, "status");
  await isAnswered(phone, greeting + answer);
  await one.start();
  await sleep(2500);
  says(phone, "status");
  await isAnswered(phone, greeting + 2 * answer);
  await goes(two);
  says(phone, "status");
  await isAnswered(phone, greeting + 3 * answer);
  await sleep(1000);
  expect(answers(phone)).toBe(greeting + 3 * answer);
});

test("a backup that is restored on another machine goes on where the lost one has stopped", async () => {
  const one = await machine();
  const [phone, other] = [await parent(one), await parent(one, "berta")];
  says(phone, "status");
  await isAnswered(phone, greeting + answer);
  await goes(one);
  says(phone, "status");
  const late = one.phone("carla");
  await machine(one);
  await isAnswered(phone, greeting + 2 * answer);
  await isAnswered(late, greeting);
  await sleep(1000);
  expect([phone, other, late].map(answers)).toEqual([greeting + 2 * answer, greeting, greeting]);
});

test("whom the network has left is the first no more, and sends nothing twice when it is back", async () => {
  const one = await machine();
  const phone = await parent(one);
  const network = await networkOf(one);
  says(phone, "status");
  await isAnswered(phone, greeting + answer);
  network.isAway = true;
  await machine(one);
  says(phone, "status");
  await isAnswered(phone, greeting + 2 * answer);
  network.isAway = false;
  for (let count = 3; count < 8; count += 1) {
    says(phone, "status");
    await isAnswered(phone, greeting + count * answer);
    await sleep(700);
  }
  expect(answers(phone)).toBe(greeting + 7 * answer);
});

test("the second tells nobody what waits in its own database, and does when it is the first", async () => {
  const one = await machine();
  await parent(one);
  const two = await machine(one);
  await two.stop();
  const line = two.house.on("matrix");
  const claims = vi.spyOn(line.outbox, "claim");
  vi.spyOn(two.house, "on").mockReturnValue(line);
  await two.start();
  await until(() => expect(two.running.connection().trouble?.why).toBe("another poller"));
  expect(claims).not.toHaveBeenCalled();
  await goes(one);
  await until(() => expect(claims).toHaveBeenCalled());
});

test("whoever is alone writes a note when it begins, and no more however much is said", async () => {
  const one = await machine();
  const phone = await parent(one);
  for (let count = 1; count < 11; count += 1) {
    says(phone, "status");
    await isAnswered(phone, greeting + count * answer);
  }
  const notes = one.server.calls.filter(({ path }) => path.endsWith("account_data/de.janein.reader"));
  expect(notes.filter(({ method }) => method === "PUT").length).toBeLessThanOrEqual(2);
  expect(notes.length).toBeLessThan(50);
});

test("a server that keeps nothing for its accounts has the bot all the same", async () => {
  const one = await machine();
  one.server.faults.push({ path: /account_data\/de\.janein/, times: Infinity, with: { status: 404 } });
  await one.stop();
  await one.start();
  await parent(one);
  expect(one.warned.join()).toContain("keeps nothing");
});

/** Whether the device of a machine is signed by what the account is known by now: to others no phone gives its keys. */
function isSigned({ server, bot, file }: MatrixSchool): boolean {
  const known = server.keys.query({ device_keys: { [bot]: [] } }, bot) as {
    device_keys: Record<string, Record<string, { signatures: Record<string, object> }>>;
    self_signing_keys: Record<string, { keys: object }>;
  };
  const signatures = known.device_keys[bot]?.[file.session()?.deviceId ?? ""]?.signatures[bot] ?? {};
  return Object.keys(known.self_signing_keys[bot]?.keys ?? {}).some((key) => key in signatures);
}

test("the second leaves alone what the account is known by; whoever works, and whoever comes back, is the one it is known by", async () => {
  const one = await machine(undefined, true);
  const network = await networkOf(one);
  const phone = await parent(one);
  const two = await machine(one, true);
  await until(() => expect(two.running.connection().trouble?.why).toBe("another poller"));
  expect([isSigned(one), isSigned(two)]).toEqual([true, false]);
  network.isAway = true;
  says(phone, "status");
  await isAnswered(phone, greeting + answer);
  expect(isSigned(two)).toBe(true);
  await goes(two);
  network.isAway = false;
  says(phone, "status");
  await isAnswered(phone, greeting + 2 * answer);
  expect(isSigned(one)).toBe(true);
});

test("a machine that is set back to what it was yesterday answers nothing of what it has answered since", async () => {
  const one = await machine();
  const phone = await parent(one);
  const two = await machine(one);
  await two.stop();
  await one.stop();
  const [reader, token] = [one.file.reader(), one.file.syncToken()];
  await one.start();
  for (const count of [1, 2]) {
    says(phone, "status");
    await isAnswered(phone, greeting + count * answer);
  }
  await one.stop();
  // Its database is that of the other machine: it has seen nothing of it.
  if (reader) two.file.keepReader(reader);
  two.file.keepSyncToken(token ?? "");
  await two.start();
  says(phone, "status");
  await isAnswered(phone, greeting + 3 * answer);
  await sleep(1000);
  expect(answers(phone)).toBe(greeting + 3 * answer);
});
