import { expect, type Page } from "@playwright/test";
import { ours, putImages } from "./images";
import { signUp } from "./person";
import { test } from "./test";

const parts = "**/_next/static/chunks/*.js";

/** From now on the part of the page that has these words in it is lost, each time while `isLost` says so. */
async function lose(page: Page, words: string, isLost: () => boolean): Promise<void> {
  await page.route(parts, async (route) => {
    const answer = await route.fetch();
    // A page that has gone takes its answers with it.
    const text = await answer.text().catch(() => "");
    await (text.includes(words) && isLost() ? route.abort() : route.fulfill({ response: answer })).catch(
      () => {},
    );
  });
}

test("what is fetched at first use opens with the first press; where it cannot be had the page says so, and another press opens it", async ({
  page,
}) => {
  await page.goto("/sign-in", { waitUntil: "networkidle" });
  const trigger = page.getByRole("button", { name: "Light or dark" });
  const said = page.getByText("could not be fetched");
  await page.route(parts, (route) => route.abort());
  await trigger.focus();
  await page.keyboard.press("Enter");
  await expect(said).toBeVisible();
  await expect(trigger).toBeFocused();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(said).toBeHidden();
  await trigger.press("Enter");
  await expect(said).toBeVisible();
  await page.unroute(parts);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeFocused();
  await expect(said).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(trigger).toBeFocused();
  // A mouse is not offered the first item, whatever opened it before.
  await trigger.click();
  await expect(page.getByRole("menu")).toBeFocused();
});

test("what could not be fetched is no longer said once somebody has come near it again", async ({ page }) => {
  await page.goto("/sign-in", { waitUntil: "networkidle" });
  const trigger = page.getByRole("button", { name: "Light or dark" });
  await page.route(parts, (route) => route.abort());
  await trigger.press("Enter");
  await expect(page.getByText("could not be fetched")).toBeVisible();
  await page.unroute(parts);
  await trigger.hover();
  await expect(page.getByText("could not be fetched")).toBeHidden();
});

for (const [how, key] of [
  ["Escape", "Escape"],
  ["going on", "Tab"],
] as const) {
  test(`what is still on its way opens no more after ${how}, and the next press opens it`, async ({
    page,
  }) => {
    await page.goto("/sign-in", { waitUntil: "networkidle" });
    const trigger = page.getByRole("button", { name: "Light or dark" });
    const held = Promise.withResolvers<void>();
    await page.route(parts, async (route) => {
      await held.promise;
      await route.continue();
    });
    const loaded = page.waitForResponse(parts);
    await trigger.press("Enter");
    await page.keyboard.press(key);
    held.resolve();
    await (await loaded).finished();
    await page.waitForLoadState("networkidle");
    await expect(page.getByRole("menu")).toBeHidden();
    await trigger.press("Enter");
    await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeFocused();
  });
}

for (const isLost of [false, true]) {
  test(`what fails without a connection is said, ${isLost ? "plainly where what shows news never came" : "as all news are"}`, async ({
    page,
    context,
  }) => {
    await signUp(page);
    await putImages(page, 3);
    await lose(page, "data-sonner-toaster", () => isLost);
    await page.goto("/library");
    const news = page.getByRole("region", { name: /^News of your jobs/ });
    if (!isLost) await expect(news).toBeAttached();
    await page.locator("[role=gridcell] [data-check]").first().click();
    await page.getByRole("region", { name: "Chosen images" }).getByRole("button", { name: "Delete" }).click();
    await context.setOffline(true);
    await page.getByRole("button", { name: "Delete it" }).click();
    const said = isLost ? page.locator("output") : news;
    await expect(said.getByText("cannot reach Darkroom")).toBeVisible();
    if (!isLost) return;
    await page.getByRole("button", { name: "Close" }).click();
    await expect(page.getByText("cannot reach Darkroom")).toBeHidden();
    await context.setOffline(false);
  });
}

/** A list with one job in it, whose page has a part with the words that are answered. */
async function listOfOne(page: Page): Promise<string> {
  await signUp(page);
  const data = { kind: "chat", input: { prompt: "What is red light for?" } };
  const answer = await page.request.post("/api/jobs", { data, headers: ours(page) });
  expect(answer.status(), await answer.text()).toBe(201);
  await page.goto("/jobs");
  return "The answer has no words in it.";
}

/** How often the browser has loaded a page as a whole. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("domcontentloaded", () => (loads += 1));
  return () => loads;
}

test("a page comes all the same where one of its parts was lost on the way", async ({ page }) => {
  const words = await listOfOne(page);
  const loads = countLoads(page);
  let lost = 0;
  await lose(page, words, () => (lost += 1) <= 2);
  await page.getByRole("link", { name: "What is red light for?", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "What is red light for?" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Time and steps" })).toBeVisible();
  expect({ lost, loads: loads() }).toEqual({ lost: 3, loads: 0 });
});

test("a page whose part stays lost is reloaded once, when somebody answers, says so, and comes with the next try", async ({
  page,
}) => {
  const words = await listOfOne(page);
  const loads = countLoads(page);
  let [isLost, isAway] = [true, true];
  let asked = 0;
  await lose(page, words, () => isLost);
  await page.route("**/icon.svg", async (route) => {
    if (route.request().method() === "HEAD") asked += 1;
    await (isAway ? route.abort() : route.continue());
  });
  const missing = page.getByRole("heading", { level: 1, name: "This page did not arrive" });
  await page.getByRole("link", { name: "What is red light for?", exact: true }).click();
  await expect(missing).toBeVisible();
  // Nobody answers: the browser's own page would stay.
  await expect.poll(() => asked).toBeGreaterThan(1);
  expect(loads()).toBe(0);
  isAway = false;
  await expect.poll(loads).toBe(1);
  await expect(missing).toBeVisible();
  expect(loads()).toBe(1);
  isLost = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "What is red light for?" })).toBeVisible();
});

test("where the time went is drawn though its part was lost at first, and nobody is told of it", async ({
  page,
}) => {
  await listOfOne(page);
  let lost = 0;
  await lose(page, "What is striped was spent waiting", () => (lost += 1) <= 2);
  await page.getByRole("link", { name: "What is red light for?", exact: true }).click();
  await page.getByRole("heading", { name: "Where the time went" }).scrollIntoViewIfNeeded();
  await expect(page.getByRole("figure", { name: "Time axis" })).toBeVisible();
  expect(lost).toBe(3);
  await expect(page.getByText("could not be fetched")).toBeHidden();
});
