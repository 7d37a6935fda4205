import { afterEach, expect, test, vi } from "vitest";
import { claimDueJobs } from "@/lib/db/claims";
import { leaseMs } from "@/lib/services/batch";
import { checkBatch } from "@/lib/services/check-batch";
import { limits } from "@/lib/services/limits";
import { videoAtFal } from "../support/cases";
import { interceptFetch } from "../support/intercept-fetch";
import { arrangeUnderWay } from "../support/under-way";
import { useWorld } from "../support/world";

const world = useWorld();

afterEach(() => vi.restoreAllMocks());

test("what has finished is kept, though asking about it took up all the time that the caller gave", async () => {
  const [job] = await arrangeUnderWay(world, videoAtFal, 1, 1);
  const claim = await claimDueJobs(10, leaseMs, null, limits());
  const callsUntil = performance.now() + 1_000;
  interceptFetch(async ({ url }, send) => {
    const isQuestion = url.startsWith(world.provider.url);
    if (isQuestion) await vi.waitUntil(() => performance.now() > callsUntil, { timeout: 5_000 });
    return send();
  });
  await checkBatch(claim, "external-cron", callsUntil);
  expect(await world.read(job?.id ?? "")).toMatchObject({ status: "completed" });
});
