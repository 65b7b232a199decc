import type { ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { school as invented } from "../../src/demo/invented-facts.ts";
import { texts } from "../support/school.ts";
import { freshDatabase, program, says } from "../support/process.ts";

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

let demo: ChildProcess;
let address = "";
let said = "";
/** Leads to the school of the visitor whose requests these are. */
let cookie = "";
beforeAll(async () => {
  demo = program(["start", "--demo"], { PORT: "0", LOG_LEVEL: "silent", DATABASE_PATH: freshDatabase() });
  [said, address = ""] = await says(demo, /The demo is open: (\S+)[^\n]*\n/);
  cookie = await aVisitor();
});
afterAll(() => demo.kill("SIGTERM"));

/**
 * One request with just these headers, and the visitor's cookie unless they have another:
 * a browser's own fetch would not let a test choose Host and Origin.
 */
function ask(method: string, path: string, given: Record<string, string> = {}, body?: string): Promise<Answer> {
  const headers = { cookie, ...given };
  return new Promise((resolve, reject) => {
    const asked = request(address + path, { method, headers }, (answer) => {
      const done = (heard: string) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: heard });
      let heard = "";
      // What is watched does not end by itself.
      if (answer.headers["content-type"]?.startsWith("text/event-stream")) {
        asked.destroy();
        done(heard);
      }
      answer.on("data", (part: Buffer) => (heard += part.toString()));
      answer.on("end", () => done(heard));
    });
    asked.on("error", reject);
    asked.end(method === "POST" ? body : undefined);
  });
}

/** Opens the page as somebody new. Out: the cookie. */
async function aVisitor(): Promise<string> {
  const { headers } = await ask("POST", "/demo/school", { cookie: "", origin: address, ...json }, "{}");
  return String(headers["set-cookie"]).split(";")[0] ?? "";
}

const port = () => new URL(address).port;
const json = { "content-type": "application/json" };
const hello = JSON.stringify({ text: "hallo" });
const saidBy = async (chat: number, whose = cookie) => {
  const { messages } = JSON.parse((await ask("GET", `/demo/chats/${chat}`, { cookie: whose })).body) as {
    messages: { text: string }[];
  };
  return messages.map(({ text }) => text);
};
const links = async () => {
  const { status, headers } = await ask("POST", "/demo/office", { origin: address });
  return { status, location: String(headers.location) };
};

const places = [
  ["GET", "/"],
  ["GET", "/demo/phone.js"],
  ["GET", "/demo/chat.js"],
  ["GET", "/demo/phone.css"],
  ["GET", "/demo/school"],
  ["POST", "/demo/school"],
  ["GET", "/demo/proof"],
  ["GET", "/health"],
  ["GET", "/demo/chats/101"],
  ["GET", "/demo/chats/201/files/1"],
  ["GET", "/demo/changes"],
  ["GET", "/demo/office"],
  ["POST", "/demo/office"],
  ["POST", "/demo/chats/101/says"],
  ["POST", "/demo/chats/101/presses"],
  ["POST", "/demo/chats/101/sends"],
  ["POST", "/demo/chats/101/edits"],
  ["POST", "/demo/chats/101/forwards"],
  ["GET", "/demo/rooms/102"],
  ["GET", "/demo/rooms/102/files/1"],
  ["POST", "/demo/rooms/102/says"],
  ["POST", "/demo/rooms/102/edits"],
  ["POST", "/demo/rooms/102/signs"],
  ["POST", "/bot1:demo-needs-no-secret-token/getMe"],
  ["GET", "/office"],
  ["GET", "/nowhere"],
] as const;

test.each(places)(
  "%s %s answers only under the names of this machine: a name that was bent to it is refused",
  async (method, path) => {
    for (const host of [`rebound.example:${port()}`, "127.0.0.1", "127.0.0.1:1", `127.0.0.1.example:${port()}`])
      expect({
        host,
        status: (await ask(method, path, { host, ...json, origin: `http://${host}` }, hello)).status,
      }).toEqual({
        host,
        status: expect.toBeOneOf([400, 421]) as number,
      });
  },
);

