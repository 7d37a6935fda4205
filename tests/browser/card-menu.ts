import type { Page } from "@playwright/test";

/** What opens the menu of a job's card. */
export function more(page: Page, title: string) {
  return page.getByRole("button", { name: `More for ${title}`, exact: true });
}

/** An entry of the menu that is open. */
export function entry(page: Page, name: string) {
  return page.getByRole("menu").getByRole("menuitem", { name, exact: true });
}

/** Opens the menu of a job's card, and deletes the job by it. */
export async function removeByMenu(page: Page, title: string): Promise<void> {
  await more(page, title).click();
  await entry(page, `Delete ${title}`).click();
}
