import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { homeserverAsFetch } from "../../src/homeserver/mount.ts";
import { openMatrixLine } from "../../src/matrix/line.ts";
import { MatrixPhone, MatrixSchool } from "../support/matrix-room.ts";

let school: MatrixSchool;
afterEach(() => school.end());

const events = async () => {
  const child = (await school.house.roster.everyChild()).find(({ givenName }) => givenName === "Leon")!.id;
  return await school.house.ledger.eventsOf(child);
};
const addressOf = (input: string | URL | Request) =>
  input instanceof Request ? input.url : input instanceof URL ? input.href : input;
const soon = async (holds: () => boolean | Promise<boolean>, ms = 4000) => {
  for (const end = Date.now() + ms; Date.now() < end; await new Promise((go) => setTimeout(go, 10)))
    if (await holds()) return true;
  return false;
};

test("a bot that is signed out while it runs signs in anew, and answers what was written meanwhile", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  school.server.signOut(school.bot);
  grandfather.send({ msgtype: "m.text", body: "status" });
  expect(await soon(() => grandfather.last.includes("Leon N."))).toBe(true);
});

test("a server set back to an older state knows the token no more: what was written since is read, nothing old", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  await school.stop();
  grandfather.forget();
  const [whole, before] = [homeserverAsFetch(school.server), school.file.syncToken()];
  await school.start(async (input, init) =>
    new URL(addressOf(input)).searchParams.get("since") === before
      ? Response.json({ errcode: "M_UNKNOWN_POS" }, { status: 400 })
      : await whole(input, init),
  );
  grandfather.send({ msgtype: "m.text", body: "status" });
  await soon(() => school.file.syncToken() !== before);
  await school.quiet();
  expect(grandfather.transcript().match(/JaNein:/g)).toHaveLength(1);
  expect(grandfather.last).toContain("Leon N.");
  grandfather.send({ msgtype: "m.text", body: "hilfe" });
  await school.quiet();
  expect(grandfather.last).toContain("Das können Sie hier tun");
});

test("a room of which the server answers nothing holds up nobody else", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  const mother = await school.joined("mother");
  await school.stop();
  const whole = homeserverAsFetch(school.server);
  const slow = encodeURIComponent(mother.roomId);
  await school.start(async (input, init) => {
    if (!addressOf(input).includes(slow)) return await whole(input, init);
    return await new Promise((_, no) => init?.signal?.addEventListener("abort", () => no(new Error("aborted"))));
  });
  mother.send({ msgtype: "m.text", body: "status" });
  await new Promise((go) => setTimeout(go, 100));
  grandfather.forget();
  grandfather.send({ msgtype: "m.text", body: "status" });
  expect(await soon(() => grandfather.transcript().includes("JaNein"))).toBe(true);
});

test("a room for which the server puts the bot off is waited for below it: nobody else waits, and it is said there once", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  const mother = await school.joined("mother");
  await school.stop();
  const whole = homeserverAsFetch(school.server);
  const full = `${encodeURIComponent(mother.roomId)}/send/`;
  let isPutOff = true;
  await school.start(async (input, init) => {
    if (!isPutOff || !addressOf(input).includes(full)) return await whole(input, init);
    return Response.json({ errcode: "M_LIMIT_EXCEEDED" }, { status: 429, headers: { "retry-after": "5" } });
  });
  mother.forget();
  mother.send({ msgtype: "m.text", body: "hilfe" });
  grandfather.forget();
  grandfather.send({ msgtype: "m.text", body: "status" });
  expect(await soon(() => grandfather.transcript().includes("JaNein"))).toBe(true);
  expect(mother.heard.at(-1)?.content.body).not.toContain("Das können Sie hier tun");
  isPutOff = false;
  await school.quiet();
  expect(mother.transcript().match(/Das können Sie hier tun/g)).toHaveLength(1);
});

test("a room that the bot may not look into any more holds up nobody else", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  const mother = await school.joined("mother");
  await school.stop();
  const whole = homeserverAsFetch(school.server);
  const slow = encodeURIComponent(mother.roomId);
  await school.start(async (input, init) => {
    if (!addressOf(input).includes(slow)) return await whole(input, init);
    return Response.json({ errcode: "M_FORBIDDEN" }, { status: 403 });
  });
  mother.send({ msgtype: "m.text", body: "status" });
  grandfather.forget();
  grandfather.send({ msgtype: "m.text", body: "status" });
  expect(await soon(() => grandfather.transcript().includes("JaNein"))).toBe(true);
});

