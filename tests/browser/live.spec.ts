import { expect } from "@playwright/test";
import { openDoor, type Door } from "../support/door";
import { badge, fillNewAccount, sign, signUp, startPhotoshoot } from "./person";
import { test as base } from "./test";

const test = base.extend<{ door: Door }>({
  door: async ({ stack }, use) => {
    const door = await openDoor(stack.url);
    await use(door);
    await door.close();
  },
  baseURL: ({ door }, use) => use(door.url),
});

test("ten tabs of one browser hold one connection, which ends with the last of them", async ({
  page,
  context,
  door,
}) => {
  await signUp(page);
  await expect(sign(page, "Live")).toBeVisible();
  const tabs = await Promise.all(
    Array.from({ length: 9 }, async () => {
      const tab = await context.newPage();
      await tab.goto("/jobs");
      return tab;
    }),
  );
  for (const tab of tabs) await expect(sign(tab, "Live")).toBeVisible();
  expect([door.open(), door.asked.length]).toEqual([1, 1]);
  // Not a tab that leads: the content policy lets the shared worker begin.
  expect(await page.evaluate(() => navigator.locks.query())).toEqual({ held: [], pending: [] });
  await startPhotoshoot(page, "Seen by all");
  for (const tab of tabs) await expect(tab.getByText("Seen by all").first()).toBeVisible();
  for (const tab of tabs) await tab.close();
  expect(door.open()).toBe(1);
  await page.close();
  await expect.poll(door.open).toBe(0);
});

test("a connection that is cut is replaced by asking within one interval, and what was missed is told once it is back", async ({
  page,
  door,
  time,
}) => {
  await signUp(page);
  await time.stop();
  let pollAfterMs = 0;
  page.on("response", async (answer) => {
    if (!/\/api\/jobs\/[0-9a-f-]+$/.test(answer.url())) return;
    ({ pollAfterMs } = (await answer.json()) as { pollAfterMs: number });
  });
  await startPhotoshoot(page, "Cut off");
  await expect(sign(page, "Live")).toBeVisible();
  await expect(badge(page, "Training")).toBeVisible();
  await expect.poll(() => pollAfterMs).toBeGreaterThan(0);
  const path = `/api${new URL(page.url()).pathname}`;
  door.cut(true);
  await expect(sign(page, "Checking")).toBeVisible();
  // Before that it would have rested for a minute.
  await page.waitForRequest((request) => request.url().includes(path), { timeout: pollAfterMs + 2_000 });
  await page.evaluate(async (url) => (await fetch(`${url}/cancel`, { method: "POST" })).status, path);
  door.cut(false);
  await expect(sign(page, "Live")).toBeVisible();
  expect(door.asked.at(-1)).toContain("?since=");
  await expect.poll(door.heard).toContain('"event":"canceled"');
  await expect(badge(page, "Canceled")).toBeVisible();
});

test("without a shared worker one tab leads, and another goes on where it left off", async ({
  page,
  context,
  door,
  time,
}) => {
  await context.addInitScript(() => Reflect.deleteProperty(window, "SharedWorker"));
  await signUp(page);
  await expect(sign(page, "Live")).toBeVisible();
  const other = await context.newPage();
  await other.goto("/jobs");
  await expect(sign(other, "Live")).toBeVisible();
  expect([door.open(), door.asked.length]).toEqual([1, 1]);
  await page.close();
  await expect.poll(() => door.asked.length).toBe(2);
  expect(door.asked.at(-1)).toContain("?since=");
  await time.stop();
  await startPhotoshoot(other, "After the leader");
  await expect(badge(other, "Training")).toBeVisible();
  await expect(sign(other, "Live")).toBeVisible();
});

test("it ends for all tabs of whoever signs out, and whoever signs in next has one of their own", async ({
  page,
  context,
  door,
  time,
}) => {
  const email = await signUp(page);
  await expect(sign(page, "Live")).toBeVisible();
  const other = await context.newPage();
  await other.goto("/jobs");
  await expect(sign(other, "Live")).toBeVisible();
  await page
    .getByRole("banner")
    .getByRole("button", { name: email.split("@")[0] ?? email })
    .click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect.poll(door.open).toBe(0);
  await expect(sign(other, "Live")).toBeHidden();
  // By a link, so that the page is not loaded anew.
  await page.getByRole("banner").getByRole("link", { name: "Sign in" }).click();
  await fillNewAccount(page);
  await expect(sign(page, "Live")).toBeVisible();
  expect([door.open(), door.asked.length]).toEqual([1, 2]);
  await time.stop();
  await startPhotoshoot(page, "Of the next");
  await expect(badge(page, "Training")).toBeVisible();
  await expect(sign(page, "Live")).toBeVisible();
  expect(door.open()).toBe(1);
  await expect(sign(other, "Live")).toBeHidden();
});
