import { appendFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { Ledger } from "./ledger";

test("a torn last line, left by a kill, loses that line alone and not the next", () => {
  const file = join(mkdtempSync(join(tmpdir(), "sandbox-")), "deep", "ledger.jsonl");
  new Ledger(file).append("n", 1);
  appendFileSync(file, '{"kind":"n","da');
  new Ledger(file).append("n", 2);
  expect(new Ledger(file).read("n", z.number())).toEqual([1, 2]);
});
