import { expect, test } from "vitest";
import type { JobView } from "@/lib/jobs/job-view";
import { checkJob } from "@/lib/services/check-jobs";
import { afterResponses, callRoute } from "../support/call-route";
import { useWorld } from "../support/world";

const status = await import("@/app/api/photoshoot/[sessionId]/status/route");
const autoUpdate = await import("@/app/api/photoshoot/[sessionId]/auto-update/route");
const job = await import("@/app/api/jobs/[id]/route");
const update = await import("@/app/api/jobs/[id]/auto-update/route");
const world = useWorld({ speed: 0.1 });

/** A photoshoot in training that has just been checked, and its owner's calls. */
async function training() {
  const { user, job: made } = await world.newPhotoshoot();
  await checkJob(made.id, "step");
  world.provider.sandbox.journal.clear();
  const headers = { authorization: `Bearer ${user.accessToken}` };
  const params = { id: made.id, sessionId: made.id };
  return {
    id: made.id,
    get: (route: typeof status | typeof job) => callRoute(route.GET, "/x", { headers, params }),
    post: (route: typeof update | typeof autoUpdate) =>
      callRoute(route.POST, "/x", { method: "POST", headers, params }),
  };
}

const asked = () => world.provider.sandbox.journal.report().total;

test("a session's status is its job, as the job's own route has it", async () => {
  const { id, get } = await training();
  const [session, same] = await Promise.all([get(status), get(job)]);
  expect([session.status, same.status]).toEqual([200, 200]);
  const view = (await session.json()) as JobView;
  expect(view).toMatchObject({
    id,
    kind: "photoshoot",
    status: "processing",
    stage: "training",
    error: null,
  });
  const own = (await same.json()) as JobView;
  expect(Object.keys(view)).toEqual(Object.keys(own));
  // What is left is counted down from one call to the next; the rest is the record.
  const { input, checkedAt, createdAt, updatedAt, startedAt } = own;
  expect(view).toMatchObject({ input, checkedAt, createdAt, updatedAt, startedAt });
  expect(asked()).toBe(0);
});

test("its auto-update asks the provider now, and answers with the job", async () => {
  const { id, post } = await training();
  await world.age(id, 2_000);
  const response = await post(autoUpdate);
  await afterResponses();
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ id, status: "processing", stage: "training" });
  expect(asked()).toBe(1);
});

test.each([
  ["a job", update],
  ["a session", autoUpdate],
])(
  "however often one presses, the status of %s is asked for at most once every 2 s",
  async (_name, route) => {
    const { id, post } = await training();
    const startedAt = performance.now();
    for (const expected of [1, 2]) {
      await world.age(id, 2_000);
      const responses = await Promise.all(Array.from({ length: 20 }, () => post(route)));
      responses.push(await post(route));
      await afterResponses();
      expect(new Set(responses.map((response) => response.status))).toEqual(new Set([200]));
      expect(asked()).toBeGreaterThanOrEqual(expected);
      // On a slow machine a second interval may begin by itself.
      expect(asked()).toBeLessThanOrEqual(expected + Math.floor((performance.now() - startedAt) / 2_000));
    }
  },
);
