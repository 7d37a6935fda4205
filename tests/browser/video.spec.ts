import { expect } from "@playwright/test";
import { picture, sideways, signUp } from "./person";
import { test } from "./test";
import { expectPlayer, fillVideo, room, seek, startVideo } from "./videos";

test.use({ contextOptions: { reducedMotion: "no-preference" } });

test("from a prompt to the player, and on to another like it", async ({ page, time }) => {
  await signUp(page);
  await time.stop();
  await page.goto("/new/sora");
  await page.getByRole("radio", { name: /^Landscape/ }).click();
  await page.getByRole("radio", { name: "8 s" }).click();
  await page.getByLabel("Reference picture", { exact: true }).setInputFiles(picture(1));
  await expect(page.getByRole("button", { name: "Remove the picture" })).toBeVisible();
  await page.getByText("More", { exact: true }).click();
  await page.getByLabel("Priority").selectOption("high");
  await fillVideo(page, "A fox crosses a lake");

  const dialog = room(page);
  await expect(dialog.getByText("Generation will continue in background.")).toBeVisible();
  await time.pass(5);
  await expect(dialog.getByText("Generating", { exact: true })).toBeVisible();
  await expect(dialog.getByText("high priority")).toBeVisible();
  await expect(dialog.getByRole("progressbar")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Check status" })).toBeVisible();
  await time.goOn();
  await expectPlayer(dialog);
  await expect(dialog.getByText("Generation will continue in background.")).toBeHidden();

  const download = page.waitForEvent("download");
  await dialog.getByRole("link", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("video.mp4");

  await dialog.getByRole("link", { name: "Open its page" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "A fox crosses a lake" })).toBeVisible();
  await expectPlayer(page);
  // The player of stories, with the same keys: no browser's own controls.
  await expect(page.locator("main video[controls]")).toHaveCount(0);
  await page.keyboard.press("k");
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
  await page.keyboard.press("k");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  for (const second of [6, 1]) expect(await seek(page, second)).toBeCloseTo(second, 1);
  await expect(page.getByText(/8 s · 1280 × 720/).first()).toBeVisible();
  await page.getByRole("link", { name: "Make another like this" }).click();
  await expect(page.getByLabel("What happens in the video")).toHaveValue("A fox crosses a lake");
  await expect(page.getByRole("radio", { name: /^Landscape/ })).toBeChecked();
  await expect(page.getByRole("button", { name: "Remove the picture" })).toBeVisible();
});

test("the room is closed and opened again mid-way, and stops nothing", async ({ page, time }) => {
  await signUp(page);
  await time.stop();
  await startVideo(page, "Waves on a beach");
  await room(page).getByText("Close", { exact: true }).click();
  await expect(room(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Make the video" })).toBeFocused();

  const card = page.getByRole("article").filter({ hasText: "Waves on a beach" });
  await time.pass(5);
  await expect(card.getByText("Generating", { exact: true })).toBeVisible();
  await expect(card.getByRole("button", { name: "Check status" })).toBeVisible();
  const show = card.getByRole("button", { name: "Show progress" });
  await show.click();
  await expect(room(page).getByRole("progressbar")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(room(page)).toBeHidden();
  await expect(show).toBeFocused();
  await show.press("Enter");
  await time.goOn();
  await expectPlayer(room(page));
  await page.keyboard.press("Escape");
  await expect(card.getByText("Done", { exact: true })).toBeVisible();
  await expect(show).toHaveCount(0);
});

test("what was started cannot be started again by a second Enter, and its actions are in sight", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await signUp(page);
  await startVideo(page, "Once is enough");
  await expect(room(page).getByRole("link", { name: "Open its page" })).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Make the video" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("What happens in the video")).toBeFocused();
  await expect(page.getByLabel("What happens in the video")).toHaveValue("");
  await expect(page.getByRole("article")).toHaveCount(1);
  await page.reload();
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByLabel("What happens in the video")).toHaveValue("");
});

test("after a reload mid-way the room can be opened again", async ({ page, time }) => {
  await signUp(page);
  await time.stop();
  await startVideo(page, "Clouds in a hurry");
  await page.reload();
  await page.getByRole("button", { name: "Show progress of Clouds in a hurry" }).click();
  await time.goOn();
  await expectPlayer(room(page));
});

test("a half-filled form is still there after a reload, and nobody else's", async ({ page, context }) => {
  await signUp(page);
  await page.goto("/new/sora");
  await page.getByLabel("What happens in the video").fill("A half-told story");
  await page.getByRole("radio", { name: /^Landscape/ }).click();
  await page.reload();
  await expect(page.getByLabel("What happens in the video")).toHaveValue("A half-told story");
  await expect(page.getByRole("radio", { name: /^Landscape/ })).toBeChecked();

  await context.clearCookies();
  await signUp(page);
  await page.goto("/new/sora");
  await expect(page.getByRole("heading", { level: 1, name: "New video" })).toBeVisible();
  await expect(page.getByLabel("What happens in the video")).toHaveValue("");
});

test("at phone width a tall video is watched from the form to its page, and nothing scrolls sideways", async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 740 });
  await signUp(page);
  await page.goto("/new");
  expect(await sideways(page)).toBe(0);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/new/sora");
  expect(await sideways(page)).toBe(0);
  await page.getByRole("radio", { name: /^Portrait/ }).click();
  await fillVideo(page, "Rain-on-a-window-without-a-single-space-in-all-these-words");
  expect(await sideways(page)).toBe(0);
  await expectPlayer(room(page));
  await room(page).getByRole("link", { name: "Open its page" }).click();
  await expectPlayer(page);
  expect(await sideways(page)).toBe(0);
});
