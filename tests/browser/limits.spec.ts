import { expect, type Browser, type Page } from "@playwright/test";
import { patient } from "./patience";
import { fillSignIn, signUp } from "./person";
import { test } from "./test";

// Addresses of their own: whoever runs beside this test, at the same stack, comes from another one.
const here = "203.0.113.7";
const elsewhere = "198.51.100.7";

/** A page of somebody who comes from this address, as a proxy before the app would tell it. */
async function pageFrom(browser: Browser, baseURL: string | undefined, address: string): Promise<Page> {
  const context = await browser.newContext({
    ...(baseURL !== undefined && { baseURL }),
    extraHTTPHeaders: { "x-forwarded-for": address },
  });
  return patient(await context.newPage());
}

async function fillWrong(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("wrong horse battery");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("100 wrong passwords from one address: slowed down, said so, a right one still gets in after the wait; another address is not hindered", async ({
  browser,
  baseURL,
}) => {
  const [page, other] = [await pageFrom(browser, baseURL, here), await pageFrom(browser, baseURL, elsewhere)];
  const email = await signUp(page);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  const beganAt = performance.now();
  const asked = page.waitForRequest((request) => request.method() === "POST");
  await fillWrong(page, email);
  await expect(page.getByText("Email and password do not match.")).toBeVisible();

  // The same form, sent by a program that writes an address of its choice before the one it really has.
  const form = await asked;
  const body = form.postDataBuffer();
  const headers = await form.allHeaders();
  const again = (n: number) =>
    page.request.post("/sign-in", {
      headers: { ...headers, "x-forwarded-for": `192.0.2.${n}, ${here}` },
      ...(body && { data: body }),
    });
  const answers = await Promise.all(Array.from({ length: 99 }, async (_, n) => (await again(n)).text()));
  const judged = answers.filter((text) => text.includes("do not match")).length;
  expect(judged).toBeGreaterThanOrEqual(19);
  expect(judged).toBeLessThanOrEqual(19 + Math.ceil((performance.now() - beganAt) / 20_000));

  // A slow machine may have given one back meanwhile.
  await expect(async () => {
    await fillWrong(page, email);
    const tooMany = page.getByText(/^Too many tries\. Try again in (a second|\d+ seconds)\.$/);
    await expect(tooMany).toBeVisible({ timeout: 5_000 });
  }).toPass();

  await other.goto("/sign-in");
  await fillSignIn(other, email);
  await expect(other).toHaveURL("/jobs");

  await expect(page.getByText("You can try again now.")).toBeVisible();
  await fillSignIn(page, email);
  await expect(page).toHaveURL("/jobs");
});
