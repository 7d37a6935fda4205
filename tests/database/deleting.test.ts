import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { recordFates } from "@/lib/db/commit-checks";
import {
  deleteJobRow,
  forgetWork,
  restoreJobRow,
  takeLeftovers,
  type Leftovers,
} from "@/lib/db/deleted-jobs";
import { createJobRow } from "@/lib/db/job-verbs";
import { readJobRecord } from "@/lib/db/read-jobs";
import { takenRefs } from "@/lib/db/taken-refs";
import { recordWebhook } from "@/lib/db/webhooks";
import { useDatabase } from "../support/database";
import { endUndo } from "../support/traces";
import { stubAppOf } from "./app-of";
import { claim, insertJob, insertOperation, readRow, untilWaiting, type Row } from "./rows";

const db = useDatabase();
let userId: string;
let otherId: string;

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
  otherId = (await db.createUser()).id;
});

const tables = [
  "jobs",
  "deleted_jobs",
  "leftover_folders",
  "leftover_work",
  "leftover_files",
  "forgotten_work",
];
beforeEach(async () => {
  for (const table of [...tables, "uploads", "webhook_inbox", "endpoints"])
    await db.sql.unsafe(`delete from ${table}`);
});

const remove = (id: string, by = userId) => deleteJobRow(id, by, "manual");
const restore = (id: string, by = userId) => restoreJobRow(id, by, "manual");
const take = (jobs = 20): Promise<Leftovers> => takeLeftovers({ jobs, folders: 50, work: 50 });
const count = async (table: string) => (await db.sql.unsafe(`select 1 from ${table}`)).length;
const later = new Date(Date.now() + 3_600_000);

const running = (by = userId) => insertJob(db.sql, by, { status: "processing", next_check_at: later });
const ended = (columns: Row = {}, by = userId) =>
  insertJob(db.sql, by, {
    status: "completed",
    completed_at: new Date(),
    next_check_at: null,
    output: {},
    ...columns,
  });
const work = (id: string, columns: Row) =>
  insertOperation(db.sql, { id, userId }, { provider: "astria", state: "running", ...columns });

/** What a job is found by is written with its rows, whenever these come into their tables (see job-counts.test.ts). */
const writtenAnew = "job_words";

