import type { JobView } from "@/lib/jobs/job-view";

/** A photoshoot half way through, for tests. */
export function jobFixture(fields: Partial<JobView> = {}): JobView {
  return {
    id: "9d0f6a3c-6f0e-4a55-9f8e-0d7b1e4f1a11",
    kind: "photoshoot",
    status: "processing",
    stage: "training",
    stageLabel: "Training your model",
    progress: 40,
    attempt: 1,
    input: {},
    output: null,
    resultUrls: [],
    error: null,
    estimatedTimeRemaining: 60_000,
    pollAfterMs: 30_000,
    overdue: false,
    checkedAt: "2026-11-21T12:00:30.000Z",
    createdAt: "2026-11-21T12:00:00.000Z",
    updatedAt: "2026-11-21T12:00:30.000Z",
    startedAt: "2026-11-21T12:00:01.000Z",
    completedAt: null,
    title: "Autumn portraits",
    estimate: { lowMs: 60_000, highMs: 120_000 },
    timeline: [],
    frames: [],
    sinceCheckMs: 0,
    glide: { to: 60, inMs: 60_000 },
    checks: 2,
    checksSaved: 0,
    delay: null,
    ...fields,
  };
}
