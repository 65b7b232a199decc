import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executablePath } from "../support/chromium.ts";
import { consents, DemoPage, joins, types } from "../support/demo-page.ts";

if (!executablePath) console.warn("No Chromium found: the demo's proof is not looked at. On Debian: chromium.");

describe.skipIf(!executablePath)("the drawer with the proof", () => {
  let demo: DemoPage;
  beforeAll(async () => {
    demo = await DemoPage.open();
  });
  afterAll(() => demo.close());

  test("it is live: what is answered stands in it at once, with the words, what was shown, the receipt and the links", async () => {
    const { page, one, errors } = await demo.visit();
    await joins(one);
    await page.getByRole("button", { name: "Was steht jetzt im Nachweis?" }).click();
    const entries = page.locator(".proof li");
    await entries.first().waitFor();
    const before = await entries.count();
    await consents(one);
    await expect.poll(() => entries.count()).toBeGreaterThan(before);
    const newest = entries.first();
    expect(await newest.innerText()).toMatch(
      /^JA (Ton|Bild) · (Mila|Jonas) Beispiel \((3a|1b)\)\s+Nadja Beispiel, im Chat/,
    );
    expect(await newest.innerText()).toContain("Knopf: „JA“");
    const receipts = [...(await one.locator(".chat").innerText()).matchAll(/Ihr Beleg: ([0-9A-F-]{17})/g)];
    const receipt = receipts.at(-1)?.[1] ?? "nothing";
    expect(await newest.innerText()).toContain(`Beleg ${receipt}`);
    await newest.getByText("Was dabei zu lesen war").click();
    expect(await newest.locator(".shown").innerText()).toContain("Teilnahme per Video");
    await newest.getByText(/Eintrag \d+ der Kette/).click();
    const [hash, previous] = await newest.locator("dd code").allInnerTexts();
    expect([hash, previous].map((one) => /^[0-9a-f]{64}$/.test(one ?? ""))).toEqual([true, true]);
    expect(hash?.toUpperCase()).toContain(receipt.slice(0, 5));
    await types(one, "ich widerrufe alles für beide Kinder");
    await entries.first().getByText("Widerrufen", { exact: true }).waitFor();
    expect(await entries.first().innerText()).toContain("Getippt: „ich widerrufe alles für beide Kinder“");
    expect(
      await entries
        .nth((await entries.count()) - before)
        .locator(".who")
        .innerText(),
    ).toContain("auf Papier");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("whoever forges an entry in this view sees the chain break there, and it is whole again afterwards", async () => {
    const { page } = await demo.visit();
    await page.locator(".open-proof").click();
    const verdict = page.locator(".verdict");
    await verdict.getByText("Die Kette hält").waitFor();
    await page.getByRole("button", { name: "Was wäre, wenn" }).click();
    await verdict.getByText("Die Kette reißt bei Eintrag").waitFor();
    expect(await verdict.innerText()).toMatch(/Aus „(JA|NEIN|Widerrufen)“ wurde heimlich „(JA|NEIN)“/);
    expect(await page.locator(".proof li.broken").count()).toBe(1);
    await page.getByRole("button", { name: "Zurück zum wahren Stand" }).click();
    await verdict.getByText("Die Kette hält").waitFor();
    await page.context().close();
  });

  test("on a telephone it is a sheet over the phone, readable, and a tap beside it closes it", async () => {
    const { page } = await demo.visit({ viewport: { width: 375, height: 667 }, hasTouch: true });
    await page.locator(".open-proof").click();
    await page.locator(".proof li").first().waitFor();
    const box = await page.locator(".proof").boundingBox();
    expect({ wide: box?.width, low: (box?.y ?? 0) + (box?.height ?? 0), room: (box?.y ?? 0) > 40 }).toEqual({
      wide: 375,
      low: 667,
      room: true,
    });
    const overflow = await page.locator(".proof").evaluate((one) => one.scrollWidth - one.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.locator(".veil").click({ position: { x: 150, y: 20 } });
    expect(await page.locator(".proof").isHidden()).toBe(true);
    await page.context().close();
  });
});