test("whatever table says something of a job, its rows are set aside with it", async () => {
  const [functions] = await db.sql<Array<{ body: string }>>`
    select prosrc as body from pg_proc where proname = 'set_job_aside'`;
  const rows = await db.sql<Array<{ name: string }>>`
    with recursive of_jobs as (
      select 'public.jobs'::regclass::oid as id
      union
      select c.conrelid from pg_constraint c join of_jobs on c.confrelid = of_jobs.id where c.contype = 'f'
    )
    select c.relname as name from pg_class c join of_jobs o on o.id = c.oid where c.relname <> ${writtenAnew}`;
  const setAside = [...(functions?.body ?? "").matchAll(/from public\.(\w+) t\b/g)].map(([, name]) => name);
  expect(setAside.toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
});

describe("who may delete what", () => {
  test("a stranger's job is no job, and stays; one's own can be deleted once and put back by its owner alone", async () => {
    const id = await running();
    expect(await remove(id, otherId)).toEqual({ outcome: "not_found" });
    expect(await remove(id)).toMatchObject({ outcome: "deleted" });
    expect(await remove(id)).toEqual({ outcome: "not_found" });
    expect(await restore(id, otherId)).toEqual({ outcome: "not_found" });
    expect(await restore(id)).toMatchObject({ outcome: "restored" });
    expect(await restore(id)).toMatchObject({ outcome: "there" });
    expect(await restore(randomUUID())).toEqual({ outcome: "not_found" });
  });

  test("what was deleted ten seconds ago is put back no more, whether it was removed by then or not", async () => {
    const id = await ended();
    const deleted = await remove(id);
    if (deleted.outcome !== "deleted") throw new Error("It was there.");
    expect(deleted.restorable_until.getTime() - Date.now()).toBeGreaterThan(9_000);
    expect(deleted.removed_in_ms).toBe(12_000);
    await endUndo(db.sql);
    expect(await restore(id)).toEqual({ outcome: "not_found" });
    expect((await take()).removed).toBe(1);
    expect(await restore(id)).toEqual({ outcome: "not_found" });
  });

  test("nothing is removed, emptied or told to a provider while it can be put back", async () => {
    const id = await running();
    await work(id, { provider_ref: "tune:1" });
    await remove(id);
    const left = { removed: 0, trouble: null, folders: [], work: [], people: [] };
    expect(await take()).toEqual(left);
    // Not even where all but the job's own row is due: its owner may be at it.
    await db.sql`update leftover_folders set due_at = now() - interval '1 hour'`;
    await db.sql`update leftover_work set due_at = now() - interval '1 hour'`;
    expect(await take()).toEqual(left);
    await restore(id);
    for (const table of ["leftover_folders", "leftover_work", "forgotten_work", "deleted_rows"])
      expect([table, await count(table)]).toEqual([table, 0]);
  });
});

describe("whoever races", () => {
  test("of ten who delete, and of ten who put back, one does, and there is one job", async () => {
    const id = await running();
    await work(id, { provider_ref: "tune:1" });
    const deletions = await Promise.all(Array.from({ length: 10 }, () => remove(id)));
    expect(deletions.filter(({ outcome }) => outcome === "deleted")).toHaveLength(1);
    const restorations = await Promise.all(Array.from({ length: 10 }, () => restore(id)));
    expect(restorations.filter(({ outcome }) => outcome === "restored")).toHaveLength(1);
    expect(restorations.filter(({ outcome }) => outcome === "there")).toHaveLength(9);
    expect([await count("jobs"), await count("operations")]).toEqual([1, 1]);
  });

  test("who puts it back at the last moment keeps it from being removed", async () => {
    const id = await ended();
    await remove(id);
    const removing = await db.sql.begin(async (sql) => {
      await sql`select 1 from deleted_jobs where id = ${id} for update`;
      await sql`update deleted_jobs set removed_at = clock_now() - interval '1 second'`;
      return take();
    });
    expect([removing.removed, await count("deleted_jobs")]).toEqual([0, 1]);
  });

  test("a check that was about to commit writes nothing, and a deletion waits for one that is committing", async () => {
    const id = await running();
    const claimed = await claim(id);
    let deleting: Promise<unknown> | undefined;
    await db.sql.begin(async (sql) => {
      await sql`update jobs set progress = 50 where id = ${id} and claim_id = ${claimed}`;
      deleting = remove(id);
      await untilWaiting(db.sql, deleting);
    });
    expect(await deleting).toMatchObject({ outcome: "deleted" });
    await restore(id);
    expect(await readRow(db.sql, "jobs", id)).toMatchObject({ progress: 50, claim_id: null, nudged: true });
  });
});

describe("a job that was put back", () => {
  test("rests between two attempts as long as it would have, and is due at once otherwise", async () => {
    const resting = await insertJob(db.sql, userId, {
      next_check_at: later,
      delay: { code: "retrying", message: "", until: later.toISOString() },
    });
    const going = await running();
    for (const id of [resting, going]) {
      await remove(id);
      await restore(id);
    }
    expect((await readRow(db.sql, "jobs", resting))["next_check_at"]).toEqual(later);
    expect(Number((await readRow(db.sql, "jobs", going))["next_check_at"])).toBeLessThan(Date.now() + 1_000);
  });

  test("has its key again, unless another job was made with it meanwhile", async () => {
    const key = randomUUID();
    const newJob = () =>
      createJobRow({
        userId,
        kind: "chat",
        input: {},
        inputHash: "x",
        uploads: [],
        idempotencyKey: key,
        engines: {},
        providers: [],
        priority: "normal",
        deadlineMs: 60_000,
        maxActive: 10,
        source: "browser",
      });
    const first = await newJob();
    if (first.outcome !== "created") throw new Error("It is new.");
    await remove(first.job.id);
    await restore(first.job.id);
    expect(await newJob()).toMatchObject({ outcome: "existing", job: { id: first.job.id } });
    await remove(first.job.id);
    expect((await newJob()).outcome).toBe("created");
    expect((await restore(first.job.id)).outcome).toBe("restored");
    expect((await readRow(db.sql, "jobs", first.job.id))["idempotency_key"]).toBeNull();
  });

  test("tells nobody anew of what happened before, and what waits to be told to an endpoint that is gone is dropped", async () => {
    const id = await ended();
    const endpoints = await db.sql<Array<{ id: string }>>`
      insert into endpoints (user_id, url, events) values (${userId}, 'https://a.test/', '{job.completed}'),
        (${userId}, 'https://b.test/', '{job.completed}') returning id`;
    await db.sql`insert into job_events (job_id, user_id, type, status, progress, attempt, source)
      values (${id}, ${userId}, 'completed', 'completed', 100, 1, 'browser')`;
    const told = () => db.sql`select id, endpoint_id, tries from deliveries order by endpoint_id`;
    const before = await told();
    expect(before).toHaveLength(2);
    await remove(id);
    expect(await told()).toEqual([]);
    await db.sql`delete from endpoints where id = ${endpoints[0]?.id ?? ""}`;
    await restore(id);
    expect([...(await told())]).toEqual(before.filter((row) => row["endpoint_id"] === endpoints[1]?.id));
    const types = await db.sql`select type from job_events where job_id = ${id} order by id`;
    expect(types.map((row) => row["type"])).toEqual(["completed", "deleted", "restored"]);
  });
});

describe("uploads", () => {
  const upload = async (name: string) => {
    const path = `${userId}/${name}.jpg`;
    await db.sql`insert into uploads (path, user_id, content_type, bytes, used_at, created_at)
      values (${path}, ${userId}, 'image/jpeg', 1, now(), now())`;
    return path;
  };
  const paths = async () =>
    (await db.sql`select path from uploads order by path`).map((row) => String(row["path"]));

  test("of which another job of theirs speaks stay, also of one that can be put back; the others can leave storage at once", async () => {
    const [shared, own, waiting] = [await upload("a"), await upload("b"), await upload("c")];
    const id = await ended({ input: { images: [shared, own, waiting] } });
    await ended({ input: { style: { images: [{ path: shared }] } } });
    await remove(id);
    expect(await paths()).toEqual([shared, own, waiting]);
    await endUndo(db.sql);
    const young = await ended({ input: { image: waiting } });
    await remove(young);
    expect((await take()).removed).toBe(1);
    expect(await paths()).toEqual([shared, waiting]);
    const files = await db.sql`select path from leftover_files where due_at <= clock_now()`;
    expect(files.map((row) => row["path"])).toEqual([own]);
  });

  test("that somebody is just using for a new job stay", async () => {
    const path = await upload("a");
    const id = await ended({ input: { image: path } });
    await remove(id);
    await endUndo(db.sql);
    let removing: Promise<Leftovers> | undefined;
    await db.sql.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('jobs of ' || ${userId}, 0))`;
      removing = take();
      await untilWaiting(db.sql, removing);
      await sql`insert into jobs (user_id, kind, input, input_hash, deadline_at)
        values (${userId}, 'chat', ${sql.json({ image: path })}, 'x', now())`;
    });
    expect([(await removing)?.removed, await paths()]).toEqual([1, [path]]);
  });
});

describe("trouble", () => {
  test("with the jobs of one person keeps nobody else's from being removed, nor what is left of others", async () => {
    const path = `${userId}/held.jpg`;
    await db.sql`insert into uploads (path, user_id, content_type, bytes) values (${path}, ${userId}, 'image/jpeg', 1)`;
    await db.sql.unsafe(`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'held'; end $$;
      create trigger held before delete on uploads for each row execute function refuse()`);
    try {
      await remove(await ended({ input: { image: path } }));
      const others = await Promise.all(Array.from({ length: 3 }, () => ended({}, otherId)));
      for (const id of others) await remove(id, otherId);
      await endUndo(db.sql);
      const troubles: Array<string | null> = [];
      for (let round = 0; round < 60 && (await count("deleted_jobs")) > 1; round++)
        troubles.push((await take(1)).trouble);
      expect(await db.sql`select user_id from deleted_jobs`).toEqual([{ user_id: userId }]);
      for (const trouble of troubles) expect([null, "held"]).toContain(trouble);
      await db.sql`update leftover_folders set due_at = now() - interval '1 hour'`;
      expect((await take(1)).folders).toHaveLength(3);
    } finally {
      await db.sql.unsafe("drop trigger held on uploads; drop function refuse()");
    }
  });

  test("what is taken is nobody else's for a minute, and for longer each time; what is due first comes first", async () => {
    const id = await running();
    await work(id, { provider_ref: "tune:1" });
    await remove(id);
    await endUndo(db.sql);
    const first = await take();
    expect([first.removed, first.folders.length, first.work]).toEqual([
      1,
      1,
      [expect.objectContaining({ provider: "astria", providerRef: "tune:1", isUnderWay: true, tries: 1 })],
    ]);
    expect(await take()).toEqual({ removed: 0, trouble: null, folders: [], work: [], people: [] });
    const waits = [];
    for (let n = 0; n < 12; n++) {
      const [row] = await db.sql<Array<{ seconds: number }>>`
        update leftover_work set due_at = clock_now() returning 0 as seconds`;
      await take();
      const [after] = await db.sql<Array<{ seconds: number }>>`
        select round(extract(epoch from due_at - clock_now()))::int as seconds from leftover_work`;
      waits.push((after?.seconds ?? 0) - (row?.seconds ?? 0));
    }
    expect(waits.slice(0, 4)).toEqual([120, 240, 480, 960]);
    expect(waits.at(-1)).toBe(6 * 3_600);
  });

  test("work of which nobody hears is given up after three days", async () => {
    const id = await running();
    await work(id, { state: "starting" });
    await remove(id);
    await endUndo(db.sql);
    expect((await take()).work).toEqual([]);
    await db.sql`update leftover_work set forgotten_at = forgotten_at - interval '73 hours'`;
    await take();
    expect(await count("leftover_work")).toBe(0);
  });
});

describe("what comes for a deleted job", () => {
  const tells = (operationId: string | null, providerRef: string | null) =>
    recordWebhook({ provider: "astria", deliveryId: randomUUID(), operationId, providerRef, body: {} });

  test.each([
    ["while it can be put back", false],
    ["after that", true],
  ])(
    "by a webhook %s is written nowhere, and answered as for work that nobody knows",
    async (_when, isOver) => {
      const id = await running();
      const operation = await work(id, { provider_ref: "tune:1" });
      await remove(id);
      if (isOver) {
        await endUndo(db.sql);
        const left = await take();
        await forgetWork(left.work.map((each) => each.operationId));
      }
      const unknown = await tells(null, "tune:77");
      for (const told of [tells(operation, "tune:1"), tells(null, "tune:1"), tells(operation, null)])
        expect(await told).toEqual(unknown);
      const inbox = await db.sql`select provider_ref from webhook_inbox`;
      expect(inbox.map((row) => row["provider_ref"])).toEqual(["tune:77"]);
    },
  );

  test("by a webhook at the moment of the deletion is written nowhere either", async () => {
    const id = await running();
    const operation = await work(id, { provider_ref: "tune:1" });
    let telling: ReturnType<typeof tells> | undefined;
    await db.sql.begin(async (sql) => {
      await sql`select delete_job(${id}, ${userId}, 'manual')`;
      telling = tells(operation, "tune:1");
      await untilWaiting(db.sql, telling);
    });
    expect([(await telling)?.outcome, await count("webhook_inbox")]).toEqual(["kept", 0]);
  });

  test("as the answer of its create call is in its row once it is put back, and else is work to be stopped", async () => {
    const [back, gone] = [await running(), await running()];
    const starts = [];
    for (const [n, id] of [back, gone].entries()) {
      await work(id, { state: "starting" });
      const [operation] = (await readJobRecord(id))?.operations ?? [];
      if (!operation) throw new Error("It was begun.");
      starts.push({ ...operation, state: "running" as const, providerRef: `tune:${n + 1}` });
    }
    await remove(back);
    await recordFates(randomUUID(), starts.slice(0, 1), null);
    await restore(back);
    expect((await readJobRecord(back))?.operations).toMatchObject([
      { state: "running", providerRef: "tune:1" },
    ]);

    await remove(gone);
    await endUndo(db.sql);
    expect((await take()).work).toEqual([]);
    await recordFates(randomUUID(), starts.slice(1), null);
    expect((await take()).work).toMatchObject([{ providerRef: "tune:2", isUnderWay: true }]);
    expect((await tells(null, "tune:2")).outcome).toBe("kept");
    expect(await count("webhook_inbox")).toBe(0);
  });

  test("as the first webhook of work whose create call never answered has that work stopped", async () => {
    const id = await running();
    const operation = await work(id, { state: "starting" });
    await remove(id);
    await endUndo(db.sql);
    await take();
    expect((await tells(operation, "tune:9")).outcome).toBe("kept");
    expect((await take()).work).toMatchObject([{ providerRef: "tune:9", isUnderWay: true }]);
  });

  test("is nobody else's work: whoever looks for a start that got lost takes none of it", async () => {
    const id = await running();
    await work(id, { provider_ref: "tune:1" });
    await remove(id);
    await endUndo(db.sql);
    await take();
    expect([...(await takenRefs("astria", ["tune:1", "tune:2"], randomUUID()))]).toEqual(["tune:1"]);
  });
});

test("whoever is deleted with a job that could be put back leaves its folder and its work to be removed", async () => {
  const { id: goneId } = await db.createUser();
  const id = await running(goneId);
  await insertOperation(
    db.sql,
    { id, userId: goneId },
    { provider: "astria", state: "running", provider_ref: "tune:1" },
  );
  await remove(id, goneId);
  await db.sql`delete from auth.users where id = ${goneId}`;
  await endUndo(db.sql);
  const left = await take();
  expect(left.folders).toEqual([{ bucket: "artifacts", path: `${goneId}/${id}/` }]);
  expect(left.work).toMatchObject([{ providerRef: "tune:1" }]);
});
