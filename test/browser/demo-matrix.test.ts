import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executablePath, faultsFor } from "../support/chromium.ts";
import { DemoPage, joins, types } from "../support/demo-page.ts";

if (!executablePath)
  console.warn("No Chromium found: the demo's phone with the school's own messenger is not looked at.");

const wide = { viewport: { width: 1600, height: 900 } };
const screen = { viewport: { width: 1280, height: 800 } };
const telephone = { viewport: { width: 375, height: 667 }, hasTouch: true };
const soon = { timeout: 60_000 };

const thirdOf = (page: Page) => page.locator("#phone-3");
const heard = (phone: Locator, text: string) => phone.getByRole("log").getByText(text).last().waitFor();
/** Whether something is whole within the window, from left to right. */
async function isInWindow(what: Locator): Promise<boolean> {
  const [box, size] = [await what.boundingBox(), what.page().viewportSize()];
  return box !== null && size !== null && box.x >= -1 && box.x + box.width <= size.width + 1;
}

/** Joins as one does where there are no links: by typing what stands in the letter. */
async function joinsByTyping(three: Locator): Promise<void> {
  await three.locator(".letter").waitFor();
  await types(three, (await three.locator(".code").textContent()) ?? "");
  await heard(three, "Ihr Code ist gültig.");
  await types(three, "1");
  await heard(three, "Teilnahme per Audio (Ton)?");
}