test("each name of this machine is right", async () => {
  for (const name of ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"])
    expect((await ask("GET", "/", { host: `${name}:${port()}` })).status).toBe(200);
});

test.each(places)("%s %s is not for pages of other origins", async (method, path) => {
  for (const origin of [
    "http://evil.example",
    "null",
    `https://127.0.0.1:${port()}`,
    "http://127.0.0.1:1",
    `http://localhost:${port()}`,
  ])
    expect({ origin, status: (await ask(method, path, { origin, ...json }, hello)).status }).toEqual({
      origin,
      status: 403,
    });
  for (const site of ["cross-site", "same-site"])
    expect(
      (await ask(method, path, { "sec-fetch-site": site, "sec-fetch-mode": "no-cors", ...json }, hello)).status,
    ).toBe(403);
});

test("what a person types comes from the page itself, as JSON, or it is not said", async () => {
  const says = "/demo/chats/101/says";
  const before = await saidBy(101);
  expect((await ask("POST", says, json, hello)).status).toBe(403);
  for (const type of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "text/plain; application/json",
    "application/jsonx",
  ])
    expect((await ask("POST", says, { origin: address, "content-type": type }, hello)).status).toBe(415);
  expect((await ask("POST", says, { origin: address }, hello)).status).toBe(415);
  for (const body of ["", "{", "null", "[]", '"text"', '{"text":1}'])
    expect((await ask("POST", says, { origin: address, ...json }, body)).status).toBe(400);
  for (const way of ["presses", "sends", "edits", "forwards"])
    for (const body of ["{", "null", '{"message":1}', '{"message":"1","text":"x","what":"text","data":{}}'])
      expect({
        way,
        status: (await ask("POST", `/demo/chats/106/${way}`, { origin: address, ...json }, body)).status,
      }).toEqual({ way, status: 400 });
  expect(await saidBy(101)).toEqual(before);
  expect(
    (await ask("POST", says, { origin: address, "content-type": "application/json; charset=utf-8" }, hello)).status,
  ).toBe(204);
  expect(await saidBy(101)).toContain("hallo");
});

test("the token of the Bot API box is nobody's to know, and says nothing without it", async () => {
  for (const token of ["1:demo-needs-no-secret-token", "1:", ""])
    for (const method of ["getMe", "sendMessage", "getUpdates"])
      expect([401, 404]).toContain((await ask("POST", `/bot${token}/${method}`, json, "{}")).status);
});

test("every answer of the demo says what a browser may do with it: nothing but what is its own", async () => {
  for (const [method, path] of places.filter(([, path]) => !path.startsWith("/office"))) {
    const { headers } = await ask(method, path, { ...json }, "{}");
    const policy = String(headers["content-security-policy"]);
    expect({ path, policy }).toEqual({
      path,
      policy: expect.stringMatching(/default-src 'none'.*script-src 'self'/) as string,
    });
    expect(policy).not.toMatch(/unsafe|\*|data:[^;]*script/);
    for (const rule of ["base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"])
      expect(policy).toContain(rule);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "x-frame-options": "DENY",
      "cache-control": expect.stringMatching(/^no-(store|cache)$/) as string,
    });
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  }
});

test("the door into the demo's office is a button of the page: looking at it makes no link", async () => {
  const looked = await ask("GET", "/demo/office");
  expect({ status: looked.status, location: looked.headers.location }).toEqual({ status: 405, location: undefined });
  expect((await ask("POST", "/demo/office")).status).toBe(403);
  expect(await links()).toEqual({
    status: 303,
    location: expect.stringMatching(new RegExp(`^${address}/office/sign-in`)) as string,
  });
  const here = await ask("POST", "/demo/office", { host: `localhost:${port()}`, origin: `http://localhost:${port()}` });
  expect(here.headers.location).toContain(`http://localhost:${port()}/office/sign-in`);
});

test("the line at the start is true: it names the page, and the page has the office's button", async () => {
  expect(said).not.toContain("/demo/office");
  const label = /„([^“]+)“/.exec(said)?.[1] ?? "nothing";
  const { body } = await ask("GET", "/");
  expect(body).toMatch(new RegExp(`<form method="post" action="/demo/office"[^>]*>\\s*<button[^>]*>${label}</button>`));
  expect(body).not.toMatch(/<script>|<style|\son\w+=|\sstyle=|javascript:/);
});

test.each([
  ["/demo/chats/101/says", json],
  ["/demo/chats/201/presses", json],
  ["/demo/chats/101/edits", json],
  ["/demo/rooms/102/says", json],
  ["/demo/rooms/102/signs", json],
  ["/demo/school", json],
  ["/demo/school/again", json],
  ["/demo/office", {}],
])(
  "of what is larger than the page ever sends nothing is read at %s, said how large it is or not",
  async (path, headers) => {
    const large = JSON.stringify({ text: "x".repeat(300 * 1024) });
    const origin = { origin: address, ...headers };
    expect((await ask("POST", path, origin, large)).status).toBe(413);
    expect((await ask("POST", path, { ...origin, "transfer-encoding": "chunked" }, large)).status).toBe(413);
    expect((await ask("GET", "/")).status).toBe(200);
  },
);

