import { expect, test } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { assetLink, isValidAssetLink } from "./asset-link";
import { fileLink } from "./file-link";

stubEnvironment();
const id = "0b8f6e0e-5d0c-4a34-9d2e-1f1f3b1c9a01";
const other = "0b8f6e0e-5d0c-4a34-9d2e-1f1f3b1c9a02";
const now = Date.UTC(2026, 10, 21, 12);
const hours = 3_600_000;
const link = new URL(assetLink(id, now));

const isValid = (query: URLSearchParams, at = now, of = id) => isValidAssetLink(of, query, at);

function changed(name: string, value: string): URLSearchParams {
  const query = new URLSearchParams(link.searchParams);
  query.set(name, value);
  return query;
}

test("a link leads to the app, and gives access to an image's small picture for 36 hours", () => {
  expect(link.origin + link.pathname).toBe(`http://app.test/api/assets/${id}/picture`);
  expect(isValid(link.searchParams)).toBe(true);
  expect(isValid(link.searchParams, now + 36 * hours - 1)).toBe(true);
  expect(isValid(link.searchParams, now + 36 * hours)).toBe(false);
});

test("a link gives access to no other image, and none of an upload of that name does", () => {
  expect(isValid(link.searchParams, now, other)).toBe(false);
  expect(isValid(new URL(fileLink(id, now)).searchParams)).toBe(false);
});

test("a link cannot be made to live longer, nor used without its signature", () => {
  const expires = Number(link.searchParams.get("expires"));
  for (const value of [String(expires + 1), `${expires}0`, "Infinity", "1e99"]) {
    expect(isValid(changed("expires", value))).toBe(false);
  }
  expect(isValid(new URLSearchParams())).toBe(false);
  expect(isValid(changed("signature", ""))).toBe(false);
  expect(isValid(changed("signature", `${link.searchParams.get("signature")}x`))).toBe(false);
});
