import { beforeEach, describe, expect, test } from "vitest";
import { deleteEndpoint, editEndpoint } from "@/lib/db/endpoints";
import { useDatabase } from "../support/database";
import { insertJob, type Row } from "./rows";
import { claim, failed, settle, typesOf, useTelling } from "./telling";

const db = useDatabase();
const { ids, endpoint, event, rows } = useTelling(db);
let userId: string;
let jobId: string;
beforeEach(() => void ({ userId, jobId } = ids()));

describe("an endpoint", () => {
  const only = async () => (await db.sql<Row[]>`select * from endpoints`)[0];

  test("that is paused is sent nothing, and what waits is sent when it is on again", async () => {
    const id = await endpoint();
    await event("completed");
    await editEndpoint(userId, id, { enabled: false });
    expect(typesOf(await claim())).toEqual([]);
    await editEndpoint(userId, id, { enabled: true });
    expect(typesOf(await claim())).toEqual(["job.completed"]);
  });

  test("where nobody is any more is turned off, says why, and what waits for it ends", async () => {
    await endpoint();
    await event("completed");
    await event("completed", { jobId: await insertJob(db.sql, userId), userId });
    const first = await claim(1);
    await settle(first, { fate: "gone", status: 410, answer: "It answered 410." });
    expect(await only()).toMatchObject({ enabled: false, disabled_reason: "It answered 410." });
    expect((await rows()).map((row) => [row["state"], row["next_try_at"]])).toEqual([
      ["failed", null],
      ["failed", null],
    ]);
    expect(typesOf(await claim())).toEqual([]);
  });

  test("that took nothing for five days is turned off, and says so; anything that it took counts from there", async () => {
    await endpoint();
    const fail = async () => {
      await event("completed", { jobId: await insertJob(db.sql, userId), userId });
      await settle(await claim(), failed);
    };
    const ago = (time: string) =>
      db.sql`update endpoints set failing_since = failing_since - ${time}::interval where failing_since is not null`;
    await fail();
    await ago("4 days 23 hours");
    await fail();
    expect(await only()).toMatchObject({ enabled: true, failing_since: expect.any(Date) });
    await event("completed");
    await settle(await claim());
    expect(await only()).toMatchObject({ enabled: true, failing_since: null });
    await fail();
    await ago("5 days");
    await fail();
    expect(await only()).toMatchObject({
      enabled: false,
      disabled_reason: expect.stringContaining("five days"),
    });
  });

  test("that its owner turns on again begins anew", async () => {
    const id = await endpoint();
    await event("completed");
    await settle(await claim(), { fate: "gone", status: 410, answer: "gone" });
    expect(await editEndpoint(userId, id, { enabled: true })).toMatchObject({
      enabled: true,
      disabledReason: null,
      disabledAt: null,
    });
    await event("failed");
    expect(typesOf(await claim())).toEqual(["job.failed"]);
  });

  test("that is turned off while another message is under way to it is not tried again with that one", async () => {
    await endpoint();
    for (let n = 0; n < 2; n++) await event("completed", { jobId: await insertJob(db.sql, userId), userId });
    const [first, second] = [await claim(1), await claim(1)];
    await settle(first, { fate: "gone", status: 410, answer: "It answered 410." });
    await settle(second, failed);
    expect((await rows()).map((row) => [row["state"], row["next_try_at"], row["status"]]).toSorted()).toEqual(
      [
        ["failed", null, 410],
        ["failed", null, 500],
      ],
    );
  });

  test("that is turned off while an event is being written is never sent that, though it is turned on again", async () => {
    const id = await endpoint();
    await event("completed", { jobId: await insertJob(db.sql, userId), userId });
    const claimed = await claim();
    await db.sql.begin(async (sql) => {
      await sql`insert into job_events (job_id, user_id, type, status, progress, attempt, source)
        values (${jobId}, ${userId}, 'completed', 'completed', 0, 1, 'step')`;
      await settle(claimed, { fate: "gone", status: 410, answer: "gone" });
    });
    expect((await rows()).map((row) => row["state"]).toSorted()).toEqual(["failed", "waiting"]);
    await editEndpoint(userId, id, { enabled: true });
    expect(typesOf(await claim())).toEqual([]);
    expect((await rows()).map((row) => row["state"])).toEqual(["failed", "failed"]);
  });

  test("that asks to be left alone is sent nothing else either, nor what happens meanwhile; others are", async () => {
    const id = await endpoint();
    const other = await endpoint(["job.created"]);
    await event("completed", { jobId: await insertJob(db.sql, userId), userId });
    await event("failed");
    const first = await claim(1);
    await settle(first, { ...failed, status: 429, nextInMs: 110_000, pauseMs: 100_000 });
    await event("created");
    expect((await claim()).deliveries.map((each) => each.endpointId)).toEqual([other]);
    const waits = (await rows()).filter((row) => row["endpoint_id"] === id);
    const inMs = waits.map((row) => Number(row["next_try_at"]) - Date.now());
    expect(Math.min(...inMs)).toBeGreaterThan(90_000);
    expect(inMs).toHaveLength(3);
    expect(Math.max(...waits.map((row) => Number(row["tries"])))).toBe(1);
  });

  test.each([
    ["that is turned on again", { enabled: true }, 0],
    ["that gets another address", { url: "https://other.test/" }, 0],
    [
      "that is told of other events only",
      { url: "https://receiver.test/", events: ["job.failed" as const] },
      100_000,
    ],
  ])(
    "%s after it asked to be left alone is sent what waits as soon as that says",
    async (_which, edit, waitMs) => {
      const id = await endpoint();
      await db.sql`update endpoints set url = 'https://receiver.test/'`;
      await event("completed", { jobId: await insertJob(db.sql, userId), userId });
      await event("failed");
      await settle(await claim(1), { ...failed, status: 429, nextInMs: 110_000, pauseMs: 100_000 });
      await editEndpoint(userId, id, edit);
      await event("failed", { jobId: await insertJob(db.sql, userId), userId });
      const dueInMs = (await rows()).map((row) => Number(row["next_try_at"]) - Date.now());
      expect(dueInMs).toHaveLength(3);
      for (const ms of dueInMs) expect(Math.abs(ms - waitMs)).toBeLessThan(20_000);
      expect((await claim()).deliveries).toHaveLength(waitMs === 0 ? 3 : 0);
    },
  );

  test("that is deleted while a message is under way to it takes that with it", async () => {
    const id = await endpoint();
    await event("completed");
    const claimed = await claim();
    expect(await deleteEndpoint(userId, id)).toBe(true);
    expect(await settle(claimed)).toEqual([false]);
    expect(await rows()).toEqual([]);
  });
});
