import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { connect, type Socket } from "node:net";
import { EventEmitter, once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDoor, patience } from "../../src/wiring/door.ts";
import { secretHash } from "../../src/office/staff/secrets.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

const kilobyte = 1024;
const megabyte = kilobyte * kilobyte;
const config = { HOST: "127.0.0.1", PORT: 0, PUBLIC_URL: undefined, TRUST_PLAIN_HTTP: "no" } as const;
let school: School;
let door: Awaited<ReturnType<typeof openDoor>>;
let heard: Socket[] = [];
const hears = (message: unknown) => void heard.push((message as { socket: Socket }).socket);
beforeEach(async () => {
  heard = [];
  subscribe("http.server.request.start", hears);
  school = await School.open();
  door = await openDoor((address) => new OfficePages(school, { publicUrl: address }).pages, config);
});
afterEach(async () => {
  unsubscribe("http.server.request.start", hears);
  await door.close();
  await school.stop();
});

/** Somebody at the other end of a connection, who says what they like. */
class Caller extends EventEmitter {
  readonly socket: Socket;
  answer = "";
  closed = false;

  constructor(headers: string[], path = "/office/import", method = "POST") {
    super();
    const { hostname, port, origin } = new URL(door.address);
    this.socket = connect(Number(port), hostname);
    this.socket.on("data", (text: Buffer) => (this.answer += text.toString("latin1")));
    this.socket.on("error", () => undefined);
    this.socket.on("drain", () => this.emit("room"));
    this.socket.on("close", () => {
      this.closed = true;
      this.emit("room");
    });
    const host = `Host: ${hostname}:${port}`;
    this.socket.write([`${method} ${path} HTTP/1.1`, host, `Origin: ${origin}`, ...headers, "", ""].join("\r\n"));
  }

  /** Sends so many bytes, as fast as the other end takes them, and gives up when nobody does. */
  async sends(bytes: number, chunked: boolean): Promise<void> {
    const body = Buffer.alloc(64 * kilobyte, "x");
    const piece = chunked
      ? Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from("\r\n")])
      : body;
    for (let sent = 0; sent < bytes && !this.socket.destroyed; sent += body.length)
      if (!this.socket.write(piece)) await Promise.race([once(this, "room"), after(2000)]);
  }

  async ended(within = 5000): Promise<boolean> {
    for (let waited = 0; waited < within && !this.closed; waited += 50) await after(50);
    return this.closed;
  }
}

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const chunks = "Transfer-Encoding: chunked";

/** The cookie of somebody in this role. */
async function cookieOf(role: "office" | "officer"): Promise<string> {
  const [secret, link] = [`cookie of ${role}`, `link of ${role}`];
  const { office, now } = school.house;
  await office.invite({ name: `Frau ${role}`, role }, secretHash(link), now());
  await office.signIn(secretHash(link), secretHash(secret), now());
  return `Cookie: janein-office=${encodeURIComponent(secret)}`;
}

test.each([
  ["in pieces", ["Content-Type: text/plain", chunks]],
  ["in pieces, as a form", ["Content-Type: application/x-www-form-urlencoded", chunks]],
  ["in pieces, as files", ["Content-Type: multipart/form-data; boundary=x", chunks]],
  ["with its length, as a form", ["Content-Type: application/x-www-form-urlencoded", "Content-Length: 50331648"]],
  ["with its length, as files", ["Content-Type: multipart/form-data; boundary=x", "Content-Length: 50331648"]],
])(
  "forty who have not signed in send 48 MB %s: hardly anything is read, and they are hung up on",
  async (_how, how) => {
    const before = process.memoryUsage().rss;
    const callers = Array.from({ length: 40 }, () => new Caller(how));
    await Promise.all(callers.map((one) => one.sends(48 * megabyte, how.includes(chunks))));
    expect(await Promise.all(callers.map((one) => one.ended()))).toEqual(callers.map(() => true));
    expect(heard.length).toBe(40);
    expect(Math.max(...heard.map(({ bytesRead }) => bytesRead))).toBeLessThanOrEqual(100 * kilobyte);
    expect((process.memoryUsage().rss - before) / megabyte).toBeLessThan(150);
    for (const { answer } of callers) expect(answer).toMatch(/^HTTP\/1.1 401 [^]*\r\nconnection: close\r\n/i);
  },
  60_000,
);

