import { existsSync } from "node:fs";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshDatabase, program, says } from "../support/process.ts";
import { signsIn } from "../support/signs-in.ts";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);
if (!executablePath)
  console.warn("No Chromium found: what a stranger's page does to the demo is left out. On Debian: chromium.");

/** Script that a message would bring along, if the box and the page let it. */
const poisoned = [
  `<b style="animation:rise 1s" onanimationstart="document.title='taken'">a</b>`,
  `<img src=x onerror="document.title='taken'">`,
  `<a href="javascript:document.title='taken'">b</a>`,
];

describe.skipIf(!executablePath)("somebody tries the demo, and in the next tab is a stranger's page", () => {
  let demo: ChildProcess;
  let strangers: Server;
  let browser: Browser;
  let visitor: BrowserContext;
  let phones: Page;
  let address = "";

  beforeAll(async () => {
    demo = program(["start", "--demo"], { PORT: "0", LOG_LEVEL: "silent", DATABASE_PATH: freshDatabase() });
    [, address = ""] = await says(demo, /The demo is open: (\S+)/);
    strangers = createServer((_, answer) => void answer.setHeader("content-type", "text/html").end("<p>Hello</p>"));
    strangers.listen(0, "127.0.0.1");
    await once(strangers, "listening");
    browser = await chromium.launch({
      executablePath: executablePath ?? "",
      args: [
        ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        "--host-resolver-rules=MAP *.example 127.0.0.1",
      ],
    });
    visitor = await browser.newContext({ locale: "de-DE" });
    visitor.setDefaultTimeout(60_000);
    phones = await visitor.newPage();
    await phones.goto(address);
    await phones.locator("#phone-2 .bubble").first().waitFor();
  });
  afterAll(async () => {
    await browser.close();
    demo.kill("SIGTERM");
    strangers.closeAllConnections();
    strangers.close();
  });

  const port = () => (strangers.address() as AddressInfo).port;
  /** On another site, and on this machine as another program of it. */
  const origins = {
    "another site": () => `http://evil.example:${port()}`,
    "another port": () => `http://127.0.0.1:${port()}`,
  };
  async function stranger(origin: string): Promise<Page> {
    const page = await visitor.newPage();
    await page.goto(origin);
    return page;
  }
  /** As the visitor's own page would see it, with the visitor's cookie. */
  const state = async (chat: number) =>
    (await (await visitor.request.get(`${address}/demo/chats/${chat}`)).json()) as unknown;
  const intact = async () => ({ title: await phones.title(), chats: await Promise.all([101, 201].map(state)) });

  test.each(Object.entries(origins))("from %s nobody puts a word or a script on the phones", async (_from, origin) => {
    const before = await intact();
    const page = await stranger(origin());
    await page.evaluate(
      async ({ to, texts }) => {
        const box = "/bot1:demo-needs-no-secret-token/sendMessage";
        const calls = texts.map((text) => ({ chat_id: "101", parse_mode: "HTML", text }));
        const sent: [string, string][] = [
          ...calls.map((call): [string, string] => [box, JSON.stringify(call)]),
          ["/demo/chats/101/says", JSON.stringify({ text: "ich widerrufe alles" })],
          ["/demo/chats/101/sends", JSON.stringify({ what: "sticker" })],
          ["/demo/school/again", "{}"],
          ["/demo/chats/201/presses", JSON.stringify({ message: 1, data: "start:give" })],
        ];
        const post = (path: string, init: RequestInit) =>
          fetch(to + path, { method: "POST", mode: "no-cors", credentials: "include", ...init }).catch(() => null);
        for (const [path, body] of sent)
          for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json"])
            for (const mode of ["no-cors", "cors"] as const)
              await post(path, { mode, headers: { "content-type": type }, body });
        for (const [path, body] of sent) navigator.sendBeacon(to + path, body);
        for (const call of calls) {
          const form = new FormData();
          for (const [name, value] of Object.entries(call)) form.set(name, value);
          await post(box, { body: form });
        }
      },
      { to: address, texts: poisoned },
    );
    await phones.waitForTimeout(1_500);
    expect(await intact()).toEqual(before);
    await page.close();
  });

  test.each(Object.entries(origins))(
    "from %s nobody reads what is on the phones, or a way into the office",
    async (_from, origin) => {
      const page = await stranger(origin());
      const read = await page.evaluate(async (to) => {
        const heard: string[] = [];
        for (const path of [
          "/",
          "/demo/chats/101",
          "/demo/chats/201/files/1",
          "/demo/changes",
          "/demo/proof",
          "/demo/school",
          "/demo/office",
          "/office",
        ])
          for (const mode of ["cors", "no-cors"] as const) {
            const answer = await fetch(to + path, { mode, credentials: "include" }).catch(() => null);
            // No text comes of an opaque answer; of what is watched none would end.
            if (answer && !answer.body && answer.type !== "opaque") heard.push(`${mode} ${path}`);
            if (answer?.body) heard.push(`${mode} ${path}: ${answer.status}`);
          }
        const loads = (made: HTMLElement, name: string) =>
          new Promise<void>((done) => {
            made.onload = () => (heard.push(name), done());
            made.onerror = () => done();
            document.body.append(made);
          });
        for (const path of ["/demo/chats/101", "/demo/changes", "/demo/phone.js"]) {
          await loads(Object.assign(document.createElement("script"), { src: to + path }), `script ${path}`);
          await loads(
            Object.assign(document.createElement("link"), { rel: "stylesheet", href: to + path }),
            `style ${path}`,
          );
          await loads(Object.assign(document.createElement("img"), { src: to + path }), `image ${path}`);
        }
        const changes = new EventSource(`${to}/demo/changes`);
        await new Promise<void>((done) => {
          changes.onopen = () => (heard.push("changes"), done());
          changes.onerror = () => done();
        });
        changes.close();
        const frame = Object.assign(document.createElement("iframe"), { src: `${to}/` });
        await new Promise((done) => ((frame.onload = done), document.body.append(frame)));
        heard.push(...(frame.contentDocument ? ["frame"] : []));
        return heard;
      }, address);
      expect(read).toEqual([]);
      // What stands in the frame is the browser's own page: the demo lets nobody frame it.
      expect(await page.frames()[1]?.locator("#phone-1").count()).toBe(0);
      await page.close();
    },
  );

  test.each(Object.entries(origins))(
    "from %s no form and no link lets the visitor into the office",
    async (_from, origin) => {
      for (const [method, path] of [
        ["get", "/demo/office"],
        ["post", "/demo/office"],
        ["post", "/demo/chats/101/says"],
        ["post", "/demo/school/again"],
      ]) {
        const page = await stranger(origin());
        await page.setContent(
          `<form method="${method}" action="${address}${path}" enctype="text/plain"><button>Win</button></form>`,
        );
        await page.getByRole("button", { name: "Win" }).click();
        await page.waitForURL(`${address}/**`);
        expect({ method, path, at: new URL(page.url()).pathname }).toEqual({ method, path, at: path });
        expect(await page.getByRole("button").count()).toBe(0);
        await page.close();
      }
    },
  );

  test("a name that was bent to this machine shows nothing of the demo", async () => {
    const page = await visitor.newPage();
    const answer = await page.goto(`http://rebound.example:${new URL(address).port}/`);
    expect({ status: answer?.status(), phones: await page.locator(".phone").count() }).toEqual({
      status: 421,
      phones: 0,
    });
    await page.close();
  });

  test("even if such a message stood on the page, its script would not run", async () => {
    const page = await visitor.newPage();
    await page.goto(address);
    await page.evaluate((html) => {
      const style = document.createElement("style");
      style.textContent = "@keyframes rise { from { opacity: 0 } }";
      document.head.append(style);
      document.querySelector(".chat")?.insertAdjacentHTML("beforeend", `<p class="bubble">${html}</p>`);
      document.querySelector<HTMLElement>(".chat a[href^=javascript]")?.click();
      document.body.append(Object.assign(document.createElement("script"), { textContent: "document.title='taken'" }));
    }, poisoned.join(""));
    await page.waitForTimeout(500);
    expect(await page.title()).toBe("JaNein – zum Ausprobieren");
    await page.close();
  });

  test("the visitor's own button opens the office, under each name of this machine", async () => {
    for (const name of ["127.0.0.1", "localhost"]) {
      const page = await visitor.newPage();
      await page.goto(address.replace("127.0.0.1", name));
      const opened = visitor.waitForEvent("page");
      await page.getByRole("button", { name: "Das Schulbüro öffnen" }).click();
      const office = await opened;
      await signsIn(office);
      expect(new URL(office.url()).hostname).toBe(name);
      await Promise.all([office.close(), page.close()]);
    }
  });
});
