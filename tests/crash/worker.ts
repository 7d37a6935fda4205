import { addTestKinds } from "../support/test-kinds";
import { checkDueJobs } from "@/lib/services/check-jobs";

/** One check-all in a process of its own, for a test to kill. */
async function main(): Promise<void> {
  addTestKinds();
  const run = await checkDueJobs("vercel-cron");
  process.stdout.write(JSON.stringify(run));
}

void main();
