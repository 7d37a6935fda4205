import { expect, type Page } from "@playwright/test";
import { tabIcon } from "@/components/pages/tab-icon";
import { badge, signUp, startPhotoshoot } from "./person";
import type { SandboxTime } from "./sandbox-time";
import { test } from "./test";

/** Longer than every interval that the server asks for, in the page's own time. */
const longWhile = 120_000;

/** Every question about jobs that the page asks from now on. */
function questions(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    // A connection by which the page is told asks about no job.
    if (pathname.startsWith("/api/jobs") && pathname !== "/api/jobs/stream") asked.push(pathname + search);
  });
  return asked;
}

async function show(page: Page, state: "visible" | "hidden"): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => value });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}

/** A job under way on a page whose clock we turn, while its provider's stands still. */
async function watchWithOurClock(page: Page, time: SandboxTime, title: string): Promise<string[]> {
  await signUp(page);
  await page.clock.install();
  await time.stop();
  await startPhotoshoot(page, title);
  await expect(badge(page, "Training")).toBeVisible();
  const asked = questions(page);
  await page.clock.runFor(longWhile);
  await expect.poll(() => asked.filter((url) => !url.includes("wait=")).length).toBeGreaterThan(0);
  return asked;
}

/** What was begun before may end, and the list of active jobs asks for each of its jobs; after that none is asked. */
async function expectSilence(page: Page, asked: string[]): Promise<void> {
  await ended(page);
  asked.length = 0;
  await page.clock.runFor(longWhile);
  expect(asked).toEqual([]);
}

/** A moment in which nothing goes to the server, or comes from there. */
async function ended(page: Page): Promise<void> {
  let lastAt = Date.now();
  const moved = () => (lastAt = Date.now());
  page.on("request", moved).on("requestfinished", moved).on("requestfailed", moved);
  await expect.poll(() => Date.now() - lastAt).toBeGreaterThan(1_000);
}

test("a hidden page of a job under way asks for that job once a minute, and nothing else; seen again it asks at once", async ({
  page,
  time,
}) => {
  const asked = await watchWithOurClock(page, time, "Behind other tabs");
  const job = `/api${new URL(page.url()).pathname}`;
  await show(page, "hidden");
  await ended(page);
  asked.length = 0;
  await page.clock.runFor(longWhile);
  await expect.poll(() => asked).toEqual([job, job]);
  // Nor is anything asked for what is answered.
  await ended(page);
  expect(asked.filter((url) => url !== job)).toEqual([]);
  asked.length = 0;
  await show(page, "visible");
  await expect.poll(() => asked.some((url) => !url.includes("wait="))).toBe(true);
  await time.goOn();
  await expect(badge(page, "Done")).toBeVisible();
});

test("the tab of a job says while it is hidden that it is done, and then asks nothing any more", async ({
  page,
  time,
}) => {
  const asked = await watchWithOurClock(page, time, "Read from another tab");
  await expect.poll(() => page.title()).toMatch(/^\d+% · Read from another tab · /);
  await show(page, "hidden");
  await time.goOn();
  await expect(async () => {
    await page.clock.runFor(60_000);
    expect(await page.title()).toMatch(/^Done · Read from another tab · /);
  }).toPass({ intervals: [1_000], timeout: 90_000 });
  const icon = page.locator('link[rel~="icon"]').first();
  await expect(icon).toHaveAttribute("href", tabIcon("completed", 100));
  await expectSilence(page, asked);
});

test("a hidden page of several jobs asks nothing, whatever is under way", async ({ page, time }) => {
  const asked = await watchWithOurClock(page, time, "One of a list");
  await page.goto("/jobs");
  await expect(page.getByRole("article").filter({ hasText: "One of a list" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Updates: Live" })).toBeVisible();
  await show(page, "hidden");
  await expectSilence(page, asked);
  await show(page, "visible");
  await expect.poll(() => asked.length).toBeGreaterThan(0);
});

test("a hidden page of a job asks nothing without a connection", async ({ page, context, time }) => {
  const asked = await watchWithOurClock(page, time, "Behind other tabs in a tunnel");
  await context.setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await show(page, "hidden");
  await expectSilence(page, asked);
});

test("an offline page asks nothing; back online it asks at once", async ({ page, context, time }) => {
  const asked = await watchWithOurClock(page, time, "Through a long tunnel");
  await context.setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await expectSilence(page, asked);
  await context.setOffline(false);
  await expect.poll(() => asked.some((url) => !url.includes("wait="))).toBe(true);
  await time.goOn();
  await expect(badge(page, "Done")).toBeVisible();
});

test("a job that is over is asked about no more", async ({ page }) => {
  await signUp(page);
  await page.clock.install();
  await startPhotoshoot(page, "At rest");
  await expect(badge(page, "Done")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: /^Open picture \d$/ })).toHaveCount(8);
  // Once changes are told as they happen, it has asked for what it may have missed until then. While the page's clock is
  // turned, its connection seems silent again and again: that is no reason to ask.
  await expect(page.getByRole("button", { name: "Updates: Live" })).toBeVisible();
  await expectSilence(page, questions(page));
});
