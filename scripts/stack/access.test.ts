import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { requireAccess } from "./access";

const dataDir = mkdtempSync(join(tmpdir(), "darkroom-access-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test("data of another account are refused with a sentence that names the way out; root and their owner go on", () => {
  const { uid } = statSync(dataDir);
  const another = uid + 1;
  requireAccess(dataDir, another);
  mkdirSync(join(dataDir, "postgres", "data"), { recursive: true });
  expect(() => requireAccess(dataDir, another)).toThrow(
    new RegExp(`^postgres/data in .* belongs to another account.*sudo chown -R ${another} `),
  );
  writeFileSync(join(dataDir, "keys.json"), "{}");
  expect(() => requireAccess(dataDir, another)).toThrow(/^keys\.json in /);
  requireAccess(dataDir, 0);
  rmSync(join(dataDir, "postgres"), { recursive: true });
  if (uid !== 0) requireAccess(dataDir, uid);
});
