import { existsSync, readFileSync } from "node:fs";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secretHash } from "../../src/office/staff/secrets.ts";
import type { OfficeRole } from "../../src/school/office-roles.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);
const axe = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
interface Axe {
  run(options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
const asked = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

describe.skipIf(!executablePath)("signing in, in a browser with a device that makes passkeys", () => {
  let school: School;
  let server: Server;
  let browser: Browser;
  let port = 0;
  let links = 0;

  beforeAll(async () => {
    school = await School.open();
    let pages: OfficePages | null = null;
    server = serve({
      fetch: (request) => pages?.pages.fetch(request) ?? new Response("", { status: 503 }),
      hostname: "127.0.0.1",
      port: 0,
    }) as Server;
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
    // As without PUBLIC_URL: the pages are on an address, and passkeys under the name of the same machine.
    pages = new OfficePages(school, { publicUrl: `http://127.0.0.1:${port}` });
    browser = await chromium.launch({
      executablePath: executablePath ?? "",
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
    });
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await school.stop();
  });

  const at = (path: string, host = "localhost") => `http://${host}:${port}/office${path}`;
  async function link(name: string, role: OfficeRole): Promise<string> {
    const secret = `secret-${(links += 1)}`;
    await school.house.office.invite({ name, role }, secretHash(secret), school.clock.now);
    return at(`/sign-in#${secret}`);
  }

  /** A window whose device asks its person, who is there and lets it. */
  async function opened(isUserVerified = true) {
    const context = await browser.newContext({ locale: "de-DE", reducedMotion: "reduce" });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("console", (line) => void (line.type() === "error" && faults.push(line.text())));
    page.on("pageerror", (error) => void faults.push(error.message));
    const device = await context.newCDPSession(page);
    await device.send("WebAuthn.enable");
    const options = {
      ...{ protocol: "ctap2" as const, transport: "internal" as const, hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified, automaticPresenceSimulation: true },
    };
    const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", { options });
    return { context, page, device, authenticatorId, faults };
  }

  async function withLink(page: Page, name = "Frau Schreiber", role: OfficeRole = "office"): Promise<void> {
    await page.goto(await link(name, role));
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByRole("heading", { name: "Übersicht", level: 1 }).waitFor();
  }

  /** Makes a passkey, from the overview on. Out: how many clicks it took. */
  async function makes(page: Page): Promise<number> {
    await page.getByRole("link", { name: /Beim nächsten Mal ohne Link|angemeldet bleiben|Meine Geräte/ }).click();
    await page.getByRole("button", { name: "Passkey einrichten" }).click();
    await page.getByRole("status").filter({ hasText: "Der Passkey ist eingerichtet." }).waitFor();
    return 2;
  }

  async function signsOut(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Abmelden", exact: true }).last().click();
    await page.getByRole("heading", { name: "Sie sind abgemeldet" }).waitFor();
  }

  async function faultsOf(page: Page): Promise<string[]> {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(
      (options) => (window as unknown as { axe: Axe }).axe.run(options),
      asked,
    );
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }
  const credentials = async (device: CDPSession, authenticatorId: string) =>
    (await device.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
  const close = async ({ context }: { context: BrowserContext }) => await context.close();

  test("a passkey is made with two clicks after the link, and opens the door with one, typing nothing", async () => {
    const window = await opened();
    const { page, device, authenticatorId, faults } = window;
    await withLink(page);
    expect(await makes(page)).toBe(2);
    expect(await credentials(device, authenticatorId)).toMatchObject([
      { rpId: "localhost", isResidentCredential: true },
    ]);
    await signsOut(page);
    await page.getByRole("link", { name: "Wieder anmelden" }).click();
    await page.getByRole("button", { name: "Passkey benutzen" }).click();
    await page.getByRole("heading", { name: "Übersicht", level: 1 }).waitFor();
    await page.getByText("Frau Schreiber, Sekretariat").waitFor();
    expect(faults).toEqual([]);
    await close(window);
  });

  test("whoever wants a page signs in and is there, in two clicks", async () => {
    const window = await opened();
    const { page } = window;
    await withLink(page);
    await makes(page);
    await signsOut(page);
    await page.goto(at("/requests"));
    await page.getByRole("link", { name: "Zur Anmeldung" }).click();
    await page.getByRole("button", { name: "Passkey benutzen" }).click();
    await page.getByRole("heading", { name: "Anträge", level: 1 }).waitFor();
    await close(window);
  });

  test("a device that does not know its person, and a person who breaks off, hear what to do, and can try again", async () => {
    const window = await opened(false);
    const { page, device, authenticatorId } = window;
    await withLink(page);
    await page.goto(at("/devices"));
    await page.getByRole("button", { name: "Passkey einrichten" }).click();
    await page.getByRole("alert").filter({ hasText: "Das wurde abgebrochen." }).waitFor();
    await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
    await page.getByRole("button", { name: "Passkey einrichten" }).click();
    await page.getByRole("status").filter({ hasText: "Der Passkey ist eingerichtet." }).waitFor();
    // The same device has one already.
    await page.getByRole("button", { name: "Passkey einrichten" }).click();
    await page.getByRole("alert").filter({ hasText: "Auf diesem Gerät ist schon ein Passkey von Ihnen." }).waitFor();
    await signsOut(page);
    await page.goto(at("/sign-in"));
    await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    await page.getByRole("button", { name: "Passkey benutzen" }).click();
    await page.getByRole("alert").filter({ hasText: "Das wurde abgebrochen" }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
    await page.getByRole("button", { name: "Passkey benutzen" }).click();
    await page.getByRole("heading", { name: "Übersicht", level: 1 }).waitFor();
    await close(window);
  });

  test("a passkey that was taken away here opens nothing, though the device still offers it; the page says so", async () => {
    const window = await opened();
    const { page } = window;
    await withLink(page, "Herr Weg");
    await makes(page);
    await page.getByRole("button", { name: "Entfernen" }).click();
    await page.getByRole("status").filter({ hasText: "öffnet das Schulbüro nicht mehr" }).waitFor();
    await signsOut(page);
    await page.goto(at("/sign-in"));
    await page.getByRole("button", { name: "Passkey benutzen" }).click();
    await page.getByRole("heading", { name: "Dieser Passkey öffnet das Schulbüro nicht" }).waitFor();
    await page.goBack();
    expect(await page.locator("input[name=response]").inputValue()).toBe("");
    await close(window);
  });

  test("on the number of this machine the page leads to its name, where passkeys are", async () => {
    const window = await opened();
    const { page } = window;
    await page.goto(at("/sign-in", "127.0.0.1"));
    expect(await page.getByRole("button", { name: "Passkey benutzen" }).isVisible()).toBe(false);
    await page.getByRole("link", { name: `http://localhost:${port}` }).click();
    await page.getByRole("button", { name: "Passkey benutzen" }).waitFor();
    await close(window);
  });

  test("who comes with a link is offered the link, and without script as well", async () => {
    const window = await opened();
    await window.page.goto(await link("Frau Schreiber", "office"));
    await window.page.getByRole("button", { name: "Anmelden" }).waitFor();
    expect(await window.page.getByRole("button", { name: "Passkey benutzen" }).isVisible()).toBe(false);
    await close(window);
    const plain = await browser.newContext({ locale: "de-DE", javaScriptEnabled: false });
    const page = await plain.newPage();
    await page.goto(at("/sign-in"));
    expect(await page.getByRole("button", { name: "Passkey benutzen" }).isVisible()).toBe(false);
    await plain.close();
  });

  test.each([
    ["light", 1100],
    ["dark", 320],
  ] as const)(
    "the pages of the ways in can be used by everybody: %s, %i pixels wide",
    async (colorScheme, width) => {
      const window = await opened();
      const { page } = window;
      await page.setViewportSize({ width, height: 700 });
      await page.emulateMedia({ colorScheme });
      await withLink(page, "Herr Tinte", "office");
      await withLink(page, "Frau Rektor", "head");
      await makes(page);
      const { id } = (await school.house.office.everybody(school.clock.now)).find(({ role }) => role === "head") ?? {
        id: "",
      };
      await school.house.office.proposeLettingIn(
        (await school.house.office.everybody(school.clock.now)).find(({ name }) => name === "Herr Tinte")?.id ?? "",
        id,
        school.clock.now,
      );
      for (const path of ["/devices", "/let-in", `/people/${id}/devices`, "/actions", "/actions?child=a", "/people"]) {
        await page.goto(at(path));
        expect({ path, faults: await faultsOf(page) }).toEqual({ path, faults: [] });
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect({ path, over: Math.max(0, over) }).toEqual({ path, over: 0 });
      }
      await signsOut(page);
      await page.goto(at("/sign-in"));
      await page.getByRole("button", { name: "Passkey benutzen" }).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBeLessThanOrEqual(0);
      await close(window);
    },
    120_000,
  );
});
