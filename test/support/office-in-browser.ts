import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { secretHash } from "../../src/office/staff/secrets.ts";
import type { OfficeRole } from "../../src/school/office-roles.ts";
import { openBrowser } from "./chromium.ts";
import { effortIn } from "./effort.ts";
import { OfficePages } from "./office-pages.ts";
import type { School } from "./school.ts";

/** The office of a school on a port of this machine, and a browser before it. */
export class OfficeInBrowser {
  readonly address: string;
  readonly browser: Browser;
  /** Says what a task took in the window that was opened last, since the last task was said. */
  took: Awaited<ReturnType<typeof effortIn>> = () => ({ clicks: 0, fields: 0, keys: 0 });
  private readonly school: School;
  private readonly server: Server;
  private links = 0;

  private constructor(school: School, server: Server, browser: Browser) {
    [this.school, this.server, this.browser] = [school, server, browser];
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/office`;
  }

  static async open(school: School): Promise<OfficeInBrowser> {
    const { pages } = new OfficePages(school);
    const server = serve({ fetch: pages.fetch, hostname: "127.0.0.1", port: 0 }) as Server;
    await once(server, "listening");
    return new OfficeInBrowser(school, server, await openBrowser());
  }

  /** A link for somebody, as the head makes one: it is good once. */
  async link(name: string, role: OfficeRole): Promise<string> {
    const secret = `secret-${(this.links += 1)}`;
    const { office, now } = this.school.house;
    await office.invite({ name, role }, secretHash(secret), now());
    return `${this.address}/sign-in#${secret}`;
  }

  /**
   * A window in which somebody has signed in; before the school has begun it shows the set-up. In: who; the window;
   * what is done before its first page.
   */
  async signedIn(
    [name, role]: readonly [string, OfficeRole],
    options: BrowserContextOptions = {},
    before: (page: Page) => Promise<unknown> = async () => undefined,
  ): Promise<Page> {
    const context = await this.browser.newContext({ reducedMotion: "reduce", locale: "de-DE", ...options });
    context.setDefaultTimeout(60_000);
    if (options.javaScriptEnabled !== false) this.took = await effortIn(context);
    const page = await context.newPage();
    await before(page);
    await page.goto(await this.link(name, role));
    await page.getByRole("button", { name: "Anmelden", exact: true }).click();
    const first = this.school.house.school.hasBegun() ? "Übersicht" : "Die Schule einrichten";
    await page.getByRole("heading", { name: first, level: 1 }).waitFor();
    this.took("signing in with a link");
    return page;
  }

  /** Opens the overview, from which a task is counted. */
  async overview(page: Page): Promise<void> {
    await page.goto(this.address);
    await page.getByRole("heading", { name: "Übersicht", level: 1 }).waitFor();
    this.took();
  }

  /** Ends the browser and the port; the school is whose it was. */
  async close(): Promise<void> {
    await this.browser.close();
    this.server.closeAllConnections();
    this.server.close();
  }
}
