import { expect, test } from "vitest";
import { jobsCounted, type JobCount } from "./job-count";

const counts: JobCount[] = [
  { kind: "chat", status: "completed", count: 4 },
  { kind: "chat", status: "failed", count: 1 },
  { kind: "sora", status: "completed", count: 2 },
  { kind: "a_retired_kind", status: "canceled", count: 3 },
];

test("a filter counts what fits both its status and its kind, and any stands for all of them", () => {
  expect(jobsCounted(counts, null, null)).toBe(10);
  expect(jobsCounted(counts, "completed", null)).toBe(6);
  expect(jobsCounted(counts, null, "chat")).toBe(5);
  expect(jobsCounted(counts, "completed", "chat")).toBe(4);
  expect(jobsCounted(counts, "pending", "chat")).toBe(0);
});
