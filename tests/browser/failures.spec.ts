import { expect, type Locator, type Page } from "@playwright/test";
import { badge, sideways, signUp } from "./person";
import { violationsInBoth } from "./violations";
import { test } from "./test";
import { room, startVideo } from "./videos";

/** What the sandbox's provider says of what it refuses, and how we show it: word for word, without the tags around one. */
const verbatim = /safety system \(moderation_blocked\)/;

/** A video that its provider refuses once it has begun, in words with a tag in them. */
async function startRefused(page: Page, prompt: string): Promise<void> {
  await startVideo(page, prompt);
  await expect(room(page).getByRole("heading", { name: "What happened" })).toBeVisible();
}

async function expectVerbatim(within: Locator): Promise<void> {
  await expect(within.getByText(verbatim).first()).toBeVisible();
  await expect(within.getByText("<b>(")).toHaveCount(0);
  await expect(within.locator("b")).toHaveCount(0);
}

test("what a provider says is plain text: in the room, on the card, on the page and in the ledger", async ({
  page,
}) => {
  await signUp(page);
  await startRefused(page, "A fox in <b>bold</b> [[refused-once]]");
  await expectVerbatim(room(page));
  await expect(
    room(page).getByRole("heading", { name: "A fox in <b>bold</b> [[refused-once]]" }),
  ).toBeVisible();
  await room(page).getByText("Close", { exact: true }).click();
  await expectVerbatim(page.getByRole("article"));

  await page.getByRole("article").getByRole("heading").getByRole("link").click();
  await expect(badge(page, "Failed")).toBeVisible();
  await expectVerbatim(page.getByRole("main"));
  await page.getByRole("button", { name: "What we know, and who told us" }).click();
  await expectVerbatim(page.getByRole("listitem").filter({ hasText: /The video was spoilt: / }));
});

test("a prompt that is refused at once fails in the provider's words, and nothing was charged", async ({
  page,
}) => {
  await signUp(page);
  await startVideo(page, "Something [[forbidden]]");
  await expect(room(page).getByRole("heading", { name: "What happened" })).toBeVisible();
  await expect(room(page).getByText("Nothing was charged.")).toBeVisible();
  await expect(room(page).getByText(/Start a new one with other input\.$/)).toBeVisible();
  await expect(room(page).getByText(/^OpenAI.* refused it: “/)).toBeVisible();
  await room(page).getByRole("link", { name: "Start a new one" }).click();
  await expect(room(page)).toBeHidden();
  await expect(page.getByLabel("What happens in the video")).toHaveValue("Something [[forbidden]]");
});

test("what is changed after a lost answer is another job, what is not is the same, also after a reload", async ({
  page,
}) => {
  await signUp(page);
  await page.goto("/new/chat");
  let lost = 0;
  await page.route("**/api/jobs", async (route) => {
    if (route.request().method() !== "POST" || lost >= 3) return route.continue();
    // The server has taken it; only its answer never arrives.
    await route.fetch();
    lost += 1;
    return route.abort();
  });
  const question = page.getByLabel("What do you want to know?");
  const ask = page.getByRole("button", { name: "Ask", exact: true });
  await question.fill("Why red?");
  await expect(page.getByText("Ready.")).toBeVisible();
  await ask.click();
  await expect(page.getByText("Everything you entered is still here.")).toBeVisible();
  await question.fill("Why blue?");
  await ask.click();
  await expect.poll(() => lost).toBe(2);
  await expect(page.getByText("Everything you entered is still here.")).toBeVisible();
  await expect(page.getByText(/Idempotency/)).toHaveCount(0);
  await ask.click();
  await expect.poll(() => lost).toBe(3);
  await page.reload();
  await expect(question).toHaveValue("Why blue?");
  await ask.click();
  await expect(page.getByRole("heading", { level: 1, name: "Why blue?" })).toBeVisible();
  await page.goto("/jobs");
  await expect(page.getByRole("article")).toHaveCount(2);
});

test("where there is nothing to choose, the form says who makes it", async ({ page }) => {
  await signUp(page);
  await page.goto("/new/product_card");
  await expect(page.locator("p", { hasText: /^Made by OpenAI with GPT-.+\.$/ })).toBeVisible();
  await page.goto("/new/chat");
  await expect(page.locator("p", { hasText: /^Answered by OpenAI with GPT-.+\.$/ })).toBeVisible();
  await page.goto("/new/photoshoot");
  await expect(page.getByText("Made by Astria.", { exact: true })).toBeVisible();
});

test("axe finds nothing on a failed job, and nothing scrolls sideways, dark and light", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signUp(page);
  await startRefused(page, "Refused-without-a-single-space-in-all-these-words-[[refused-once]]");
  expect(await violationsInBoth(page), "the room").toEqual([]);
  expect(await sideways(page), "the room").toBe(0);
  await room(page).getByText("Close", { exact: true }).click();
  expect(await violationsInBoth(page), "its card").toEqual([]);
  await page.getByRole("article").getByRole("heading").getByRole("link").click();
  await expect(badge(page, "Failed")).toBeVisible();
  await page.getByRole("button", { name: "What we know, and who told us" }).click();
  await expect(page.getByText("The job was created.")).toBeVisible();
  expect(await violationsInBoth(page), "its page").toEqual([]);
  expect(await sideways(page), "its page").toBe(0);
});