describe.skipIf(!executablePath)("the demo's phone with the school's own messenger", () => {
  let demo: DemoPage;
  beforeAll(async () => {
    demo = await DemoPage.open();
  });
  afterAll(() => demo.close());

  test("a father joins by typing his code, answers by word and by number, and the class teacher hears of it in hers", async () => {
    const { page, two, errors } = await demo.visit(wide);
    const three = thirdOf(page);
    await joinsByTyping(three);
    await three.locator(".letter").waitFor({ state: "hidden" });
    await types(three, "JA");
    await heard(three, "Mila B.: Teilnahme per Video (Bild)?");
    await types(three, "2");
    await heard(three, "Jonas B.: Teilnahme per Audio (Ton)?");
    await types(three, "nein");
    await heard(three, "Jonas B.: Teilnahme per Video (Bild)?");
    await types(three, "2");
    await heard(three, "Bitte prüfen Sie Ihre Antworten");
    await types(three, "1");
    await heard(three, "Gespeichert");
    await two.getByText("Klasse 3a: Mila B.").waitFor();
    expect(await two.locator(".bubble").last().innerText()).toContain("Teilnahme nur mit Ton");
    expect(await three.locator(".buttons").count()).toBe(0);
    await three.locator(".document").first().waitFor();
    await page.locator(".open-proof").click();
    await page.locator(".proof li", { hasText: "Getippt: „JA“" }).first().waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("one sees at once that it is another messenger: its name, its colours, no buttons, no commands, nothing to attach", async () => {
    const { page, one } = await demo.visit(wide);
    const three = thirdOf(page);
    expect(await three.locator(".app").innerText()).toBe("Schul-Messenger (Matrix)");
    expect(await three.locator(".bar").innerText()).toContain("JaNein");
    expect(await three.locator(".same").innerText()).toBe("Dieselbe Schule, derselbe Assistent, im Schul-Messenger");
    const colour = (phone: Locator) => phone.locator(".send").evaluate((send) => getComputedStyle(send).color);
    expect(await colour(three)).not.toBe(await colour(one));
    expect(await three.locator(".menu, .attach").count()).toBe(0);
    expect((await three.locator(".suggestions").innerText()).includes("/")).toBe(false);
    expect(await three.locator("option[data-role=teacher]").count()).toBe(0);
    await page.context().close();
  });

  test("the letter can write the code into the field, and sends nothing by itself", async () => {
    const { page } = await demo.visit(wide);
    const three = thirdOf(page);
    await three.getByRole("button", { name: "Code ins Feld schreiben" }).click();
    expect(await three.locator("input").inputValue()).toBe(await three.locator(".code").textContent());
    expect(await three.locator(".said").count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("text-3");
    await page.context().close();
  });

  test("a thumb under a question is seen, and the bot says that it is no answer; what was changed is not one either", async () => {
    const { page } = await demo.visit(wide);
    const three = thirdOf(page);
    await joinsByTyping(three);
    const question = three.locator(".said.bot").last();
    await question.hover();
    await question.getByLabel("Weitere Möglichkeiten").click();
    await question.getByRole("button", { name: "Daumen hoch" }).click();
    await heard(three, "ist keine Antwort");
    await three.locator(".signs").getByText("Daumen hoch").waitFor({ state: "attached" });
    await types(three, "was gilt gerade");
    await three.locator(".said.person", { hasText: "was gilt gerade" }).waitFor();
    const mine = three.locator(".said.person").last();
    const before = await three.locator(".said.bot").count();
    await mine.hover();
    await mine.getByLabel("Weitere Möglichkeiten").click();
    await mine.getByRole("button", { name: "Bearbeiten" }).click();
    await types(three, "JA");
    await mine.getByText("bearbeitet").waitFor();
    await expect.poll(() => three.locator(".said.bot").count(), soon).toBeGreaterThan(before);
    await page.locator(".open-proof").click();
    await page.locator(".proof li").first().waitFor();
    expect(await page.locator(".proof").getByText("Getippt").count()).toBe(0);
    await page.context().close();
  });

  test("who has begun in one messenger finds no letter in the other, and is told why", async () => {
    const { page, one } = await demo.visit(wide);
    const three = thirdOf(page);
    await one.getByLabel("Dieses Telefon gehört").selectOption({ value: "102" });
    await joins(one);
    await three.getByText("Schreibt schon im anderen Messenger.").waitFor();
    expect(await three.locator(".letter button").isHidden()).toBe(true);
    await three.getByLabel("Dieses Telefon gehört").selectOption({ value: "103" });
    await three.getByRole("button", { name: "Code ins Feld schreiben" }).waitFor();
    await joinsByTyping(three);
    await one.getByLabel("Dieses Telefon gehört").selectOption({ value: "103" });
    await one.getByText("Schreibt schon im anderen Messenger.").waitFor();
    await page.context().close();
  });

  test("whoever loads the page anew finds the room as it was; from the beginning again it is empty", async () => {
    const { page } = await demo.visit(wide);
    const three = thirdOf(page);
    await joinsByTyping(three);
    const before = await three.locator(".said").count();
    await page.reload();
    await expect.poll(() => three.locator(".said").count(), soon).toBe(before);
    await page.getByRole("button", { name: "Noch einmal von vorn" }).click();
    await three.locator(".letter").waitFor();
    expect(await three.locator(".said").count()).toBe(0);
    await joinsByTyping(three);
    await page.context().close();
  });

  test("on a wide screen all three stand side by side, and nothing leads from one to another", async () => {
    const { page, one, two } = await demo.visit(wide);
    for (const phone of [one, two, thirdOf(page)]) expect(await isInWindow(phone)).toBe(true);
    expect(await page.locator(".over:visible, .other:visible").count()).toBe(0);
    await page.context().close();
  });

  test("on a screen there are two at first, and the second leads to the third and back", async () => {
    const { page, one, two } = await demo.visit(screen);
    const three = thirdOf(page);
    expect([await isInWindow(one), await isInWindow(two), await isInWindow(three)]).toEqual([true, true, false]);
    await page.getByRole("link", { name: "Telefon 3: Im Schul-Messenger" }).click();
    await expect.poll(() => isInWindow(three), soon).toBe(true);
    expect(await isInWindow(two)).toBe(true);
    await page.getByRole("link", { name: "Telefon 1: Nadja" }).click();
    await expect.poll(() => isInWindow(one), soon).toBe(true);
    await page.getByRole("link", { name: "Dieselbe Schule, derselbe Assistent" }).click();
    await expect.poll(() => isInWindow(three), soon).toBe(true);
    await page.context().close();
  });

  test("on a telephone one goes from phone to phone, the step by step leads there too, and the field is in the window", async () => {
    const { page, two } = await demo.visit(telephone);
    const three = thirdOf(page);
    await page.getByRole("link", { name: "Telefon 2: Petra Tafel" }).click();
    await expect.poll(() => isInWindow(two), soon).toBe(true);
    await page.getByRole("link", { name: "Telefon 3: Tarek" }).click();
    await expect.poll(() => isInWindow(three), soon).toBe(true);
    const { y = 0, height = 0 } = (await three.locator("input").boundingBox()) ?? {};
    expect(y + height).toBeLessThanOrEqual(667);
    await page.getByRole("link", { name: "Zurück zu Petra Tafel" }).click();
    await expect.poll(() => isInWindow(two), soon).toBe(true);
    await page.locator(".step").click();
    await page.getByRole("link", { name: "Dieselbe Schule, derselbe Assistent" }).click();
    await expect.poll(() => isInWindow(three), soon).toBe(true);
    expect(await page.locator(".guide.open").count()).toBe(0);
    await page.context().close();
  });

  test.each([
    ["a wide screen, light", { ...wide, colorScheme: "light" }],
    ["a wide screen, dark", { ...wide, colorScheme: "dark" }],
    ["a screen, light", { ...screen, colorScheme: "light" }],
    ["a telephone, dark", { ...telephone, colorScheme: "dark" }],
  ] as const)("on %s it can be used by everybody", async (_name, options) => {
    const { page, errors } = await demo.visit(options);
    const three = thirdOf(page);
    await three.evaluate((phone) => phone.scrollIntoView());
    await three.locator(".letter").waitFor();
    expect(await faultsFor(page)).toEqual([]);
    await joinsByTyping(three);
    const last = three.locator(".said.bot").last();
    await last.hover();
    await last.getByLabel("Weitere Möglichkeiten").click();
    expect(await faultsFor(page)).toEqual([]);
    await last.getByRole("button", { name: "Daumen hoch" }).click();
    await three.locator(".signs").waitFor();
    expect([await faultsFor(page), errors]).toEqual([[], []]);
    await page.context().close();
  });

  test("with the keyboard alone one goes to the phone, joins, answers, and answers one message of many", async () => {
    const { page } = await demo.visit(screen);
    const three = thirdOf(page);
    await three.locator(".letter").waitFor({ state: "attached" });
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
    await page.getByRole("link", { name: "Telefon 3: Im Schul-Messenger" }).focus();
    await press("Enter");
    await expect.poll(() => isInWindow(three), soon).toBe(true);
    for (let tabs = 0; tabs < 12 && (await focused()) !== "Code ins Feld schreiben"; tabs += 1) await press("Tab");
    await press("Enter", "Enter");
    await heard(three, "Ihr Code ist gültig.");
    await page.keyboard.type("1");
    await press("Enter");
    await heard(three, "Mila B.: Teilnahme per Audio (Ton)?");
    await page.keyboard.type("ja");
    await press("Enter");
    await heard(three, "Mila B.: Teilnahme per Video (Bild)?");
    await three.locator(".said.bot").last().locator("summary").focus();
    await press("Enter", "Tab");
    expect(await focused()).toBe("Antworten");
    await press("Enter");
    await page.keyboard.type("nein");
    await press("Enter");
    await heard(three, "Jonas B.: Teilnahme per Audio (Ton)?");
    expect(await three.locator(".said.person .answers").last().innerText()).toContain("Video (Bild)");
    await page.context().close();
  });
});
