import { beforeEach, describe, expect, test } from "vitest";
import { editEndpoint } from "@/lib/db/endpoints";
import { endpointEvents } from "@/lib/jobs/endpoint-view";
import { useDatabase } from "../support/database";
import { insertJob } from "./rows";
import { claim, failed, settle, typesOf, useTelling } from "./telling";

const db = useDatabase();
const { ids, endpoint, event, rows } = useTelling(db);
let userId: string;
let jobId: string;
beforeEach(() => void ({ userId, jobId } = ids()));

const leaseEnds = () => db.sql`update deliveries set claim_expires_at = now() - interval '1 second'`;
const pauseEnds = () => db.sql`update deliveries set next_try_at = now() where state = 'waiting'`;

describe("an event is told to those endpoints of its user that chose it", () => {
  test("whatever writes it, and to nobody else's", async () => {
    const all = await endpoint();
    const some = await endpoint(["job.failed"]);
    await endpoint(endpointEvents, (await db.createUser()).id);
    for (const type of ["created", "started", "progress", "saved", "completed", "failed", "canceled"])
      await event(type);
    const told = (await rows()).map((row) => [row["type"], row["endpoint_id"]]);
    const ofAll = ["created", "completed", "failed", "canceled"].map((type) => [`job.${type}`, all]);
    expect(told.toSorted()).toEqual([...ofAll, ["job.failed", some]].toSorted());
  });

  test("but not to one that is paused", async () => {
    await editEndpoint(userId, await endpoint(), { enabled: false });
    await event("completed");
    expect(await rows()).toEqual([]);
  });

  test("in the event's own transaction: where that comes to nothing, nothing is told", async () => {
    await endpoint();
    const undone = db.sql.begin(async (sql) => {
      await sql`insert into job_events (job_id, user_id, type, status, progress, attempt, source)
        values (${jobId}, ${userId}, 'completed', 'completed', 0, 1, 'step')`;
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await rows()).toEqual([]);
  });

  test("though one of them is deleted at that moment: the event is written, and the others are told", async () => {
    const going = await endpoint();
    const staying = await endpoint();
    const gate = Promise.withResolvers<void>();
    const deleting = db.sql.begin(async (sql) => {
      await sql`delete from endpoints where id = ${going}`;
      await gate.promise;
    });
    const writing = event("completed");
    const isWaiting = async () => {
      const [row] = await db.sql`select count(*)::int as n from pg_stat_activity
        where wait_event_type = 'Lock' and query like '%job_events%' and datname = current_database()`;
      return row?.["n"];
    };
    await expect.poll(isWaiting).toBe(1);
    gate.resolve();
    await deleting;
    expect(await writing).toBeGreaterThan(0);
    expect((await rows()).map((row) => row["endpoint_id"])).toEqual([staying]);
  });
});

describe("a claim", () => {
  test("has what it takes to send the message: the job as it is now, and the secrets that are valid", async () => {
    const id = await endpoint();
    const eventId = await event("completed");
    const { deliveries } = await claim();
    expect(deliveries).toEqual([
      expect.objectContaining({ eventId, userId, type: "job.completed", tries: 1, endpointId: id }),
    ]);
    expect(deliveries[0]).toMatchObject({
      url: "https://hooks.test/",
      secrets: ["whsec_a"],
      job: { id: jobId },
    });
  });

  test("is one's own alone: of many at once each gets others, and all are taken once", async () => {
    await endpoint();
    const jobs = await Promise.all(Array.from({ length: 30 }, () => insertJob(db.sql, userId)));
    for (const job of jobs) await event("completed", { jobId: job, userId });
    const claims = await Promise.all(Array.from({ length: 6 }, () => claim(10)));
    const taken = claims.flatMap(({ deliveries }) => deliveries.map(({ id }) => id));
    expect(new Set(taken).size).toBe(taken.length);
    const rest = (await claim()).deliveries.length;
    expect(taken.length + rest).toBe(30);
  });

  test("ends with its lease: the message is sent again under its id, and the late one is not heard", async () => {
    await endpoint();
    await event("completed");
    const late = await claim();
    expect((await claim()).deliveries).toEqual([]);
    await leaseEnds();
    const again = await claim();
    expect(again.deliveries).toEqual([{ ...late.deliveries[0], tries: 2 }]);
    expect(await settle(late)).toEqual([false]);
    expect(await settle(again)).toEqual([true]);
    expect(await rows()).toMatchObject([
      { state: "delivered", status: 200, answer: "thanks", next_try_at: null },
    ]);
  });

  test("gives nobody's second message before everybody's first, and no one place or person more than their share", async () => {
    const other = (await db.createUser()).id;
    const otherJob = await insertJob(db.sql, other);
    for (const n of [1, 2, 3]) if ((await endpoint()) === "") throw new Error(`no endpoint ${n}`);
    await endpoint(endpointEvents, other);
    for (let n = 0; n < 5; n++) await event("completed", { jobId: await insertJob(db.sql, userId), userId });
    await event("completed", { jobId: otherJob, userId: other });
    const most = { ofUser: 4, ofPlace: 2 };
    const first = await claim(2, most);
    expect(first.deliveries.map((each) => each.userId).toSorted()).toEqual([userId, other].toSorted());
    const second = await claim(100, most);
    const places = Object.values(
      Object.groupBy([...first.deliveries, ...second.deliveries], (each) => each.endpointId ?? ""),
    );
    expect(second.deliveries.map((each) => each.userId)).toEqual([userId, userId, userId]);
    expect(Math.max(...places.map((each) => each?.length ?? 0))).toBe(2);
    expect((await claim(100, most)).deliveries).toEqual([]);
    // Of their three places each may have two under way.
    const third = await claim(100, { ofUser: 100, ofPlace: 2 });
    expect(third.deliveries.filter((each) => each.userId === userId)).toHaveLength(2);
  });
});

describe("messages about one job come to one endpoint in order", () => {
  test("each once the one before it is delivered, and other jobs do not wait for them", async () => {
    await endpoint();
    await event("created");
    await event("failed");
    await event("completed", { jobId: await insertJob(db.sql, userId), userId });
    const first = await claim();
    expect(typesOf(first).toSorted()).toEqual(["job.completed", "job.created"]);
    expect(typesOf(await claim())).toEqual([]);
    await settle(first);
    expect(typesOf(await claim())).toEqual(["job.failed"]);
  });

  test("but one that waits out its pause holds up nobody, nor does one that was given up", async () => {
    await endpoint();
    await event("created");
    await event("failed");
    await settle(await claim(), failed);
    const second = await claim();
    expect(typesOf(second)).toEqual(["job.failed"]);
    await settle(second, { ...failed, nextInMs: null });
    await event("completed");
    expect(typesOf(await claim())).toEqual(["job.completed"]);
  });

  test("and of several whose pauses are over the earlier one comes first", async () => {
    await endpoint();
    for (const type of ["created", "failed"]) {
      await event(type);
      await settle(await claim(), failed);
    }
    await pauseEnds();
    const first = await claim();
    expect(typesOf(first)).toEqual(["job.created"]);
    await settle(first);
    expect(typesOf(await claim())).toEqual(["job.failed"]);
  });
});

test("deliveries are forgotten after 30 days, so many at once, and younger ones are not", async () => {
  await endpoint();
  for (const type of ["created", "failed", "canceled"]) await event(type);
  await db.sql`update deliveries set created_at = now() - interval '31 days' where type <> 'job.canceled'`;
  const left: number[] = [];
  for (const most of [1, 9, 9]) {
    await db.sql`select clear_away(${most})`;
    left.push((await rows()).length);
  }
  expect(left).toEqual([2, 1, 1]);
  expect((await rows()).map((row) => row["type"])).toEqual(["job.canceled"]);
});
