import { expect } from "@playwright/test";
import { ours } from "./images";
import { badge, choose, pictures, sideways, signUp, startButton, startPhotoshoot } from "./person";
import { violations } from "./violations";
import { test } from "./test";

test.use({ contextOptions: { reducedMotion: "no-preference" } });

test("sign in, upload, start, see training and generating; the gallery appears without a reload", async ({
  page,
  time,
}) => {
  let loads = 0;
  await time.stop();
  await page.goto("/");
  await page.getByRole("link", { name: "Start a photoshoot" }).click();
  await page.getByRole("button", { name: "Continue as demo" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "New photoshoot" })).toBeVisible();
  await page.getByLabel("Title").fill("From upload to pictures");
  await choose(page, pictures(5));
  await expect(page.getByText("5 of 4 to 20")).toBeVisible();
  await page.getByRole("radio", { name: "Editorial" }).click();
  await expect(page.getByText("Ready.")).toBeVisible();
  await startButton(page).click();
  page.on("load", () => (loads += 1));

  await expect(badge(page, "Training")).toBeVisible();
  await expect(page.getByRole("list", { name: "Your uploads, under the safelight" })).toBeVisible();
  await expect(page.getByText("You can close this page.")).toBeVisible();
  // What is on the page anyway needs neither banner nor toast.
  await expect(page.getByRole("complementary", { name: "Jobs under way" })).toBeHidden();
  await time.pass(50);
  await expect(badge(page, "Generating")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Generating pictures" }).first()).toBeVisible();
  await time.goOn();
  await expect(badge(page, "Done")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Open picture \d$/ })).toHaveCount(8);
  await expect(page.getByText("From upload to pictures is done", { exact: true })).toHaveCount(0);
  await expect(page).toHaveTitle(/^Done · From upload to pictures/);
  await expect(page.getByRole("complementary", { name: "Jobs under way" })).toBeHidden();
  expect(loads).toBe(0);

  const download = page.waitForEvent("download");
  // On a slow line whoever pressed sees that it was heard.
  const line = Promise.withResolvers<void>();
  await page.route("**/_next/static/chunks/*.js", (route) => line.promise.then(() => route.continue()));
  await page.getByRole("button", { name: "Open picture 3" }).click();
  await expect(page.getByRole("region", { name: "Results" })).toHaveAttribute("aria-busy", "true");
  line.resolve();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("dialog")).toContainText("Picture 4 of 8");
  // The eight lie below it, to go to, and the star of their job.
  const strip = page.getByRole("dialog").getByRole("list", { name: "Others" });
  await expect(strip.getByRole("button")).toHaveCount(8);
  await expect(strip.getByRole("button", { name: "Show picture 4" })).toHaveAttribute("aria-current", "true");
  await strip.getByRole("button", { name: "Show picture 7" }).press("Enter");
  await expect(page.getByRole("dialog")).toContainText("Picture 7 of 8");
  const star = page.getByRole("dialog").getByRole("button", { name: "Favourite job" });
  await star.click();
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await strip.getByRole("button", { name: "Show picture 4" }).click();
  await page.getByRole("link", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toMatch(/^picture-04\./);

  await page.keyboard.press("Escape");
  // Where a file can be chosen for it the browser asks in a window of its own, which no test can answer.
  await page.evaluate(() => Reflect.set(window, "showSaveFilePicker", undefined));
  const zip = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download all" }).click();
  expect((await zip).suggestedFilename()).toBe("from-upload-to-pictures.zip");
});

test("a reload mid-way loses nothing, and the ledger says who told us", async ({ page, time }) => {
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "Reloaded half way");
  await expect(badge(page, "Training")).toBeVisible();
  await page.reload();
  await expect(badge(page, "Training")).toBeVisible();
  await time.goOn();
  await expect(badge(page, "Done")).toBeVisible();
  await page.getByRole("button", { name: "What we know, and who told us" }).click();
  const rows = page.getByRole("list").filter({ hasText: "The job was created." }).getByRole("listitem");
  await expect(rows.first()).toContainText("completed");
  await expect(rows.last()).toContainText("browser");
  await expect(page.getByText(/^Asked (once|\d+ times)/)).toBeVisible();
});

