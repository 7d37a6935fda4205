import { expect, test } from "vitest";
import { destination } from "./destination";

test("a path of our own is followed, with its query", () => {
  expect(destination("/jobs/0f6c1b1e")).toBe("/jobs/0f6c1b1e");
  expect(destination("/jobs?status=failed&kind=photoshoot")).toBe("/jobs?status=failed&kind=photoshoot");
  expect(destination("/")).toBe("/");
});

test.each([
  "https://elsewhere.example",
  "//elsewhere.example",
  "/\\elsewhere.example",
  "/\t/elsewhere.example",
  "/\n/elsewhere.example",
  "/..//elsewhere.example",
  "/.//elsewhere.example",
  "/%2e%2e//elsewhere.example",
  "/jobs/..//elsewhere.example",
  "\\\\elsewhere.example",
  "javascript:alert(1)",
  "jobs",
  "",
  null,
  undefined,
  ["/jobs/1"],
])("nobody is sent elsewhere: %j", (next) => {
  expect(destination(next)).toBe("/jobs");
});
