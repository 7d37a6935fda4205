import { expect, test } from "vitest";
import { callbackToken } from "./callback-token";

const secret = "a secret of at least thirty-two characters";
const operation = "3f0c2b2a-6c58-4f0e-9a56-2f1d9d1c7a10";
const token = callbackToken(secret, "astria", operation);

test("a token is the same on every try, so that the provider sees the same request", () => {
  expect(callbackToken(secret, "astria", operation)).toBe(token);
});

test("a token fits one secret, one provider and one operation", () => {
  const others = [
    callbackToken(`${secret}!`, "astria", operation),
    callbackToken(secret, "fal", operation),
    callbackToken(secret, "astria", operation.replace("3", "4")),
  ];
  expect(new Set([token, ...others]).size).toBe(4);
});

test("a token can travel in a URL as it is", () => {
  expect(encodeURIComponent(token)).toBe(token);
});