test("the tab may be closed: whoever comes back finds the pictures", async ({ page, context, time }) => {
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "Closed and gone");
  await expect(badge(page, "Training")).toBeVisible();
  const address = page.url();
  const other = await context.newPage();
  await page.close();
  await other.goto("/jobs");
  await time.goOn();
  await expect(other.getByText("Closed and gone is done")).toBeVisible();
  await other.goto(address);
  await expect(other.getByRole("button", { name: /^Open picture \d$/ })).toHaveCount(8);
});

test("at phone width nothing scrolls sideways and the banner covers no content", async ({ page, time }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/");
  expect(await sideways(page)).toBe(0);
  await signUp(page);
  await page.goto("/new/photoshoot");
  expect(await sideways(page)).toBe(0);
  await time.stop();
  await startPhotoshoot(page, "A-rather-long-title-without-a-single-space-in-it");
  await expect(badge(page, "Training")).toBeVisible();
  expect(await sideways(page)).toBe(0);

  await page.goto("/new/photoshoot");
  const banner = page.getByRole("complementary", { name: "Jobs under way" });
  await expect(banner).toContainText("training");
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const start = await startButton(page).boundingBox();
  const line = await banner.getByRole("link").boundingBox();
  expect((start?.y ?? 0) + (start?.height ?? 0)).toBeLessThan(line?.y ?? 0);
  const state = await banner.getByText("training", { exact: true }).boundingBox();
  expect((state?.x ?? 0) + (state?.width ?? 0)).toBeLessThan((line?.x ?? 0) + (line?.width ?? 0) - 12);
  expect(await sideways(page)).toBe(0);

  await page.goto("/jobs");
  await expect(page.getByRole("article")).toHaveCount(1);
  expect(await sideways(page)).toBe(0);
});

test("canceled and tried again, a job is watched to its end by polling alone", async ({ page, time }) => {
  await page.route(/\?wait=/, (route) => route.abort());
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "Second thoughts");
  await expect(badge(page, "Training")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Keep it going" }).click();
  await expect(badge(page, "Training")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel the job" }).click();
  await expect(badge(page, "Canceled")).toBeVisible();
  await time.goOn();
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(badge(page, "Done")).toBeVisible();
  await expect(page.getByText("attempt 2", { exact: true })).toBeVisible();
});

test("a model that was trained is offered for the next photoshoot, which trains none", async ({ page }) => {
  const title = `Trained-once-${"and-kept-".repeat(7)}`;
  await signUp(page);
  await startPhotoshoot(page, title);
  await expect(badge(page, "Done")).toBeVisible();
  const first = page.url();

  await page.goto("/new/photoshoot");
  await expect(page.getByRole("radio", { name: /^Train a new model/ })).toBeChecked();
  // How long it takes, and what it costs.
  const facts = page.getByText(/^Usually .+ · \$/);
  const time = async () => (await facts.innerText()).split(" · ")[0];
  await expect(facts).toHaveText(/ · \$1\.50 a training and \$0\.10 a picture$/);
  const timeWithTraining = await time();
  await page.goto(first);
  await page.getByRole("link", { name: "Make another like this" }).click();
  await expect(
    page.getByRole("radio", { name: /^Trained-once-\S+ ?Woman, trained on \d+ \w+\.$/ }),
  ).toBeChecked();
  await expect(page.getByText("Pictures to learn from")).toHaveCount(0);
  await expect(facts).toHaveText(/ · \$0\.10 a picture$/);
  expect(await time()).not.toBe(timeWithTraining);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sideways(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("Title").fill("Used again");
  await page.getByRole("radio", { name: "Film" }).click();
  await expect(page.getByText("Ready.")).toBeVisible();
  await startButton(page).click();
  await expect(page.getByRole("heading", { level: 1, name: "Used again" })).toBeVisible();
  await expect(badge(page, "Done")).toBeVisible();
  await expect(page.getByText("Chose a trained model")).toBeVisible();
  await expect(page.getByText("Trained your model")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Open picture \d$/ })).toHaveCount(8);

  // The model is told by the title of what trained it, and goes with that.
  const whatWasAsked = page.getByRole("button", { name: "Exactly what was asked" });
  const asked = page.getByRole("region", { name: "Exactly what was asked" });
  const { pathname } = new URL(first);
  await whatWasAsked.press("Enter");
  await expect(asked.getByRole("link", { name: title })).toHaveAttribute("href", pathname);
  expect(await sideways(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.request.delete(`/api${pathname}`, { headers: ours(page), failOnStatusCode: true });
  await page.reload();
  await whatWasAsked.press("Enter");
  await expect(asked.getByText("A model of yours that is deleted")).toBeVisible();
});
