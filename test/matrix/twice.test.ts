import { afterEach, expect, test } from "vitest";
import { because } from "../../src/matrix/cause.ts";
import { homeserverAsFetch } from "../../src/homeserver/mount.ts";
import { type MatrixPhone, MatrixSchool } from "../support/matrix-room.ts";

let school: MatrixSchool;
afterEach(() => school.end());

const bodies = (phone: MatrixPhone) => phone.heard.map(({ content }) => String(content.body));

test("what is sent for the same reason in the same words arrives once, also from another process; twice in one is twice", async () => {
  school = await MatrixSchool.open();
  const phone = await school.person("ada");
  const chat_id = await phone.chatId();
  const before = phone.heard.length;
  const say = (text: string) => school.line.answer("sendMessage", { chat_id, text });
  const once = () => because("update 7", () => say("Guten Tag"));
  await once();
  await once();
  expect(phone.heard.length - before).toBe(1);
  await because("update 8", async () => void [await say("Guten Tag"), await say("Guten Tag")]);
  expect(phone.heard.length - before).toBe(3);
});

test("an announcement arrives once, although it is made anew and says „vielleicht noch einmal“ by then", async () => {
  school = await MatrixSchool.open();
  const phone = await school.person("ada");
  const chat_id = await phone.chatId();
  const before = phone.heard.length;
  for (const text of ["Klasse 3a: Mila", "Vielleicht noch einmal: Klasse 3a: Mila"])
    await because("told 4 5", () => school.line.answer("sendMessage", { chat_id, text }));
  expect(bodies(phone).slice(before)).toEqual(["Klasse 3a: Mila"]);
});

test("a lost answer, a broken connection, a 502 and a page of somebody in between: each message is there once", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  const before = bodies(grandfather).length;
  await grandfather.says("status");
  const usual = bodies(grandfather).slice(before);
  const path = /\/send\//;
  school.server.faults.push(
    { path, times: 1, with: "answer lost" },
    { path, times: 1, with: "no connection" },
    { path, times: 1, with: { status: 502 } },
    { path, times: 1, with: { status: 429, body: { errcode: "M_LIMIT_EXCEEDED", retry_after_ms: 2000 } } },
    { path, times: 1, with: { status: 429, headers: { "retry-after": "3" } } },
  );
  await grandfather.says("status");
  await grandfather.says("status");
  expect(bodies(grandfather).slice(before)).toEqual([...usual, ...usual, ...usual]);
});

test("written while the bot is away is answered when it is back, once; what was answered is not answered again", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  await grandfather.says("status");
  await school.stop();
  grandfather.forget();
  grandfather.send({ msgtype: "m.text", body: "hilfe" });
  await school.start();
  await school.quiet();
  expect(grandfather.transcript().match(/Das können Sie hier tun/g)).toHaveLength(1);
  await school.stop();
  await school.start();
  await school.quiet();
  expect(grandfather.transcript()).toBe("");
});

test("a device that begins anew answers nothing old, and hears what comes", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  await school.stop();
  grandfather.send({ msgtype: "m.text", body: "einwilligung" });
  school.file.forget();
  grandfather.forget();
  await school.start();
  await school.quiet();
  expect(grandfather.transcript()).toBe("");
  await grandfather.says("status");
  expect(grandfather.last).toContain("Leon N.");
});

test("more than a sync shows at once is fetched, and all of it is heard in its order, once", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  await school.stop();
  grandfather.forget();
  for (let count = 1; count <= 130; count += 1) grandfather.send({ msgtype: "m.text", body: "!status" });
  grandfather.send({ msgtype: "m.text", body: "hilfe" });
  await school.start();
  await school.quiet();
  const heard = bodies(grandfather).slice(-131);
  expect(heard.filter((body) => body.includes("Leon N."))).toHaveLength(130);
  expect(heard.at(-1)).toContain("Das können Sie hier tun");
});

test("killed after a consent was recorded and before anything was said: it is recorded once, and each message is there once", async () => {
  school = await MatrixSchool.open();
  const teacher = await school.joined("lateTeacher");
  const grandfather = await school.joined("grandfather");
  for (const word of ["einwilligung", "ja", "nein"]) await grandfather.says(word);
  grandfather.forget();
  await school.stop();
  // This process gets its messages out, and never hears that it did; nor does it put anything down afterwards.
  const whole = homeserverAsFetch(school.server);
  let sent = 0;
  const dies: typeof fetch = async (input, init) => {
    const answer = await whole(input, init);
    if (typeof input === "string" && input.includes("/send/") && (sent += 1) >= 2)
      return await new Promise(() => undefined);
    return answer;
  };
  await school.start(dies);
  grandfather.send({ msgtype: "m.text", body: "absenden" });
  while (sent < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  await school.stop();
  await school.start();
  await school.quiet();
  const said = grandfather.transcript();
  expect(said.match(/Gespeichert am/g)).toHaveLength(1);
  expect(said.match(/Beleg-.*pdf/g)).toHaveLength(1);
  expect(teacher.transcript().match(/Leon N\./g)).toHaveLength(1);
});

test("a token that the server takes no more is renewed with the password, for the same device", async () => {
  school = await MatrixSchool.open();
  const grandfather = await school.joined("grandfather");
  const device = school.file.session()?.deviceId;
  await school.stop();
  school.server.signOut(school.bot);
  await school.start();
  await grandfather.says("status");
  expect(grandfather.last).toContain("Leon N.");
  expect(school.file.session()?.deviceId).toBe(device);
});

test("an announcement whose sending was lost comes without a word about having come before", async () => {
  school = await MatrixSchool.open();
  const teacher = await school.joined("lateTeacher");
  const grandfather = await school.joined("grandfather");
  for (const word of ["einwilligung", "ja", "nein"]) await grandfather.says(word);
  await school.stop();
  const whole = homeserverAsFetch(school.server);
  let lost = false;
  await school.start(async (input, init) => {
    const toTeacher = typeof input === "string" && input.includes(`${encodeURIComponent(teacher.roomId)}/send/`);
    lost ||= toTeacher;
    return toTeacher ? await new Promise(() => undefined) : await whole(input, init);
  });
  grandfather.send({ msgtype: "m.text", body: "absenden" });
  while (!lost) await new Promise((resolve) => setTimeout(resolve, 5));
  await school.stop();
  await school.start();
  await school.quiet();
  const said = teacher.transcript();
  expect(said.match(/Leon N\./g)).toHaveLength(1);
  expect(said).not.toContain("schon einmal angekommen");
});
