import { GrammyError, HttpError } from "grammy";
import { expect, test } from "vitest";
import { sendText } from "./send";
import { failureOf } from "./failure";

const answer = (error_code: number, description: string, parameters = {}) =>
  new GrammyError("Call failed", { ok: false, error_code, description, parameters }, "sendMessage", {});

test.each([
  [403, "Forbidden: bot was blocked by the user", "gone"],
  [403, "Forbidden: user is deactivated", "gone"],
  [400, "Bad Request: chat not found", "gone"],
  [400, "Bad Request: message is too long", "refused"],
  [413, "Request Entity Too Large", "refused"],
  [401, "Unauthorized", "later"],
  [404, "Not Found", "later"],
  [429, "Too Many Requests: retry after 3", "later"],
  [502, "Bad Gateway", "later"],
])("%i %s means: %s", (status, description, outcome) => {
  expect(failureOf(answer(status, description))).toMatchObject({ status, outcome });
});

test("how long Telegram asks us to wait is known in milliseconds", () => {
  const error = answer(429, "Too Many Requests: retry after 3", { retry_after: 3 });
  expect(failureOf(error)).toMatchObject({ retryAfterMs: 3_000 });
  expect(failureOf(answer(500, "Internal Server Error"))).toMatchObject({ retryAfterMs: null });
});

test("what is said of a call that never arrived has no token in it, though its error has", async () => {
  const token = "42:a-token-of-the-tests";
  const bot = { token, webhookSecret: "", name: "", apiRoot: "http://127.0.0.1:9", linkRoot: "" };
  const error: unknown = await sendText(bot, 1, "Hello").catch((thrown: unknown) => thrown);
  if (!(error instanceof HttpError)) throw new Error("The call was answered.");
  expect(String(error.error)).toContain(token);
  expect(failureOf(error)).toEqual({
    outcome: "later",
    status: null,
    message: "Telegram did not answer.",
    retryAfterMs: null,
  });
});

test("an error that is not of a call is nobody's failure", () => {
  expect(failureOf(new Error("ours"))).toBeNull();
});
