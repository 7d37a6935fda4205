import type { JobView } from "@/lib/jobs/job-view";

/** A processing job as the outside sees it. */
export function viewWith(fields: Partial<JobView> = {}): JobView {
  return {
    id: "8c1f0a52-6f3e-4c1b-9a39-0d5f6f1f7a11",
    kind: "photoshoot",
    status: "processing",
    stage: "training",
    stageLabel: "Training your model",
    progress: 42,
    attempt: 1,
    input: {},
    output: null,
    resultUrls: [],
    error: null,
    estimatedTimeRemaining: 61_000,
    pollAfterMs: 30_000,
    overdue: false,
    checkedAt: "2026-11-21T12:00:00.000Z",
    createdAt: "2026-11-21T11:55:00.000Z",
    updatedAt: "2026-11-21T12:00:00.000Z",
    startedAt: "2026-11-21T11:55:02.000Z",
    completedAt: null,
    title: "Ada in winter",
    estimate: { lowMs: 55_000, highMs: 70_000 },
    timeline: [],
    frames: [],
    sinceCheckMs: 0,
    glide: null,
    checks: 3,
    checksSaved: 5,
    delay: null,
    ...fields,
  };
}
