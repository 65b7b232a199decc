import { existsSync, readFileSync } from "node:fs";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documentsOf } from "../../src/house/officer-documents.ts";
import { secretHash } from "../../src/office/staff/secrets.ts";
import { circumstancesOf } from "../../src/wiring/circumstances.ts";
import { realSchool } from "../support/real-school.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School, texts } from "../support/school.ts";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);
if (!executablePath)
  console.warn(
    "No Chromium found: the office's pages are not looked at in a browser. On Debian it is the package chromium.",
  );

const axe = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
interface Axe {
  run(options: unknown): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
}
const asked = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

describe.skipIf(!executablePath)("the office in a browser", () => {
  let school: School;
  let server: Server;
  let browser: Browser;
  let address = "";
  let links = 0;
  let mila = "";
  let everyPage: Record<string, string> = {};

  beforeAll(async () => {
    school = await School.open({ joined: ["mother", "father", "grandfather", "teacher"] });
    const [mother, father] = [school.phone("mother"), school.phone("father")];
    await mother.answers("Mila B. (3a)", "JA", "JA");
    await father.answers("Mila B. (3a)", "JA", "NEIN");
    await school.house.requests.receive(
      {
        id: "r1",
        right: "erasure",
        personId: (await school.house.accounts.personsOf(101))[0]?.id ?? "",
        words: "Bitte alles löschen.",
      },
      school.clock.now,
    );
    await school.house.questions.passOn(
      {
        id: "q1",
        text: "Gibt es eine Aufnahme?",
        personId: (await school.house.accounts.personsOf(103))[0]?.id ?? "",
        language: "de",
      },
      school.clock.now,
    );
    await school.house.questions.countUnanswered("recording", "de");
    await school.changesNotice("Alle Inhalte der Videokonferenzen", "Sämtliche Inhalte der Videokonferenzen");
    const { school: own, now } = school.house;
    own.keepDraft({ ...own.beginning(), facts: { ...realSchool, head: "Edith Muster" } }, null, "Frau Rektor", now());
    const read = circumstancesOf({
      ...{ config: { PUPIL_AGE: 16 }, database: school.database, house: school.house, publicUrl: "", lastDrill: null },
      messengers: [],
    });
    await school.house.documents.keep(documentsOf(texts, await read), "Frau Rektor", now());
    own.keepLetterhead({ type: "text", text: "Schule am Wolkenweg" });
    const { id: greta } = await school.child("Greta");
    const by = { id: "left", by: "Frau Rektor" };
    await school.house.changes.byHand({ what: "leave", childId: greta, on: "2026-11-20" }, by, now());
    const child = await school.child("Mila");
    mila = child.id;
    const pages = new OfficePages(school);
    server = serve({ fetch: pages.pages.fetch, hostname: "127.0.0.1", port: 0 }) as Server;
    await once(server, "listening");
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/office`;
    everyPage = {
      overview: "",
      "a search": "/children?q=muster",
      "a former pupil": `/children/${greta}`,
      "what is new": "/morning",
      "a list": "/export/stand",
      "what is missing": "/export/missing",
      "a child": `/children/${mila}`,
      "a class": `/classes/${child.classId}`,
      "the list for the lesson": `/classes/${child.classId}/lesson`,
      import: "/import",
      letters: "/letters?class=all",
      reminders: "/reminders?class=all",
      period: "/period",
      notice: "/notice",
      "a notice version": "/notice/1",
      comparison: "/notice/compare",
      "the draft of a notice": "/notice/draft",
      "the draft as parents see it": "/notice/draft/preview",
      translations: "/notice/translations",
      letterhead: "/notice/letterhead",
      requests: "/requests",
      questions: "/questions",
      export: "/export",
      verify: "/verify",
      documents: "/documents",
      "a document": "/documents/verzeichnis",
      "a version of the documents": "/documents/versions/1",
      actions: "/actions",
      people: "/people",
      "nothing there": "/nowhere",
    };
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

  async function link(): Promise<string> {
    const secret = `secret-${(links += 1)}`;
    await school.house.office.invite({ name: "Frau Rektor", role: "head" }, secretHash(secret), school.clock.now);
    return `${address}/sign-in#${secret}`;
  }

  /** A browser in which the head has signed in. */
  async function signedIn(options: BrowserContextOptions = {}): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ reducedMotion: "reduce", locale: "de-DE", ...options });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    await page.goto(await link());
    const secret = page.getByLabel("Schlüssel aus dem Link");
    if (await secret.isVisible()) await secret.fill(page.url());
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByRole("heading", { name: "Übersicht", level: 1 }).waitFor();
    return { context, page };
  }

  /** What is wrong with a page for whoever cannot see it, or not well. */
  async function faults(page: Page): Promise<string[]> {
    await page
      .locator("main details")
      .evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)));
    await page.evaluate(axe);
    const { violations } = await page.evaluate(
      (options) => (window as unknown as { axe: Axe }).axe.run(options),
      asked,
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary = "" }) =>
          `${id}: ${html.slice(0, 160)} ${failureSummary.split("\n").slice(1, 3).join(" ")}`,
      ),
    );
  }

  test.each<[string, BrowserContextOptions]>([
    ["light, on a screen", { colorScheme: "light", viewport: { width: 1100, height: 800 } }],
    ["dark, on a phone", { colorScheme: "dark", viewport: { width: 390, height: 800 } }],
  ])(
    "every page can be used by everybody: %s",
    async (_name, options) => {
      const { context, page } = await signedIn(options);
      for (const [name, path] of Object.entries(everyPage)) {
        await page.goto(address + path);
        expect({ name, faults: await faults(page) }).toEqual({ name, faults: [] });
        expect(await page.title()).toContain(await page.getByRole("heading", { level: 1 }).innerText());
      }
      await context.close();
    },
    180_000,
  );

  test("the secret of a link goes into the form, and neither into an address nor into the history", async () => {
    const context = await browser.newContext({ locale: "de-DE" });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(`${request.url()} ${JSON.stringify(request.headers())}`));
    const way = await link();
    const secret = way.slice(way.indexOf("#") + 1);
    await page.goto(way);
    await page.getByRole("button", { name: "Anmelden" }).waitFor();
    expect([page.url(), await page.getByLabel("Schlüssel aus dem Link").isVisible()]).toEqual([
      `${address}/sign-in`,
      false,
    ]);
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByRole("heading", { name: "Übersicht", level: 1 }).waitFor();
    expect(asked.join("\n")).not.toContain(secret);
    expect(asked.filter((one) => one.startsWith(`${address}/sign-in `))).toHaveLength(2);
    const kept = () => page.evaluate(() => JSON.stringify([Object.entries(sessionStorage), history.state]));
    expect(await kept()).not.toContain(secret);
    // Used once, it opens nothing more; another one that is put into the same window does.
    await page.goto(way);
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByRole("heading", { name: "Dieser Link geht nicht mehr" }).waitFor();
    await page.goto(`${address}/sign-in`);
    const next = await link();
    await page.evaluate((hash) => (location.hash = hash), next.slice(next.indexOf("#")));
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByRole("heading", { name: "Übersicht", level: 1 }).waitFor();
    await context.close();
    const plain = await browser.newContext({ locale: "de-DE", javaScriptEnabled: false });
    const without = await plain.newPage();
    await without.goto(await link());
    await without.getByLabel("Schlüssel aus dem Link").fill(without.url());
    await without.getByRole("button", { name: "Anmelden" }).click();
    await without.getByRole("heading", { name: "Übersicht", level: 1 }).waitFor();
    await plain.close();
  });

  test("a page of a link that is loaded again can still be used, for some minutes and in that window only", async () => {
    const context = await browser.newContext({ locale: "de-DE" });
    const page = await context.newPage();
    const secret = page.getByLabel("Schlüssel aus dem Link");
    const opened = async (way: string) => {
      await page.goto(way);
      await page.reload();
      await page.getByRole("button", { name: "Anmelden" }).waitFor();
    };
    await opened(await link());
    expect([page.url(), await secret.isVisible()]).toEqual([`${address}/sign-in`, false]);
    const beside = await context.newPage();
    await beside.goto(`${address}/sign-in`);
    expect(await beside.getByLabel("Schlüssel aus dem Link").inputValue()).toBe("");
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByRole("heading", { name: "Übersicht", level: 1 }).waitFor();
    await page.clock.install();
    await opened(await link());
    await page.clock.fastForward("11:00");
    await page.reload();
    expect([await secret.isVisible(), await secret.inputValue()]).toEqual([true, ""]);
    await context.close();
  });

  test("the door can be used by everybody, and so can a form in which something is missing", async () => {
    const context = await browser.newContext({ locale: "de-DE" });
    const page = await context.newPage();
    for (const path of [await link(), `${address}/sign-in#wrong`, address]) {
      await page.goto(path);
      expect({ path, faults: await faults(page) }).toEqual({ path, faults: [] });
    }
    // The same page without what a link brings along: the field can be seen, and the link be put in by hand.
    await page.goto(`${address}/sign-in`);
    expect(await faults(page)).toEqual([]);
    expect(await page.getByLabel("Schlüssel aus dem Link").isVisible()).toBe(true);
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByRole("alert").getByText("Kopieren Sie den Link in dieses Feld.").waitFor();
    expect(await faults(page)).toEqual([]);
    await context.close();
    const { context: inside, page: child } = await signedIn();
    await child.goto(`${address}/children/${mila}`);
    await child.locator("summary", { hasText: "Antwort eintragen" }).click();
    await child.getByLabel("Vermerk (freiwillig)").fill("Ordner 3a");
    await child.getByRole("button", { name: "Antwort eintragen" }).click();
    const summary = child.getByRole("alert");
    await summary.waitFor();
    expect(await summary.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await faults(child)).toEqual([]);
    expect(await child.getByLabel("Vermerk (freiwillig)").inputValue()).toBe("Ordner 3a");
    await summary.getByRole("link", { name: "Wählen Sie aus, wer geantwortet hat." }).click();
    expect(await child.evaluate(() => document.activeElement?.id)).toBe("answer-person");
    await inside.close();
  });

  test.each([320, 390, 768])(
    "nothing is cut off at a width of %i pixels",
    async (width) => {
      const { context, page } = await signedIn({ viewport: { width, height: 700 } });
      for (const [name, path] of Object.entries(everyPage)) {
        await page.goto(address + path);
        await page
          .locator("main details")
          .evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)));
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect({ name, over: Math.max(0, over) }).toEqual({ name, over: 0 });
      }
      await context.close();
    },
    90_000,
  );

  test("the keyboard is enough to find a child and to put down an answer, and what has the focus can always be seen", async () => {
    const { context, page } = await signedIn();
    const focused = () =>
      page.evaluate(() => {
        const one = document.activeElement as HTMLElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return {
          label: (
            one.innerText ||
            (one as HTMLInputElement).labels?.[0]?.innerText ||
            one.getAttribute("aria-label") ||
            ""
          ).trim(),
          seen: outlineStyle !== "none" && outlineWidth !== "0px",
        };
      });
    const tabTo = async (label: string | RegExp) => {
      for (let tabs = 0; tabs < 80; tabs += 1) {
        await page.keyboard.press("Tab");
        const now = await focused();
        expect(now).toEqual({ label: now.label, seen: true });
        if (typeof label === "string" ? now.label === label : label.test(now.label)) return;
      }
      throw new Error(`the keyboard does not reach ${String(label)}`);
    };
    await page.goto(address);
    await page.keyboard.press("Tab");
    expect((await focused()).label).toBe("Zum Inhalt");
    await tabTo("Kind suchen");
    await page.keyboard.type("leon");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Leon Niemand", level: 1 }).waitFor();
    await tabTo(/^Antwort eintragen, die/);
    await page.keyboard.press("Enter");
    await tabTo("Heinz Niemand");
    await page.keyboard.press("Space");
    for (const [group, presses] of [
      ["Teilnahme mit Ton", 1],
      ["Teilnahme mit Bild", 2],
    ] as const) {
      // From "nichts gesagt", which is chosen, the arrows go round to JA and on to NEIN.
      await tabTo("nichts gesagt");
      for (let at = 0; at < presses; at += 1) await page.keyboard.press("ArrowDown");
      expect(await page.getByRole("group", { name: group }).last().locator(":checked").inputValue()).toBe(
        presses === 1 ? "yes" : "no",
      );
    }
    await tabTo("auf Papier");
    await page.keyboard.press("Space");
    await tabTo("Antwort eintragen");
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Die Antwort ist eingetragen." }).waitFor();
    expect(await school.participation("Leon")).toBe("audio_only");
    await context.close();
  });

  test("without script an answer can be put down as well", async () => {
    const { context, page } = await signedIn({ javaScriptEnabled: false });
    await page.goto(`${address}/children?q=finn`);
    await page.locator("summary", { hasText: "Antwort eintragen" }).click();
    for (const [group, answer] of [
      ["Teilnahme mit Ton", "NEIN"],
      ["Teilnahme mit Bild", "NEIN"],
      ["Wie kam die Antwort?", "am Telefon"],
    ] as const)
      await page.getByRole("group", { name: group }).getByLabel(answer, { exact: true }).check();
    await page.getByRole("button", { name: "Antwort eintragen" }).click();
    await page.getByText("Die Antwort ist eingetragen.").waitFor();
    await context.close();
  });

  test("on paper the list for the lesson is the list and nothing else, on one page", async () => {
    const { context, page } = await signedIn();
    await page.goto(address + everyPage["the list for the lesson"]);
    await page.emulateMedia({ media: "print" });
    for (const gone of [
      page.getByRole("navigation"),
      page.getByRole("search"),
      page.getByRole("button", { name: "Drucken" }),
      page.getByText("Abmelden"),
    ])
      expect(await gone.first().isVisible()).toBe(false);
    expect(await page.getByText("Gar nicht").isVisible()).toBe(true);
    expect((await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(1);
    await context.close();
  });
});
