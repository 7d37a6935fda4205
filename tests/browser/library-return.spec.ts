import { expect, type Page } from "@playwright/test";
import { ours, putImages } from "./images";
import { badge, fillNewAccount, pictures, signUp, type ChosenFile } from "./person";
import { test } from "./test";

const cells = (page: Page) => page.getByRole("gridcell");
const bar = (page: Page) => page.getByRole("region", { name: "Chosen images" });
const addFiles = (page: Page, files: ChosenFile[]) =>
  page.getByLabel("Images", { exact: true }).setInputFiles(files);

/** Lets pictures through, but for `most` at first, until the returned function is called. Counts those that were sent. */
async function holdPictures(page: Page, most: number) {
  let release = () => undefined as void;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const seen = { sent: 0 };
  await page.route("**/api/assets", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    seen.sent += 1;
    if (seen.sent > most) await released;
    await route.continue().catch(() => undefined);
  });
  return { release, seen };
}

/** How many images whoever is signed in has, past the page. */
async function total(page: Page): Promise<number> {
  const answer = await page.request.get("/api/assets/count");
  return ((await answer.json()) as { total: number }).total;
}

test("whoever leaves while images are added, or tagged, and goes back finds what has come of it", async ({
  page,
}) => {
  await signUp(page);
  await page.getByRole("link", { name: "Library", exact: true }).click();
  await expect(page.getByText("No pictures yet")).toBeVisible();
  const { release } = await holdPictures(page, 2);
  await addFiles(page, pictures(8));
  await expect(cells(page)).toHaveCount(2);
  await page.getByRole("link", { name: "Jobs", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "My jobs" })).toBeVisible();
  release();
  await expect.poll(() => total(page)).toBe(8);
  await page.goBack();
  await expect(page.getByText("8 images, all without tags")).toBeVisible();
  await expect(cells(page)).toHaveCount(8);

  await page.getByRole("button", { name: "Tag 8 images" }).click();
  await expect(page.getByRole("gridcell", { name: /Being tagged/ })).toHaveCount(8);
  await page.getByRole("button", { name: "Look" }).first().click();
  await expect(badge(page, "Done")).toBeVisible();
  await page.goBack();
  await expect(cells(page)).toHaveCount(8);
  await expect(page.getByRole("gridcell", { name: /Being tagged/ })).toHaveCount(0);
});

test("the way back to a filter shows what fits it, and what was chosen under another is chosen no more", async ({
  page,
}) => {
  await signUp(page);
  const [sea = ""] = await putImages(page, 4);
  await page.request.patch(`/api/assets/${sea}`, { data: { tags: ["sea"] }, headers: ours(page) });
  await page.goto("/library");
  await page.getByRole("button", { name: /^sea\s*1 image$/ }).click();
  await expect(cells(page)).toHaveCount(1);
  await page.getByRole("grid").getByRole("gridcell").first().focus();
  await page.keyboard.press("Control+a");
  await expect(bar(page).getByText("1 chosen")).toBeVisible();
  await page.goBack();
  await expect(cells(page)).toHaveCount(4);
  await expect(bar(page)).toBeHidden();
  await page.goForward();
  await expect(cells(page)).toHaveCount(1);
  await expect(bar(page)).toBeHidden();

  await page.getByRole("link", { name: "Jobs", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "My jobs" })).toBeVisible();
  const others: number[] = [];
  await page.exposeFunction("notice", (count: number) => others.push(count));
  await page.evaluate(() => {
    new MutationObserver(() => {
      const count = document.querySelectorAll("[role=gridcell][data-index]").length;
      if (count > 0) (Reflect.get(window, "notice") as (count: number) => void)(count);
    }).observe(document.body, { childList: true, subtree: true });
  });
  await page.goBack();
  await expect(page).toHaveURL("/library?tag=sea");
  await expect(cells(page)).toHaveCount(1);
  expect(others.filter((count) => count !== 1)).toEqual([]);
});

test("a tagging job that ends without a batch leaves no image being tagged", async ({ page, withFaults }) => {
  await signUp(page);
  await putImages(page, 3);
  await page.goto("/library");
  await withFaults("401@create-batch", async () => {
    await page.getByRole("button", { name: "Tag 3 images" }).click();
    await expect(page.getByRole("gridcell", { name: /Being tagged/ })).toHaveCount(3);
    const { items } = (await (await page.request.get("/api/jobs")).json()) as { items: { id: string }[] };
    await page.request.post(`/api/jobs/${items[0]?.id}/cancel`, { headers: ours(page) });
    await expect(page.getByRole("gridcell", { name: /Being tagged/ })).toHaveCount(0);
  });
});

test("two tabs take turns, and each picture is sent once", async ({ page, context }) => {
  await signUp(page);
  await page.goto("/library");
  const other = await context.newPage();
  await other.goto("/library");
  const [here, there] = [await holdPictures(page, 2), await holdPictures(other, Infinity)];
  await addFiles(page, pictures(8));
  await expect(cells(page)).toHaveCount(2);
  await addFiles(other, pictures(10).slice(8));
  await expect(other.getByText(/^Another tab is adding images\. This one/)).toBeVisible();
  expect(there.seen.sent).toBe(0);
  here.release();
  await expect(other.getByText("Another tab is adding images")).toBeHidden();
  await expect(cells(other)).toHaveCount(10);
  await expect(cells(page)).toHaveCount(8);
  expect([here.seen.sent, there.seen.sent]).toEqual([8, 2]);
});

test("whoever signs out leaves no pictures in the browser, and none goes to the next person", async ({
  page,
}) => {
  const email = await signUp(page);
  await page.getByRole("link", { name: "Library", exact: true }).click();
  await expect(page.getByText("No pictures yet")).toBeVisible();
  const { release } = await holdPictures(page, 0);
  await addFiles(page, pictures(6));
  await expect(page.getByRole("progressbar", { name: /^Upload of/ })).toHaveCount(4);
  const stores = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  await expect.poll(stores).toEqual([expect.stringMatching(/^darkroom-library-/)]);
  await page.getByRole("button", { name: email.split("@")[0] ?? email }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("banner").getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Create an account" })).toBeVisible();
  expect(await stores()).toEqual([]);

  await fillNewAccount(page);
  await expect(page.getByRole("heading", { level: 1, name: "My jobs" })).toBeVisible();
  release();
  await page.getByRole("link", { name: "Library", exact: true }).click();
  await addFiles(page, pictures(1));
  await expect(page.getByRole("heading", { name: "Added 1 image" })).toBeVisible();
  await expect(cells(page)).toHaveCount(1);
  expect(await total(page)).toBe(1);
});

test("signing out waits for no other tab, though that one never lets go of the pictures it keeps", async ({
  page,
  context,
}) => {
  const email = await signUp(page);
  await page.goto("/library");
  const stores = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  await expect.poll(stores).toEqual([expect.stringMatching(/^darkroom-library-/)]);
  const frozen = await context.newPage();
  await frozen.goto("/jobs");
  await frozen.evaluate(async () => {
    const [{ name = "" } = {}] = await indexedDB.databases();
    const opening = indexedDB.open(name);
    await new Promise((resolve) => opening.addEventListener("success", resolve));
    Reflect.set(window, "held", opening.result);
  });
  await page.getByRole("button", { name: email.split("@")[0] ?? email }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
});
