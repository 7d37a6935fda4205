import { expect } from "@playwright/test";
import { badge, picture, sign, signUp } from "./person";
import { violationsInBoth } from "./violations";
import { test } from "./test";
import { fillVideo, expectPlayer, room } from "./videos";

test("a photo becomes a product card", async ({ page }) => {
  await signUp(page);
  await page.goto("/new");
  await page.getByRole("link", { name: "Product card" }).click();
  await page.getByLabel("Photo of the product", { exact: true }).setInputFiles(picture(1));
  await page.getByRole("radio", { name: "Luxury" }).click();
  await page.getByLabel("What else should be seen").fill("A name in gold");
  await expect(page.getByText("Ready.")).toBeVisible();
  await page.getByRole("button", { name: "Make the card" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "A name in gold" })).toBeVisible();
  await expect(badge(page, "Done")).toBeVisible();
  await expect(page.getByRole("img", { name: "The product as it was" })).toBeVisible();
  await expect(page.getByRole("region", { name: "What it used" })).toContainText(/ tokens in, /);
  await page.getByRole("button", { name: "Open the card" }).click();
  await expect(page.getByRole("dialog").getByRole("img")).toBeVisible();
  await page.keyboard.press("Escape");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toMatch(/^card\./);
});

test("a question is answered in readable words, which can be taken along", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signUp(page);
  await page.goto("/new/chat");
  await page.getByLabel("What do you want to know?").fill("Why is <b>red</b> light safe in a darkroom?");
  await expect(page.getByText("Ready.")).toBeVisible();
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(badge(page, "Done")).toBeVisible();
  const answer = page.getByRole("region", { name: "Answer" });
  await expect(answer.getByRole("listitem").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "What it used" })).toContainText(/ tokens out/);
  await expect(answer.locator("b")).toHaveCount(0);
  await answer.getByRole("button", { name: "Copy" }).click();
  await expect(answer.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("red");
  const download = page.waitForEvent("download");
  await answer.getByRole("button", { name: "Download as .md" }).click();
  expect((await download).suggestedFilename()).toMatch(/^why-is-.*\.md$/);

  await page.goto("/jobs?kind=chat");
  await expect(page.getByRole("article")).toHaveCount(1);
  await page.getByRole("button", { name: "Filter 1 set" }).click();
  await page.getByRole("link", { name: "Product cards" }).click();
  await expect(page.getByText("None of your jobs fits this filter.")).toBeVisible();
});

test("axe finds nothing on the pages of the kinds, dark and light", async ({ page, time }) => {
  test.setTimeout(600_000);
  await signUp(page);
  for (const path of ["/new", "/new/product_card", "/new/chat", "/new/story_video", "/new/sora"]) {
    await page.goto(path);
    await expect(sign(page, "Live")).toBeVisible();
    expect(await violationsInBoth(page), path).toEqual([]);
  }
  await time.stop();
  await fillVideo(page, "Axe at the waterfall");
  expect(await violationsInBoth(page), "the room").toEqual([]);
  await time.goOn();
  await expectPlayer(room(page));
  expect(await violationsInBoth(page), "the player").toEqual([]);
  await room(page).getByText("Close", { exact: true }).click();
  await expect(page.getByRole("article")).toHaveCount(1);
  expect(await violationsInBoth(page), "its card").toEqual([]);
  await page.getByRole("article").getByRole("heading").getByRole("link").click();
  await expectPlayer(page);
  expect(await violationsInBoth(page), "its page").toEqual([]);
});
