import type { Page } from "playwright-core";

/** What somebody who walks through the office looks for, by what it says. In: the page that is open when they look. */
export const lookingAt = (page: () => Page, within = "body") => ({
  button: (name: string) => page().getByRole("button", { name, exact: true }),
  link: (name: string) => page().locator(within).getByRole("link", { name, exact: true }).first(),
  heading: (name: string | RegExp, level = 1) => page().getByRole("heading", { name, level }).waitFor(),
  says: (text: string) => page().getByRole("status").getByText(text).waitFor(),
});
