import { isTerminal, JobStatus } from "@/lib/jobs/status";
import { checkDueJobs } from "@/lib/services/check-jobs";
import type { World } from "./world";

/** Lets time pass and a trigger check everything, again and again, until the job is over: the status it ends in. */
export async function carryOn(
  world: World,
  jobId: string,
  source = "vercel-cron",
): Promise<JobStatus | "still running"> {
  for (let round = 0; round < 40; round++) {
    await world.age(jobId, 130_000);
    await checkDueJobs(source);
    const status = JobStatus.parse((await world.read(jobId)).status);
    if (isTerminal(status)) return status;
  }
  return "still running";
}
