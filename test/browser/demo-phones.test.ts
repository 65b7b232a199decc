import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executablePath } from "../support/chromium.ts";
import { DemoPage, joins, types } from "../support/demo-page.ts";

if (!executablePath) console.warn("No Chromium found: the demo's phones are not looked at. On Debian: chromium.");

const telephone = { viewport: { width: 375, height: 667 }, hasTouch: true };
const screen = { viewport: { width: 1280, height: 800 } };

/** Whether something is whole within the window. */
const inWindow = async (what: Locator) => {
  const box = await what.boundingBox();
  const size = what.page().viewportSize();
  if (!box || !size) return false;
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height;
};

describe.skipIf(!executablePath)("the phones of the demo", () => {
  let demo: DemoPage;
  beforeAll(async () => {
    demo = await DemoPage.open();
  });
  afterAll(() => demo.close());

  test.each([
    ["a screen", screen],
    ["a telephone", telephone],
    ["a tablet", { viewport: { width: 820, height: 1100 } }],
    ["a small telephone", { viewport: { width: 360, height: 640 } }],
  ])(
    "on %s bot and person are told apart, field and buttons are in the window, and nothing is cut off",
    async (_name, at) => {
      const { page, one, two } = await demo.visit(at);
      expect(await one.locator(".bar").innerText()).toContain("JaNein");
      expect(await one.locator(".bar .avatar").isVisible()).toBe(true);
      expect(await one.locator(".screen").getByLabel("Dieses Telefon gehört").count()).toBe(0);
      const shown = [one.getByLabel("Nachricht"), one.getByLabel("Dieses Telefon gehört"), page.locator(".open-proof")];
      for (const what of shown) expect(await inWindow(what)).toBe(true);
      const above = (await one.locator(".chat").boundingBox())?.y ?? 0;
      if (at.viewport.width < 500) {
        expect(above / at.viewport.height).toBeLessThan(0.25);
        await page.getByRole("link", { name: "Telefon 2: Petra Tafel" }).click();
      }
      await two.getByText("Klassenlehrerin der 3a").first().waitFor({ state: "attached" });
      await expect.poll(() => inWindow(two.getByLabel("Nachricht"))).toBe(true);
      await page.context().close();
    },
  );

  test.each([
    ["a screen", screen],
    ["a telephone", telephone],
  ])("on %s every command can be reached, and the menu goes by Escape and by a tap beside it", async (_name, at) => {
    const { page, one, two } = await demo.visit(at);
    await joins(one);
    const menu = one.locator(".menu");
    const entries = menu.locator("li button");
    await one.getByLabel("Befehle").click();
    for (const which of [0, (await entries.count()) - 1]) {
      await entries.nth(which).scrollIntoViewIfNeeded();
      expect({ which, inWindow: await inWindow(entries.nth(which)) }).toEqual({ which, inWindow: true });
    }
    await page.keyboard.press("Escape");
    expect(await menu.getAttribute("open")).toBeNull();
    await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe("Befehle");
    await one.getByLabel("Befehle").click();
    await one.locator(".bar").click();
    expect(await menu.getAttribute("open")).toBeNull();
    await one.getByLabel("Befehle").click();
    await entries.first().click();
    expect(await menu.getAttribute("open")).toBeNull();
    await one.locator(".said.person", { hasText: "/einwilligung" }).waitFor();
    expect(await two.locator(".menu[open]").count()).toBe(0);
    await page.context().close();
  });

  test("buttons stand below the bubble, in one line, as wide as it, and too long a word is cut as the messenger cuts it", async () => {
    const { page, one } = await demo.visit(telephone);
    await joins(one);
    await types(one, "/einwilligung");
    await one.getByText("Teilnahme per Audio (Ton)?").nth(1).waitFor();
    const { cut, below, wide } = await one
      .locator(".said:has(.buttons)")
      .last()
      .evaluate((said) => {
        const [bubble, row] = [said.querySelector(".bubble")!, said.querySelector(".buttons")!];
        const button = row.querySelector("button")!;
        const before = button.getBoundingClientRect().height;
        button.textContent = "ein sehr langes Wort auf einem Knopf, das auf kein Telefon der Welt passt";
        return {
          cut: button.scrollWidth > button.clientWidth && button.getBoundingClientRect().height === before,
          below: row.getBoundingClientRect().top >= bubble.getBoundingClientRect().bottom,
          wide: Math.abs(row.getBoundingClientRect().width - bubble.getBoundingClientRect().width) < 1,
        };
      });
    expect({ cut, below, wide }).toEqual({ cut: true, below: true, wide: true });
    expect(await one.locator(".bubble .buttons").count()).toBe(0);
    await page.context().close();
  });

  test("voice, sticker, contact, place and a photo with words can be sent, and each gets a sentence", async () => {
    const { page, one, errors } = await demo.visit();
    await joins(one);
    for (const [name, looks] of [
      ["Sprachnachricht", ".voice"],
      ["Sticker", ".sticker"],
      ["Kontakt", ".contact"],
      ["Standort", ".place"],
    ] as const) {
      const before = await one.locator(".said.bot").count();
      await one.getByLabel("Anhängen").click();
      await one.locator(".attach").getByRole("button", { name }).click();
      await one.locator(`.said.person ${looks}`).waitFor();
      await expect.poll(() => one.locator(".said.bot").count()).toBeGreaterThan(before);
    }
    await one.locator("input").fill("wird das aufgezeichnet?");
    await one.getByLabel("Anhängen").click();
    await one.locator(".attach").getByRole("button", { name: "Foto" }).click();
    await one.locator(".said.person:has(.photo)", { hasText: "wird das aufgezeichnet?" }).waitFor();
    expect(await one.locator("input").inputValue()).toBe("");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("one can answer a message, pass one on and change one's own: the bot hears each as what it is", async () => {
    const { page, one, errors } = await demo.visit();
    await joins(one);
    await types(one, "hallo");
    const mine = one.locator(".said.person", { hasText: "hallo" });
    await mine.waitFor();
    const menuOf = async (said: Locator, name: string) => {
      await said.hover();
      await said.getByLabel("Weitere Möglichkeiten").click();
      await said.getByRole("button", { name }).click();
    };
    await menuOf(mine, "Bearbeiten");
    expect(await one.locator("input").inputValue()).toBe("hallo");
    await types(one, "wird das aufgezeichnet?");
    await one.locator(".said.person", { hasText: "bearbeitet" }).waitFor();
    const last = one.locator(".said.bot").last();
    await menuOf(last, "Antworten");
    await one.locator(".about-to", { hasText: "Antworten:" }).waitFor();
    await types(one, "danke");
    await one.locator(".said.person .answers").waitFor();
    expect(await one.locator(".about-to").isHidden()).toBe(true);
    await menuOf(one.locator(".said.person", { hasText: "danke" }), "Weiterleiten");
    await one.locator(".said.person", { hasText: "Weitergeleitet von Nadja" }).waitFor();
    await menuOf(one.locator(".said.person", { hasText: "danke" }).first(), "Antworten");
    await one.locator(".about-to").getByRole("button", { name: "Abbrechen" }).click();
    expect(await one.locator(".about-to").isHidden()).toBe(true);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("the Arabic father's phone is Arabic and runs from the right: letter, field, bubbles, also what it quotes", async () => {
    const { page, one, errors } = await demo.visit();
    await one.getByLabel("Dieses Telefon gehört").selectOption({ value: "107" });
    await one.getByText("وصلت رسالة المدرسة").waitFor();
    expect(await one.locator("input").getAttribute("placeholder")).toBe("رسالة");
    await joins(one);
    await one.locator(".suggestions button").first().click();
    await one.locator(".said.bot blockquote").last().waitFor();
    const wrong = await one.locator(".chat").evaluate((chat) =>
      [...chat.querySelectorAll(".bot .text, .bot blockquote")]
        .map((one) => ({ style: getComputedStyle(one), tag: one.tagName }))
        .filter(
          ({ style, tag }) =>
            style.textAlign !== "right" ||
            style.direction !== "rtl" ||
            (tag === "BLOCKQUOTE" &&
              !(parseFloat(style.borderRightWidth) > 0 && parseFloat(style.borderLeftWidth) === 0)),
        )
        .map(({ tag }) => tag),
    );
    expect(wrong).toEqual([]);
    const [bot, chat] = [
      await one.locator(".said.bot .bubble").last().boundingBox(),
      await one.locator(".chat").boundingBox(),
    ];
    expect(chat!.x + chat!.width - (bot!.x + bot!.width)).toBeLessThan(bot!.x - chat!.x);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("the Turkish mother's letter and field are Turkish, and the next person's German again", async () => {
    const { page, one } = await demo.visit();
    await one.getByLabel("Dieses Telefon gehört").selectOption({ value: "106" });
    await one.getByRole("button", { name: "Mektuptaki bağlantıyı aç" }).waitFor();
    await one.getByLabel("Mesaj", { exact: true }).waitFor();
    await one.getByLabel("Dieses Telefon gehört").selectOption({ value: "102" });
    await one.getByRole("button", { name: "Link im Brief öffnen" }).waitFor();
    await one.getByLabel("Nachricht").waitFor();
    await page.context().close();
  });

  test("the pupil of sixteen is spoken to himself; his mother's paper has not decided for him", async () => {
    const { page, one } = await demo.visit();
    await one.getByLabel("Dieses Telefon gehört").selectOption({ value: "301" });
    await joins(one);
    await one.getByText("Ab Ihrem Alter entscheiden Sie mit").waitFor();
    await types(one, "/status");
    await one.locator(".said.bot", { hasText: "Lukas" }).getByText("keine Teilnahme an Videokonferenzen").waitFor();
    await page.context().close();
  });

  test("the keyboard is enough: type, reach a button with Tab, press it, open a menu and leave it", async () => {
    const { page, one } = await demo.visit();
    await one.getByLabel("Dieses Telefon gehört").selectOption({ value: "103" });
    await one.getByRole("button", { name: "Link im Brief öffnen" }).focus();
    await page.keyboard.press("Enter");
    await one.getByRole("button", { name: "Verbinden", exact: true }).waitFor();
    await one.getByRole("log").focus();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    for (let tabs = 0; tabs < 15 && (await focused()) !== "Verbinden"; tabs += 1) await page.keyboard.press("Tab");
    expect(await focused()).toBe("Verbinden");
    await page.keyboard.press("Enter");
    await one.getByText("Guten Tag, Heinz Niemand!").waitFor();
    await page.locator(".open-proof").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe("Schließen");
    await page.keyboard.press("Escape");
    expect(await page.locator(".proof").isHidden()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("open-proof");
    await page.context().close();
  });

  test("a screen reader is told what is where, and new messages are announced", async () => {
    const { page, one } = await demo.visit();
    expect(await one.getByRole("log").getAttribute("aria-live")).toBe("polite");
    for (const name of ["Telefon 1", "Telefon 2"]) expect(await page.getByRole("region", { name }).count()).toBe(1);
    const [toldOne, toldTwo] = await page
      .locator("#phone-2 .said")
      .evaluateAll((all) => all.slice(0, 2).map((one) => one.textContent ?? ""));
    expect([toldOne, toldTwo].join()).toMatch(/(JaNein schreibt|Sie schreiben): /);
    await page.context().close();
  });
});
