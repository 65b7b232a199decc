import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Api, GrammyError, HttpError, InputFile } from "grammy";
import { afterEach, expect, test } from "vitest";
import { openLeanFetch } from "../../src/wiring/lean-fetch.ts";
import { isNotSent, singleFetch } from "../../src/messenger/one-call.ts";

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function answered(by: (request: IncomingMessage, response: ServerResponse, body: string) => void) {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => by(request, response, Buffer.concat(parts).toString()));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const apiAt = (apiRoot: string, closing = new AbortController().signal) =>
  new Api("1:a", { apiRoot, fetch: singleFetch(openLeanFetch(), { closing }) });
const ok = (response: ServerResponse, result: unknown) => response.end(JSON.stringify({ ok: true, result }));
const fault = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

test("a call with words of every script arrives whole and brings its answer, one after another on one connection", async () => {
  const [heard, sockets] = [[] as unknown[], new Set<unknown>()];
  const api = apiAt(
    await answered((request, response, body) => {
      sockets.add(request.socket);
      heard.push(JSON.parse(body));
      ok(response, { message_id: heard.length, text: "Grüße, їжак, بيت 👍" });
    }),
  );
  for (const text of ["Ayşe – „ja“ 👍", "б".repeat(4000)])
    expect(await api.sendMessage(5, text)).toMatchObject({ text: "Grüße, їжак, بيت 👍" });
  expect(heard).toEqual([
    { chat_id: 5, text: "Ayşe – „ja“ 👍" },
    { chat_id: 5, text: "б".repeat(4000) },
  ]);
  expect(sockets.size).toBe(1);
});

test("a receipt arrives whole beside its words", async () => {
  let heard = "";
  const api = apiAt(await answered((_, response, body) => ok(response, { message_id: (heard = body).length })));
  await api.sendDocument(5, new InputFile(Buffer.from("x".repeat(100_000)), "Beleg.pdf"), { caption: "Gespeichert" });
  expect(heard).toContain("x".repeat(100_000));
  expect(heard).toContain("Gespeichert");
});

test("a refusal, a proxy's page and a broken connection are told as they are", async () => {
  const ways: ((response: ServerResponse) => unknown)[] = [
    (response) => response.writeHead(429).end('{"ok":false,"error_code":429,"description":"Too Many Requests"}'),
    (response) => response.writeHead(502, { "retry-after": "7" }).end("<html>"),
    (response) => response.destroy(),
    (response) => response.writeHead(200, { "content-length": "50" }).write("{", () => response.destroy()),
  ];
  const api = apiAt(await answered((_, response) => void ways.shift()?.(response)));
  const [tooMany, page, broken, cut] = [
    await fault(api.sendMessage(5, "a")),
    await fault(api.sendMessage(5, "a")),
    await fault(api.sendMessage(5, "a")),
    await fault(api.sendMessage(5, "a")),
  ];
  expect([tooMany, page].map((error) => (error as GrammyError).error_code)).toEqual([429, 502]);
  expect((page as GrammyError).parameters.retry_after).toBe(7);
  for (const error of [broken, cut]) {
    expect(error).toBeInstanceOf(HttpError);
    expect(isNotSent(error as HttpError)).toBe(false);
  }
});

test("where nobody is at the other end it is known that nothing was sent; what hangs ends when everything ends", async () => {
  const root = await answered(() => undefined);
  const ending = new AbortController();
  const hanging = fault(apiAt(root, ending.signal).sendMessage(5, "a"));
  setTimeout(() => ending.abort(), 100);
  const ended = await hanging;
  expect(ended).toBeInstanceOf(HttpError);
  expect(isNotSent(ended as HttpError)).toBe(false);
  const nobody = await fault(apiAt("http://127.0.0.1:1").sendMessage(5, "a"));
  expect(isNotSent(nobody as HttpError)).toBe(true);
});
