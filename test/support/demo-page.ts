import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { openBrowser } from "./chromium.ts";
import { freshDatabase, program, says } from "./process.ts";

/** The demo page as a visitor has it before them. */
export interface Visit {
  page: Page;
  one: Locator;
  two: Locator;
  /** What the browser has complained of. */
  errors: string[];
}

/** The real demo, and a browser. */
export class DemoPage {
  private demo!: ChildProcess;
  private browser!: Browser;
  address = "";

  static async open(): Promise<DemoPage> {
    const opened = new DemoPage();
    await opened.start("0");
    opened.browser = await openBrowser();
    return opened;
  }

  private async start(port: string): Promise<void> {
    this.demo = program(["start", "--demo"], { PORT: port, LOG_LEVEL: "silent", DATABASE_PATH: freshDatabase() });
    [, this.address = ""] = await says(this.demo, /The demo is open: (\S+)/);
  }

  /** The server goes; `comeBack` starts it where it was. */
  async goes(): Promise<void> {
    this.demo.kill("SIGTERM");
    await once(this.demo, "close");
  }

  async comeBack(): Promise<void> {
    await this.start(new URL(this.address).port);
  }

  /** Opens the page in a browser of its own, and waits until the phones are there. */
  async visit(options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await this.browser.newContext({ reducedMotion: "reduce", locale: "de-DE", ...options });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));
    await page.goto(this.address);
    await page.locator("#phone-2 .said").first().waitFor({ state: "attached" });
    return { page, one: page.locator("#phone-1"), two: page.locator("#phone-2"), errors };
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.demo.kill("SIGTERM");
  }
}

/** Joins by the letter that is on the phone. */
export async function joins(phone: Locator): Promise<void> {
  await phone.locator(".letter button").click();
  await phone.locator(".buttons button").first().click();
  await phone.locator(".letter").waitFor({ state: "hidden" });
  await phone.locator(".said.bot").nth(1).waitFor();
}

/** Types into the field of a phone. */
export async function types(phone: Locator, text: string): Promise<void> {
  await phone.locator("input").fill(text);
  await phone.locator("input").press("Enter");
}

/** Gives consent to everything that is asked, in as many steps as there are, until it is saved. */
export async function consents(phone: Locator): Promise<void> {
  await types(phone, "/einwilligung");
  const last = phone.locator(".said:has(.buttons)").last();
  for (let steps = 0; steps < 40; steps += 1) {
    await phone.page().waitForTimeout(300);
    const labels = await last.locator(".buttons button").allInnerTexts();
    const next =
      labels.find((one) => one === "Absenden" || one === "JA") ?? labels.find((one) => /\(\d+[a-z]\)/.test(one));
    if (next === undefined) continue;
    await last.getByRole("button", { name: next, exact: true }).click();
    if (next === "Absenden") break;
  }
  await phone.getByRole("log").getByText("Gespeichert am").first().waitFor();
}
