import { expect, type Page } from "@playwright/test";
import { ask } from "./answers";
import { sideways, sign, signUp } from "./person";
import { violations } from "./violations";
import { test } from "./test";

const title = (page: Page, name: string) => page.getByRole("link", { name, exact: true });
const keys = (page: Page) => page.getByRole("dialog", { name: "Keys" });
const menu = (page: Page) => page.getByRole("dialog", { name: "What next?" });
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

test("what is typed right behind the key of the search is searched for, before any other key was heard", async ({
  page,
}) => {
  await signUp(page);
  await ask(page, "Why does a boat float?");
  await page.goto("/jobs");
  await sign(page, "Live").waitFor();
  await page.keyboard.type("/boat");
  await expect(page.getByRole("textbox", { name: "Search" })).toHaveValue("boat");
  await expect(page).toHaveURL(/q=boat/);
});

test("keys lead to pages and through jobs, never while somebody types, with a modifier or before an open room", async ({
  page,
}) => {
  await signUp(page);
  await ask(page, "Why is it red?", "Why is it green?", "Why is it blue?");
  await page.goto("/library");
  await sign(page, "Live").waitFor();
  // The very first keys fetch what they mean, and are not lost.
  await page.keyboard.press("g");
  await page.keyboard.press("j");
  await expect(heading(page, "My jobs")).toBeVisible();
  await expect(page.getByRole("article").getByText("Done", { exact: true })).toHaveCount(3);

  await page.keyboard.press("j");
  await expect(title(page, "Why is it blue?")).toBeFocused();
  await page.keyboard.press("j");
  await expect(title(page, "Why is it green?")).toBeFocused();
  await page.keyboard.press("x");
  const chosen = page.getByRole("region", { name: "Chosen jobs" });
  await expect(chosen).toContainText("1 chosen");
  await expect(page.getByRole("checkbox", { name: "Choose Why is it green?" })).toBeChecked();
  await page.keyboard.press("k");
  await expect(title(page, "Why is it blue?")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(chosen).toBeHidden();
  await page.keyboard.press("r");
  await expect(page.getByText("Looked again")).toBeVisible();

  await page.keyboard.press("/");
  const field = page.getByRole("textbox", { name: "Search" });
  await expect(field).toBeFocused();
  await page.keyboard.type("green n?");
  await expect(field).toHaveValue("green n?");
  await field.fill("green");
  await expect(page).toHaveURL(/\?q=green$/);
  await expect(page.getByRole("article")).toHaveCount(1);
  await field.blur();
  await page.keyboard.press("Alt+n");
  await page.keyboard.press("?");
  await expect(keys(page)).toBeVisible();
  await page.keyboard.press("n");
  await expect(keys(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/new$/);
});

test("? shows every key, and those without a modifier can be switched off, which is remembered", async ({
  page,
}) => {
  await signUp(page);
  await sign(page, "Live").waitFor();
  await page.keyboard.press("?");
  for (const label of [
    "Jobs",
    "Library",
    "New job",
    "Search",
    "All keys",
    "Next job",
    "Choose it, or let go of it",
  ])
    await expect(keys(page).getByText(label, { exact: true })).toBeVisible();
  // No Mac: its key is not spoken of.
  await expect(keys(page).getByText("Ctrl", { exact: true })).toHaveCount(3);
  await expect(keys(page).getByText("⌘")).toHaveCount(0);
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sideways(page)).toBe(0);
  await keys(page).getByRole("checkbox", { name: "Single-key shortcuts" }).uncheck();
  await page.keyboard.press("Escape");
  await expect(keys(page)).toBeHidden();

  await page.goto("/library");
  await sign(page, "Live").waitFor();
  await page.keyboard.press("n");
  await page.keyboard.press("?");
  // Had those done anything, the menu would not open before the page.
  await page.keyboard.press("Control+k");
  await expect(menu(page)).toBeVisible();
  await expect(page).toHaveURL(/\/library$/);
  await page.keyboard.type("all keys");
  await page.keyboard.press("Enter");
  await expect(keys(page)).toBeVisible();
  await keys(page).getByRole("checkbox").check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/new$/);
});

test("the command menu finds pages, actions and jobs by name, and gives the focus back", async ({ page }) => {
  await signUp(page);
  await ask(page, "Why is the lamp red?", "Why is the door blue?");
  await page.goto("/jobs");
  await expect(page.getByRole("article")).toHaveCount(2);
  await sign(page, "Live").waitFor();
  const first = title(page, "Why is the door blue?");
  await first.focus();
  await page.keyboard.press("Control+k");
  await expect(menu(page).getByRole("combobox")).toBeFocused();
  await expect(menu(page).getByRole("option", { name: /Why is the lamp red\?/ })).toBeVisible();
  await expect(menu(page).getByRole("option", { name: "Account", exact: true })).toBeVisible();
  const places = menu(page).getByRole("group", { name: "Go to" }).getByRole("option");
  await expect(places.first()).toHaveText(/^Pictures/);
  // What leads elsewhere and what does something are in sight at once; rows are whole, but for three quarters of one that fades.
  await expect(places.first()).toBeInViewport({ ratio: 1 });
  const doing = menu(page).getByRole("group", { name: "Do", exact: true });
  await expect(doing.getByRole("option").first()).toBeInViewport({ ratio: 1 });
  const [list, row] = [menu(page).getByRole("listbox"), places.first()];
  const [tall, each] = [(await list.boundingBox())?.height ?? 0, (await row.boundingBox())?.height ?? 1];
  expect(tall / each).toBe(Math.floor(tall / each) + 0.75);
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sideways(page)).toBe(0);
  await page.keyboard.press("Escape");
  await expect(menu(page)).toBeHidden();
  await expect(first).toBeFocused();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("lam re");
  await expect(menu(page).getByRole("option")).toHaveText([/^Why is the lamp red\?/, /^Search all jobs for/]);
  await page.keyboard.press("Enter");
  await expect(heading(page, "Why is the lamp red?")).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("libr");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Library")).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("blue door");
  await menu(page).getByRole("option", { name: "Search all jobs for" }).click();
  await expect(page).toHaveURL(/\/jobs\?q=blue\+door$/);
  await expect(page.getByRole("article")).toHaveCount(1);
});
