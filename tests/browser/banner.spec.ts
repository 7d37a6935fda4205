import { expect, type Page } from "@playwright/test";
import { badge, fillPhotoshoot, signUp, startPhotoshoot } from "./person";
import { test } from "./test";

const banner = (page: Page) => page.getByRole("complementary", { name: "Jobs under way" });
/** By a link, so that the page is not loaded anew. */
async function to(page: Page, place: "Jobs" | "Library"): Promise<void> {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: place }).click();
  const name = place === "Jobs" ? "My jobs" : place;
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

const activeList = /\/api\/jobs\?status=pending(?:,|%2C)processing/;

test("a job that no list has heard of wakes the banner by itself", async ({ page, time }) => {
  await signUp(page);
  await time.stop();
  let answers = 0;
  // The first two answers are as old as if they had been on their way since before the start.
  await page.route(activeList, (route) => {
    answers += 1;
    return answers > 2 ? route.continue() : route.fulfill({ json: { items: [], nextCursor: null } });
  });
  await startPhotoshoot(page, "Heard of by nobody");
  await expect(badge(page, "Training")).toBeVisible();
  await expect.poll(() => answers).toBeGreaterThan(2);
  await to(page, "Library");
  await expect(banner(page)).toContainText("Heard of by nobody");
  await time.goOn();
  await expect(page.getByText("Heard of by nobody is done", { exact: true })).toBeVisible();
  await expect(banner(page)).toBeHidden();
});

test("a job that was tried again elsewhere is in the banner as soon as its page knows", async ({
  page,
  context,
  time,
}) => {
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "Tried again elsewhere");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel the job" }).click();
  await expect(badge(page, "Canceled")).toBeVisible();
  await expect(banner(page)).toBeHidden();

  const elsewhere = await context.newPage();
  await elsewhere.goto(page.url());
  await elsewhere.getByRole("button", { name: "Retry" }).click();
  await expect(badge(elsewhere, "Training")).toBeVisible();
  await elsewhere.close();
  await page.bringToFront();
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(badge(page, "Training")).toBeVisible();
  await expect(banner(page)).toBeHidden();
  await to(page, "Library");
  await expect(banner(page)).toContainText("Tried again elsewhere");
  await time.goOn();
  await expect(page.getByText("Tried again elsewhere is done", { exact: true })).toBeVisible();
});

test("after one start another in the same page is watched too", async ({ page, time }) => {
  await signUp(page);
  await startPhotoshoot(page, "The first");
  await expect(badge(page, "Done")).toBeVisible();
  await expect(banner(page)).toBeHidden();
  // By links alone: the page is never loaded anew, and its banner has been at rest.
  await page.getByRole("link", { name: "New job" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "What shall we develop?" })).toBeVisible();
  await page.getByRole("link", { name: "Photoshoot" }).click();
  await time.stop();
  await fillPhotoshoot(page, "The second");
  await to(page, "Library");
  await expect(banner(page)).toContainText("The second");
  await time.goOn();
  await expect(page.getByText("The second is done", { exact: true })).toBeVisible();
});

test("several are one small line that says how many, which is nowhere where they are listed", async ({
  page,
  time,
}) => {
  await signUp(page);
  await time.stop();
  for (const title of ["The first", "The second", "The third"]) await startPhotoshoot(page, title);
  await expect(banner(page)).toHaveText("2 others developing");
  // Small, and away from what is done with the job of the page.
  const others = await banner(page).getByRole("link").boundingBox();
  expect((others?.x ?? Infinity) + (others?.width ?? 0)).toBeLessThan(140);
  // Where it would lie on the page, it comes after it.
  await page.setViewportSize({ width: 1024, height: 900 });
  const [end, after] = [await page.getByRole("main").boundingBox(), await banner(page).boundingBox()];
  expect(after?.y ?? 0).toBeGreaterThanOrEqual((end?.y ?? Infinity) + (end?.height ?? 0));
  await page.setViewportSize({ width: 1280, height: 900 });
  const main = page.getByRole("navigation", { name: "Main" });
  await expect(main.getByRole("link", { name: "Jobs" })).toHaveAttribute("aria-current", "true");
  // One that has ended makes no difference to where the others are told of.
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel the job" }).click();
  await expect(badge(page, "Canceled")).toBeVisible();
  await expect(banner(page)).toHaveText("2 others developing");
  await to(page, "Library");
  await expect(banner(page)).toHaveText("2 jobs developing");
  await banner(page).getByRole("link").click();
  await expect(page.getByRole("article")).toHaveCount(3);
  await expect(main.getByRole("link", { name: "Jobs" })).toHaveAttribute("aria-current", "page");
  await expect(banner(page)).toBeHidden();
  await page.getByRole("link", { name: "Darkroom" }).click();
  await expect(page.getByRole("heading", { name: "Lately" })).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(3);
  await expect(banner(page)).toBeHidden();
  // What is under way comes before what else there is to start, and that before what is over.
  const places = ["Now", "Start another", "Lately"];
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const tops: number[] = [];
    for (const name of places) {
      const box = await page.getByRole("heading", { name, exact: true }).boundingBox();
      tops.push(box?.y ?? Infinity);
    }
    expect(tops).toEqual(tops.toSorted((one, other) => one - other));
    expect(tops).not.toContain(Infinity);
  }
  await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toHaveText(places);
});
