import { expect, test, vi } from "vitest";
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
  goesOn: Promise.withResolvers<void>(),
}));
vi.mock("@/lib/db/claims", () => ({
  beginOperations: async (_claimId: string, intents: ReadonlyArray<Partial<Operation>>) =>
    intents.map((intent) => operationWith({ ...intent, state: "starting" })),
}));
vi.mock("./keep-fates", () => ({ keepFate: async () => ({ isTaken: false }) }));
vi.mock("./request-for", () => ({
  requestFor: () => ({
    name: "openai-batches",
    request: { body: {}, files: [], ...(calls.pictures && { pictures: { from: 0, to: 1, isInline: true } }) },
    provider: {
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

/** Begins so many operations of one job, and tells how many calls were under way at once. */
async function mostAtOnce(count: number, pictures: boolean): Promise<number> {
  Object.assign(calls, { now: 0, most: 0, pictures, goesOn: Promise.withResolvers<void>() });
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
  await new Promise(setImmediate);
  calls.goesOn.resolve();
  expect((await begun).outcomes.size).toBe(count);
  return calls.most;
}

test("at most two files of pictures are on their way at once, and eight calls that are small", async () => {
  expect(await mostAtOnce(6, true)).toBe(2);
  expect(await mostAtOnce(20, false)).toBe(8);
});
