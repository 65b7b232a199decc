import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Locator } from "playwright-core";
import { executablePath } from "../support/chromium.ts";
import { DemoPage, joins, types } from "../support/demo-page.ts";

if (!executablePath) console.warn("No Chromium found: what is said on the demo's phones is not looked at.");

/** Sends what is no text, by the menu. */
const attaches = async (phone: Locator, name: string) => {
  await phone.getByLabel("Anhängen").click();
  await phone.locator(".attach").getByRole("button", { name }).click();
};

describe.skipIf(!executablePath)("the field of a phone", () => {
  let demo: DemoPage;
  beforeAll(async () => {
    demo = await DemoPage.open();
  });
  afterAll(() => demo.close());

  test("what is half typed stays in the field where a sticker goes out: only a photo takes it along", async () => {
    const { page, one, errors } = await demo.visit();
    await joins(one);
    await one.locator("input").fill("ich widerrufe");
    for (const [name, looks] of [
      ["Sprachnachricht", ".voice"],
      ["Sticker", ".sticker"],
      ["Kontakt", ".contact"],
      ["Standort", ".place"],
    ] as const) {
      const before = await one.locator(".said.bot").count();
      await attaches(one, name);
      await one.locator(`.said.person ${looks}`).waitFor();
      await expect.poll(() => one.locator(".said.bot").count()).toBeGreaterThan(before);
      expect(await one.locator("input").inputValue()).toBe("ich widerrufe");
    }
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("who answers a message and sends a sticker first is still about to answer it", async () => {
    const { page, one } = await demo.visit();
    await joins(one);
    const last = one.locator(".said.bot").last();
    await last.hover();
    await last.getByLabel("Weitere Möglichkeiten").click();
    await last.getByRole("button", { name: "Antworten" }).click();
    await attaches(one, "Sticker");
    await one.locator(".said.person .sticker").waitFor();
    expect(await one.locator(".about-to").isVisible()).toBe(true);
    await types(one, "danke");
    await one.locator(".said.person .answers").waitFor();
    await page.context().close();
  });

  test.each(["Sticker", "Foto"])(
    "a draft is not sent by itself: where a %s finds no server, it stays in the field, also when the line is back",
    async (name) => {
      const { page, one } = await demo.visit();
      await joins(one);
      await one.locator("input").fill("ich widerrufe alles");
      await page.context().setOffline(true);
      await attaches(one, name);
      await page.getByText("es wird weiter versucht").waitFor();
      await page.context().setOffline(false);
      await page.locator(".trouble").waitFor({ state: "hidden" });
      await one.locator(".suggestions button").nth(1).click();
      await one.getByText("Aus der Information der Schule").last().waitFor();
      expect(await one.locator("input").inputValue()).toBe("ich widerrufe alles");
      expect(await one.locator(".said.person", { hasText: "ich widerrufe alles" }).count()).toBe(0);
      await page.context().close();
    },
  );

  test("what was sent in vain goes out later as it was sent, or, where it has been changed since, not by itself", async () => {
    const { page, one, two } = await demo.visit();
    await joins(one);
    await page.context().setOffline(true);
    await types(one, "wird das aufgezeichnet?");
    await types(two, "ich widerrufe");
    await page.getByText("es wird weiter versucht").waitFor();
    await attaches(one, "Sticker");
    await two.locator("input").fill("ich widerrufe nur");
    await page.context().setOffline(false);
    await one.locator(".said.person", { hasText: "wird das aufgezeichnet?" }).waitFor();
    await one.getByText("Aus der Information der Schule").last().waitFor();
    expect(await one.locator("input").inputValue()).toBe("");
    expect(await two.locator("input").inputValue()).toBe("ich widerrufe nur");
    expect(await two.locator(".said.person", { hasText: "ich widerrufe" }).count()).toBe(0);
    await page.context().close();
  });

  test("who types on while a message is on its way keeps what is typed, and it is no answer any more", async () => {
    const { page, one } = await demo.visit();
    await joins(one);
    const last = one.locator(".said.bot").last();
    await last.hover();
    await last.getByLabel("Weitere Möglichkeiten").click();
    await last.getByRole("button", { name: "Antworten" }).click();
    await page.route("**/says", (route) => void setTimeout(() => void route.continue(), 500));
    await types(one, "danke");
    await one.locator("input").pressSequentially(" sehr");
    await one.locator(".said.person .answers").waitFor();
    await one.locator(".about-to").waitFor({ state: "hidden" });
    expect(await one.locator("input").inputValue()).toBe("danke sehr");
    await page.context().close();
  });
});
