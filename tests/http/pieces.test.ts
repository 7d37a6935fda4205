import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { checkNext } from "@/lib/services/check-jobs";
import type { Maker } from "@/lib/kinds/kind";
import { addMaker } from "@/lib/render/makers";
import { afterResponses, callRoute } from "../support/call-route";
import { holdCall } from "../support/hold-call";
import { accepted, callPieces, png, statesOf, waiting } from "../support/piece-calls";
import { checkElsewhere } from "../support/kill-at";
import { problem } from "../support/problem";
import { keepLedgersSound } from "../support/sound-ledgers";
import { addTestKinds, renderedPieces, testKinds } from "../support/test-kinds";
import { testSecrets, useWorld, type Owned } from "../support/world";

const checkAll = await import("@/app/api/status/check-all/route");
const oneJob = await import("@/app/api/jobs/[id]/route");
const world = useWorld();
keepLedgersSound(world);

const { kind } = testKinds.rendered;
const authorization = `Bearer ${testSecrets.cron}`;

beforeEach(addTestKinds);
afterEach(() => void vi.useRealTimers());

/** A maker that begins, and goes on when it is let; it counts how many of it are at work at once. */
function slowMaker() {
  const gate = Promise.withResolvers<void>();
  const begun: string[] = [];
  const most = { atOnce: 0 };
  let now = 0;
  const make: Maker = async ({ step, slot }) => {
    begun.push(`${step} ${slot}`);
    most.atOnce = Math.max(most.atOnce, ++now);
    await gate.promise;
    now--;
    return { files: [png] };
  };
  addMaker(kind, make);
  onTestFinished(async () => {
    gate.resolve();
    await afterResponses();
    await world.settled();
  });
  return { begun, most, letGo: gate.resolve };
}

describe("who may have pieces made", () => {
  test.each([{}, { authorization: "Bearer wrong" }, { authorization: testSecrets.cron }])(
    "not somebody with %o: 401, and nothing is made",
    async (headers: Record<string, string>) => {
      const { job } = await waiting(world);
      expect(await problem(await callPieces(headers))).toMatchObject({ status: 401 });
      await afterResponses();
      expect((await statesOf(world, job.id)).filter((state) => !state.endsWith("planned"))).toEqual([]);
    },
  );

  test("nobody, where no key is configured: 503", async () => {
    vi.stubEnv("CRON_SECRET", undefined);
    vi.resetModules();
    try {
      const { POST } = await import("@/app/api/pieces/route");
      const response = await callRoute(POST, "/api/pieces", { method: "POST", headers: { authorization } });
      expect(await problem(response)).toMatchObject({ status: 503, code: "not_configured" });
    } finally {
      vi.unstubAllEnvs();
      vi.resetModules();
    }
  });
});

test("one call with the key makes all pieces of a job, step after step, and the job completes", async () => {
  const { job } = await waiting(world);
  expect(await accepted(await callPieces())).toBe(true);
  await afterResponses();
  expect((await world.read(job.id)).status).toBe("completed");
  expect(await accepted(await callPieces())).toBe(true);
});

describe("while a piece is slow to make", () => {
  const seconds = async (work: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await work();
    return (performance.now() - startedAt) / 1_000;
  };

  const routes: Array<[string, (owned: Owned) => Promise<unknown>]> = [
    ["its own call", () => callPieces()],
    ["a place that somebody left", () => checkNext("step")],
    [
      "a check-all",
      () => callRoute(checkAll.POST, "/api/status/check-all", { method: "POST", headers: { authorization } }),
    ],
    [
      "a reader",
      ({ user, job: { id } }) => {
        const headers = { authorization: `Bearer ${user.accessToken}` };
        return callRoute(oneJob.GET, `/api/jobs/${id}`, { headers, params: { id } });
      },
    ],
  ];

  test.each(routes)("%s has it made, and is answered meanwhile", async (_name, ask) => {
    const { begun, letGo } = slowMaker();
    const owned = await waiting(world);
    await world.age(owned.job.id, 60_000);
    expect(await seconds(() => ask(owned))).toBeLessThan(5);
    const work = afterResponses();
    await expect.poll(() => begun).toEqual(["rendering 0"]);
    expect((await statesOf(world, owned.job.id))[0]).toBe("rendering 0 running");
    letGo();
    await work;
    await world.settled();
    expect((await world.read(owned.job.id)).status).toBe("completed");
  });

  test("ten calls at once begin one piece in this process, and say so once", async () => {
    const { begun, most, letGo } = slowMaker();
    await waiting(world);
    const answers = await Promise.all(Array.from({ length: 10 }, async () => accepted(await callPieces())));
    expect(answers.toSorted()).toEqual([...Array.from({ length: 9 }, () => false), true]);
    await expect.poll(() => begun).toHaveLength(1);
    letGo();
    await afterResponses();
    expect(most.atOnce).toBe(1);
    expect(begun).toHaveLength(renderedPieces + 1);
  });

  test("another instance makes the other pieces of the same job at the same time", async () => {
    const { letGo } = slowMaker();
    const { job } = await waiting(world);
    expect(await accepted(await callPieces())).toBe(true);
    await expect.poll(async () => (await statesOf(world, job.id))[0]).toBe("rendering 0 running");
    await world.db.sql`update jobs set next_check_at = now() where id = ${job.id}`;
    await checkElsewhere(world);
    expect(await statesOf(world, job.id)).toEqual([
      "rendering 0 running",
      "rendering 1 succeeded",
      "rendering 2 succeeded",
    ]);
    letGo();
    await afterResponses();
    expect((await world.read(job.id)).status).toBe("completed");
  });

  test("a job whose pieces come to wait as a run finds none has its turn, though its call was not accepted", async () => {
    const claim = holdCall(/rpc\/claim_piece/);
    expect(await accepted(await callPieces())).toBe(true);
    await claim.answered;
    const { job } = await waiting(world);
    expect(await accepted(await callPieces())).toBe(false);
    claim.letGo();
    await afterResponses();
    expect((await world.read(job.id)).status).toBe("completed");
  });
});
