import OpenAI, { NotFoundError } from "openai";
import { afterEach, describe, expect, test, vi } from "vitest";
import { checkJob } from "@/lib/services/check-jobs";
import { deleteJob } from "@/lib/services/delete-job";
import { removeDeleted } from "@/lib/services/remove-deleted";
import { carryOn } from "../support/carry-on";
import { cardAtOpenAi, chatAtOpenAi, tagsAtOpenAi, videoAtOpenAi, type Case } from "../support/cases";
import { interceptFetch } from "../support/intercept-fetch";
import { endUndo } from "../support/traces";
import { useWorld, type Owned } from "../support/world";

const world = useWorld();
afterEach(() => vi.restoreAllMocks());

/** The account at the provider, by its own client. */
const account = () =>
  new OpenAI({ apiKey: "sandbox", baseURL: `${world.provider.url}/openai/v1`, maxRetries: 0 });

const refsOf = async ({ job }: Owned) => {
  const rows = await world.db.sql<
    Array<{ provider_ref: string }>
  >`select provider_ref from operations where job_id = ${job.id} and provider_ref is not null`;
  return rows.map((row) => row.provider_ref);
};
const filesLeft = async () => (await account().files.list()).data.map(({ id }) => id);
const isThere = (asked: PromiseLike<unknown>) =>
  Promise.resolve(asked).then(
    () => true,
    (error: unknown) => {
      if (error instanceof NotFoundError) return false;
      throw error;
    },
  );
const workLeft = async () => (await world.db.sql`select 1 from leftover_work`).length;

async function removed({ user, job }: Owned): Promise<void> {
  await deleteJob(user, job.id, "manual");
  await endUndo(world.db.sql);
  await removeDeleted(() => true);
}

async function completed(of: Case): Promise<Owned> {
  const owned = await world.newJob(of);
  expect(await carryOn(world, owned.job.id)).toBe("completed");
  return owned;
}

describe("what OpenAI keeps of a deleted job", () => {
  test.each([cardAtOpenAi, chatAtOpenAi])(
    "goes with $name: the response, and the photograph in it",
    async (of) => {
      const owned = await completed(of);
      const [ref = ""] = await refsOf(owned);
      expect(await isThere(account().responses.retrieve(ref))).toBe(true);
      await removed(owned);
      expect(await isThere(account().responses.retrieve(ref))).toBe(false);
      expect(await workLeft()).toBe(0);
    },
  );

  test.each([videoAtOpenAi])("goes with $name", async (of) => {
    const owned = await completed(of);
    const [ref = ""] = await refsOf(owned);
    expect(await isThere(account().get(`/videos/${ref}`))).toBe(true);
    await removed(owned);
    expect(await isThere(account().get(`/videos/${ref}`))).toBe(false);
    expect(await workLeft()).toBe(0);
  });

  test("goes with image tags: the files that were sent and that came back", async () => {
    const before = new Set(await filesLeft());
    const owned = await completed(tagsAtOpenAi);
    expect((await filesLeft()).filter((id) => !before.has(id))).not.toEqual([]);
    await removed(owned);
    expect((await filesLeft()).filter((id) => !before.has(id))).toEqual([]);
    expect(await workLeft()).toBe(0);
  });

  test("is left where a gateway has no such call, which is asked once", async () => {
    const owned = await completed(videoAtOpenAi);
    let asked = 0;
    interceptFetch(async ({ url, method }, send) => {
      if (method !== "DELETE" || !url.includes("/videos/")) return send();
      asked++;
      return Response.json({ error: { message: "Method not allowed" } }, { status: 405 });
    });
    await removed(owned);
    expect([asked, await workLeft()]).toEqual([1, 0]);
  });

  test("is asked for again until a batch that was stopped has ended, and then goes too", async () => {
    const before = new Set(await filesLeft());
    const ours = async () => (await filesLeft()).filter((id) => !before.has(id));
    const { clock } = world.provider.sandbox;
    clock.stop();
    const owned = await world.newJob(tagsAtOpenAi);
    await checkJob(owned.job.id, "step");
    expect(await ours()).toHaveLength(1);
    // It has begun by the time it is stopped.
    clock.stop(20);
    await removed(owned);
    expect([await ours(), await workLeft()]).toEqual([[], 1]);
    clock.stop(60_000);
    const again = async () => {
      await world.db.sql`update leftover_work set due_at = now()`;
      await removeDeleted(() => true);
      return [await ours(), await workLeft()];
    };
    await expect.poll(again).toEqual([[], 0]);
  });
});