test("with two rooms, a number counts only for what was asked in the one where it stands", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  await grandfather.says("einwilligung");
  const { server, bot } = school;
  const { device } = grandfather;
  const other = new MatrixPhone(school, device, server.opens(device.userId, { invites: [bot] }));
  await school.quiet();
  for (const word of ["ja", "ja"]) await other.says(word);
  expect(other.last).toContain("Teilnahme per Video (Bild)?");
  await grandfather.says("1");
  expect(grandfather.last).toContain("Teilnahme per Video (Bild)?");
  await grandfather.says("2");
  expect(grandfather.last).toContain("Teilnahme per Audio (Ton): JA\nTeilnahme per Video (Bild): NEIN");
  await other.says("1");
  expect(await events()).toEqual([]);
  await other.says("absenden");
  expect((await events()).map(({ purpose, kind }) => `${purpose} ${kind}`)).toEqual(["audio given", "video refused"]);
});

test("whose room a third has come into without a word, hears what waited when that one has gone", async () => {
  school = await MatrixSchool.open();
  const teacher = await school.joined("lateTeacher");
  const { server } = school;
  const third = server.account("third");
  server.member(teacher.roomId, third, "join");
  await school.quiet();
  const grandfather = await school.joined("grandfather");
  for (const word of ["einwilligung", "ja", "ja", "absenden"]) await grandfather.says(word);
  expect(teacher.transcript()).not.toContain("Leon");
  server.member(teacher.roomId, third, "leave");
  await school.quiet();

  school.clock.now = new Date(school.clock.now.getTime() + 60 * 60 * 1000);
  await school.quiet();
  expect(teacher.transcript()).toContain("Leon N.");
});

test("a sync that says nothing at all loses nothing and is not asked for in a frenzy", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  await school.stop();
  const whole = homeserverAsFetch(school.server);
  let [left, asked] = [1e9, 0];
  await school.start(async (input, init) => {
    if (!addressOf(input).includes("/sync") || left-- <= 0) return await whole(input, init);
    asked += 1;
    return Response.json(asked % 2 ? {} : { next_batch: 7, rooms: { join: { "!x:y": null } } });
  });
  grandfather.forget();
  grandfather.send({ msgtype: "m.text", body: "status" });
  await new Promise((go) => setTimeout(go, 500));

  left = 0;
  expect(await soon(() => grandfather.transcript().includes("JaNein"))).toBe(true);
  expect(school.file.syncToken()).not.toBe("7");
});

test("a login answered with nothing keeps the device", async () => {
  school = await MatrixSchool.open();
  await school.quiet();
  await school.stop();
  const kept = school.file.session();
  school.server.signOut(school.bot);
  const whole = homeserverAsFetch(school.server);
  let left = 1;
  await school.start(async (input, init) =>
    addressOf(input).endsWith("/login") && left-- > 0 ? Response.json({}) : await whole(input, init),
  );
  expect(school.file.session()?.deviceId).toBe(kept?.deviceId);
  expect(school.file.syncToken()).not.toBeNull();
});

test("an invitation into a room that the server cannot enter holds up nobody else", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  const { server, bot } = school;
  server.faults.push({ path: /\/join\//, times: 1e9, with: { status: 502 } });
  server.opens(server.account("father"), { invites: [bot] });
  grandfather.forget();
  grandfather.send({ msgtype: "m.text", body: "status" });
  expect(await soon(() => grandfather.transcript().includes("JaNein"))).toBe(true);
  server.faults.length = 0;
});

test("a number in answer to a message of somebody else's room chooses nothing there", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  const father = await school.joined("father");
  await grandfather.says("einwilligung");
  const question = grandfather.heard.at(-1)!.event_id;
  grandfather.forget();
  await father.says("1", { "m.relates_to": { "m.in_reply_to": { event_id: question } } });
  await father.says("absenden");
  expect(grandfather.transcript()).toBe("");
  expect(father.transcript()).not.toContain("Schritt ist schon erledigt");
  expect(await events()).toEqual([]);
  await grandfather.says("1");
  expect(grandfather.last).toContain("Teilnahme per Video (Bild)?");
});

test("a word with a question mark, or crossed out, chooses nothing", async () => {
  school = await MatrixSchool.open();
  const mother = await school.person("nadja");
  await mother.says(await school.code("mother"));
  for (const word of ["Verbinden?", "~~Verbinden~~", "Verbinden ❌", "nicht verbinden"]) await mother.says(word);
  expect(mother.heard.map(({ content }) => content.body).join("\n")).not.toContain("Verbunden.");
  await mother.says("„Verbinden“!");
  expect(mother.heard.map(({ content }) => content.body).join("\n")).toContain("Verbunden.");
});

