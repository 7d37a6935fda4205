import type { StatusUpdate } from "@/lib/jobs/status-update";

/** An update of a photoshoot half way through, for tests. */
export function updateFixture(fields: Partial<StatusUpdate> = {}): StatusUpdate {
  const jobId = fields.jobId ?? "job-1";
  return {
    id: 1,
    generationId: jobId,
    jobId,
    userId: "ada",
    type: "photoshoot",
    status: "processing",
    stage: "training",
    progress: 40,
    attempt: 1,
    event: "progress",
    timestamp: 0,
    metadata: { resultUrls: [], tokensUsed: null },
    ...fields,
  };
}
