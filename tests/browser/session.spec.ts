import { expect, type Page, type Request } from "@playwright/test";
import { badge, fillNewAccount, fillSignIn, signUp, startPhotoshoot } from "./person";
import { test } from "./test";

const unknownJob = "/jobs/00000000-0000-4000-8000-000000000000";

async function continueAsDemo(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Continue as demo" }).click();
}

test("every page has a content policy with a nonce of its own, and no page breaks it", async ({ page }) => {
  const broken: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) broken.push(message.text());
  });
  await signUp(page);
  await startPhotoshoot(page, "By the rules");
  const nonces = new Set<string>();
  const paths = [
    "/",
    "/jobs",
    "/new",
    "/new/photoshoot",
    new URL(page.url()).pathname,
    "/nope.png",
    unknownJob,
  ];
  for (const path of paths) {
    const answer = await page.goto(path);
    const policy = answer?.headers()["content-security-policy"] ?? "";
    const nonce = /script-src [^;]*'nonce-([^']{16,})'/.exec(policy)?.[1];
    expect(nonce, path).toBeDefined();
    nonces.add(nonce ?? "");
    expect(policy, path).not.toContain("unsafe-eval");
    expect(policy.match(/script-src [^;]*/)?.[0], path).not.toContain("unsafe-inline");
    await expect(page.getByRole("banner")).toBeVisible();
  }
  expect(nonces.size).toBe(paths.length);
  await page.goto("/jobs");
  await expect(page.getByRole("article").getByText("Done", { exact: true })).toBeVisible();
  await page.getByRole("article").getByRole("heading").getByRole("link").click();
  await page.getByRole("button", { name: "Open picture 1" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(broken).toEqual([]);
});

test("no script can read the session's cookie", async ({ page, context }) => {
  await signUp(page);
  const session = (await context.cookies()).filter(({ name }) => name.startsWith("sb-"));
  expect(session.length).toBeGreaterThan(0);
  for (const cookie of session) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  expect(await page.evaluate(() => document.cookie)).not.toContain("sb-");
});

for (const path of [unknownJob, "/new/photoshoot", "/jobs?status=failed"]) {
  test(`signed out, a link to ${path} leads there after signing in`, async ({ page }) => {
    await page.goto(path);
    await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(path)}`);
    await continueAsDemo(page);
    await expect(page).toHaveURL(path);
  });
}

test("a link is followed after making an account and after signing in with it", async ({ page, context }) => {
  await page.goto("/new/photoshoot");
  const email = await fillNewAccount(page);
  await expect(page).toHaveURL("/new/photoshoot");

  await context.clearCookies();
  await page.goto("/new/photoshoot");
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toHaveCount(0);
  await page.getByLabel("Email").fill(email);
  const password = page.getByLabel("Password");
  await password.fill("wrong horse battery");
  await page.getByRole("button", { name: "Show what is typed" }).click();
  await expect(password).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Hide what is typed" }).click();
  await expect(password).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("Email and password do not match.")).toBeVisible();
  await fillSignIn(page, email);
  await expect(page).toHaveURL("/new/photoshoot");
});

for (const next of [
  "https://elsewhere.example/",
  "//elsewhere.example",
  "/..//elsewhere.example",
  "/\\elsewhere.example",
]) {
  test(`signing in sends nobody to ${next}`, async ({ page }) => {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await continueAsDemo(page);
    await expect(page).toHaveURL("/jobs");
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page).toHaveURL("/jobs");
  });
}

test("when the session ends while a job's page is open, it says so, asks no more, and shows the way back", async ({
  page,
  context,
  time,
}) => {
  // What is asked when nothing is told: whoever tells goes by another clock than the page's here.
  await page.addInitScript(() => Reflect.deleteProperty(window, "BroadcastChannel"));
  const email = await signUp(page);
  await page.clock.install();
  await time.stop();
  await startPhotoshoot(page, "Left alone");
  await expect(badge(page, "Training")).toBeVisible();
  const address = page.url();

  await context.clearCookies();
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(page.getByText("You have been signed out.")).toBeVisible();
  await expect(page.getByText("We cannot reach Darkroom")).toHaveCount(0);
  // The page and its banner each learn of it from an answer of their own.
  const underWay = new Set<Request>();
  const isOver = (request: Request) => void underWay.delete(request);
  page.on("requestfinished", isOver);
  page.on("requestfailed", isOver);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().includes("/api/jobs")) return;
    underWay.add(request);
    asked.push(request.url());
  });
  await page.clock.runFor(120_000);
  await expect.poll(() => underWay.size).toBe(0);
  asked.length = 0;
  await page.clock.runFor(120_000);
  expect(asked).toEqual([]);

  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await fillSignIn(page, email);
  await expect(page).toHaveURL(address);
  await expect(page.getByRole("heading", { level: 1, name: "Left alone" })).toBeVisible();
  await expect(page.getByText("You have been signed out.")).toHaveCount(0);
});