test("what the bot is asked to take for a person's word, and is none, records nothing", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  await grandfather.says("einwilligung");
  const question = grandfather.heard.at(-1)!.event_id;
  const text = (body: unknown, more: object = {}) => ({ msgtype: "m.text", body, ...more });
  const to = (relation: unknown) => ({ "m.relates_to": relation });
  for (const content of [
    text(1),
    text(["1"]),
    text({ toString: "1" }),
    text("1\u200b"),
    text("\u202e1"),
    text("1".repeat(60_000)),
    text("JA", { format: "org.matrix.custom.html", formatted_body: "<del>JA</del>" }),
    text("1", { format: "org.matrix.custom.html", formatted_body: "<s>1</s>" }),
    text("JA", {
      format: "org.matrix.custom.html",
      formatted_body: '<span data-mx-spoiler=""><strike>JA</strike></span>',
    }),
    text("1", to({ rel_type: "m.replace", event_id: question })),
    text("1", to({ rel_type: "m.annotation", event_id: question, key: "1" })),
    text("1", to({ "m.in_reply_to": { event_id: "$nothing" } })),
    text("> JA\n\nnein?"),
    text("> JA"),
    text("JA?"),
    text("JA oder NEIN"),
    text("JA ❌"),
    text("JA 👎"),
    text("~~JA~~"),
    text("1?"),
    text("1 ❌"),
    { msgtype: "m.image", body: "JA", url: "mxc://a/b" },
    { msgtype: "m.emote", body: "JA" },
    { msgtype: "m.notice", body: "1" },
    { msgtype: "m.location", body: "JA", geo_uri: "geo:1,1" },
  ]) {
    grandfather.send(content);
    await school.quiet();
    expect([JSON.stringify(content).slice(0, 90), grandfather.heard.some(isVideo)]).toEqual([expect.anything(), false]);
  }
  await grandfather.says("nein", to({ rel_type: 7, event_id: [] }));
  expect(grandfather.heard.some(isVideo)).toBe(true);
});
const isVideo = ({ content }: { content: Record<string, unknown> }) =>
  String(content.body).includes("per Video (Bild)?");

test("a thread, a name that changes, a leaving and coming back, and a place in a thread: the answer counts once", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  await grandfather.says("einwilligung");
  const { server } = school;
  const question = grandfather.heard.at(-1)!.event_id;
  server.member(grandfather.roomId, grandfather.device.userId, "join", undefined, { displayname: "Opa" });
  server.member(grandfather.roomId, grandfather.device.userId, "leave");
  server.member(grandfather.roomId, grandfather.device.userId, "join");
  await school.quiet();
  const thread = { rel_type: "m.thread", event_id: question, is_falling_back: true };
  await grandfather.says("1", { "m.relates_to": { ...thread, "m.in_reply_to": { event_id: question } } });
  expect(grandfather.last).toContain("Teilnahme per Video (Bild)?");
  await grandfather.says("2", { "m.relates_to": { ...thread, "m.in_reply_to": { event_id: question } } });
  expect(grandfather.last).toContain("Teilnahme per Audio (Ton): JA\nTeilnahme per Video (Bild): NEIN");
});

test("a wrong password, and a token of another account, are told as what they are, and cost nothing", async () => {
  school = await MatrixSchool.open();
  const device = school.file.session()?.deviceId;
  await school.stop();
  school.server.signOut(school.bot);
  const answers = async (credentials: { user: string; password: string | null; token: string | null }) => {
    const line = openMatrixLine({
      ...{ address: "http://matrix.invalid", file: school.file, numbers: school.house.rooms, credentials },
      ...{ fetch: homeserverAsFetch(school.server), pause: () => setImmediate(), now: () => school.clock.now },
      ...{ readsWords: () => false, sayIn: async () => () => "", warn: () => undefined },
    });
    const refused = await line.answer("getMe", {}).catch((error: unknown) => error);
    await line.stop();
    return refused;
  };
  expect(await answers({ user: "janein", password: "a wrong one", token: null })).toMatchObject({ code: 401 });
  school.server.account("ada");
  const { token } = school.server.signIn("ada", "password of ada");
  expect(await answers({ user: "@janein:schule.example", password: null, token })).toMatchObject({ code: 401 });
  expect(school.file.session()?.deviceId).toBe(device);
  await school.start();
});

test("who is gone before it is listened to is not waited for", async () => {
  school = await MatrixSchool.open();
  await school.stop();
  const line = openMatrixLine({
    ...{ address: "http://matrix.invalid", file: school.file, numbers: school.house.rooms },
    credentials: { user: "janein", password: "a password", token: null },
    ...{ fetch: homeserverAsFetch(school.server), pause: () => setImmediate(), now: () => school.clock.now },
    ...{ readsWords: () => false, sayIn: async () => () => "", warn: () => undefined },
  });
  await line.answer("getMe", {});
  // What it hears first, it hears at once; after that it waits.
  await line.answer("getUpdates", { timeout: 1 });
  const asked = line.answer("getUpdates", { timeout: 1000 }, AbortSignal.abort());
  expect(await Promise.race([asked, sleep(5000, "is waited for")])).toEqual([]);
  await line.stop();
  await school.start();
});
