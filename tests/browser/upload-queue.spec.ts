import { expect, type Locator, type Page } from "@playwright/test";
import { choose, picture, pictures, signUp } from "./person";
import { test } from "./test";

test.beforeEach(async ({ page }) => {
  await signUp(page);
  await page.goto("/new/photoshoot");
});

const detail =
  "There is no room for files just now: the disk behind them is full. Nothing that was kept is lost, and it goes on once there is space again.";

/** Answers the first uploads like this, then lets them through. */
async function refuseFirst(page: Page, times: number, status: number, headers: Record<string, string>) {
  let left = times;
  await page.route("**/api/uploads", (route) => {
    if (left === 0) return route.continue();
    left -= 1;
    return route.fulfill({
      status,
      headers: { "content-type": "application/problem+json", ...headers },
      body: JSON.stringify({
        title: "Refused",
        status,
        code: status === 429 ? "too_many_requests" : "refused",
        detail,
      }),
    });
  });
}

test("an upload that comes too often waits as it is told, says so, and goes on by itself", async ({
  page,
}) => {
  await refuseFirst(page, 4, 429, { "retry-after": "1" });
  await choose(page, pictures(6));
  await expect(
    page.getByText("Darkroom takes one picture after the other just now. The rest goes by itself."),
  ).toBeVisible();
  await expect(
    page.getByText(/Waiting for \d pictures to arrive|Give the photoshoot a title/).first(),
  ).toBeVisible();
  await expect(page.locator("li[data-state=done]")).toHaveCount(6);
  await expect(page.getByText(/The rest goes by itself/)).toBeHidden();
  await expect(page.locator("li[data-state=failed]")).toHaveCount(0);
});

test("an upload that meets a server out of breath is repeated by itself, and by hand once that does not help", async ({
  page,
}) => {
  // Six in a row: five pauses, then it is told as it is.
  await refuseFirst(page, 6, 503, { "retry-after": "1" });
  await choose(page, [picture(1)]);
  await expect(page.getByText("Darkroom is not answering just now. The rest goes by itself.")).toBeVisible();
  await page.getByRole("button", { name: "Try again with picture-1.jpg" }).click();
  await expect(page.locator("li[data-state=done]")).toHaveCount(1);
});

test("a full server says so in its own words, and the picture can be sent again", async ({ page }) => {
  await refuseFirst(page, 1, 507, {});
  await choose(page, [picture(1)]);
  // All of it, within its tile and beside the button that removes it, on a phone too.
  await page.setViewportSize({ width: 360, height: 740 });
  const placeOf = async (locator: Locator) => (await locator.boundingBox()) ?? { y: 0, height: 0 };
  const said = await placeOf(page.getByText(detail));
  const tile = await placeOf(page.locator("li[data-state=failed]"));
  const removal = await placeOf(page.getByRole("button", { name: "Remove picture-1.jpg" }));
  expect(said.y).toBeGreaterThan(removal.y + removal.height);
  expect(said.y + said.height).toBeLessThan(tile.y + tile.height);
  await page.getByRole("button", { name: "Try again with picture-1.jpg" }).click();
  await expect(page.locator("li[data-state=done]")).toHaveCount(1);
});

test("pictures chosen without a connection leave when it is back", async ({ page, context }) => {
  await context.setOffline(true);
  await choose(page, pictures(2));
  await expect(page.getByText("You are offline. The rest goes by itself when you are back.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Try again/ })).toHaveCount(0);
  await context.setOffline(false);
  await expect(page.locator("li[data-state=done]")).toHaveCount(2);
  await expect(page.getByText(/You are offline/)).toBeHidden();
});
