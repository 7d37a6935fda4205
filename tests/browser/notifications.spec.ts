import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { signUp } from "./person";
import { violationsInBoth } from "./violations";
import { test } from "./test";

test("an endpoint is added, tried, turned off by a 410, turned on, given another secret, changed, paused and deleted", async ({
  page,
  stack,
}) => {
  const receiver = `${stack.sandboxUrl}/receiver/${randomUUID()}`;
  const answerWith = (status: number) =>
    page.request.put(receiver, { data: { status }, failOnStatusCode: true });
  const secret = page.getByRole("dialog").locator("code");
  const email = await signUp(page);
  await page.getByRole("button", { name: email.split("@")[0] ?? email }).click();
  await page.getByRole("menuitem", { name: "Notifications" }).click();
  await page.getByRole("button", { name: "Add an endpoint" }).click();
  await page.getByLabel("Address").fill("https://10.0.0.1/hooks");
  await page.getByRole("button", { name: "Add it" }).click();
  await expect(page.getByLabel("Address")).toHaveAccessibleDescription(/has to be on the internet/);
  await page.getByLabel("Address").fill(receiver);
  await page.getByRole("button", { name: "Add it" }).click();
  await expect(secret).toHaveText(/^whsec_/);
  const first = await secret.textContent();
  await page.getByRole("button", { name: "I have kept it" }).click();
  await expect(page.getByText("Nothing was sent yet.")).toBeVisible();
  await page.reload();
  expect(await page.content()).not.toContain(first);

  const rows = page.getByRole("list").getByRole("listitem");
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(rows).toContainText(["Answered 200 at the first try."]);
  await answerWith(410);
  await page.getByRole("button", { name: "Resend" }).click();
  await expect(rows).toContainText(["Answered 410. Tried once, and given up."]);
  await expect(page.getByText("It answered 410: nobody is there any more.").first()).toBeVisible();
  await answerWith(204);
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByText("Turned off", { exact: true })).toBeHidden();
  await page.getByRole("button", { name: "Resend" }).click();
  await expect(rows).toContainText(["Answered 204 at the first try."]);

  await page.getByRole("button", { name: "Details" }).click();
  expect(await violationsInBoth(page)).toEqual([]);
  await page.getByRole("button", { name: "Rotate secret" }).click();
  await page.getByRole("button", { name: "Rotate it" }).click();
  await expect(secret).toHaveText(/^whsec_/);
  expect(await secret.textContent()).not.toBe(first);
  await page.keyboard.press("Escape");
  await expect(page.getByText("until then messages are signed with both")).toBeVisible();
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("a job was started").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Hears when a job is done, fails, is canceled or is started.")).toBeVisible();
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await expect(page.getByText("Nobody listens yet")).toBeVisible();
});

test("an endpoint that is turned off meanwhile is shown as such on its page", async ({ page, stack }) => {
  const receiver = `${stack.sandboxUrl}/receiver/${randomUUID()}`;
  const answerWith = (status: number) =>
    page.request.put(receiver, { data: { status }, failOnStatusCode: true });
  const post = (path: string, body: object = {}) =>
    page.evaluate(
      async (asked) => {
        const headers = { "Content-Type": "application/json" };
        const init = { method: "POST", headers, body: JSON.stringify(asked.body) };
        return ((await (await fetch(asked.path, init)).json()) as { id: string }).id;
      },
      { path, body },
    );
  await answerWith(503);
  await signUp(page);
  const id = await post("/api/endpoints", { url: receiver, events: ["job.failed"] });
  const delivery = await post(`/api/endpoints/${id}/test`);
  await page.goto(`/notifications/${id}`);
  await expect(page.getByRole("list").getByRole("listitem")).toContainText(["Answered 503."]);
  await answerWith(410);
  await post(`/api/deliveries/${delivery}/resend`);
  // The page asks for deliveries every 15 s, and for the endpoint once one has failed for good.
  await expect(page.getByText("Turned off", { exact: true })).toBeVisible();
});

test("nobody sees the page of somebody else's endpoint", async ({ page, browser, stack }) => {
  await signUp(page);
  const id = await page.evaluate(async (url) => {
    const body = JSON.stringify({ url, events: ["job.failed"] });
    const headers = { "Content-Type": "application/json" };
    const added = await fetch("/api/endpoints", { method: "POST", headers, body });
    return ((await added.json()) as { id: string }).id;
  }, `${stack.sandboxUrl}/receiver/mine`);
  await page.goto(`/notifications/${id}`);
  await expect(page.getByRole("button", { name: "Send a test" })).toBeVisible();
  const context = await browser.newContext({ baseURL: stack.url });
  const other = await context.newPage();
  await signUp(other);
  const answer = await other.goto(`/notifications/${id}`);
  expect(answer?.status()).toBe(404);
  await context.close();
});

test("the sign of a live page says what it means to whoever presses it, and there a chat is linked as soon as its bot has the code", async ({
  page,
  stack,
}) => {
  await signUp(page);
  await page.goto("/notifications");
  await page.getByRole("button", { name: "Updates: Live" }).click();
  await expect(page.getByRole("dialog", { name: "Updates" })).toContainText("as they happen");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Link Telegram" }).click();
  const text = await page.getByText(/^\/start \S+$/).textContent();
  await page.request.post(`${stack.sandboxUrl}/telegram/chats/${randomUUID()}/messages`, {
    data: { text },
    failOnStatusCode: true,
  });
  await expect(page.getByRole("button", { name: "Unlink" })).toBeVisible();
});
