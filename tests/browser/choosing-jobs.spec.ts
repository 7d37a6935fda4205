import { expect, type Page } from "@playwright/test";
import { jobFixture } from "@/tests/support/job-fixture";
import type { JobView } from "@/lib/jobs/job-view";
import { ask } from "./answers";
import { more } from "./card-menu";
import { sideways, signUp, startPhotoshoot } from "./person";
import { violations } from "./violations";
import { test } from "./test";

const cards = (page: Page) => page.getByRole("article");
const tick = (page: Page, title: string) => page.getByRole("checkbox", { name: `Choose ${title}` });
const bar = (page: Page) => page.getByRole("region", { name: "Chosen jobs" });
const news = (page: Page) => page.getByRole("region", { name: /News of your jobs/ });
const filter = (page: Page, name: string) =>
  page.getByRole("region", { name: "Filter" }).getByRole("link", { name: new RegExp(`^${name}`) });

const colours = ["red", "orange", "yellow", "green", "blue"];
const prompt = (colour: string) => `Why is it ${colour}?`;

/** Answers that are there, the last colour first. */
async function answers(page: Page): Promise<void> {
  await signUp(page);
  await ask(page, ...colours.map(prompt));
  await page.goto("/jobs");
  await expect(cards(page).getByText("Done", { exact: true })).toHaveCount(colours.length);
}

test("with the mouse some are chosen, a range with Shift, and deleted together, which can be undone", async ({
  page,
}) => {
  await answers(page);
  // Shown where the mouse is, and on all once one is chosen.
  const others = tick(page, prompt("red")).locator("..");
  await expect(others).toHaveCSS("opacity", "0");
  await cards(page).first().hover();
  await tick(page, prompt("blue")).click();
  await expect(bar(page)).toContainText("1 chosen");
  await expect(others).toHaveCSS("opacity", "1");
  // What is to be done is done with all of them, by the bar.
  await expect(more(page, prompt("red"))).toBeHidden();
  await expect(bar(page).getByRole("button", { name: "Delete job", exact: true })).toBeVisible();
  await tick(page, prompt("yellow")).click({ modifiers: ["Shift"] });
  await expect(bar(page)).toContainText("3 chosen");
  await expect(tick(page, prompt("green"))).toBeChecked();
  await tick(page, prompt("green")).click();
  await expect(bar(page)).toContainText("2 chosen");
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }

  // What is over can be put back: nothing is asked.
  await bar(page).getByRole("button", { name: "Delete" }).click();
  await expect(news(page).getByText("2 deleted", { exact: true })).toBeVisible();
  await expect(bar(page)).toBeHidden();
  await expect(cards(page)).toHaveCount(3);
  await expect(filter(page, "All")).toHaveAccessibleName("All 3 jobs");
  await news(page).getByRole("button", { name: "Undo" }).click();
  await expect(news(page).getByText("2 are back", { exact: true })).toBeVisible();
  await expect(more(page, prompt("red"))).toBeVisible();
  await expect(cards(page)).toHaveCount(5);
  await expect(filter(page, "All")).toHaveAccessibleName("All 5 jobs");
});

test("the figures on the filters follow a deletion and a star once each is answered, however long that takes", async ({
  page,
}) => {
  await answers(page);
  await expect(filter(page, "All")).toHaveAccessibleName("All 5 jobs");
  const answered = Promise.withResolvers<void>();
  await page.route(/\/api\/jobs\/[^/]+$/, async (route) => {
    if (route.request().method() === "DELETE") await answered.promise;
    await route.continue();
  });
  await cards(page)
    .filter({ hasText: prompt("red") })
    .hover();
  await tick(page, prompt("red")).click();
  await bar(page).getByRole("button", { name: "Delete" }).click();
  // It is left out at once, and counted until it is deleted.
  await expect(cards(page)).toHaveCount(4);
  await expect(filter(page, "All")).toHaveAccessibleName("All 5 jobs");
  answered.resolve();
  await expect(filter(page, "All")).toHaveAccessibleName("All 4 jobs");

  await cards(page)
    .filter({ hasText: prompt("blue") })
    .getByRole("button", { name: /favourite/i })
    .click();
  await page.goto("/jobs?favourite=1");
  await expect(filter(page, "All")).toHaveAccessibleName("All 1 job");
  await cards(page)
    .getByRole("button", { name: /favourite/i })
    .click();
  await expect(filter(page, "All")).toHaveAccessibleName("All 0 jobs");
});