test.each([
  ["/office", "GET"],
  ["/office/office.css", "GET"],
  ["/office/sign-in", "POST"],
  ["/office/sign-out", "POST"],
  ["/office/nowhere", "PUT"],
  ["/nowhere", "POST"],
])(
  "whatever nobody signed in for is asked, %s %s, a body is not read on",
  async (path, method) => {
    const caller = new Caller(["Content-Type: application/x-www-form-urlencoded", chunks], path, method);
    await caller.sends(8 * megabyte, true);
    expect(await caller.ended()).toBe(true);
    expect(heard[0]?.bytesRead).toBeLessThanOrEqual(100 * kilobyte);
    expect(caller.answer).toMatch(/^HTTP\/1.1 \d+ /);
  },
  60_000,
);

test("who may not import is told so before the list is read", async () => {
  const caller = new Caller([await cookieOf("officer"), "Content-Type: multipart/form-data; boundary=x", chunks]);
  await caller.sends(8 * megabyte, true);
  expect(await caller.ended()).toBe(true);
  expect(caller.answer).toMatch(/^HTTP\/1.1 403 /);
  expect(heard[0]?.bytesRead).toBeLessThanOrEqual(200 * kilobyte);
});

test("a list of more than 50 MB is cut off there, also when it does not say how long it is", async () => {
  const caller = new Caller([await cookieOf("office"), "Content-Type: multipart/form-data; boundary=x", chunks]);
  await caller.sends(80 * megabyte, true);
  expect(await caller.ended()).toBe(true);
  expect(caller.answer).toMatch(/^HTTP\/1.1 413 /);
  expect(heard[0]?.bytesRead).toBeLessThan(51 * megabyte);
});

test("three lists are taken at once; the fourth is asked to come again, and room is made when one has gone", async () => {
  const how = [await cookieOf("office"), "Content-Type: multipart/form-data; boundary=x", chunks];
  const three = [1, 2, 3].map(() => new Caller(how));
  await Promise.all(three.map((one) => one.sends(megabyte, true)));
  await after(300);
  const fourth = new Caller(how);
  expect(await fourth.ended()).toBe(true);
  expect(fourth.answer).toMatch(/^HTTP\/1.1 503 [^]*\r\nretry-after: 30\r\n/i);
  expect(fourth.answer).toContain("Bitte warten Sie einen Moment");
  three[0]?.socket.destroy();
  await after(300);
  const fifth = new Caller(how);
  await after(300);
  expect([fifth.closed, fifth.answer]).toEqual([false, ""]);
  for (const one of [...three, fifth]) one.socket.destroy();
});

test("whoever begins a request and does not end it is hung up on, and a silent one too", async () => {
  expect(patience.headersTimeout + patience.requestTimeout).toBeLessThanOrEqual(75_000);
  await door.close();
  const quick = { ...patience, headersTimeout: 1000, requestTimeout: 2000, connectionsCheckingInterval: 200 };
  door = await openDoor((address) => new OfficePages(school, { publicUrl: address }).pages, config, quick);
  const silent = connect(Number(new URL(door.address).port), "127.0.0.1").resume();
  const hung = once(silent, "close");
  const slow = new Caller([await cookieOf("office"), "Content-Type: multipart/form-data; boundary=x", chunks]);
  const drip = setInterval(() => slow.socket.write("1\r\nx\r\n"), 100);
  expect(await slow.ended()).toBe(true);
  clearInterval(drip);
  await hung;
  expect(slow.answer).toMatch(/^HTTP\/1.1 408 /);
});
