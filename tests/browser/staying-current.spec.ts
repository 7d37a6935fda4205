import { expect } from "@playwright/test";
import { badge, signUp, startPhotoshoot } from "./person";
import { test } from "./test";

/** What our own server answers while what it stands on is away. */
const away = {
  status: 503,
  contentType: "application/problem+json",
  body: JSON.stringify({ status: 503, code: "unavailable", detail: "The database is not answering." }),
};

test("offline the page says so and keeps what it knew; back online it catches up by itself", async ({
  page,
  context,
  time,
}) => {
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "Through a tunnel");
  await expect(badge(page, "Training")).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText("You are offline. Work goes on;")).toBeVisible();
  await expect(badge(page, "Training")).toBeVisible();
  // What cannot be kept or done without a line is not said, and not offered.
  await expect(page.getByText("We keep watching")).toBeHidden();
  const check = page.getByRole("main").getByRole("button", { name: "Check status" });
  await expect(check).toHaveAttribute("aria-disabled", "true");
  for (const name of ["Cancel", "Delete Through a tunnel"]) {
    const button = page.getByRole("main").getByRole("button", { name });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await button.press("Enter");
  }
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await expect(page.getByText("These need a connection.")).toBeVisible();
  await context.setOffline(false);
  await time.goOn();
  await expect(page.getByText("You are offline.")).toBeHidden();
  await expect(check).toBeHidden();
  await expect(badge(page, "Done")).toBeVisible();
});

test("an outage of the server is survived: polling goes on when it is over", async ({ page, time }) => {
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "Through an outage");
  await expect(badge(page, "Training")).toBeVisible();
  await page.route("**/api/jobs**", (route) =>
    route.fulfill({ status: 502, body: "<html>Bad gateway</html>" }),
  );
  await page.route("**/api/jobs/**", (route) =>
    route.fulfill({ status: 502, body: "<html>Bad gateway</html>" }),
  );
  // Whoever comes back within a blink of the last answer has that one: they come back once more.
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expect(page.getByText("Darkroom is not answering just now.")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await time.goOn();
  await page.unrouteAll();
  await expect(badge(page, "Done")).toBeVisible();
  await expect(page.getByText("Darkroom is not answering just now.")).toBeHidden();
});

test("after an outage answers that take longer than the pause between two questions are waited for, and taken", async ({
  page,
  time,
}) => {
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "Through molasses");
  await expect(badge(page, "Training")).toBeVisible();
  let isAway = true;
  const underWay: string[] = [];
  const askedTwice: string[] = [];
  await page.route(/\/api\/jobs/, async (route) => {
    const url = route.request().url();
    // Nothing tells the page but its own questions.
    if (url.includes("/stream") || url.includes("wait=")) return route.abort();
    if (isAway) return route.fulfill(away);
    if (underWay.includes(url)) askedTwice.push(url);
    underWay.push(url);
    const [answer] = await Promise.all([route.fetch(), new Promise((resolve) => setTimeout(resolve, 6_000))]);
    underWay.splice(underWay.indexOf(url), 1);
    await route.fulfill({ response: answer });
  });
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expect(page.getByText("is not answering")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  isAway = false;
  await expect(page.getByText("is not answering")).toBeHidden();
  // What a focus has asked just before may be asked once more.
  expect(askedTwice).toEqual([...new Set(askedTwice)]);
  await time.goOn();
  await expect(badge(page, "Done")).toBeVisible();
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("a ledger that two parts of the page show is asked for once a change, and once at a time in an outage, when nothing is held open", async ({
  page,
  context,
  time,
}) => {
  // Nothing tells the page but its own questions.
  await context.addInitScript(() => Reflect.deleteProperty(window, "BroadcastChannel"));
  let isAway = false;
  let asked = 0;
  let held = 0;
  let ledgers = 0;
  let mostLedgers = 0;
  let ledgersAsked = 0;
  const records = new Set<string>();
  page.on("response", async (response) => {
    if (!response.ok() || !/\/api\/jobs\/[0-9a-f-]{36}(\?|$)/.test(response.url())) return;
    const job = await response.json().catch(() => null);
    if (job) records.add(`${job.updatedAt} ${job.checks}`);
  });
  await page.route(/\/api\/jobs\/[0-9a-f-]{36}/, async (route) => {
    const url = route.request().url();
    if (url.includes("wait=")) held += 1;
    if (url.includes("/events")) ledgersAsked += 1;
    if (!isAway) return route.continue();
    if (!url.includes("/events")) asked += 1;
    else mostLedgers = Math.max(mostLedgers, (ledgers += 1));
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    if (url.includes("/events")) ledgers -= 1;
    await route.fulfill(away);
  });
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "Asked for once");
  await page.getByRole("button", { name: "What we know, and who told us" }).click();
  await expect(page.getByRole("searchbox", { name: "Search these lines" })).toBeVisible();
  await expect(page.getByRole("figure", { name: "Time axis" })).toBeVisible();
  await expect.poll(() => held).toBeGreaterThan(0);
  isAway = true;
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expect(page.getByText("is not answering")).toBeVisible({ timeout: 3_000 });
    expect(mostLedgers).toBeGreaterThan(0);
  }).toPass();
  await expect.poll(() => ledgers).toBe(0);
  const before = { asked, held };
  mostLedgers = 0;
  await expect.poll(() => asked).toBeGreaterThanOrEqual(before.asked + 3);
  expect(mostLedgers).toBe(1);
  expect(held).toBe(before.held);
  ledgersAsked = 0;
  isAway = false;
  await expect(page.getByText("is not answering")).toBeHidden();
  await expect.poll(() => held).toBeGreaterThan(before.held);
  await expect.poll(() => ledgersAsked).toBeGreaterThan(0);
  ledgersAsked = 0;
  records.clear();
  await time.goOn();
  await expect(badge(page, "Done")).toBeVisible();
  await expect.poll(() => records.size).toBeGreaterThan(2);
  expect(ledgersAsked).toBeLessThanOrEqual(records.size + 2);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("somebody else's job looks like none at all", async ({ page, browser }) => {
  await signUp(page);
  await startPhotoshoot(page, "Mine alone");
  const address = page.url();
  const stranger = await browser.newPage();
  await signUp(stranger);
  const answer = await stranger.goto(address);
  expect(answer?.status()).toBe(404);
  await expect(stranger.getByText("Mine alone")).toHaveCount(0);
  await stranger.close();
});

test("the room is lit as the system asks until somebody switches, and stays as switched", async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  await expect(page.locator("html")).toHaveClass(/light/);
  await page.getByRole("button", { name: "Light or dark" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.reload();
  await expect(page.locator("html")).toHaveClass(/dark/);
});
