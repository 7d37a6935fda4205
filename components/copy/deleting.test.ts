import { expect, test } from "vitest";
import type { JobView } from "@/lib/jobs/job-view";
import { jobFixture } from "@/tests/support/job-fixture";
import { deleteSentence } from "./deleting";

test.each<[Partial<JobView>, RegExp]>([
  [{ status: "pending", queue: { place: 1, limit: "yours" } }, /^It has not begun yet\. You can undo/],
  [{ isStoppable: true }, /^The work is stopped: Astria is asked to, and what was paid is paid\./],
  [{ isStoppable: false }, /^The work is given up: Astria cannot stop what has begun, and what was paid is/],
  // Of an earlier attempt something was paid.
  [{ status: "pending", attempt: 2, queue: { place: 1, limit: "yours" } }, /what was paid is paid/],
])("what is asked before work is deleted says what becomes of it: %o", (fields, words) => {
  expect(deleteSentence(jobFixture(fields))).toMatch(words);
});
