import { expect, type Page } from "@playwright/test";
import type { JobView } from "@/lib/jobs/job-view";
import { jobFixture } from "@/tests/support/job-fixture";
import { signUp } from "./person";
import { test } from "./test";

const jobs = (count: number): JobView[] =>
  Array.from({ length: count }, (_, index) =>
    jobFixture({
      id: `job-${count - index}`,
      title: `Job ${count - index}`,
      status: "completed",
      pollAfterMs: 0,
    }),
  );

/** Answers for lists with what `record` holds, newest first, and notes each question by its cursor. */
async function serve(page: Page, record: { jobs: JobView[] }): Promise<string[]> {
  const asked: string[] = [];
  await page.route(/\/api\/jobs(\/.*)?(\?.*)?$/, async (route) => {
    const { pathname, searchParams } = new URL(route.request().url());
    const id = pathname.split("/")[3];
    if (id) return route.fulfill({ json: record.jobs.find((job) => job.id === id) });
    const statuses = searchParams.get("status")?.split(",");
    const listed = record.jobs.filter(({ status }) => !statuses || statuses.includes(status));
    if (statuses) return route.fulfill({ json: { items: listed, nextCursor: null } });
    const cursor = searchParams.get("cursor");
    asked.push(cursor ?? "first");
    const from = cursor === null ? 0 : listed.findIndex(({ id }) => id === cursor) + 1;
    const items = listed.slice(from, from + 12);
    const last = items.at(-1);
    await route.fulfill({
      json: { items, nextCursor: last && from + 12 < listed.length ? last.id : null },
    });
  });
  return asked;
}

test("of a long list only the first page is asked again, new jobs appear on top, and none is missing or twice", async ({
  page,
}) => {
  // What is asked when nothing is told: a record that only this page sees changes in silence.
  await page.addInitScript(() => Reflect.deleteProperty(window, "BroadcastChannel"));
  await signUp(page);
  const record = { jobs: jobs(30) };
  const asked = await serve(page, record);
  const older = jobFixture({ id: "job-2", title: "Job 2" });
  record.jobs[28] = older;
  await page.clock.install();
  await page.goto("/jobs");
  const titles = page.getByRole("article").getByRole("heading");
  const shown = () => titles.allTextContents();
  const all = () => record.jobs.map(({ title }) => title);
  await expect(titles).toHaveCount(12);
  await page.getByRole("button", { name: "Show older jobs" }).press("Enter");
  await expect(titles).toHaveCount(24);
  await expect(page.getByRole("link", { name: "Job 18", exact: true })).toBeFocused();
  await page.getByRole("button", { name: "Show older jobs" }).click();
  await expect(titles).toHaveCount(30);
  await expect(page.getByRole("button", { name: "Show older jobs" })).toBeHidden();
  expect(await shown()).toEqual(all());

  // What is under way on the last page moves without its page being asked for.
  asked.length = 0;
  record.jobs[28] = { ...older, progress: 77, checks: 9 };
  await page.clock.runFor(40_000);
  await expect(page.getByRole("article").filter({ hasText: /77(\.\d)?%/ })).toHaveCount(1);
  expect(asked).toEqual([]);

  // While a job of the first page is under way, that page alone is asked again.
  record.jobs[0] = jobFixture({ id: "job-30", title: "Job 30", attempt: 2 });
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByRole("article").first().getByText("attempt 2")).toBeVisible();
  asked.length = 0;
  await page.clock.runFor(70_000);
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  expect(new Set(asked)).toEqual(new Set(["first"]));

  record.jobs = [jobFixture({ id: "job-31", title: "Job 31" }), ...record.jobs];
  await page.clock.runFor(35_000);
  await expect(titles).toHaveCount(31);
  expect(await shown()).toEqual(all());
});

for (const { status, before, after } of [
  { status: "processing", before: ["Job 2"], after: [] },
  { status: "completed", before: ["Job 1"], after: ["Job 2", "Job 1"] },
]) {
  test(`a list of what is ${status} follows the last job to its end where nothing is told`, async ({
    page,
  }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, "BroadcastChannel"));
    await signUp(page);
    const underWay = jobFixture({ id: "job-2", title: "Job 2" });
    const record = { jobs: [underWay, ...jobs(1)] };
    await serve(page, record);
    await page.clock.install();
    const seen = page.waitForResponse("**/api/jobs/job-2");
    await page.goto(`/jobs?status=${status}`);
    await seen;
    const titles = page.getByRole("article").getByRole("heading");
    await expect(titles).toHaveText(before);
    // It ends by being looked at, and not before.
    await page.route("**/api/jobs/job-2", async (route) => {
      record.jobs[0] = { ...underWay, status: "completed", progress: 100, pollAfterMs: 0, checks: 9 };
      await route.fulfill({ json: record.jobs[0] });
    });
    await page.clock.runFor(40_000);
    await expect(titles).toHaveText(after);
  });
}
