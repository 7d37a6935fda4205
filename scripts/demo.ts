import { setTimeout as sleep } from "node:timers/promises";
import { kindNames } from "../lib/jobs/kind-name";
import { createApi, type Api, type JobAnswer } from "./demo/api";
import { borrowStack } from "./demo/borrow-stack";
import { demoJobs } from "./demo/jobs";
import { createProgressView } from "./demo/progress";
import { tagLines } from "./demo/tags";

const lookEveryMs = 500;
const patienceMs = 15 * 60_000;

/** Starts one job of every kind, watches them to their end, and says whether all were completed. */
async function demonstrate(api: Api): Promise<boolean> {
  let jobs: JobAnswer[] = [];
  for (const kind of kindNames) jobs.push(await api.createJob(kind, await demoJobs[kind](api)));
  console.log();
  const view = createProgressView();
  const until = Date.now() + patienceMs;
  while (!jobs.every(isOver) && Date.now() < until) {
    view.show(jobs);
    await sleep(lookEveryMs);
    jobs = await Promise.all(jobs.map(async (job) => (isOver(job) ? job : api.job(job.id))));
  }
  view.show(jobs);
  for (const job of jobs) console.log(`\n${await resultOf(job, api)}`);
  return jobs.every((job) => job.status === "completed");
}

const isOver = ({ status }: JobAnswer): boolean => !["pending", "processing"].includes(status);

async function resultOf(job: JobAnswer, api: Api): Promise<string> {
  if (job.status === "completed") {
    const room = (process.stdout.columns ?? 120) - 2;
    const tags =
      job.kind === "image_tags"
        ? tagLines(await api.taggedAssets(job.id), room).map((line) => `  ${line}`)
        : [];
    const files = job.resultUrls.map((url) => `  ${api.address(url)}`);
    const answer = job.output?.text?.split("\n").map((line) => `  ${line}`) ?? [];
    return [`  ${job.kind}`, ...files, ...answer, ...tags].join("\n");
  }
  if (job.error) return `  ${job.kind} ${job.status}: ${job.error.message} (${job.error.code})`;
  return `  ${job.kind} is still ${job.status} after ${patienceMs / 60_000} minutes.`;
}

async function main(): Promise<boolean> {
  const stack = await borrowStack();
  try {
    const succeeded = await demonstrate(createApi(stack.app, stack.accessToken));
    if (stack.stays) console.log(`\n  To look at them, continue as demo at ${stack.app}`);
    else
      console.log("\n  That was a temporary stack, and it is gone. npm start keeps one, with the pictures.");
    return succeeded;
  } finally {
    await stack.giveBack();
  }
}

main().then(
  (succeeded) => process.exit(succeeded ? 0 : 1),
  (error: unknown) => {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
