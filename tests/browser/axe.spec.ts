import { expect } from "@playwright/test";
import { ask } from "./answers";
import { startJob, waitForJob } from "./made-jobs";
import { badge, choose, picture, sign, signUp, startButton, startPhotoshoot } from "./person";
import { violationsInBoth } from "./violations";
import { test } from "./test";

test("axe finds nothing, dark and light", async ({ page, time }) => {
  test.setTimeout(600_000);
  await page.goto("/");
  expect(await violationsInBoth(page)).toEqual([]);
  await page.goto("/sign-in");
  expect(await violationsInBoth(page)).toEqual([]);

  await signUp(page);
  await expect(page.getByText("Your jobs appear here")).toBeVisible();
  expect(await violationsInBoth(page)).toEqual([]);
  await page.goto("/notifications");
  await page.getByRole("button", { name: "Link Telegram" }).click();
  await expect(page.getByRole("link", { name: "Open Telegram" })).toBeVisible();
  expect(await violationsInBoth(page)).toEqual([]);
  await page.getByRole("button", { name: "Add an endpoint" }).click();
  expect(await violationsInBoth(page)).toEqual([]);
  await page.goto("/new/photoshoot");
  await choose(page, [
    picture(1),
    { name: "notes.jpg", mimeType: "image/jpeg", buffer: Buffer.from("dear diary") },
  ]);
  await expect(page.getByText("notes.jpg is not a JPEG")).toBeVisible();
  // Pressed with something missing, the button leads to it.
  await startButton(page).click();
  await expect(page.getByLabel("Title")).toBeFocused();
  expect(await violationsInBoth(page)).toEqual([]);

  await time.stop();
  await startPhotoshoot(page, "Axe in the dark");
  await expect(badge(page, "Training")).toBeVisible();
  await page.getByRole("button", { name: "What we know, and who told us" }).click();
  await expect(page.getByText("The job was created.")).toBeVisible();
  expect(await violationsInBoth(page)).toEqual([]);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  expect(await violationsInBoth(page)).toEqual([]);
  await page.getByRole("button", { name: "Keep it going" }).click();

  await page.goto("/jobs");
  await expect(page.getByRole("article")).toHaveCount(1);
  expect(await violationsInBoth(page)).toEqual([]);
  await time.goOn();
  await expect(page.getByRole("article").getByText("Done", { exact: true })).toBeVisible();
  await page.getByRole("article").getByRole("heading").getByRole("link").click();
  await page.getByRole("button", { name: "Open picture 1" }).click();
  expect(await violationsInBoth(page)).toEqual([]);
  await page.keyboard.press("Escape");
  expect(await violationsInBoth(page)).toEqual([]);
  await page.goto("/nowhere");
  expect(await violationsInBoth(page)).toEqual([]);
});

test("axe finds nothing in empty places, in what one says of many jobs, and in all that folds out of one", async ({
  page,
  time,
}) => {
  test.setTimeout(600_000);
  await signUp(page);
  for (const path of ["/", "/pictures", "/library", "/account", "/account/delete", "/new/image_tags"]) {
    await page.goto(path);
    await sign(page, "Live").waitFor();
    expect(await violationsInBoth(page), path).toEqual([]);
  }

  const refused = await startJob(page, "chat", { prompt: "Why is it not allowed? [[forbidden]]" });
  await waitForJob(page, refused, "failed");
  await time.stop();
  await ask(page, "Why is it red?", "Why is it green?");
  await page.goto("/jobs");
  await expect(page.getByRole("article")).toHaveCount(3);
  await page.getByRole("checkbox", { name: "Choose Why is it red?" }).press("Space");
  const bar = page.getByRole("region", { name: "Chosen jobs" });
  await bar.getByRole("button", { name: "Choose all 3 shown" }).click();
  expect(await violationsInBoth(page), "the bar of the chosen").toEqual([]);
  for (const verb of ["Cancel", "Retry", "Delete"]) {
    await bar.getByRole("button", { name: verb }).click();
    const question = page.getByRole("alertdialog");
    await expect(question).toBeVisible();
    expect(await violationsInBoth(page), `the question of ${verb}`).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(question).toBeHidden();
  }
  await page.keyboard.press("Escape");
  await expect(bar).toBeHidden();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option", { name: /^Why is it green\?/ })).toBeVisible();
  expect(await violationsInBoth(page), "the command menu").toEqual([]);

  await page.goto(`/jobs/${refused}`);
  await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Retry" })).toHaveCount(1);
  for (const name of ["Exactly what was asked", "What we know, and who told us"])
    await page.getByRole("button", { name, exact: true }).press("Enter");
  await expect(page.getByRole("button", { name: "Copy as curl" })).toBeVisible();
  await expect(page.getByText("The job was created.")).toBeVisible();
  expect(await violationsInBoth(page), "all that folds out of a job").toEqual([]);
  await page.goto("/jobs");
  const red = page.getByRole("article").filter({ hasText: "Why is it red?" });
  await red.getByRole("heading").getByRole("link").click();
  await page.getByRole("heading", { name: "Where the time went" }).scrollIntoViewIfNeeded();
  await expect(page.getByRole("figure", { name: "Time axis" })).toBeVisible();
  expect(await violationsInBoth(page), "where its time went").toEqual([]);
  await time.goOn();
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "What your jobs used" })).toBeVisible();
  expect(await violationsInBoth(page), "the account").toEqual([]);
});
