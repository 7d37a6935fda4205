import { expect } from "@playwright/test";
import { badge, choose, picture, signUp, startButton, startPhotoshoot } from "./person";
import { seriousInBoth } from "./serious";
import { test } from "./test";

test("axe finds nothing serious, dark and light", async ({ page, time }) => {
  test.setTimeout(600_000);
  await page.goto("/");
  expect(await seriousInBoth(page)).toEqual([]);
  await page.goto("/sign-in");
  expect(await seriousInBoth(page)).toEqual([]);

  await signUp(page);
  await expect(page.getByText("Your jobs appear here")).toBeVisible();
  expect(await seriousInBoth(page)).toEqual([]);
  await page.goto("/notifications");
  await page.getByRole("button", { name: "Link Telegram" }).click();
  await expect(page.getByRole("link", { name: "Open Telegram" })).toBeVisible();
  expect(await seriousInBoth(page)).toEqual([]);
  await page.getByRole("button", { name: "Add an endpoint" }).click();
  expect(await seriousInBoth(page)).toEqual([]);
  await page.goto("/new/photoshoot");
  await choose(page, [
    picture(1),
    { name: "notes.jpg", mimeType: "image/jpeg", buffer: Buffer.from("dear diary") },
  ]);
  await expect(page.getByText("notes.jpg is not a JPEG")).toBeVisible();
  // The button says that it is not ready, and explains itself when pressed all the same.
  await startButton(page).click({ force: true });
  await expect(page.getByLabel("Title")).toBeFocused();
  expect(await seriousInBoth(page)).toEqual([]);

  await time.stop();
  await startPhotoshoot(page, "Axe in the dark");
  await expect(badge(page, "Training")).toBeVisible();
  await page.getByRole("button", { name: "What we know, and who told us" }).click();
  await expect(page.getByText("The job was created.")).toBeVisible();
  expect(await seriousInBoth(page)).toEqual([]);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  expect(await seriousInBoth(page)).toEqual([]);
  await page.getByRole("button", { name: "Keep it going" }).click();

  await page.goto("/jobs");
  await expect(page.getByRole("article")).toHaveCount(1);
  expect(await seriousInBoth(page)).toEqual([]);
  await time.goOn();
  await expect(page.getByRole("article").getByText("Done", { exact: true })).toBeVisible();
  await page.getByRole("article").getByRole("heading").getByRole("link").click();
  await page.getByRole("button", { name: "Open picture 1" }).click();
  expect(await seriousInBoth(page)).toEqual([]);
  await page.keyboard.press("Escape");
  expect(await seriousInBoth(page)).toEqual([]);
  await page.goto("/nowhere");
  expect(await seriousInBoth(page)).toEqual([]);
});
