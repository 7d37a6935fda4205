import { z } from "zod";
import { isTerminal, jobStatuses, type JobStatus } from "@/lib/jobs/status";
import { checkDueJobs } from "@/lib/services/check-jobs";
import type { World } from "./world";

const check = () => checkDueJobs("vercel-cron");

/**
 * Lets time pass, also at the provider, and a trigger fire, again and again, until the job is over: the status it
 * ends in. The trigger checks everything, unless told otherwise.
 */
export async function carryOn(
  world: World,
  jobId: string,
  trigger: () => Promise<unknown> = check,
): Promise<JobStatus | "still running"> {
  for (let round = 0; round < 40; round++) {
    await world.finishWork();
    await world.age(jobId, 130_000);
    await trigger();
    await world.settled();
    const status = z.enum(jobStatuses).parse((await world.read(jobId)).status);
    if (isTerminal(status)) return status;
  }
  return "still running";
}
