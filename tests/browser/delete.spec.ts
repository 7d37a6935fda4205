import { expect, type Page } from "@playwright/test";
import { ask } from "./answers";
import { entry, more, removeByMenu } from "./card-menu";
import { badge, signUp, startPhotoshoot } from "./person";
import { violations } from "./violations";
import { test } from "./test";

const card = (page: Page, title: string) => page.getByRole("article").filter({ hasText: title });
const news = (page: Page) => page.getByRole("region", { name: /News of your jobs/ });

/** Three answers that are there, the newest first. */
async function threeAnswers(page: Page): Promise<void> {
  await signUp(page);
  await ask(page, "Why is it red?", "Why is it green?", "Why is it blue?");
  await page.goto("/jobs");
  await expect(page.getByRole("article").getByText("Done", { exact: true })).toHaveCount(3);
}

test("a card whose job is over offers another and its deletion, which by the keyboard leaves one at the next card, and can be undone", async ({
  page,
}) => {
  await threeAnswers(page);
  const actions = card(page, "Why is it green?").locator("a:not(h3 a), button");
  await expect(actions).toHaveText([/^Favourite/, /^More/]);
  await expect(page.getByRole("button", { name: /^Check status/ })).toHaveCount(0);

  await more(page, "Why is it green?").press("Enter");
  await expect(entry(page, "Another like Why is it green?")).toBeFocused();
  await expect(page.getByRole("menuitem")).toHaveText([/^\s*Another/, /^\s*Delete/]);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(more(page, "Why is it green?")).toBeFocused();
  await page.keyboard.press("Enter");
  await entry(page, "Delete Why is it green?").press("Enter");
  await expect(card(page, "Why is it green?")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Why is it red?", exact: true })).toBeFocused();
  await expect(news(page).getByText("Deleted", { exact: true })).toBeVisible();
  await news(page).getByRole("button", { name: "Undo" }).press("Enter");
  await expect(card(page, "Why is it green?")).toBeVisible();
  await expect(news(page).getByText("It is back")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await expect(page.getByRole("article")).toHaveCount(3);
});

test("undone or not, it is the same in every tab, and after ten seconds it is gone for good", async ({
  page,
  context,
}) => {
  await threeAnswers(page);
  const other = await context.newPage();
  await other.goto("/jobs");
  await card(other, "Why is it blue?").getByRole("link", { name: "Why is it blue?", exact: true }).click();
  await expect(badge(other, "Done")).toBeVisible();
  const { pathname } = new URL(other.url());

  await removeByMenu(page, "Why is it blue?");
  await expect(other.getByRole("heading", { name: "Deleted", exact: true })).toBeVisible();
  await other.getByRole("button", { name: "Undo" }).click();
  await expect(badge(other, "Done")).toBeVisible();
  await expect(card(page, "Why is it blue?")).toBeVisible();

  const deletedAt = Date.now();
  await other.getByRole("button", { name: "Delete Why is it blue?" }).click();
  await expect(other.getByRole("heading", { name: "Deleted", exact: true })).toBeVisible();
  await expect(card(page, "Why is it blue?")).toHaveCount(0);
  await other.getByRole("link", { name: "Go to your jobs" }).click();
  await expect(other.getByRole("article")).toHaveCount(2);
  // The way back goes along.
  await expect(news(other).getByRole("button", { name: "Undo" })).toBeVisible();
  const restore = () =>
    page.evaluate(async (path) => (await fetch(`/api${path}/restore`, { method: "POST" })).status, pathname);
  await expect(news(other).getByRole("button", { name: "Undo" })).toBeHidden({ timeout: 15_000 });
  // The server gives a click on its way two seconds more.
  await expect.poll(() => Date.now() - deletedAt, { timeout: 20_000 }).toBeGreaterThan(13_000);
  expect(await restore()).toBe(404);
  await other.goto(pathname);
  await expect(other.getByRole("heading", { name: "Nothing was exposed here" })).toBeVisible();
});

test("after a reload the way back is there for the seconds that are left, in a list and in the place of the job", async ({
  page,
}) => {
  await threeAnswers(page);
  const isKept = () =>
    page.evaluate(() => Object.keys(sessionStorage).some((key) => key.startsWith("darkroom-deleted ")));
  await removeByMenu(page, "Why is it blue?");
  await expect.poll(isKept).toBe(true);
  await page.reload();
  await expect(news(page).getByText("Why is it blue?")).toBeVisible();
  await expect(card(page, "Why is it blue?")).toHaveCount(0);
  await news(page).getByRole("button", { name: "Undo" }).click();
  await expect(card(page, "Why is it blue?")).toBeVisible();
  await expect(news(page).getByText("It is back")).toBeVisible();
  expect(await isKept()).toBe(false);

  await page.getByRole("link", { name: "Why is it blue?", exact: true }).click();
  await page.getByRole("main").getByRole("button", { name: "Delete Why is it blue?" }).click();
  await expect(page.getByRole("heading", { name: "Deleted", exact: true })).toBeVisible();
  await expect.poll(isKept).toBe(true);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Nothing was exposed here" })).toBeVisible();
  await news(page).getByRole("button", { name: "Undo" }).click();
  await expect(badge(page, "Done")).toBeVisible();
  expect(await isKept()).toBe(false);
});

test("one that is under way asks first, says what is stopped and what is paid; undone on its page it goes on to its end", async ({
  page,
  time,
}) => {
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "What takes so long?");
  const id = page.url().split("/").at(-1) ?? "";
  const button = page.getByRole("main").getByRole("button", { name: "Delete What takes so long?" });
  await button.press("Enter");
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("what is paid stays paid");
  expect(await violations(page)).toEqual([]);
  await question.getByRole("button", { name: "Keep it" }).press("Enter");
  await expect(button).toBeFocused();
  await button.click();
  await question.getByRole("button", { name: "Delete it" }).click();
  await expect(page.getByRole("heading", { name: "Deleted", exact: true })).toBeVisible();
  expect(await page.evaluate(async (each) => (await fetch(`/api/jobs/${each}`)).status, id)).toBe(404);
  await page.getByRole("main").getByRole("button", { name: "Undo" }).click();
  await time.goOn();
  await expect(badge(page, "Done")).toBeVisible();
  // With time to look at it. It was under way when the button was first seen: the question stays.
  await button.click();
  await expect(question).toContainText("It is over by now.");
  await question.getByRole("button", { name: "Delete it" }).click();
  await expect(page.getByRole("heading", { name: "Deleted", exact: true })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(
    /its files, its uploads and its model are gone in \d+ s unless you undo\./,
  );
  // The page says it, and nothing beside it the same again, until somebody leaves.
  await expect(news(page).getByText("Deleted", { exact: true })).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: "Go to your jobs" }).click();
  await expect(news(page).getByText("What takes so long?, with its model")).toBeVisible();
});

test("the menu of a card asks before work is stopped, and has the focus back afterwards", async ({
  page,
  time,
}) => {
  await signUp(page);
  await time.stop();
  const title = "What takes so long?";
  await startPhotoshoot(page, title);
  await page.goto("/jobs");
  await more(page, title).press("Enter");
  await expect(page.getByRole("menuitem")).toHaveText([/^\s*Cancel/, /^\s*Delete/]);
  await entry(page, `Delete ${title}`).press("Enter");
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("what is paid stays paid");
  expect(await violations(page)).toEqual([]);
  await question.getByRole("button", { name: "Keep it" }).press("Enter");
  await expect(more(page, title)).toBeFocused();
  await page.keyboard.press("Enter");
  await entry(page, `Cancel ${title}`).press("Enter");
  await question.getByRole("button", { name: "Cancel the job" }).press("Enter");
  await expect(card(page, title).getByText("Canceled", { exact: true })).toBeVisible();
  await expect(more(page, title)).toBeFocused();
});
