import { describe, expect, test, vi } from "vitest";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { createJob } from "@/lib/services/create-job";
import { deleteJob, restoreJob } from "@/lib/services/delete-job";
import { removeDeleted } from "@/lib/services/remove-deleted";
import { mostTries } from "@/lib/services/remove-work";
import { carryOn } from "../support/carry-on";
import { cardAtOpenAi, photoshootAtAstria, tagsAtOpenAi, videoAtFal } from "../support/cases";
import { expectPaid, expectWhole } from "../support/expect-job";
import { holdCall } from "../support/hold-call";
import { killAt } from "../support/kill-at";
import { interceptFetch } from "../support/intercept-fetch";
import { keepLedgersSound } from "../support/sound-ledgers";
import { endUndo, endWriters, filesOfUser, rowsAboutJob } from "../support/traces";
import { useWorld, type Owned } from "../support/world";

// Slow enough that nothing is done before a test lets it be.
const world = useWorld({ speed: 10, hasPost: true });
keepLedgersSound(world);

const removeTune = "DELETE /astria/tunes/:id";
const calls = (route: string) => world.provider.sandbox.journal.count(route);
const count = async (table: string) => (await world.db.sql.unsafe(`select 1 from ${table}`)).length;
const remove = () => removeDeleted(() => true);
/** What failed may be tried again. */
const dueAgain = async () => {
  await world.db.sql`update leftover_work set due_at = now() - interval '1 second'`;
  await world.db.sql`update leftover_folders set due_at = now() - interval '1 second'`;
};

async function removed({ user, job }: Owned): Promise<void> {
  await deleteJob(user, job.id, "manual");
  await endUndo(world.db.sql);
  await remove();
}

/** What there is of somebody's job anywhere. */
const tracesOf = async ({ user, job }: Owned) => ({
  rows: await rowsAboutJob(world.db.sql, user.id, job.id),
  files: await filesOfUser(user.id),
});
const nothing = { rows: {}, files: [] };

describe("the model of a person", () => {
  test("is removed at its provider, once, and not before the deletion can be undone no more", async () => {
    const owned = await world.newJob(photoshootAtAstria);
    expect(await carryOn(world, owned.job.id)).toBe("completed");
    await deleteJob(owned.user, owned.job.id, "manual");
    await remove();
    expect(calls(removeTune)).toBe(0);
    await endUndo(world.db.sql);
    await remove();
    await checkDueJobs("vercel-cron");
    expect([calls(removeTune), await count("leftover_work")]).toEqual([1, 0]);
  });

  test("that is gone already is as good as removed", async () => {
    const owned = await world.newJob(photoshootAtAstria);
    await checkJob(owned.job.id, "step");
    const [operation] = await world.db
      .sql`select provider_ref from operations where job_id = ${owned.job.id}`;
    const id = String(operation?.["provider_ref"]).replace("tune:", "");
    await fetch(`${world.provider.url}/astria/tunes/${id}`, {
      method: "DELETE",
      headers: { authorization: "Bearer sandbox" },
    });
    await removed(owned);
    expect([calls(removeTune), await count("leftover_work")]).toEqual([2, 0]);
  });

  test("is asked for again where its provider fails, which holds up neither rows nor files, and is given up some day", async () => {
    const [patient, hopeless] = [
      await world.newJob(photoshootAtAstria),
      await world.newJob(photoshootAtAstria),
    ];
    for (const { job } of [patient, hopeless]) await checkJob(job.id, "step");
    world.provider.sandbox.setFaults("500@delete-tune");
    await removed(patient);
    await endWriters(world.db.sql);
    await remove();
    expect(await tracesOf(patient)).toEqual(nothing);
    expect(await count("leftover_work")).toBe(1);
    world.provider.sandbox.setFaults("");
    await dueAgain();
    await remove();
    expect(await count("leftover_work")).toBe(0);

    world.provider.sandbox.setFaults("500@delete-tune");
    await removed(hopeless);
    const before = calls(removeTune);
    for (let n = 0; n < mostTries + 3; n++) {
      await dueAgain();
      await remove();
    }
    expect([calls(removeTune) - before, await count("leftover_work")]).toEqual([mostTries - 1, 0]);
  });
});