test("by the keyboard alone all that is shown is chosen, canceled after one question, and tried again", async ({
  page,
  time,
}) => {
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "First of two");
  await startPhotoshoot(page, "Second of two");
  await page.goto("/jobs");
  await expect(cards(page)).toHaveCount(2);
  await tick(page, "Second of two").focus();
  await page.keyboard.press("Space");
  await bar(page).getByRole("button", { name: "Choose all 2 shown" }).press("Enter");
  await expect(bar(page)).toContainText("2 chosen");
  await bar(page).getByRole("button", { name: "Cancel" }).press("Enter");
  const question = page.getByRole("alertdialog", { name: "Cancel 2 jobs?" });
  await expect(question).toContainText("charged");
  expect(await violations(page)).toEqual([]);
  await question.getByRole("button", { name: "Cancel 2 jobs" }).press("Enter");
  await expect(news(page).getByText("2 canceled", { exact: true })).toBeVisible();
  await expect(cards(page).getByText("Canceled", { exact: true })).toHaveCount(2);
  // What had the focus is gone: it is back at a job.
  await expect(cards(page).locator("h3 a:focus")).toHaveCount(1);

  await page.keyboard.press("x");
  await expect(bar(page)).toContainText("1 chosen");
  await bar(page).getByRole("button", { name: "Retry" }).press("Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "Retry 1 job" }).press("Enter");
  await expect(news(page).getByText("1 started again", { exact: true })).toBeVisible();
  await expect(cards(page).getByText("attempt 2")).toHaveCount(1);
});

test("few requests are under way at once, and what came of each is told, those that went wrong staying chosen", async ({
  page,
}) => {
  await signUp(page);
  const jobs = Array.from({ length: 9 }, (_, index) =>
    jobFixture({ id: `job-${index}`, title: `Job ${index}` }),
  );
  let under = 0;
  let most = 0;
  await page.route(/\/api\/jobs(\/.*)?(\?.*)?$/, async (route) => {
    const { pathname } = new URL(route.request().url());
    const [, , , id, verb] = pathname.split("/");
    if (id === "counts") return route.fulfill({ json: { items: [] } });
    if (id === "stream") return route.abort();
    const job = jobs.find((each) => each.id === id);
    if (verb !== "cancel") {
      return route.fulfill({ json: job ?? { items: jobs, nextCursor: null } });
    }
    most = Math.max(most, (under += 1));
    await new Promise((resolve) => {
      setTimeout(resolve, 60);
    });
    under -= 1;
    if (id === "job-3") {
      const detail = "Darkroom is asked too often just now.";
      return route.fulfill({ status: 429, json: { code: "rate_limited", detail } });
    }
    const ended: Partial<JobView> =
      id === "job-5" ? { status: "completed", progress: 100 } : { status: "canceled" };
    const answer = { ...job, ...ended, pollAfterMs: 0, checks: 9 } as JobView;
    jobs.splice(
      jobs.findIndex((each) => each.id === id),
      1,
      answer,
    );
    await route.fulfill({ json: answer });
  });
  await page.goto("/jobs");
  await cards(page).first().hover();
  await tick(page, "Job 0").click();
  await bar(page).getByRole("button", { name: "Choose all 9 shown" }).click();
  await bar(page).getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel 9 jobs" }).click();
  await expect(
    news(page).getByText("7 canceled, 1 was over already, 1 could not be canceled", { exact: true }),
  ).toBeVisible();
  await expect(news(page).getByText("Darkroom is asked too often just now.")).toBeVisible();
  // Once for all of them.
  await expect(news(page).getByText("was canceled")).toHaveCount(0);
  expect(most).toBe(4);
  await expect(bar(page)).toContainText("1 chosen");
  await expect(tick(page, "Job 3")).toBeChecked();
});

