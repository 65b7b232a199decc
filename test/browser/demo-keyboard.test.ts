import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Locator, Page } from "playwright-core";
import { executablePath } from "../support/chromium.ts";
import { consents, DemoPage, joins, types } from "../support/demo-page.ts";

if (!executablePath) console.warn("No Chromium found: what the demo does with the keyboard is not looked at.");

/** What the page asks for comes late. */
const late = (page: Page, what: string, ms: number) =>
  page.route(what, (route) => void setTimeout(() => void route.continue().catch(() => undefined), ms));
/** Says something on Nadja's phone, but not with it. */
const saidElsewhere = (page: Page, ...texts: string[]) =>
  page.evaluate(async (all) => {
    const says = { method: "POST", headers: { "content-type": "application/json" } };
    for (const text of all) await fetch("/demo/chats/101/says", { ...says, body: JSON.stringify({ text }) });
  }, texts);
/** What has the keyboard: its words, and in which message or entry it is. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const entry = at?.closest<HTMLElement>("[data-id], [data-of]");
    return { words: at?.tagName === "BODY" ? "nothing" : at?.textContent, of: entry?.dataset.id ?? entry?.dataset.of };
  });
/** On a machine that has other things to do a second is no time. */
const soon = { timeout: 60_000 };
const idOf = (said: Locator) => said.getAttribute("data-id");

