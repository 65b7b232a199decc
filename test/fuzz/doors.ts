import fc from "fast-check";
import { BotApiBox } from "../../src/bot-api/box.ts";
import { methods } from "../../src/bot-api/methods.ts";
import { boxOverHttp } from "../support/box-over-http.ts";
import { players } from "../../src/demo/cast.ts";
import { readConfig } from "../../src/wiring/config.ts";
import { startDemo } from "../../src/wiring/start-demo.ts";
import { texts, understand } from "../support/school.ts";
import { anyText, anyValue, markedText, type Twist, twist, twisted } from "./hostile.ts";
import { babble, knock } from "./knock.ts";
import { counter, type Part } from "./part.ts";
import { inTime, keptLog, looksClean, must, uncaught } from "./watch.ts";

/** A request at the demo. `elsewhere`: from the page of another origin, or under another name. */
interface AtTheDemo {
  path: string;
  method: string;
  type: string;
  body: string;
  from: "own page" | "elsewhere" | "other name" | "nowhere";
  chunked: boolean;
}
/** A call at the box, by somebody who has the token. */
interface AtTheBox {
  method: string;
  type: string;
  twists: Twist[];
}

/** Leads to the school of the visitor whose page is tried; strangers have it too, which no browser would give them. */
let cookie = "";
const chats = players.map(({ chatId }) => `/demo/chats/${chatId}`);
const paths = [
  "/",
  "/demo/office",
  "/demo/phone.js",
  "/demo/proof",
  "/demo/school",
  "/health",
  "/office",
  "/office/import",
  "/office/sign-in",
  "/bot1:x/sendMessage",
];
const body = fc.oneof(
  markedText,
  anyValue.map((value) => JSON.stringify(value) ?? ""),
  fc.oneof(markedText, fc.constantFrom("ja", "/start", "/einwilligung")).map((text) => JSON.stringify({ text })),
  fc
    .record({
      message: fc.oneof(fc.nat(20), anyValue),
      data: fc.oneof(markedText, fc.constant("start:give")),
      what: fc.oneof(anyText, fc.constantFrom("photo", "voice", "constructor")),
      text: markedText,
      replyTo: fc.oneof(fc.nat(20), anyValue),
    })
    .map((of) => JSON.stringify(of)),
);
const types = [
  "application/json",
  "application/json",
  "application/json; charset=x",
  "text/plain",
  "multipart/form-data",
  "",
];
const atTheDemo: fc.Arbitrary<AtTheDemo> = fc.record({
  path: fc.oneof(
    fc
      .tuple(
        fc.constantFrom(...chats, "/demo/chats/1", "/demo/chats/x"),
        fc.constantFrom("", "/says", "/presses", "/sends", "/edits", "/forwards"),
      )
      .map((of) => of.join("")),
    fc.constantFrom(...paths),
    anyText.map((text) => `/demo/chats/101/files/${text}`),
  ),
  method: fc.constantFrom("GET", "POST", "POST", "OPTIONS", "PUT"),
  type: fc.constantFrom(...types),
  body,
  from: fc.constantFrom("own page", "elsewhere", "elsewhere", "other name", "nowhere"),
  chunked: fc.boolean(),
});
const atTheBox: fc.Arbitrary<AtTheBox> = fc.record({
  method: fc.constantFrom(...Object.keys(methods), "constructor", "__proto__", "unheard"),
  type: fc.constantFrom(...types),
  twists: fc.array(twist, { maxLength: 3 }),
});

const { counts, count } = counter();

/** The demo's page and the Bot API in a box, from its own page, from elsewhere, and with the token. */
export const demo: Part = {
  name: "demo",
  runs: 6,
  counts,
  check: (how) =>
    fc.check(
      fc.asyncProperty(
        fc.array(atTheDemo, { minLength: 1, maxLength: 24, size: "max" }),
        fc.array(atTheBox, { maxLength: 24, size: "max" }),
        aVisit,
      ),
      how,
    ),
};

