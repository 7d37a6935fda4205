import { afterEach, expect, test, vi } from "vitest";
import { claimPiece, extendPiece } from "@/lib/db/pieces";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { getJob, updateJob } from "@/lib/services/get-job";
import { processVideo } from "@/lib/services/process-video";
import { retryJob } from "@/lib/services/retry-job";
import { carryOn } from "../support/carry-on";
import { storyAtOpenAiAndFal as of } from "../support/cases";
import { expectPaid, expectWhole } from "../support/expect-job";
import { interceptFetch } from "../support/intercept-fetch";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld, type Owned } from "../support/world";

const world = useWorld();
keepLedgersSound(world);
afterEach(() => void vi.restoreAllMocks());

/** Somebody begins a piece, and is killed; their lease runs out. */
async function killMaker({ job }: Owned): Promise<void> {
  const piece = await claimPiece(["story_video"], 60_000);
  if (!piece) throw new Error("There was nothing to make.");
  expect(await extendPiece(piece, 60_000)).toBe(true);
  await world.age(job.id, 61_000);
}

/** A story of which all is there but its film: whoever was asked to make that was killed over the first piece. */
async function killed(): Promise<Owned> {
  const owned = await world.newJob(of);
  interceptFetch(({ url }, send) =>
    url.endsWith("/api/pieces") ? Promise.resolve(new Response(null, { status: 202 })) : send(),
  );
  const isRendering = async () => (await world.read(owned.job.id))["stage"] === "rendering";
  for (let round = 0; round < 40 && !(await isRendering()); round++) {
    await world.finishWork();
    await world.age(owned.job.id, 30_000);
    await checkDueJobs("vercel-cron");
  }
  await killMaker(owned);
  vi.restoreAllMocks();
  return owned;
}

const after = async (verb: (keepAlive: (work: Promise<unknown>) => void) => Promise<unknown>) => {
  const work: Array<Promise<unknown>> = [];
  await verb((each) => work.push(each));
  await Promise.all(work);
};

const triggers: Array<[string, (owned: Owned) => () => Promise<unknown>]> = [
  ["check-all", () => () => checkDueJobs("vercel-cron")],
  [
    "an open page",
    ({ user, job }) =>
      () =>
        after((keepAlive) => getJob(user, job.id, "browser", keepAlive)),
  ],
  [
    'a click on "Check status"',
    ({ user, job }) =>
      () =>
        after((keepAlive) => updateJob(user, job.id, "manual", keepAlive)),
  ],
  [
    "process-video",
    ({ user, job }) =>
      () =>
        after((keepAlive) =>
          processVideo(user, job.id, "manual", { keepAlive, beforeRetry: async () => undefined }),
        ),
  ],
];

test.each(triggers)(
  "a story whose film's maker was killed comes to its end by %s alone",
  async (_name, by) => {
    const owned = await killed();
    expect(await carryOn(world, owned.job.id, by(owned))).toBe("completed");
    await expectWhole(world, of, owned.job.id);
    expectPaid(world, of);
  },
);

test("a story whose pieces are being made is not work that check-all has left undone", async () => {
  const owned = await killed();
  interceptFetch(({ url }, send) =>
    url.endsWith("/api/pieces") ? Promise.resolve(new Response(null, { status: 202 })) : send(),
  );
  expect(await checkDueJobs("vercel-cron")).toMatchObject({ claimed: 1, remaining: 0, errors: 0 });
  expect(await checkDueJobs("vercel-cron")).toMatchObject({ claimed: 0, remaining: 0 });
  vi.restoreAllMocks();
  await carryOn(world, owned.job.id);
});

test("a piece that kills whoever makes it fails after five of them, with a reason, and Retry goes on from there", async () => {
  const owned = await killed();
  for (let kills = 1; kills < 5; kills++) await killMaker(owned);
  expect(await carryOn(world, owned.job.id)).toBe("failed");
  expect(await world.read(owned.job.id)).toMatchObject({
    attempt: 1,
    error: { code: "broken_off", retryable: true, message: expect.stringMatching(/broken off five times/) },
  });
  await retryJob(owned.user, owned.job.id, "manual");
  expect(await carryOn(world, owned.job.id)).toBe("completed");
  expectPaid(world, of);
});
