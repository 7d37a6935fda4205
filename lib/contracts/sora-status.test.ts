import { expect, test } from "vitest";
import type { Job } from "@/lib/jobs/job";
import { jobWith, noon, operationWith, profile } from "@/tests/support/sample-jobs";
import { toView } from "@/lib/jobs/to-view";
import { toSoraStatus } from "./sora-status";

const face = {
  profile,
  title: "",
  details: null,
  frames: { step: "training", count: 1 },
  opening: "",
  provider: null,
  model: null,
  accuracy: null,
};
const statusOf = (fields: Partial<Job>) => {
  const job = jobWith(fields);
  return toSoraStatus(job, toView(job, face, "https://app.test", noon));
};
const over = { completedAt: noon, nextCheckAt: null };
const error = { code: "moderation", message: "Not this.", retryable: false, charged: null };

test("a video is queued until its provider has begun", () => {
  expect(statusOf({ status: "pending" }).status).toBe("queued");
  const waiting: Partial<Job> = { status: "processing", operations: [operationWith({ state: "queued" })] };
  expect(statusOf(waiting).status).toBe("queued");
  const failedBefore = [operationWith({ state: "failed" }), operationWith({ attempt: 2, state: "queued" })];
  expect(statusOf({ ...waiting, attempt: 2, operations: failedBefore }).status).toBe("queued");
});

test("one under way tells its progress and the time left in milliseconds", () => {
  const job = {
    status: "processing",
    stage: "training",
    progress: 45,
    operations: [operationWith()],
  } as const;
  expect(statusOf({ ...job, operations: [...job.operations] })).toEqual({
    status: "in_progress",
    progress: 45,
    estimatedTimeRemaining: expect.any(Number),
  });
});

test("a finished one has its address, a failed one its reason, a canceled one says so", () => {
  const operation = operationWith({ state: "succeeded" });
  const artifacts = [
    {
      operationId: operation.id,
      name: "video.mp4",
      contentType: "video/mp4",
      bytes: 1,
      sha256: "",
      storagePath: "",
      sourceUrl: "",
      sourceExpiresAt: null,
    },
  ];
  const done = statusOf({ ...over, status: "completed", progress: 100, operations: [operation], artifacts });
  expect(done).toEqual({
    status: "completed",
    progress: 100,
    videoUrl: "https://app.test/api/jobs/8c1f0a52-6f3e-4c1b-9a39-0d5f6f1f7a11/artifacts/video.mp4",
  });
  expect(statusOf({ ...over, status: "failed", error })).toEqual({
    status: "failed",
    progress: 0,
    error: "Not this.",
  });
  expect(statusOf({ ...over, status: "canceled" })).toMatchObject({ status: "failed", error: "Canceled." });
});