async function aVisit(requests: AtTheDemo[], calls: AtTheBox[]): Promise<void> {
  for (const call of calls) await inTime(calledAtTheBox(call), "the box does not answer");
  const log = keptLog();
  const started = await startDemo(readConfig({ PORT: "0" }), { texts, understand, log });
  try {
    const address = /http:\/\/[\d.:]+/.exec(started.says)?.[0] ?? "";
    cookie = await aVisitor(address);
    let before = await phones(address);
    for (const one of requests) {
      await inTime(requestAt(address, one), "the demo does not answer");
      const after = await phones(address);
      must(one.from === "own page" || before === after, `${one.from} has changed what stands on a phone`);
      before = after;
    }
    await babble(address, requests.map((one) => one.body).join("\r\n"));
    must((await got(address, "/")).status === 200, "the demo's page is gone");
    const errors = log.lines.filter(({ level }) => level === "error");
    must(errors.length === 0, `an error in the log: ${JSON.stringify(errors[0])}`);
    looksClean(log, new Set(players.map(({ familyName }) => familyName)));
    must(uncaught.length === 0, uncaught.join("; "));
  } finally {
    await started.stop();
  }
}

const got = (address: string, path: string) =>
  knock(address, { method: "GET", path, headers: { cookie }, body: null, chunked: false });

/** Opens the page as a browser does. Out: the cookie. */
async function aVisitor(address: string): Promise<string> {
  const { headers } = await knock(address, {
    method: "POST",
    path: "/demo/school",
    headers: { origin: address, "content-type": "application/json" },
    body: new TextEncoder().encode("{}"),
    chunked: false,
  });
  return String(headers["set-cookie"]).split(";")[0] ?? "";
}

/** What stands on all phones, once nothing is being said any more. */
async function phones(address: string): Promise<string> {
  const read = async () => (await Promise.all(chats.map((path) => got(address, path)))).map(({ text }) => text).join();
  let [last, now] = ["", await read()];
  while (last !== now) {
    // What is told is collected for a moment before it is sent.
    await new Promise((resolve) => setTimeout(resolve, 80));
    [last, now] = [now, await read()];
  }
  return now;
}

async function requestAt(address: string, { path, method, type, body: sent, from, chunked }: AtTheDemo): Promise<void> {
  const headers = {
    "own page": { origin: address },
    elsewhere: { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    "other name": { host: "evil.example", origin: "http://evil.example" },
    nowhere: {},
  }[from];
  const reads = method === "GET";
  const heard = await knock(address, {
    method,
    path,
    headers: { cookie, ...headers, ...(type && !reads ? { "content-type": type } : {}) },
    body: reads ? null : new TextEncoder().encode(sent),
    chunked,
  });
  count(heard.status === 0 ? "no answer" : `answered ${Math.floor(heard.status / 100)}xx`);
  must(heard.status < 500, `answered ${heard.status}`);
  if (from === "own page" || heard.status === 0) return;
  must(heard.headers["access-control-allow-origin"] === undefined, "another origin may read it");
  const led = String(heard.headers.location ?? "");
  must(!led.includes("#"), `${from} has got a way into the office`);
  if (from !== "nowhere") must([400, 403, 421, 431].includes(heard.status), `${from} was answered ${heard.status}`);
}

/** The real messenger refuses what it cannot read, and goes on. */
async function calledAtTheBox({ method, type, twists }: AtTheBox): Promise<void> {
  const box = new BotApiBox(() => 0);
  box.open({ id: 5, first_name: "Nadja" });
  box.says(5, "x");
  const inline_keyboard = [[{ text: "a", callback_data: "b" }]];
  const payload = {
    chat_id: 5,
    message_id: 1,
    text: "<b>a</b>",
    parse_mode: "HTML",
    reply_markup: { inline_keyboard },
    reply_parameters: { message_id: 1 },
    commands: [{ command: "a", description: "b" }],
    callback_query_id: "q",
    limit: 1,
    offset: 0,
  };
  const answer = await boxOverHttp(box, "1:x").request(`/bot1:x/${method}`, {
    method: "POST",
    headers: type ? { "content-type": type } : {},
    body: JSON.stringify(twisted({ ...payload, document: "attach://x" }, twists, ["timeout"])),
  });
  count(`box ${Math.floor(answer.status / 100)}xx`);
  must(answer.status < 500, `the box answers ${answer.status} to ${method}`);
}
