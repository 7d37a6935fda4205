import { expect } from "@playwright/test";
import { badge, choose, pictures, tabTo } from "./person";
import { test } from "./test";

test("everything can be done with the keyboard alone", async ({ page, time }) => {
  // Long before: the browser is told of it by the way, and one that opens sooner is not heard of.
  const chooser = page.waitForEvent("filechooser", { timeout: 0 });
  await page.goto("/sign-in");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await tabTo(page, /^Continue as demo$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "My jobs" })).toBeVisible();
  await tabTo(page, /^New job$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "What shall we develop?" })).toBeVisible();
  await tabTo(page, /Photoshoot/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "New photoshoot" })).toBeVisible();

  await expect(page.getByLabel("Title")).toBeFocused();
  await page.keyboard.type("Without a mouse");
  await tabTo(page, /^Choose pictures/);
  await page.keyboard.press("Enter");
  await chooser;
  await choose(page, pictures(4));
  await expect(page.getByText("Ready.")).toBeVisible();
  await page.getByRole("radio", { name: "Woman" }).focus();
  await page.keyboard.press("ArrowRight", { delay: 60 });
  await expect(page.getByRole("radio", { name: "Man", exact: true })).toBeChecked();
  await tabTo(page, /^Start the photoshoot$/);
  await time.stop();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Without a mouse" })).toBeVisible();

  await tabTo(page, /^Check status$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Check status" })).toBeFocused();
  await time.goOn();
  await expect(badge(page, "Done")).toBeVisible();
  await tabTo(page, /^Open picture 1$/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await expect(page.getByRole("dialog")).toContainText("8 of 8");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Open picture 1" })).toBeFocused();

  // Where a file can be chosen for it the browser asks in a window of its own, which no test can answer.
  await page.evaluate(() => Reflect.set(window, "showSaveFilePicker", undefined));
  const download = page.waitForEvent("download");
  await tabTo(page, /^Download all$/);
  await page.keyboard.press("Enter");
  expect((await download).suggestedFilename()).toBe("without-a-mouse.zip");

  await tabTo(page, /^Favourite$/);
  await page.keyboard.press("Enter");
  const star = page.getByRole("button", { name: "Favourite", exact: true });
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await expect(star).toBeFocused();
  await tabTo(page, /^Delete Without a mouse$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await tabTo(page, /^Delete it$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Deleted", exact: true })).toBeVisible();
  await tabTo(page, /^Undo$/);
  await page.keyboard.press("Enter");
  await expect(badge(page, "Done")).toBeVisible();
  await expect(star).toHaveAttribute("aria-pressed", "true");
});
