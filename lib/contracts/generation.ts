import type { Job } from "@/lib/jobs/job";
import type { JobView } from "@/lib/jobs/job-view";
import { tokensOf } from "@/lib/jobs/result";
import type { JobStatus } from "@/lib/jobs/status";

/** A job as `GET /api/v1/generations` shows it: what the documented status system calls a generation. */
export interface Generation {
  id: string;
  userId: string;
  type: string;
  status: JobStatus;
  prompt: string;
  resultUrls: string[];
  tokensUsed: number | null;
  createdAt: string;
  updatedAt: string;
  startedAt: string | null;
  completedAt: string | null;
  errorMessage: string | null;
}

/** The generation that a job is. */
export function toGeneration(job: Job, view: JobView, prompt: string): Generation {
  return {
    id: view.id,
    userId: job.userId,
    type: view.kind,
    status: view.status,
    prompt,
    resultUrls: view.resultUrls,
    tokensUsed: tokensOf(job),
    createdAt: view.createdAt,
    updatedAt: view.updatedAt,
    startedAt: view.startedAt,
    completedAt: view.completedAt,
    errorMessage: view.error?.message ?? null,
  };
}
