import { expect } from "@playwright/test";
import { badge, signUp, startPhotoshoot } from "./person";
import { test } from "./test";
import { apart, fallen, goneBack, longestStand, watchProgress } from "./watch-progress";

test.use({ contextOptions: { reducedMotion: "no-preference" } });

test("through a whole photoshoot progress moves all the time, never falls, and no frame goes backwards", async ({
  page,
}) => {
  await signUp(page);
  await startPhotoshoot(page, "Watched closely");
  const watch = await watchProgress(page);
  await expect(badge(page, "Done")).toBeVisible({ timeout: 120_000 });
  const samples = await watch.stop();

  expect(samples.length).toBeGreaterThan(20);
  expect(fallen(samples)).toEqual([]);
  expect(apart(samples)).toEqual([]);
  expect(goneBack(samples)).toEqual([]);
  expect(longestStand(samples, "bar")).toBeLessThan(8_000);
  // Of the training itself as much is seen as of anything else.
  const training = samples.filter(({ badge: word }) => word === "Training").map(({ figure }) => figure);
  expect(new Set(training).size).toBeGreaterThan(5);
  expect(Math.max(...training)).toBeLessThanOrEqual(60);
  await expect(page).toHaveTitle(/^Done · Watched closely/);
  // One by one: some have begun, and others have not.
  const mixed = samples.filter(
    ({ sheet, frames }) => sheet === "Pictures" && frames.includes("developing") && frames.includes("latent"),
  );
  expect(mixed.length).toBeGreaterThan(0);
});

test("canceled before anything is known to be there, it has no bar; tried again, number and bar begin anew together", async ({
  page,
  time,
}) => {
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "Watched twice");
  const watch = await watchProgress(page);
  const bar = page.getByRole("progressbar", { name: "Progress of Watched twice" });
  await expect.poll(async () => Number(await bar.getAttribute("aria-valuenow"))).toBeGreaterThan(40);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel the job" }).click();
  await expect(badge(page, "Canceled")).toBeVisible();
  const first = await watch.stop();
  await expect(page.getByText("0 of 8 pictures developed")).toBeVisible();
  await expect(bar).toHaveCount(0);
  await page.reload();
  await expect(page.getByText("0 of 8 pictures developed")).toBeVisible();
  await expect(bar).toHaveCount(0);

  await time.goOn();
  const again = await watchProgress(page);
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(badge(page, "Done")).toBeVisible();
  const second = await again.stop();
  expect(apart([...first, ...second])).toEqual([]);
  const anew = second.filter(({ attempt }) => attempt === 2);
  // A busy browser may draw its beginning late, but it does not begin where the first was left.
  expect(anew[0]?.figure).toBeLessThan(40);
  await page.getByRole("heading", { name: "Where the time went" }).scrollIntoViewIfNeeded();
  const attempts = page.getByRole("figure", { name: "Time axis" }).getByRole("heading", { level: 3 });
  await expect(attempts).toHaveCount(2);
  await expect(attempts.first()).toContainText("canceled");
  await expect(attempts.last()).toContainText("done");
  await expect(page.getByText("in 2 attempts")).toBeVisible();
  expect(fallen(anew)).toEqual([]);
});
