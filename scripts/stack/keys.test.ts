import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { passwordOf, readKeys } from "./keys";

let dataDir = "";

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "darkroom-keys-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test("keys are made once, kept, and readable by their owner alone", () => {
  const keys = readKeys(dataDir);
  expect(readKeys(dataDir)).toEqual(keys);
  expect(statSync(join(dataDir, "keys.json")).mode & 0o777).toBe(0o600);
});

test("two stacks share no key and no password", () => {
  const one = readKeys(join(dataDir, "one"));
  const other = readKeys(join(dataDir, "other"));
  expect(Object.values(one).filter((key) => Object.values(other).includes(key))).toEqual([]);
  expect(passwordOf("a@darkroom.test", one)).not.toBe(passwordOf("a@darkroom.test", other));
  expect(passwordOf("a@darkroom.test", one)).toBe(passwordOf("a@darkroom.test", one));
});

test("a damaged key file is named, never silently replaced", () => {
  writeFileSync(join(dataDir, "keys.json"), "{");
  expect(() => readKeys(dataDir)).toThrow("keys.json cannot be read");
});
