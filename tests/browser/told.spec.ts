import { expect, type Locator, type Page } from "@playwright/test";
import { badge, sideways, sign, signUp, startPhotoshoot } from "./person";
import { violations } from "./violations";
import { test } from "./test";
import { expectPlayer, room, startVideo } from "./videos";

// A video takes long enough to be seen growing.
test.use({ permissions: ["clipboard-read", "clipboard-write"], stackEnv: { SANDBOX_SPEED: "2" } });

const ledger = (page: Page) => page.getByRole("region", { name: "What we know, and who told us" });
const axis = (page: Page) => page.getByRole("figure", { name: "Time axis" });

/** Opens the page of a video that was refused once and then asked for again, while its second attempt is under way. The sandbox refuses each prompt once. */
async function openRetried(page: Page, prompt: string): Promise<void> {
  await signUp(page);
  await startVideo(page, `${prompt} [[refused-once]]`);
  await expect(room(page).getByRole("heading", { name: "What happened" })).toBeVisible();
  await room(page).getByRole("button", { name: "Retry" }).click();
  await expect(room(page).getByText("attempt 2")).toBeVisible();
  await room(page).getByRole("link", { name: "Open its page" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${prompt} [[refused-once]]` })).toBeVisible();
}

/** Where the parts of a row's picture lie, left to right, in shares of its width. */
function partsOf(row: Locator) {
  return row.locator("[data-span]").evaluateAll((parts) =>
    parts.map((part) => {
      const [own, all] = [part, part.parentElement ?? part].map((each) => each.getBoundingClientRect());
      const [left = 0, width = 0, from = 0, whole = 1] = [own?.left, own?.width, all?.left, all?.width];
      return { name: part.getAttribute("data-span"), from: (left - from) / whole, share: width / whole };
    }),
  );
}

test("the time axis has a row for every attempt, whose present stage grows, and tells each figure to mouse and keyboard", async ({
  page,
}) => {
  await openRetried(page, "Drawn twice");
  const rows = axis(page).locator("ol > li");
  await page.getByRole("heading", { name: "Where the time went" }).scrollIntoViewIfNeeded();
  await expect(rows).toHaveCount(2);
  await expect(rows.first().locator('[data-span="Generating"]').first()).toBeVisible();
  await expect(rows.first().getByRole("heading")).toHaveText("Attempt 1 failed");
  await expect(rows.last()).toContainText("later it was asked for again");
  const running = rows.last().getByRole("button", { name: /^Generating .+, under way$/ });
  const figure = async () => /[\d:.]+/.exec((await running.textContent()) ?? "")?.[0];
  const before = await figure();
  await expect.poll(figure).not.toBe(before);

  await expect(badge(page, "Done")).toBeVisible({ timeout: 90_000 });
  await expect(rows.last().getByRole("heading")).toHaveText("Attempt 2 done");
  await expect(running).toHaveCount(0);
  for (const row of await rows.all()) {
    const parts = await partsOf(row);
    expect(parts.map(({ name }) => name)).toContain("Generating");
    for (const [at, { from }] of parts.entries()) {
      const last = parts[at - 1];
      expect(Math.abs(from - (last ? last.from + last.share : 0))).toBeLessThan(0.02);
    }
  }
  // The longest row ends the scale that all are drawn to.
  const ends = (await Promise.all((await rows.all()).map(partsOf))).map((parts) => parts.at(-1));
  expect(Math.max(...ends.map((end) => (end ? end.from + end.share : 0)))).toBeCloseTo(1, 1);

  await rows.last().locator('[data-span="Generating"]').last().hover();
  await expect(axis(page)).toContainText(
    /Generating took [\d:.]+( s)?, from [\d:.]+( s)? to [\d:.]+( s)? of attempt 2\./,
  );
  const named = rows.first().getByRole("button", { name: /^Generating/ });
  await page.mouse.move(0, 0);
  await named.focus();
  await expect(axis(page)).toContainText(/Generating took .+ of attempt 1/);
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sideways(page)).toBe(0);
});

test("the ledger is told by attempts, searched as one types, and copied whole", async ({ page }) => {
  await openRetried(page, "Told twice");
  await expectPlayer(page);
  await page.getByRole("button", { name: "What we know, and who told us" }).press("Enter");
  await expect(ledger(page).getByRole("heading", { level: 3 })).toHaveText([
    "Attempt 2 done",
    "Attempt 1 failed",
  ]);
  const groups = ledger(page).getByRole("region");
  const [second, first] = [groups.first().getByRole("listitem"), groups.last().getByRole("listitem")];
  await expect(second.first()).toContainText("The job was completed.");
  await expect(second.last()).toContainText("The job was started again, as attempt 2.");
  await expect(first.first()).toContainText("The job failed: ");
  await expect(first.last()).toContainText("The job was created.");

  const lines = ledger(page).getByRole("listitem");
  const all = await lines.count();
  const search = ledger(page).getByRole("searchbox", { name: "Search these lines" });
  await search.fill("WAS spoilt");
  await expect(lines).toHaveCount(1);
  await expect(ledger(page)).toContainText(`1 of ${all} lines`);
  await expect(ledger(page).getByRole("heading", { level: 3 })).toHaveText(["Attempt 1 failed"]);
  await search.fill("nothing of the sort");
  await expect(ledger(page)).toContainText(`None of ${all} lines`);
  await expect(search).toBeFocused();

  // What is copied is not what is searched.
  await ledger(page).getByRole("button", { name: "Copy as JSON" }).press("Enter");
  const answer = await page.request.get(`/api${new URL(page.url()).pathname}/events`);
  const known = (await answer.json()) as { items: unknown[] };
  expect(known.items).toHaveLength(all);
  await expect
    .poll(async () => JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as unknown)
    .toEqual(known);
  await search.fill("");
  await expect(lines).toHaveCount(all);
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sideways(page)).toBe(0);
});

test("a job is said once to be live, also where there is no room for that at the top, and where nothing is told, when it was asked and will be next", async ({
  page,
  context,
}) => {
  await signUp(page);
  await startPhotoshoot(page, "Live or asked");
  await expect(sign(page, "Live")).toBeVisible();
  const live = page.locator("main header").getByText("Live", { exact: true });
  await expect(live).toBeHidden();
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(live).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 720 });

  await context.addInitScript(() => Reflect.deleteProperty(window, "BroadcastChannel"));
  await page.reload();
  await expect(sign(page, "Checking")).toBeVisible();
  const words = page
    .locator("main header")
    .getByText(/^Asked [\d]+ (s|min) ago, (next in \d+ (s|min)|asking now)$/);
  await expect(words).toBeVisible();
  const box = async () => ({
    header: (await page.locator("main header").boundingBox())?.height,
    sign: await words.boundingBox(),
  });
  const before = await box();
  const text = await words.textContent();
  await expect(words).not.toHaveText(text ?? "");
  const after = await box();
  expect(after).toEqual(before);
  // It is drawn by seconds, not by the steps of the clock that it goes by.
  const changes = await words.evaluate(async (element) => {
    let count = 0;
    const watch = new MutationObserver((seen) => (count += seen.length));
    watch.observe(element, { characterData: true, childList: true, subtree: true });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    watch.disconnect();
    return count;
  });
  expect(changes).toBeLessThanOrEqual(6);
  await expect(badge(page, "Done")).toBeVisible({ timeout: 90_000 });
  await expect(words).toHaveCount(0);
});
