import { expect } from "@playwright/test";
import { badge, sideways, sign, signUp, startPhotoshoot } from "./person";
import { violations, violationsInBoth } from "./violations";
import { test } from "./test";
import { expectPlayer, fillVideo, room, startVideo } from "./videos";

/** Starts a video in the page, without its form. */
async function start(prompt: string): Promise<number> {
  const answer = await fetch("/api/jobs", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ kind: "sora", input: { prompt } }),
  });
  return answer.status;
}

test("canceled in its room, a video says what that costs; a retry brings it to its end", async ({
  page,
  time,
}) => {
  await signUp(page);
  await time.stop();
  await startVideo(page, "Second thoughts on film");
  const dialog = room(page);
  await time.pass(5);
  await expect(dialog.getByText("Generating", { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText(/will be asked to stop|cannot stop work that has begun/);
  await question.getByRole("button", { name: "Cancel the job" }).click();
  await expect(dialog.getByText("Canceled", { exact: true })).toBeVisible();
  await expect(dialog.getByText("Generation will continue in background.")).toBeHidden();
  await time.goOn();
  await dialog.getByRole("button", { name: "Retry" }).click();
  await expect(dialog.getByText("attempt 2")).toBeVisible();
  await expectPlayer(dialog);
});

test("a failure says what happened, whether money was spent and what to do; a retry makes it good", async ({
  page,
}) => {
  await signUp(page);
  await startVideo(page, "A storm in a glass [[refused-once]]");
  const dialog = room(page);
  await expect(dialog.getByRole("heading", { name: "What happened" })).toBeVisible();
  await expect(dialog.getByText(/charged/)).toBeVisible();
  await expect(dialog.getByText("Failed", { exact: true })).toBeVisible();
  await room(page).getByRole("button", { name: "Retry" }).click();
  await expectPlayer(room(page));
});

test("work that a provider gives up is tried again by itself, and the page says so", async ({ page }) => {
  await signUp(page);
  await startVideo(page, "Twice as good [[failed-once]]");
  const dialog = room(page);
  await expect(dialog.getByText(/^Attempt 1 failed: .* The next attempt begins/)).toBeVisible();
  await expect(dialog.getByText("attempt 2")).toBeVisible();
  await expectPlayer(dialog);
  await dialog.getByRole("link", { name: "Open its page" }).click();
  await page.getByRole("button", { name: "What we know, and who told us" }).click();
  await expect(page.getByText(/Attempt 2 begins by itself/)).toBeVisible();
});

test("two tabs agree: what is done in one is seen in the other, without a reload", async ({
  page,
  context,
  time,
}) => {
  await signUp(page);
  const other = await context.newPage();
  await other.goto("/jobs");
  await expect(other.getByText("Your jobs appear here")).toBeVisible();
  await time.stop();
  await startVideo(page, "Seen from two sides");
  const card = other.getByRole("article").filter({ hasText: "Seen from two sides" });
  await expect(card).toBeVisible();
  await room(page).getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel the job" }).click();
  await expect(card.getByText("Canceled", { exact: true })).toBeVisible();

  await card.getByRole("heading").getByRole("link").click();
  await expect(badge(other, "Canceled")).toBeVisible();
  await time.goOn();
  await other.getByRole("button", { name: "Retry" }).click();
  await expect(room(page).getByText("attempt 2")).toBeVisible();
  await expectPlayer(room(page));
  await expectPlayer(other);
});

test("one video more than may run at once waits in line, says its place, and starts by itself", async ({
  page,
  time,
}) => {
  await signUp(page);
  await time.stop();
  await page.goto("/new/sora");
  await expect(sign(page, "Live")).toBeVisible();
  for (const prompt of ["Take one", "Take two", "Take three"]) {
    expect(await page.evaluate(start, prompt)).toBe(201);
  }
  await fillVideo(page, "Take four");
  const dialog = room(page);
  await expect(dialog.getByText("Next in line. Starts when one of your running videos ends.")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("It has not begun at");
  await page.getByRole("button", { name: "Keep it going" }).click();
  expect(await violations(page)).toEqual([]);
  await time.goOn();
  await expectPlayer(dialog);
});

test("Check status says what came of it, and waits while a provider itself asks to be left in peace", async ({
  page,
  time,
}) => {
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "Asked too often");
  await expect(badge(page, "Training")).toBeVisible();
  const check = page.getByRole("main").getByRole("button", { name: "Check status" });
  let askedForPeace = false;
  await page.route("**/api/jobs/*/auto-update", async (route) => {
    const answer = await route.fetch();
    const job = (await answer.json()) as Record<string, unknown>;
    const until = new Date(Date.now() + 4_000).toISOString();
    const delay = {
      code: "rate_limited",
      message: "Astria asked us to slow down.",
      until,
      askedUntil: until,
    };
    // Nothing newer comes before the peace is over.
    const updatedAt = new Date(Date.now() + 60_000).toISOString();
    return route.fulfill({ response: answer, json: askedForPeace ? { ...job, delay, updatedAt } : job });
  });
  await check.click();
  await expect(page.getByText(/^Asked (just now|a moment ago)/)).toBeVisible();
  askedForPeace = true;
  await check.click();
  await expect(page.getByText("Astria asked us to wait: next check")).toBeVisible();
  await expect(check).toHaveAttribute("aria-disabled", "true");
  await expect(check).toHaveAttribute("aria-disabled", "false");
  await expect(page.getByText("Astria asked us to wait: next check")).toBeHidden();
});

test("a job that takes longer than it should says so by its badge and beside its sheet, with what is done and what can be", async ({
  page,
  time,
}) => {
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "Longer than it should be");
  await expect(badge(page, "Training")).toBeVisible();
  await page.route("**/api/jobs/*/auto-update", async (route) => {
    const answer = await route.fetch();
    const job = (await answer.json()) as Record<string, unknown>;
    // Nothing newer comes meanwhile.
    const updatedAt = new Date(Date.now() + 60_000).toISOString();
    return route.fulfill({ response: answer, json: { ...job, overdue: true, glide: null, updatedAt } });
  });
  await page.getByRole("main").getByRole("button", { name: "Check status" }).click();
  await expect(badge(page, "Overdue")).toBeVisible();
  await expect(
    page.getByText(
      /^Under way since \d\d:\d\d\. Darkroom goes on asking Astria, less often, .+ You can wait, or cancel and start a new one\.$/,
    ),
  ).toBeVisible();
  await expect(page.getByRole("region", { name: "Time and steps" })).toContainText("Longer than usual");
  await expect(page.getByRole("list", { name: "Steps" })).toContainText("Waiting for Astria");
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await violationsInBoth(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
});

test("axe finds nothing on a job in line, which is never late, dark and light", async ({ page, time }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signUp(page);
  await expect(sign(page, "Live")).toBeVisible();
  await time.stop();
  for (const prompt of ["Take one", "Take two", "Take three", "The last"]) {
    expect(await page.evaluate(start, prompt)).toBe(201);
  }
  await page.goto("/jobs");
  const card = page.getByRole("article").filter({ hasText: "The last" });
  await expect(card.getByText(/in line\. Starts when/)).toBeVisible();
  expect(await violationsInBoth(page), "its card").toEqual([]);
  await card.getByRole("heading").getByRole("link").click();
  const steps = page.getByRole("region", { name: "Time and steps" });
  await expect(steps).toContainText(
    /Place in line(Next|\d+\w\w)It starts when one of your running videos ends\./,
  );
  await expect(page.getByText(/later than|longer than|overdue/i)).toHaveCount(0);
  // There is nothing yet that a bar could show.
  const sheet = page.getByRole("region", { name: "Contact sheet" });
  await expect(sheet.getByText(/^(Next|\d+\w\w) in line$/)).toBeVisible();
  await expect(sheet.getByRole("progressbar")).toHaveCount(0);
  expect(await violationsInBoth(page), "its page").toEqual([]);
  expect(await sideways(page), "its page").toBe(0);
});