describe("whoever is at a job while it is deleted", () => {
  test("copying a file, leaves none, though it is stored after all others were removed", async () => {
    const owned = await world.newJob(videoAtFal);
    const { job } = owned;
    world.post.keep(true);
    await checkJob(job.id, "step");
    await world.finishWork();
    await world.age(job.id, 130_000);
    const call = holdCall(/^GET .*\/fal\/files\//);
    const checking = checkJob(job.id, "browser");
    await call.answered;
    await removed(owned);
    call.letGo();
    await checking;
    expect(await filesOfUser(owned.user.id)).not.toEqual([]);
    await endWriters(world.db.sql);
    await remove();
    expect(await tracesOf(owned)).toEqual(nothing);
  });

  test("starting its work, has that stopped and removed, whenever the create call answers", async () => {
    const owned = await world.newJob(photoshootAtAstria);
    const call = holdCall(photoshootAtAstria.create.call);
    const checking = checkJob(owned.job.id, "step");
    await call.answered;
    await removed(owned);
    expect(calls(removeTune)).toBe(0);
    call.letGo();
    await checking;
    await dueAgain();
    await remove();
    expect([calls(removeTune), await count("leftover_work")]).toEqual([1, 0]);
  });

  test("starting its work, has begun it once where the deletion is undone meanwhile", async () => {
    const owned = await world.newJob(photoshootAtAstria);
    const call = holdCall(photoshootAtAstria.create.call);
    const checking = checkJob(owned.job.id, "step");
    await call.answered;
    await deleteJob(owned.user, owned.job.id, "manual");
    call.letGo();
    await checking;
    await restoreJob(owned.user, owned.job.id, "manual");
    expect(await carryOn(world, owned.job.id)).toBe("completed");
    await expectWhole(world, photoshootAtAstria, owned.job.id);
    expectPaid(world, photoshootAtAstria);
  });
});

describe("a start of which nobody heard the end, as whoever made it was killed", () => {
  test.each([
    ["answered", "response", 1],
    ["asked", "request", 0],
  ] as const)(
    "before it was %s, is looked up once it is settled, and what was begun is removed",
    async (_what, when, models) => {
      const { user, job } = await world.newJob(photoshootAtAstria);
      expect(await killAt(world, { side: "provider", when, call: photoshootAtAstria.create.call })).toBe(
        true,
      );
      world.provider.sandbox.journal.clear();
      await deleteJob(user, job.id, "manual");
      await endUndo(world.db.sql);
      await remove();
      expect([await count("leftover_work"), calls("GET /astria/tunes")]).toEqual([1, 0]);
      // An empty list is believed at the third look.
      for (let look = 0; look < 3; look++) {
        await dueAgain();
        await remove();
      }
      expect([calls(removeTune), await count("leftover_work")]).toEqual([models, 0]);
    },
  );
});

describe("images of a batch whose job is deleted", () => {
  const assetsOf = (userId: string) =>
    world.db.sql`select auto_tag_status, openai_batch_id from assets where user_id = ${userId} order by id`;

  test("are as they were at once, and wait for it again once it is put back", async () => {
    const { user, job } = await world.newJob(tagsAtOpenAi);
    await checkJob(job.id, "step");
    const waiting = [...(await assetsOf(user.id))];
    expect(waiting[0]?.["openai_batch_id"]).not.toBeNull();
    await deleteJob(user, job.id, "manual");
    for (const asset of await assetsOf(user.id))
      expect(asset).toEqual({ auto_tag_status: null, openai_batch_id: null });
    await restoreJob(user, job.id, "manual");
    expect([...(await assetsOf(user.id))]).toEqual(waiting);
  });

  test("that another job is to tag by then are left to that one", async () => {
    const { user, job } = await world.newJob(tagsAtOpenAi);
    await deleteJob(user, job.id, "manual");
    const request = { kind: "image_tags", input: { all: "untagged" }, idempotencyKey: null };
    const { job: other } = await createJob(user, request, "browser");
    await restoreJob(user, job.id, "manual");
    const states = await world.db.sql`select distinct state from job_assets where job_id = ${job.id}`;
    expect(states.map((row) => row["state"])).toEqual(["left"]);
    expect(await carryOn(world, other.id)).toBe("completed");
    await expectWhole(world, tagsAtOpenAi, other.id);
  });
});

test("an upload that two jobs use stays until both are gone", async () => {
  const first = await world.newJob(cardAtOpenAi);
  const second = await world.newJob(cardAtOpenAi, { user: first.user });
  const uploads = async () =>
    (await filesOfUser(first.user.id)).filter((path) => path.startsWith("uploads/"));
  await removed(first);
  expect(await uploads()).toHaveLength(1);
  await removed(second);
  expect(await uploads()).toEqual([]);
});

test("while storage is away rows go all the same, and the files once it is back", async () => {
  const owned = await world.newJob(videoAtFal);
  expect(await carryOn(world, owned.job.id)).toBe("completed");
  interceptFetch(({ url }, send) =>
    url.includes("/storage/v1/object/list") ? Promise.reject(new TypeError("fetch failed")) : send(),
  );
  await removed(owned);
  expect(await world.db.sql`select 1 from deleted_rows`).toHaveLength(0);
  vi.restoreAllMocks();
  expect(await filesOfUser(owned.user.id)).not.toEqual([]);
  await dueAgain();
  await remove();
  expect(await filesOfUser(owned.user.id)).toEqual([]);
  await endWriters(world.db.sql);
  await remove();
  expect(await tracesOf(owned)).toEqual(nothing);
});
