import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { readJob } from "@/lib/db/read-jobs";
import type { User } from "@/lib/db/user-client";
import { isTerminal } from "@/lib/jobs/status";
import { checkJob } from "@/lib/services/check-jobs";
import { createJob } from "@/lib/services/create-job";
import type { TaggerReport } from "./tagger";

/** A process of its own that has a whole library tagged, and says how long that took and how much memory. */
async function main(): Promise<void> {
  const user = JSON.parse(process.env["TAGGER_USER"] ?? "") as User;
  const warmUp = JSON.parse(process.env["TAGGER_WARM_UP"] ?? "[]") as string[];
  // What a process takes once, for its first calls, has nothing to do with how many images there are.
  if (warmUp.length > 0) await finish(user, await press(user, { assetIds: warmUp }));
  const before = process.memoryUsage.rss() / 1e6;
  const grown = () => Math.max(0, Math.round(peakMb() - before));
  const startedAt = performance.now();
  const jobId = await press(user, { all: "untagged" });
  const pressedAt = performance.now();
  await checkJob(jobId, "browser");
  const [builtAt, buildingMb] = [performance.now(), grown()];
  if (process.env["TAGGER_PART"] === "all") await finish(user, jobId);
  const ms = { press: pressedAt - startedAt, build: builtAt - pressedAt, read: performance.now() - builtAt };
  const report: TaggerReport = { jobId, ms, buildingMb, readingMb: grown() };
  process.stdout.write(JSON.stringify(report));
}

async function press(user: User, input: Record<string, unknown>): Promise<string> {
  const { job } = await createJob(
    user,
    { kind: "image_tags", input, idempotencyKey: randomUUID() },
    "browser",
  );
  return job.id;
}

/** Asks again and again, as a page does that is open. */
async function finish(user: User, jobId: string): Promise<void> {
  while (!isTerminal((await readJob(user, jobId))?.status ?? "failed")) {
    await checkJob(jobId, "browser", 0);
    await sleep(200);
  }
}

/** The most memory that this process has taken, in MB. Linux counts what its parent had into `maxRSS`. */
function peakMb(): number {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return (Number(kilobytes) * 1_024) / 1e6;
}

void main();
