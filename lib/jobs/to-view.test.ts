import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Job } from "./job";
import { jobStatuses, type JobStatus } from "./status";
import {
  artifactOf,
  at,
  finishedPicture,
  jobWith,
  minutes,
  noon,
  operationWith,
} from "@/tests/support/sample-jobs";
import { profile, refusal, trained } from "@/tests/support/sample-jobs";
import { toView, type KindView } from "./to-view";

const kind: KindView = {
  profile,
  title: "Ada in winter",
  details: null,
  frames: { step: "generating", count: 3 },
  opening: "Uploaded 12 pictures",
  provider: { label: "Astria", isStoppable: false },
  model: null,
  accuracy: null,
};
const viewOf = (fields: Partial<Job> = {}, now = noon) =>
  toView(jobWith(fields), kind, "https://app.test", now);

/** The job as the API documents it, field by field. */
const ContractJob = z.object({
  id: z.uuid(),
  kind: z.string(),
  status: z.enum(jobStatuses),
  stage: z.string().nullable(),
  stageLabel: z.string().min(1),
  progress: z.int().min(0).max(100),
  attempt: z.int().min(1),
  input: z.record(z.string(), z.unknown()),
  output: z.record(z.string(), z.unknown()).nullable(),
  resultUrls: z.array(z.url()),
  error: z
    .strictObject({
      code: z.string(),
      message: z.string(),
      retryable: z.boolean(),
      charged: z.boolean().nullable(),
    })
    .nullable(),
  estimatedTimeRemaining: z.int().min(0).nullable(),
  pollAfterMs: z.int().min(0),
  overdue: z.boolean(),
  checkedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  completedAt: z.iso.datetime().nullable(),
});

const over = { nextCheckAt: null, startedAt: noon, completedAt: at(minutes) };
const jobs: Record<JobStatus, Partial<Job>> = {
  pending: {},
  processing: { status: "processing", stage: "training", startedAt: noon, operations: [operationWith()] },
  completed: { ...over, status: "completed", stage: "saving", progress: 100, output: { pictures: 3 } },
  failed: { ...over, status: "failed", stage: "training", error: refusal },
  canceled: { ...over, status: "canceled", stage: "training" },
};

describe("the public view", () => {
  test.each(jobStatuses)("of a %s job has every field of the contract", (status) => {
    expect(ContractJob.safeParse(viewOf(jobs[status])).error).toBeUndefined();
  });

  test("says in words what the job is doing", () => {
    const labels = jobStatuses.map((status) => viewOf(jobs[status]).stageLabel);
    expect(labels).toEqual(["Waiting to start", "Training your model", "Done", "Failed", "Canceled"]);
    expect(viewOf({ status: "processing", stage: "a stage of an older version" }).stageLabel).toBe("Working");
  });

  test("tells a browser to stop when the job is over, and only then", () => {
    const stopped = jobStatuses.filter((status) => viewOf(jobs[status]).pollAfterMs === 0);
    expect(stopped).toEqual(["completed", "failed", "canceled"]);
  });

  test("says that a job is overdue, but not of one that is over", () => {
    expect(viewOf({}, at(60 * minutes - 1)).overdue).toBe(false);
    expect(viewOf({}, at(60 * minutes)).overdue).toBe(true);
    expect(viewOf(jobs.failed, at(60 * minutes)).overdue).toBe(false);
  });

  test("shows nothing of whose job it is, where files lie, or what providers call their work", () => {
    const made = finishedPicture(0);
    const text = JSON.stringify(viewOf({ operations: [trained, made], artifacts: [artifactOf(made)] }));
    for (const secret of [jobWith().userId, "user/job/", "ref:", "cdn.test"])
      expect(text).not.toContain(secret);
  });
});

describe("the results", () => {
  test("are those of the operations that count, not of what a retry has replaced", () => {
    const [old, fresh] = [finishedPicture(0, { state: "failed" }), finishedPicture(0, { attempt: 2 })];
    const artifacts = [artifactOf(old), { ...artifactOf(fresh), name: "picture 01.jpg" }];
    const view = viewOf({ attempt: 2, operations: [trained, old, fresh], artifacts });
    expect(view.resultUrls).toEqual([`https://app.test/api/jobs/${view.id}/artifacts/picture%2001.jpg`]);
  });
});

test("a stage that an attempt did not enter, as its work was there, is done where a later one is the present one", () => {
  const timeline = [{ name: "generating", startedAt: noon.toISOString(), endedAt: null }];
  const view = viewOf({ status: "processing", stage: "generating", attempt: 2, timeline });
  expect(view.timeline.map(({ name, state, label }) => [name, state, label]).slice(1, 3)).toEqual([
    ["training", "done", "Trained your model"],
    ["generating", "current", expect.any(String)],
  ]);
  const failed = viewOf({ ...over, status: "failed", error: refusal, stage: "generating", timeline: [] });
  expect(failed.timeline.map(({ state }) => state).slice(1, 3)).toEqual(["done", "stopped"]);
  expect(viewOf({ status: "pending", stage: null, timeline: [] }).timeline[1]?.state).toBe("upcoming");
});
