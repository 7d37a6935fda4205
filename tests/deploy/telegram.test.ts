import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSandboxServer, type SandboxServer } from "@/sandbox/server";
import { testSecrets } from "../support/world";
import { runTool } from "./run-tool";

/** What Telegram tells an app, by path, with the secret that comes along. */
const told: Array<[string | undefined, unknown]> = [];
let app: Server;
let telegram: SandboxServer;
let variables: Record<string, string>;

beforeAll(async () => {
  app = createServer((request, response) => {
    told.push([request.url, request.headers["x-telegram-bot-api-secret-token"]]);
    response.end();
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  telegram = await startSandboxServer({
    port: 0,
    speed: 1_000,
    app: { url: appUrl, webhookSecret: testSecrets.sandbox },
  });
  variables = {
    APP_URL: appUrl,
    TELEGRAM_API_ROOT: `${telegram.url}/telegram`,
    TELEGRAM_BOT_TOKEN: "7000000001:a-token-that-nobody-sees",
    TELEGRAM_BOT_NAME: "@darkroom_bot",
    TELEGRAM_WEBHOOK_SECRET: "a-secret-of-the-webhook",
  };
});
afterAll(async () => {
  await telegram?.close();
  app.closeAllConnections();
  app.close();
});

const run = (more: Record<string, string> = {}) =>
  runTool("npm run --silent telegram", { ...variables, ...more });

test("npm run telegram has what is said to the bot come to the app, with the secret, and says so", async () => {
  const { code, output } = await run();
  expect([code, output]).toEqual([
    0,
    `@darkroom_bot sends its updates to ${variables["APP_URL"]}/api/webhooks/telegram.\n`,
  ]);
  const message = { method: "POST", body: JSON.stringify({ text: "/help" }) };
  await fetch(`${telegram.url}/telegram/chats/Ada/messages`, message);
  await expect.poll(() => told).toEqual([["/api/webhooks/telegram", "a-secret-of-the-webhook"]]);
});

test.concurrent.each([
  ["another bot's name", { TELEGRAM_BOT_NAME: "somebody_else_bot" }, "set TELEGRAM_BOT_NAME"],
  ["a secret that Telegram does not take", { TELEGRAM_WEBHOOK_SECRET: "short" }, "TELEGRAM_WEBHOOK_SECRET"],
  ["no address of the app", { APP_URL: "" }, "APP_URL"],
  ["a Telegram that is away", { TELEGRAM_API_ROOT: "http://127.0.0.1:9" }, "Telegram did not answer."],
])("with %s it fails, says why in words, and shows no token", async (_what, wrong, words) => {
  const { code, output } = await run(wrong);
  expect(code).toBe(1);
  expect(output).toContain(words);
  expect(output).not.toMatch(/a-token-that-nobody-sees|[{}]| at .*:\d+:\d+/);
});
