import type { Page } from "playwright-core";

/** Signs in on the page that a link opens, once its key is in the form: whoever presses before is asked for it. */
export async function signsIn(office: Page): Promise<void> {
  await office.locator("[data-from-link] .field[hidden]").waitFor({ state: "attached" });
  await office.getByRole("button", { name: "Anmelden" }).click();
  await office.getByRole("heading", { name: "Übersicht", level: 1 }).waitFor();
}
