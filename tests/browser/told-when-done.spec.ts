import { expect, type BrowserContext, type Page } from "@playwright/test";
import { badge, sideways, signUp, startPhotoshoot } from "./person";
import { violations } from "./violations";
import { test } from "./test";
import { room, startVideo } from "./videos";

/** A browser whose reader answers so when a page asks to send notifications. */
async function withNotices(context: BrowserContext, answer: NotificationPermission) {
  const seen = { asked: 0, shown: [] as string[] };
  await context.exposeFunction("noteAsked", () => (seen.asked += 1));
  await context.exposeFunction("noteShown", (title: string) => seen.shown.push(title));
  await context.addInitScript((reply) => {
    const kept = "permission of the browser";
    const noted = window as unknown as {
      noteAsked: () => void;
      noteShown: (title: string) => void;
      lastNotice: EventTarget;
    };
    class Notice extends EventTarget {
      static get permission() {
        return localStorage.getItem(kept) ?? "default";
      }
      static async requestPermission() {
        noted.noteAsked();
        localStorage.setItem(kept, reply);
        return reply;
      }
      constructor(title: string) {
        super();
        noted.lastNotice = this;
        noted.noteShown(title);
      }
      close() {}
    }
    Object.defineProperty(window, "Notification", { configurable: true, value: Notice });
  }, answer);
  return seen;
}

async function show(page: Page, state: "visible" | "hidden"): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => value });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}

const line = (page: Page) => page.getByRole("switch", { name: "Tell me when it is done" });

/** What the browser still has to tell of. */
const remembered = (page: Page) =>
  page.evaluate(() =>
    Object.entries(localStorage).flatMap(([key, text]: [string, unknown]) =>
      key.startsWith("darkroom-told") ? (JSON.parse(String(text)) as string[]) : [],
    ),
  );

test("a job that was asked for is told of once, by one of several tabs that nobody sees, and a press leads to it", async ({
  page,
  context,
  time,
}) => {
  const seen = await withNotices(context, "granted");
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "Behind everything");
  await expect(line(page)).not.toBeChecked();
  expect(seen.asked).toBe(0);
  await line(page).press("Space");
  await expect(line(page)).toBeChecked();
  expect(seen.asked).toBe(1);
  const { pathname } = new URL(page.url());
  await page.reload();
  await expect(line(page)).toBeChecked();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
    }
  }

  const other = await context.newPage();
  await other.goto("/jobs");
  await expect(other.getByRole("article")).toHaveCount(1);
  for (const tab of [page, other]) await show(tab, "hidden");
  await time.goOn();
  await expect.poll(() => seen.shown, { timeout: 90_000 }).toEqual(["Behind everything is done"]);
  await expect.poll(() => remembered(other)).toEqual([]);
  expect(seen.shown).toHaveLength(1);

  // The tab that told goes to the job; it may be either.
  const teller = (await page.evaluate(() => "lastNotice" in window)) ? page : other;
  await teller.evaluate(() =>
    (window as unknown as { lastNotice: EventTarget }).lastNotice.dispatchEvent(new Event("click")),
  );
  await show(teller, "visible");
  await expect.poll(() => new URL(teller.url()).pathname).toBe(pathname);
  await expect(badge(teller, "Done")).toBeVisible();
  await expect.poll(() => teller.title()).toContain("Done · Behind everything");
  await expect(teller.locator('link[rel~="icon"]').first()).toHaveAttribute("href", /^data:image\/svg/);
  expect(seen.asked).toBe(1);
});

test("nothing is told outside while a tab is in sight", async ({ page, context, time }) => {
  const seen = await withNotices(context, "granted");
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "In plain sight");
  await line(page).click();
  await expect(line(page)).toBeChecked();
  const other = await context.newPage();
  await other.goto("/jobs");
  await expect(other.getByRole("article")).toHaveCount(1);
  await show(page, "hidden");
  await time.goOn();
  await expect(other.getByRole("article").getByText("Done", { exact: true })).toBeVisible({
    timeout: 90_000,
  });
  await expect.poll(() => remembered(other)).toEqual([]);
  expect(seen.shown).toEqual([]);
});

test("who says no is told what that means, and is never asked again", async ({ page, context }) => {
  const seen = await withNotices(context, "denied");
  await signUp(page);
  await startPhotoshoot(page, "No, thank you");
  await line(page).click();
  await expect(page.getByText("This browser does not let Darkroom tell you")).toBeVisible();
  await expect(line(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByText("This browser does not let Darkroom tell you")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(seen.asked).toBe(1);
  expect(await remembered(page)).toEqual([]);
});

test.describe("on a phone, whose browser can show none", () => {
  test.use({
    userAgent:
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
    viewport: { width: 360, height: 740 },
  });

  test("it is said what can tell of the end, in the place of the switch", async ({ page, context, time }) => {
    const seen = await withNotices(context, "granted");
    await signUp(page);
    await time.stop();
    await startPhotoshoot(page, "By another way");
    await expect(page.getByText(/^This browser cannot tell you when it is done\./)).toBeVisible();
    await expect(line(page)).toHaveCount(0);
    expect(await sideways(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    expect(seen.asked).toBe(0);
    await page.getByRole("main").getByRole("link", { name: "Notifications" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Notifications" })).toBeVisible();
  });
});

test("a video can be told of from where it is started, and its page knows", async ({
  page,
  context,
  time,
}) => {
  const seen = await withNotices(context, "granted");
  await signUp(page);
  await time.stop();
  await startVideo(page, "Told from the room");
  const here = room(page).getByRole("switch", { name: "Tell me when it is done" });
  await expect(here).not.toBeChecked();
  await here.press("Space");
  await expect(here).toBeChecked();
  expect(seen.asked).toBe(1);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => sideways(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
  await room(page).getByRole("link", { name: "Open its page" }).click();
  await expect(line(page)).toBeChecked();
});

test("whoever signs out is not waited for: the browser forgets what it was to tell them of", async ({
  page,
  context,
  time,
}) => {
  await withNotices(context, "granted");
  const email = await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "Nobody waits");
  await line(page).press("Space");
  await expect.poll(() => remembered(page)).toHaveLength(1);
  const forgotten = page.waitForResponse((answer) => answer.url().endsWith("/api/account/leave"));
  await page
    .getByRole("banner")
    .getByRole("button", { name: email.split("@")[0] ?? email })
    .click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  expect((await (await forgotten).allHeaders())["clear-site-data"]).toBe('"cache"');
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(await remembered(page)).toEqual([]);
});
