import { expect, test } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { fileLink, isValidFileLink } from "./file-link";

stubEnvironment();
const path = "user-1/8c1f.jpg";
const now = Date.UTC(2026, 10, 21, 12);
const hours = 3_600_000;
const link = new URL(fileLink(path, now));

const isValid = (query: URLSearchParams, at = now, of = path) => isValidFileLink(of, query, at);

function changed(name: string, value: string): URLSearchParams {
  const query = new URLSearchParams(link.searchParams);
  query.set(name, value);
  return query;
}

test("a link leads to the app, and gives access to its file for six hours", () => {
  expect(link.origin + link.pathname).toBe(`http://app.test/api/uploads/${path}`);
  expect(isValid(link.searchParams)).toBe(true);
  expect(isValid(link.searchParams, now + 6 * hours - 1)).toBe(true);
  expect(isValid(link.searchParams, now + 6 * hours)).toBe(false);
});

test("a link gives access to no other file", () => {
  expect(isValid(link.searchParams, now, "user-2/8c1f.jpg")).toBe(false);
});

test("a link cannot be made to live longer", () => {
  const expires = Number(link.searchParams.get("expires"));
  for (const value of [String(expires + 3_600), `${expires}0`, "Infinity", "1e99"]) {
    expect(isValid(changed("expires", value))).toBe(false);
  }
});

test("without a signature, or with another, there is no access", () => {
  expect(isValid(new URLSearchParams())).toBe(false);
  expect(isValid(changed("signature", ""))).toBe(false);
  expect(isValid(changed("signature", `${link.searchParams.get("signature")}x`))).toBe(false);
});
