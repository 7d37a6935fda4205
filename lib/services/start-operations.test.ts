import { expect, test, vi } from "vitest";
import { DatabaseError } from "@/lib/db/database-error";
import type { Operation } from "@/lib/jobs/job";
import { imageTags } from "@/lib/kinds/image-tags";
import type { Plan } from "@/lib/jobs/plan";
import { jobWith, noon, operationWith } from "@/tests/support/sample-jobs";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { startOperations } from "./start-operations";

stubEnvironment();

const calls = vi.hoisted(() => ({
  now: 0,
  most: 0,
  pictures: true,
  isSynchronous: false,
  cutOff: 0,
  goesOn: Promise.withResolvers<void>(),
}));
vi.mock("@/lib/db/claims", () => ({
  beginOperations: async (_claimId: string, intents: ReadonlyArray<Partial<Operation>>) => {
    if (calls.cutOff-- > 0) throw new DatabaseError("begin_operations: fetch failed", "", { status: 0 });
    return intents.map((intent) => operationWith({ ...intent, state: "starting" }));
  },
}));
vi.mock("./keep-fates", () => ({ keepFate: async () => ({ isTaken: false }) }));
vi.mock("./request-for", () => ({
  requestFor: () => ({
    name: "openai-batches",
    request: { body: {}, files: [], ...(calls.pictures && { pictures: { from: 0, to: 1, isInline: true } }) },
    provider: {
      isSynchronous: calls.isSynchronous,
      variables: () => {},
      start: async () => {
        calls.now += 1;
        calls.most = Math.max(calls.most, calls.now);
        // All that may be are begun before any of them ends.
        await calls.goesOn.promise;
        calls.now -= 1;
        return { ref: crypto.randomUUID(), observation: null };
      },
    },
  }),
}));

/** Begins so many operations of one job, and tells how many calls were under way at once, and how many were made. */
async function mostAtOnce(count: number, pictures: boolean, isSynchronous = false) {
  const goesOn = Promise.withResolvers<void>();
  Object.assign(calls, { now: 0, most: 0, pictures, isSynchronous, goesOn });
  const job = jobWith({
    kind: "image_tags",
    engines: { tagging: { provider: "openai-batches", model: "m" } },
  });
  const begin = Array.from({ length: count }, (_, slot) => slot);
  const step = imageTags.profile.steps[0] ?? null;
  const plan: Plan = { step, begin, reconcile: [], settling: [], observe: [], keep: [], pieces: [] };
  const work = { job, plan, fault: null, kind: imageTags, profile: imageTags.profile, slots: () => count };
  const clock = { now: () => noon, isTimeLeft: () => true, isTimeToKeep: () => true, streamMs: () => 1_000 };
  const begun = startOperations("claim", [work], clock);
  await vi.waitFor(() => expect(calls.now).toBeGreaterThan(0));
  await new Promise(setImmediate);
  calls.goesOn.resolve();
  return { most: calls.most, begun: (await begun).outcomes.size };
}

test("at most two files of pictures are on their way at once, and eight calls that are small", async () => {
  expect(await mostAtOnce(6, true)).toEqual({ most: 2, begun: 6 });
  expect(await mostAtOnce(20, false)).toEqual({ most: 8, begun: 20 });
});

test("of calls that hold until the work is done four are begun, at once, and none waits with its intent written", async () => {
  expect(await mostAtOnce(20, false, true)).toEqual({ most: 4, begun: 4 });
});

test("a call to the database that is cut off as intents are written is made again, and holds the job up no longer", async () => {
  calls.cutOff = 1;
  expect(await mostAtOnce(1, false)).toEqual({ most: 1, begun: 1 });
});
