import { expect } from "@playwright/test";
import { kilobytes, weigh } from "../support/page-weight";
import { sign, signUp, startPhotoshoot } from "./person";
import { test } from "./test";

test("a page begins with its share of script and letters, and with no zod", async ({
  page,
  browser,
  stack,
}) => {
  await signUp(page);
  await startPhotoshoot(page, "Weighed");
  const storageState = await page.context().storageState();
  const pages = [
    { path: new URL(page.url()).pathname, script: 201 },
    { path: "/jobs", script: 200 },
    { path: "/new/photoshoot", script: 207 },
    { path: "/new/sora", script: 245 },
  ];
  for (const { path, script } of pages) {
    const context = await browser.newContext({ baseURL: stack.url, storageState });
    const fresh = await context.newPage();
    const fetched = await weigh(fresh, path, () => sign(fresh, "Live").waitFor());
    expect.soft(kilobytes(fetched, "script"), `KB of script of ${path}`).toBeLessThanOrEqual(script);
    expect(kilobytes(fetched, "font"), `KB of letters of ${path}`).toBeLessThanOrEqual(60);
    expect(fetched.filter(({ text }) => text.includes("ZodError")).map((each) => each.path)).toEqual([]);
    await context.close();
  }
});
