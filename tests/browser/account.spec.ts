import { expect, type Page } from "@playwright/test";
import { badge, fillSignIn, sideways, signUp } from "./person";
import { violations } from "./violations";
import { test } from "./test";

/** Asks for something in the page, without its form; the job's id. */
async function ask(body: object): Promise<string> {
  const answer = await fetch("/api/jobs", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return ((await answer.json()) as { id: string }).id;
}

const answer = (prompt: string) => ({ kind: "chat", input: { prompt } });
const star = (page: Page, title: string) => page.getByRole("button", { name: `Favourite: ${title}` });
const cards = (page: Page) => page.getByRole("article");
const filter = (page: Page) => page.getByRole("link", { name: "Favourites 1 job", exact: true });

test("a job is starred by the keyboard, listed among the favourites, and starred in every tab", async ({
  page,
  context,
}) => {
  await signUp(page);
  for (const prompt of ["Why is it red?", "Why is it green?"]) await page.evaluate(ask, answer(prompt));
  await page.goto("/jobs");
  await expect(cards(page).getByText("Done", { exact: true })).toHaveCount(2);
  const other = await context.newPage();
  await other.goto("/jobs?favourite=1");
  await expect(other.getByText("None of your jobs fits this filter.")).toBeVisible();

  await star(page, "Why is it red?").press("Enter");
  await expect(star(page, "Why is it red?")).toHaveAttribute("aria-pressed", "true");
  await expect(star(page, "Why is it red?")).toBeFocused();
  await expect(cards(other)).toHaveCount(1);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await filter(page).click();
  await expect(page).toHaveURL(/favourite=1/);
  await expect(cards(page)).toHaveCount(1);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  expect(await violations(page)).toEqual([]);

  await cards(page).getByRole("link", { name: "Why is it red?", exact: true }).click();
  await expect(page.locator("[data-opening]")).toHaveCount(0);
  const onPage = page.getByRole("button", { name: "Favourite", exact: true });
  await expect(onPage).toHaveAttribute("aria-pressed", "true");
  await onPage.press("Enter");
  await expect(onPage).toHaveAttribute("aria-pressed", "false");
  await expect(cards(other)).toHaveCount(0);
});

test("a finished job says what it used and by which price it cost what, and the account sums it by month", async ({
  page,
}) => {
  await signUp(page);
  const id = await page.evaluate(ask, { kind: "sora", input: { prompt: "A fox crosses a frozen lake" } });
  await page.evaluate(ask, answer("Why is it red?"));
  await page.goto(`/jobs/${id}`);
  await expect(badge(page, "Done")).toBeVisible();
  const used = page.getByRole("region", { name: "What it used" });
  await expect(used).toContainText(/\d+ seconds/);
  expect(await violations(page)).toEqual([]);

  await page.goto("/jobs");
  await expect(cards(page).getByText("Done", { exact: true })).toHaveCount(2);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/account");
  await expect(page.getByRole("region", { name: "Signed in as" }).getByRole("button")).toHaveText("Sign out");
  const month = page.locator("section[aria-label]").filter({ hasText: "Chat" });
  await expect(month).toContainText("Video");
  await expect(month).toContainText(/\$2\.00 for 1M input tokens and \$8\.00 for/);
  await expect(month.getByRole("listitem").filter({ hasText: /^[\d,]+ tokens? (in|out)$/ })).toHaveCount(2);
  await expect(month.getByRole("listitem").filter({ hasText: /^\d+ seconds$/ })).toHaveCount(1);
  await expect(month.getByText(/^\$\d[\d.]*$/)).toHaveCount(2);
  await expect(month.getByRole("heading", { level: 4 })).toHaveText(["Chat", "Video"]);
  await expect(page.getByRole("region", { name: "What your jobs used" })).toContainText(
    /2 jobs, \d+ files?\$\d/,
  );
  await expect(page.getByText(/not known/)).toHaveCount(0);
  await expect(month).toContainText(/\$0\.10 a second\. As of 26\sNov\s2026: the tests/);
  expect([await sideways(page), await violations(page)]).toEqual([0, []]);
});

test("everything goes once one’s address is typed, in every tab and for good, and nothing before", async ({
  page,
  context,
}) => {
  const email = await signUp(page);
  const id = await page.evaluate(ask, { kind: "sora", input: { prompt: "A fox crosses a frozen lake" } });
  await page.goto("/new/chat");
  await page.getByRole("textbox").first().fill("Something half written");
  await page.goto("/jobs");
  await expect(cards(page)).toHaveCount(1);
  const other = await context.newPage();
  await other.goto(`/jobs/${id}`);
  await expect(other.getByRole("heading", { level: 1 })).toContainText("A fox");

  await page.getByRole("button", { name: email.split("@")[0] ?? "" }).click();
  await page.getByRole("menuitem", { name: "Delete everything of mine" }).click();
  const list = page.getByRole("region", { name: "What goes" });
  await expect(list).toContainText("stays, empty: this Darkroom has no right to remove accounts");
  await expect(list).toContainText("1 job with all that is known of it");
  const field = page.getByLabel("Type your email to confirm");
  await field.fill("somebody@else.test");
  await page.getByRole("button", { name: "Delete everything", exact: true }).click();
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(`${email} Type ${email} exactly.`);
  await page.setViewportSize({ width: 360, height: 740 });
  expect([await sideways(page), await violations(page)]).toEqual([0, []]);
  expect(await page.evaluate(async (each) => (await fetch(`/api/jobs/${each}`)).status, id)).toBe(200);

  await field.fill(email);
  await field.press("Enter");
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await expect(other.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  const drafts = () => Object.keys(sessionStorage).filter((key) => key.startsWith("draft "));
  expect(await page.evaluate(drafts)).toEqual([]);

  // The account stays on a local stack; what was in it does not.
  await page.goto("/sign-in");
  await fillSignIn(page, email);
  await expect(page.getByText("Your jobs appear here")).toBeVisible();
  expect(await page.evaluate(async (each) => (await fetch(`/api/jobs/${each}`)).status, id)).toBe(404);
});
