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

test("pictures that have arrived are still chosen after a reload, and nobody else's", async ({
  page,
  context,
}) => {
  await page.getByLabel("Title").fill("Kept through a reload");
  await choose(page, pictures(4));
  await expect(page.locator("li[data-state=done]")).toHaveCount(4);
  await page.getByRole("button", { name: "Remove picture-2.jpg" }).click();
  await page.reload();
  await expect(page.getByLabel("Title")).toHaveValue("Kept through a reload");
  await expect(page.getByText("3 of 4 to 20")).toBeVisible();
  await expect(page.getByRole("img", { name: "picture-3.jpg" })).toHaveJSProperty("complete", true);
  await choose(page, [picture(3), picture(5)]);
  await expect(page.getByText(/^The second picture-3\.jpg is the same picture as the first/)).toBeVisible();
  await expect(page.getByText("4 of 4 to 20")).toBeVisible();
  await expect(page.getByText("Ready.")).toBeVisible();
  await page.getByRole("button", { name: "Start the photoshoot" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Kept through a reload" })).toBeVisible();
  await page.goto("/new/photoshoot");
  await expect(page.getByText("0 of 4 to 20")).toBeVisible();

  await choose(page, [picture(1)]);
  await expect(page.locator("li[data-state=done]")).toHaveCount(1);
  await context.clearCookies();
  await signUp(page);
  await page.goto("/new/photoshoot");
  await expect(page.getByText("0 of 4 to 20")).toBeVisible();
});

test("a picture of a draft that is gone by now says so, and another one takes its place", async ({
  page,
}) => {
  await choose(page, [picture(1)]);
  await expect(page.locator("li[data-state=done]")).toHaveCount(1);
  await page.route(/\/api\/uploads\/.+/, (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await expect(
    page.getByText("This picture is no longer kept. Remove it, and choose it again."),
  ).toBeVisible();
  await page.getByRole("button", { name: "Remove picture-1.jpg" }).click();
  await choose(page, [picture(1)]);
  await expect(page.locator("li[data-state=done]")).toHaveCount(1);
});