describe.skipIf(!executablePath)("while the demo draws itself anew", () => {
  let demo: DemoPage;
  beforeAll(async () => {
    demo = await DemoPage.open();
  });
  afterAll(() => demo.close());

  test("whoever takes a phone before its chat has come finds nothing of the former person's: no letter, no commands", async () => {
    const { page, one } = await demo.visit();
    const codeOf = async () => await one.locator(".code").textContent();
    await one.locator(".letter").waitFor();
    const former = await codeOf();
    await late(page, "**/demo/chats/103", 700);
    await one.getByLabel("Dieses Telefon gehört").selectOption({ value: "103" });
    expect(await one.locator(".letter").isHidden()).toBe(true);
    expect(await one.locator(".menu li").count()).toBe(0);
    await one.getByRole("button", { name: "Link im Brief öffnen" }).click();
    expect(await codeOf()).not.toBe(former);
    await one.getByRole("button", { name: "Verbinden", exact: true }).click();
    await one.getByText("Guten Tag, Heinz Niemand!").waitFor();
    await page.context().close();
  });

  test("who looks at another phone while the bot writes, and comes back at once, has the chat whole and in order", async () => {
    const { page, two } = await demo.visit({ reducedMotion: "no-preference" });
    const ids = () => two.locator(".said").evaluateAll((all) => all.map((one) => Number(one.dataset.id)));
    const before = (await ids()).length;
    await types(two, "/klasse");
    await two.locator(".typing").waitFor();
    await two.locator("select").evaluate((select: HTMLSelectElement) => {
      for (const value of ["202", "201"]) {
        select.value = value;
        select.dispatchEvent(new Event("change"));
      }
    });
    await expect.poll(async () => (await ids()).length, soon).toBe(before + 2);
    expect(await ids()).toEqual((await ids()).toSorted((one, other) => one - other));
    await page.context().close();
  });

  test("who opens the letter with a key is in the chat then, and who presses a button stays at its message", async () => {
    const { page, one } = await demo.visit();
    await one.getByRole("button", { name: "Link im Brief öffnen" }).focus();
    await page.keyboard.press("Enter");
    await one.locator(".letter").waitFor({ state: "hidden" });
    expect(await page.evaluate(() => document.activeElement?.role)).toBe("log");
    const asked = one.locator(".said:has(.buttons)").last();
    await asked.getByRole("button", { name: "Verbinden", exact: true }).focus();
    const id = await idOf(asked);
    await page.keyboard.press("Enter");
    await one.getByText("Guten Tag, Nadja Beispiel!").waitFor();
    await expect.poll(() => one.getByRole("button", { name: "Verbinden", exact: true }).count(), soon).toBe(0);
    expect((await focused(page)).of).toBe(id);
    await page.keyboard.press("Tab");
    expect((await focused(page)).words).not.toBe("nothing");
    await page.context().close();
  });

  test("who is at a button when its message is drawn anew is still there, with the quotation open, and can press it", async () => {
    const { page, one } = await demo.visit();
    await one.locator(".letter button").click();
    const asked = one.locator(".said:has(.buttons)").last();
    await asked.getByRole("button", { name: "ganz lesen" }).click();
    await asked.getByRole("button", { name: "Verbinden", exact: true }).focus();
    const id = await idOf(asked);
    await page.route("**/demo/chats/101", async (route) => {
      const state = (await (await route.fetch()).json()) as { messages: { id: number; html: string }[] };
      for (const message of state.messages) if (String(message.id) === id) message.html += " <b>neu</b>";
      await route.fulfill({ json: state });
    });
    await saidElsewhere(page, "hallo");
    await asked.locator("b", { hasText: "neu" }).waitFor();
    expect(await focused(page)).toEqual({ words: "Verbinden", of: id });
    expect(await asked.locator("blockquote.open").count()).toBe(1);
    await page.keyboard.press("Enter");
    await one.getByText("Guten Tag, Nadja Beispiel!").waitFor();
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.context().close();
  });

  test("who reads an entry of the proof with the keyboard stays at it when another one comes in", async () => {
    const { page, one } = await demo.visit();
    await joins(one);
    await consents(one);
    await page.locator(".open-proof").click();
    const entries = page.locator(".proof li");
    await entries.first().waitFor();
    const before = await entries.count();
    await entries.last().locator("summary").last().focus();
    await page.keyboard.press("Enter");
    const at = await focused(page);
    await saidElsewhere(page, "ich widerrufe alles für beide Kinder");
    await entries.nth(before).waitFor();
    expect(await focused(page)).toEqual(at);
    await page.context().close();
  });

  test("of many notices at once comes one look or two, at the phone and at the proof, and what was last is seen", async () => {
    const { page, one } = await demo.visit();
    await joins(one);
    await page.waitForTimeout(500);
    const asked = { "/demo/chats/101": 0, "/demo/proof": 0 };
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname in asked) asked[pathname as keyof typeof asked] += 1;
    });
    for (const what of Object.keys(asked)) await late(page, `**${what}`, 800);
    await saidElsewhere(page, ...Array.from({ length: 8 }, (_, number) => `hallo ${number}`));
    await one.locator(".said.person", { hasText: "hallo 7" }).waitFor();
    await page.waitForTimeout(2500);
    expect(asked["/demo/chats/101"]).toBeLessThanOrEqual(4);
    expect(asked["/demo/proof"]).toBeLessThanOrEqual(4);
    await page.context().close();
  });

  test("to close the proof is no look at it, and what was forged in the view is true when it opens again", async () => {
    const { page } = await demo.visit();
    await page.locator(".open-proof").click();
    await page.locator(".verdict").getByText("Die Kette hält").waitFor();
    await page.getByRole("button", { name: "Was wäre, wenn" }).click();
    await page.locator(".verdict").getByText("Die Kette reißt").waitFor();
    // What the beginning has asked for has come by now.
    await page.waitForTimeout(600);
    let looks = 0;
    page.on("request", (request) => (looks += Number(request.url().endsWith("/demo/proof"))));
    await page.locator(".proof .close").click();
    await page.waitForTimeout(400);
    expect(looks).toBe(0);
    await page.locator(".open-proof").click();
    await page.locator(".verdict").getByText("Die Kette hält").waitFor();
    await page.context().close();
  });

  test("while a school is begun anew its buttons do nothing more, and then they have the keyboard again", async () => {
    const { page, one } = await demo.visit();
    const again = page.getByRole("button", { name: "Noch einmal von vorn" });
    await again.waitFor();
    let begun = 0;
    const goOn = Promise.withResolvers<void>();
    await page.route("**/demo/school/again", async (route) => {
      begun += 1;
      await goOn.promise;
      await route.continue();
    });
    await again.focus();
    await page.keyboard.press("Enter");
    expect(await again.isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: "Das Schulbüro öffnen" }).isDisabled()).toBe(true);
    await page.keyboard.press("Enter");
    goOn.resolve();
    await expect.poll(() => again.isEnabled(), soon).toBe(true);
    await one.locator(".letter").waitFor();
    expect([begun, (await focused(page)).words]).toEqual([1, "Noch einmal von vorn"]);
    await page.context().close();
  });

  test("where it cannot be begun anew, the button can be pressed once more", async () => {
    const { page, one } = await demo.visit();
    const again = page.getByRole("button", { name: "Noch einmal von vorn" });
    await page.route("**/demo/school/again", (route) => route.fulfill({ status: 429, json: { full: true } }), {
      times: 1,
    });
    const answers = (status: number) =>
      page.waitForResponse((answer) => answer.url().endsWith("/again") && answer.status() === status);
    await joins(one);
    for (const status of [429, 200]) await Promise.all([answers(status), again.click()]);
    await one.locator(".letter").waitFor();
    expect(await one.locator(".said").count()).toBe(0);
    await page.context().close();
  });
});
