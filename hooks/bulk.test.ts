import { expect, test } from "vitest";
import type { JobView } from "@/lib/jobs/job-view";
import { jobFixture } from "@/tests/support/job-fixture";
import { ApiError } from "./api";
import { inBulk, isOpenTo } from "./bulk";

const jobs = (count: number, fields: Partial<JobView> = {}) =>
  Array.from({ length: count }, (_, index) => jobFixture({ id: `job-${index}`, ...fields }));
const canceled = async (job: JobView) => ({ ...job, status: "canceled" as const });

test("no more than four are sent at once, each once, and it is told how many are done", async () => {
  let under = 0;
  let most = 0;
  const sent: string[] = [];
  const told: number[] = [];
  const send = async (job: JobView) => {
    sent.push(job.id);
    most = Math.max(most, (under += 1));
    await new Promise((resolve) => setImmediate(resolve));
    under -= 1;
    return canceled(job);
  };
  const outcomes = await inBulk("cancel", jobs(11), send, (done) => told.push(done));
  expect(most).toBe(4);
  expect(sent).toEqual(jobs(11).map(({ id }) => id));
  expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect([...outcomes.values()]).toEqual(Array.from({ length: 11 }, () => "done"));
});

test("what is over is not asked to stop, and what ended first was over too", async () => {
  const [running, ending, done] = [
    jobFixture({ id: "running" }),
    jobFixture({ id: "ending" }),
    jobFixture({ id: "done", status: "completed" }),
  ];
  const sent: string[] = [];
  const send = async (job: JobView) => {
    sent.push(job.id);
    return { ...job, status: job.id === "ending" ? ("completed" as const) : ("canceled" as const) };
  };
  const outcomes = await inBulk("cancel", [running, ending, done], send);
  expect(sent).toEqual(["running", "ending"]);
  expect(Object.fromEntries(outcomes)).toEqual({ running: "done", ending: "over", done: "over" });
});

test("one that fails stops none of the others, and each says what came of it", async () => {
  const answers: Record<string, ApiError> = {
    "job-1": new ApiError("There is no such job.", 404, "not_found"),
    "job-2": new ApiError("Only a job that failed or was canceled can be retried.", 409, "not_retryable"),
    "job-3": new ApiError("You have too many jobs under way.", 429, "too_many_active"),
  };
  const send = async (job: JobView) => {
    const error = answers[job.id];
    if (error) throw error;
    return job;
  };
  const outcomes = await inBulk("retry", jobs(5, { status: "failed" }), send);
  expect([...outcomes.values()]).toEqual([
    "done",
    "gone",
    "over",
    { problem: "You have too many jobs under way." },
    "done",
  ]);
});

test("what is under way can be canceled, what failed or was canceled tried again, and everything deleted", () => {
  const open = (action: Parameters<typeof isOpenTo>[0]) =>
    (["pending", "processing", "completed", "failed", "canceled"] as const).filter((status) =>
      isOpenTo(action, { status }),
    );
  expect(open("cancel")).toEqual(["pending", "processing"]);
  expect(open("retry")).toEqual(["failed", "canceled"]);
  expect(open("delete")).toHaveLength(5);
});