test("a filter is shown as chosen at once, and its address, the way back and a reload keep it", async ({
  page,
}) => {
  await answers(page);
  await expect(filter(page, "Done")).toHaveAccessibleName("Done 5 jobs");
  await expect(filter(page, "Failed")).toHaveAccessibleName("Failed 0 jobs");
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/\/api\/jobs\?.*status=failed/, async (route) => {
    await held;
    await route.continue();
  });
  await filter(page, "Failed").click();
  await expect(filter(page, "Failed")).toHaveAttribute("aria-current", "true");
  await expect(page).toHaveURL(/\/jobs\?status=failed$/);
  // Those of before stay, dimmed and out of reach, until it is known what fits.
  await expect(
    page.locator("[aria-busy=true][inert]").getByRole("article", { includeHidden: true }),
  ).toHaveCount(5);
  answer();
  await expect(page.getByText("None of your jobs fits this filter.")).toBeVisible();

  await filter(page, "All").click();
  await expect(cards(page)).toHaveCount(5);
  await page.getByRole("textbox", { name: "Search" }).fill("green");
  await expect(page).toHaveURL(/\/jobs\?q=green$/);
  await expect(cards(page)).toHaveCount(1);
  await expect(filter(page, "Done")).toHaveAccessibleName("Done 1 job");
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Search" })).toHaveValue("green");
  await expect(cards(page)).toHaveCount(1);
  await page.goBack();
  await expect(cards(page)).toHaveCount(5);
  await expect(page.getByRole("textbox", { name: "Search" })).toHaveValue("");
  await page.goBack();
  await expect(filter(page, "Failed")).toHaveAttribute("aria-current", "true");
});

test("what is set behind the button is counted on it, in sight, and taken away by one press", async ({
  page,
}) => {
  await answers(page);
  const button = page.getByRole("button", { name: /^Filter/ });
  await expect(button).toHaveAccessibleName("Filter");
  await button.click();
  const room = page.getByRole("dialog", { name: "Filter" });
  await expect(room.getByRole("link", { name: "Photoshoots 0 jobs" })).toBeVisible();
  await room.getByRole("link", { name: "Chats 5 jobs" }).click();
  await room.getByRole("link", { name: "Favourites 0 jobs" }).click();
  await expect(page).toHaveURL(/kind=chat&favourite=1$/);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  await expect(button).toHaveAccessibleName("Filter 2 set");
  // Where nothing fits, the page says all that is set.
  await filter(page, "Failed").click();
  const set = page.getByRole("list", { name: "Set filters" }).getByRole("link");
  await expect(page.getByText("None of your jobs fits this filter.")).toBeVisible();
  await expect(set).toHaveText(["Without Failed", "Without Chats", "Without Favourites"]);
  expect(await violations(page)).toEqual([]);
  await set.filter({ hasText: "Failed" }).click();
  await set.filter({ hasText: "Favourites" }).click();
  await expect(cards(page)).toHaveCount(colours.length);
  await expect(set).toHaveText(["Without Chats"]);
  await set.click();
  await expect(page).toHaveURL(/\/jobs$/);
  await expect(set).toHaveCount(0);
});

test("while there are no jobs there is nothing to narrow", async ({ page }) => {
  await signUp(page);
  await expect(page.getByText("Your jobs appear here")).toBeVisible();
  await expect(page.getByRole("region", { name: "Filter" })).toHaveCount(0);
  // The kinds are the page's own way to begin: the header's is like any other button.
  const newJob = page.getByRole("banner").getByRole("link", { name: "New job" });
  await expect(newJob).toHaveCSS("border-top-width", "1px");
  await ask(page, "Why is it red?");
  await page.goto("/jobs");
  await expect(filter(page, "All")).toBeVisible();
});

test("on a phone statuses are one row that is pushed sideways, jobs are rows, nothing is cut off, and axe finds nothing", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await answers(page);
  expect(await sideways(page)).toBe(0);
  for (const card of await cards(page).all())
    expect((await card.boundingBox())?.height ?? 1_000).toBeLessThan(134);
  await filter(page, "Canceled").click();
  await expect(filter(page, "Canceled")).toBeInViewport({ ratio: 1 });
  await filter(page, "Done").click();
  await expect(cards(page)).toHaveCount(colours.length);
  expect(await sideways(page)).toBe(0);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Filter" })).toBeVisible();
  expect(await sideways(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await tick(page, prompt("blue")).click();
  await expect(bar(page)).toBeVisible();
  expect(await sideways(page)).toBe(0);
  for (const button of await bar(page).getByRole("button").all()) {
    const box = await button.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 360).toBe(true);
    await expect(button).toBeInViewport({ ratio: 1 });
  }
  expect(await violations(page)).toEqual([]);
});
