import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { PieceFailed } from "@/lib/kinds/kind";
import { addMaker } from "@/lib/render/makers";
import { afterResponses } from "../support/call-route";
import { carryOn } from "../support/carry-on";
import { interceptFetch } from "../support/intercept-fetch";
import { accepted, callPieces, countAsks, png, statesOf, waiting } from "../support/piece-calls";
import { keepLedgersSound } from "../support/sound-ledgers";
import { addTestKinds, testKinds } from "../support/test-kinds";
import { useWorld, type Owned } from "../support/world";

const world = useWorld();
keepLedgersSound(world);

const { kind } = testKinds.rendered;

beforeEach(addTestKinds);
afterEach(() => void vi.useRealTimers());

describe("a run of pieces", () => {
  test("that finds nothing is over at once, and asks for no other", async () => {
    const asks = countAsks();
    expect(await accepted(await callPieces())).toBe(true);
    await afterResponses();
    expect(asks.count).toBe(0);
  });

  test("hands over when its time is up, and what is left is made by the next", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const asks = countAsks();
    const { job } = await waiting(world);
    addMaker(kind, async () => {
      vi.advanceTimersByTime(100_000);
      return { files: [png] };
    });
    await callPieces();
    await afterResponses();
    await world.settled();
    expect((await world.read(job.id)).status).toBe("completed");
    // Two pieces a run, of four.
    expect(asks.count).toBe(2);
  });

  test("in which nothing can be made hands over once, and that is the end of it", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const asks = countAsks();
    const { job } = await waiting(world);
    addMaker(kind, async () => {
      vi.advanceTimersByTime(50_000);
      throw new Error("the disk is full");
    });
    await callPieces();
    await afterResponses();
    await world.settled();
    expect(asks.count).toBe(1);
    expect((await world.read(job.id)).status).toBe("processing");
    vi.useRealTimers();
    addTestKinds();
    expect(await carryOn(world, job.id)).toBe("completed");
  });

  test("tells why a piece cannot be made, and that making it cost nothing", async () => {
    const reason = { code: "voice_silent", message: "Scene 1: its voice is silent.", retryable: false };
    addMaker(kind, async () => {
      throw new PieceFailed(reason);
    });
    const { job } = await waiting(world);
    await callPieces();
    await afterResponses();
    expect(await world.read(job.id)).toMatchObject({ status: "failed", error: reason });
    const [piece] = await world.db.sql`
      select error from operations where job_id = ${job.id} and step = 'rendering' and slot = 0`;
    expect(piece?.["error"]).toEqual({ ...reason, charged: false });
  });
});

test("a job whose piece fails for a reason that may pass is tried again soon, though nobody else comes by", async () => {
  const reason = { code: "provider_failed", message: "The film broke.", retryable: true };
  const { job } = await waiting(world);
  addMaker(kind, async () => {
    addTestKinds();
    throw new PieceFailed(reason);
  });
  await callPieces();
  await afterResponses();
  await world.settled();
  expect(await world.read(job.id)).toMatchObject({ status: "completed", attempt: 2 });
});

test("and does not wait for the pieces of others", async () => {
  const { job } = await waiting(world);
  const other = await waiting(world);
  const gate = Promise.withResolvers<void>();
  addMaker(kind, async (piece) => {
    if (piece.job.id === other.job.id) await gate.promise;
    else if (piece.job.attempt === 1)
      throw new PieceFailed({ code: "provider_failed", message: "The film broke.", retryable: true });
    return { files: [png] };
  });
  await callPieces();
  const begun = async () => (await statesOf(world, job.id)).filter((each) => each.endsWith("planned")).length;
  await expect.poll(begun, { timeout: 20_000 }).toBeGreaterThan(0);
  gate.resolve();
  await afterResponses();
  await world.settled();
  expect(await world.read(job.id)).toMatchObject({ status: "completed", attempt: 2 });
});

describe("the maker of a piece", () => {
  /** Waits for its signal, as one that renders does between two pictures. */
  function obedientMaker() {
    const signals: AbortSignal[] = [];
    addMaker(kind, async ({ signal }) => {
      signals.push(signal);
      await sleep(60_000, undefined, { signal });
      return { files: [png] };
    });
    return signals;
  }

  test.each<[string, (owned: Owned) => Promise<unknown>]>([
    ["its job is canceled", ({ user, job }) => cancelJob(user, job.id, "manual")],
    [
      "somebody else has its claim",
      ({ job }) => world.db.sql`update operations set claim_id = gen_random_uuid() where job_id = ${job.id}`,
    ],
  ])("is told to stop when %s, and what it makes is not written", async (_why, happen) => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const signals = obedientMaker();
    const owned = await waiting(world);
    await callPieces();
    await expect.poll(() => signals).toHaveLength(1);
    addTestKinds();
    await happen(owned);
    vi.advanceTimersByTime(20_000);
    await expect.poll(() => signals[0]?.aborted).toBe(true);
    await afterResponses();
    const own = await world.db.sql`
      select name from artifacts where job_id = ${owned.job.id} and name = 'rendering-1.png'`;
    expect(own).toHaveLength(0);
  });

  test("is told to stop when its function is about to end, and is waited for no longer though it goes on", async () => {
    const { job } = await waiting(world);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
    let signal: AbortSignal | undefined;
    addMaker(kind, (piece) => {
      signal = piece.signal;
      return new Promise(() => undefined);
    });
    await callPieces();
    await expect.poll(() => signal).toBeDefined();
    addTestKinds();
    vi.advanceTimersByTime(285_000);
    expect(signal?.aborted).toBe(true);
    vi.useRealTimers();
    await afterResponses();
    // Its lease runs out, as if it had been killed.
    expect((await statesOf(world, job.id))[0]).toBe("rendering 0 running");
    expect(await carryOn(world, job.id)).toBe("completed");
  });
});

test("where APP_URL leads nowhere a check-all ends as usual, and the next one after it is mended has the pieces made", async () => {
  const { job } = await waiting(world);
  await world.age(job.id, 60_000);
  interceptFetch(({ url }, send) =>
    url.endsWith("/api/pieces") ? Promise.reject(new TypeError("fetch failed")) : send(),
  );
  expect(await checkDueJobs("vercel-cron")).toMatchObject({
    checked: 0,
    errors: 0,
    remaining: 0,
    claimed: 1,
  });
  expect((await world.read(job.id)).status).toBe("processing");
  vi.restoreAllMocks();
  expect(await carryOn(world, job.id)).toBe("completed");
});