describe("each visitor has a school of one's own", () => {
  const own = () => ({ origin: address, ...json });

  test("no page makes one by being looked at, and the cookie is out of reach of script and of other sites", async () => {
    expect((await ask("GET", "/", { cookie: "" })).headers["set-cookie"]).toBeUndefined();
    const { headers } = await ask("POST", "/demo/school", { ...own(), cookie: "" }, "{}");
    expect(String(headers["set-cookie"])).toMatch(
      new RegExp(`^janein-demo-${port()}=[\\w-]{32}; Path=/; HttpOnly; SameSite=Strict$`),
    );
    expect((await ask("POST", "/demo/school", own(), "{}")).headers["set-cookie"]).toBeUndefined();
  });

  test("without a cookie, or with a guessed one, there is nothing to see and nothing to do", async () => {
    const guessed = cookie.replace(/=.*/, "=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    for (const whose of ["", guessed, "janein-demo=x"]) {
      for (const path of ["/demo/chats/101", "/demo/chats/201/files/1", "/demo/changes", "/demo/proof", "/office"])
        expect((await ask("GET", path, { cookie: whose })).status).toBe(410);
      expect((await ask("POST", "/demo/chats/101/says", { ...own(), cookie: whose }, hello)).status).toBe(410);
    }
  });

  test("what one says and records, nobody else's phones and office know of", async () => {
    const other = await aVisitor();
    await ask("POST", "/demo/chats/102/says", own(), JSON.stringify({ text: "nur hier gesagt" }));
    expect(await saidBy(102)).toContain("nur hier gesagt");
    expect(await saidBy(102, other)).not.toContain("nur hier gesagt");
    const [one, two] = await Promise.all([cookie, other].map((whose) => ask("GET", "/demo/proof", { cookie: whose })));
    const school = ({ body }: Answer) => (JSON.parse(body) as { school: string }).school;
    expect(school(one!)).not.toBe(school(two!));
    const secret = new URL((await links()).location).hash.slice(1);
    const signIn = (whose: string) =>
      ask(
        "POST",
        "/office/sign-in",
        { origin: address, "content-type": "application/x-www-form-urlencoded", cookie: whose },
        new URLSearchParams({ secret }).toString(),
      );
    expect((await signIn(other)).headers["set-cookie"]).toBeUndefined();
  });

  test("from the beginning again: another school, and the old one is gone with all its secrets", async () => {
    const before = await aVisitor();
    await ask("POST", "/demo/chats/101/says", { ...own(), cookie: before }, hello);
    const { headers } = await ask("POST", "/demo/school/again", { ...own(), cookie: before }, "{}");
    const after = String(headers["set-cookie"]).split(";")[0] ?? "";
    expect(after).not.toBe(before);
    expect((await ask("GET", "/demo/chats/101", { cookie: before })).status).toBe(410);
    expect(await saidBy(101, after)).toEqual([]);
    expect((await ask("POST", "/demo/school/again", { ...json, cookie: after }, "{}")).status).toBe(403);
    expect((await ask("GET", "/demo/school", { cookie: after })).status).toBe(200);
  });
});

test("nobody's real name, street or mail is said in a chat, shown in the office, or kept in the proof", async () => {
  const own = { origin: address, ...json };
  const questions = ["wer ist der datenschutzbeauftragte?", "wer ist verantwortlich?", "/datenschutz", "/rechte"];
  for (const text of questions) await ask("POST", "/demo/chats/102/says", own, JSON.stringify({ text }));
  const said = async () => (await saidBy(102)).join("\n");
  await expect.poll(said).toContain(invented.officer);
  await expect.poll(said).toContain(invented.address);
  const link = new URL((await links()).location);
  const form = { origin: address, "content-type": "application/x-www-form-urlencoded" };
  const signedIn = await ask("POST", "/office/sign-in", form, `secret=${link.hash.slice(1)}`);
  const both = `${cookie}; ${String(signedIn.headers["set-cookie"]).split(";")[0]}`;
  const seen = [await said(), (await ask("GET", "/demo/proof")).body];
  for (const path of ["/office", "/office/notice", "/office/notice/1", "/office/letters", "/office/documents"])
    seen.push((await ask("GET", path, { cookie: both })).body);
  expect(seen.join()).toContain(invented.head);
  const real = ["controller-address", "controller-mail"].map((id) => texts.notice.passages.get(id)?.text ?? "-");
  const names = ["controller-head", "officer"].map((id) => texts.notice.passages.get(id)?.text.split(/[ ,:]+/) ?? []);
  const surnames = [names[0]?.at(-1) ?? "-", names[1]?.at(-2) ?? "-", names[1]?.at(-1) ?? "-"];
  expect([...real, ...surnames].filter((one) => seen.join().includes(one))).toEqual([]);
});

test("/health answers without a school, as in the real one", async () => {
  const { status, body } = await ask("GET", "/health", { cookie: "" });
  expect({ status, ...(JSON.parse(body) as object) }).toMatchObject({ status: "ok", wrong: [] });
  expect(status).toBe(200);
});

test("the chain that the drawer shows can be computed anew by whoever has it, and says what the act was", async () => {
  const { body } = await ask("GET", "/demo/proof");
  const { events, holds } = JSON.parse(body) as { holds: boolean; events: Record<string, string>[] };
  expect(holds).toBe(true);
  expect(events.length).toBeGreaterThan(5);
  let before = "";
  for (const event of events.toReversed()) {
    expect(event.previous).toBe(before);
    expect(
      createHash("sha256")
        .update(event.facts ?? "")
        .digest("hex"),
    ).toBe(event.hash);
    before = event.hash ?? "";
  }
});
