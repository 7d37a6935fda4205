import { expect } from "@playwright/test";
import { ask } from "./answers";
import { signUp } from "./person";
import { test } from "./test";

test("while many are deleted the bar says how far that is, though none of them is shown any more", async ({
  page,
}) => {
  await signUp(page);
  await ask(page, "Why is it red?", "Why is it green?", "Why is it blue?");
  await page.goto("/jobs");
  const cards = page.getByRole("article");
  await expect(cards.getByText("Done", { exact: true })).toHaveCount(3);
  const line = Promise.withResolvers<void>();
  await page.route(/\/api\/jobs\/[\w-]+$/, async (route) => {
    if (route.request().method() === "DELETE") await line.promise;
    await route.continue();
  });
  await page.getByRole("checkbox", { name: "Choose Why is it red?" }).press("Space");
  const bar = page.getByRole("region", { name: "Chosen jobs" });
  await bar.getByRole("button", { name: "Choose all 3 shown" }).click();
  await bar.getByRole("button", { name: "Delete" }).click();
  await expect(cards).toHaveCount(0);
  await expect(bar).toContainText("3 chosen");
  await expect(bar).toContainText("Deleting, 0 of 3");
  line.resolve();
  const news = page.getByRole("region", { name: /News of your jobs/ });
  await expect(news.getByText("3 deleted", { exact: true })).toBeVisible();
  await expect(bar).toBeHidden();
  await news.getByRole("button", { name: "Undo" }).click();
  await expect(cards).toHaveCount(3);
});
