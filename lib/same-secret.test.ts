import { expect, test } from "vitest";
import { isSameSecret } from "./same-secret";

test("a secret is only the same as itself, whatever the length of the other", () => {
  const secret = "bMZ3e0kYk1Zr0fJ5mXy2Zw";
  expect(isSameSecret(secret, secret)).toBe(true);
  for (const other of ["", secret.slice(1), `${secret}x`, secret.toLowerCase(), "x".repeat(10_000)]) {
    expect(isSameSecret(other, secret)).toBe(false);
  }
});
