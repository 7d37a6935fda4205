import { expect, test } from "vitest";
import { noteSavedCheck, takeSavedChecks } from "./saved-checks";

test("saved checks are counted a job, and taken once", () => {
  for (const id of ["a", "b", "a"]) noteSavedCheck(id);
  expect([takeSavedChecks("a"), takeSavedChecks("b"), takeSavedChecks("c")]).toEqual([2, 1, 0]);
  expect(takeSavedChecks("a")).toBe(0);
});

test("the memory for counts does not grow without end, and known jobs are still counted", () => {
  for (let n = 0; n < 10_001; n++) noteSavedCheck(`job-${n}`);
  noteSavedCheck("job-0");
  expect([takeSavedChecks("job-10000"), takeSavedChecks("job-0")]).toEqual([0, 2]);
});
