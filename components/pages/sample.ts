import type { JobView } from "@/lib/jobs/job-view";

const never = "2026-01-01T00:00:00.000Z";

/** A job half way through that nobody started: what the film of a kind looks like, before there is one of one's own. */
export function sampleOf(kind: string): JobView {
  return {
    id: `sample-${kind}`,
    kind,
    status: "processing",
    stage: null,
    stageLabel: "",
    details: { total: 8, done: 5 },
    progress: 58,
    attempt: 1,
    input: {},
    output: null,
    resultUrls: [],
    error: null,
    estimatedTimeRemaining: null,
    pollAfterMs: 0,
    overdue: false,
    checkedAt: null,
    createdAt: never,
    updatedAt: never,
    startedAt: null,
    completedAt: null,
    removedAt: null,
    title: "",
    priority: "normal",
    provider: null,
    model: null,
    isStoppable: false,
    adoptable: null,
    queue: null,
    accuracy: null,
    estimate: null,
    timeline: [],
    frames: Array.from({ length: 8 }, (_, slot) => ({
      slot,
      state: slot < 5 ? "developing" : "latent",
      url: null,
      contentType: null,
      posterUrl: null,
      reason: null,
    })),
    sinceCheckMs: 0,
    glide: null,
    framesWithin: null,
    checks: 0,
    checksSaved: 0,
    delay: null,
  };
}
