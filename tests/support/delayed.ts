import { expect } from "vitest";
import { checkJob } from "@/lib/services/check-jobs";
import type { Case } from "./cases";
import { ledgerOf } from "./ledger";
import type { World } from "./world";

/** A job whose work is under way at its provider, and due: for longer than any kind leaves it in peace. */
export async function underWay(world: World, of: Case): Promise<string> {
  const { job } = await world.newJob(of);
  // However slow this machine, it is not over yet when its start is answered.
  const { clock } = world.provider.sandbox;
  clock.stop();
  await checkJob(job.id, "step");
  clock.goOn();
  await world.age(job.id, 70_000);
  return job.id;
}

/** It waits after its nth failed check, says why, has not failed, and will ask again no sooner than this. */
export async function expectDelayed(
  world: World,
  jobId: string,
  code: string,
  failedChecks = 1,
): Promise<void> {
  const row = await world.read(jobId);
  expect(row).toMatchObject({
    status: "processing",
    error: null,
    failed_checks: failedChecks,
    delay: { code },
  });
  const delayed = await ledgerOf(world, jobId, "delayed");
  expect(delayed.at(-1)?.detail).toMatchObject({ code, message: expect.any(String) });
  const waits = await world.db.sql`
    select extract(epoch from next_check_at - checked_at) as s from jobs where id = ${jobId}`;
  expect(Number(waits[0]?.["s"])).toBeGreaterThanOrEqual(code === "rate_limited" ? 77 : 3.9);
}
