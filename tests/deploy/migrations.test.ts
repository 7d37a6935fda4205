import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { neededSchema } from "@/lib/db/schema-version";
import { buckets } from "@/lib/db/storage";
import { StatusUpdate } from "@/lib/jobs/status-update";
import { startHostedProject, type HostedProject } from "../support/hosted";
import { documented } from "./documented";
import { runTool, type Ran } from "./run-tool";

let project: HostedProject;
let checkout: string;
let pushed: Ran;

/** The documented push, to a project at hand in the place of the linked one. */
const push = () => runTool(`npx supabase@3 db push --remote='${project.url}' --workdir '${checkout}' --yes`);

beforeAll(async () => {
  checkout = mkdtempSync(join(tmpdir(), "darkroom-checkout-"));
  cpSync("supabase", join(checkout, "supabase"), { recursive: true });
  project = await startHostedProject();
  pushed = await push();
}, 60_000);

afterAll(async () => {
  await project?.stop();
  rmSync(checkout, { recursive: true, force: true });
});

/** The first column of a query's rows, as the platform sees it. */
async function list(query: string): Promise<unknown[]> {
  return (await project.platform.unsafe(query).values()).map((row) => row[0]);
}

test("Supabase's own CLI applies every migration as a postgres that is no superuser, and warns of nothing", async () => {
  const files = readdirSync("supabase/migrations").toSorted();
  expect(pushed).toMatchObject({ code: 0, output: expect.not.stringMatching(/WARN|deprecated/) });
  const versions = files.map((file) => file.split("_")[0]);
  const applied = "select version from supabase_migrations.schema_migrations order by version";
  expect(await list(applied)).toEqual(versions);
  expect(await list("select rolsuper::text from pg_roles where rolname = 'postgres'")).toEqual(["false"]);
  expect(await list("select public.schema_version()")).toEqual([neededSchema]);
});

test("a second push changes nothing", async () => {
  const again = await push();
  expect(again.code).toBe(0);
  expect(again.output).toContain("up to date");
});

describe("on a hosted project", () => {
  test("no function is open to anybody but the service", async () => {
    const open = await list(`
      select distinct p.proname from pg_proc p cross join unnest(array['anon', 'authenticated']) as role
       where p.pronamespace = 'public'::regnamespace and has_function_privilege(role, p.oid, 'execute')`);
    expect(open).toEqual([]);
    expect(
      await list("select has_function_privilege('service_role', 'public.schema_version()', 'execute')"),
    ).toEqual([true]);
  });

  test("a signed-in user may read some tables, each behind a policy, and write none", async () => {
    const written = await list(`
      select c.relname from pg_class c cross join unnest(array['anon', 'authenticated']) as role
       cross join unnest(array['insert', 'update', 'delete', 'truncate']) as write
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p')
         and has_table_privilege(role, c.oid, write)`);
    expect(written).toEqual([]);
    const bare = await list(`
      select c.relname from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relrowsecurity`);
    expect(bare).toEqual([]);
  });

  test("all buckets are there, and private; people read their own folder in each", async () => {
    const inOrder = buckets.toSorted();
    expect(await list("select id from storage.buckets where not public order by id")).toEqual(inOrder);
    const policies = "select polname from pg_policy where polrelid = 'storage.objects'::regclass";
    expect(await list(policies)).toEqual(["people read their own files"]);
    const owner = randomUUID();
    const read = await project.platform.begin(async (sql) => {
      await sql`grant usage on schema storage to supabase_storage_admin`;
      await sql`insert into storage.objects (bucket_id, name)
        select id, folder || '/a.jpg' from storage.buckets, unnest(${[owner, randomUUID()]}::text[]) as folder`;
      await sql.unsafe(`grant select on storage.objects to authenticated; set local role authenticated;
        set local request.jwt.claims = '{"sub": "${owner}"}'`);
      return sql`select bucket_id || '/' || name as file from storage.objects order by 1`;
    });
    expect(read.map(({ file }) => file)).toEqual(inOrder.map((bucket) => `${bucket}/${owner}/a.jpg`));
  });

  test("check-all is scheduled, and jobs are published", async () => {
    const scheduled = "select schedule from cron.job where command = 'select public.call_check_all()'";
    expect(await list(scheduled)).toEqual(["30 seconds"]);
    const polling = `select schedule || ' ' || command from cron.job where jobname = 'poll-openai-batches'`;
    expect(await list(polling)).toEqual(["* * * * * select public.poll_openai_batches()"]);
    const published = "select tablename from pg_publication_tables where pubname = 'supabase_realtime'";
    expect(await list(published)).toEqual(["jobs"]);
  });
});

describe("Realtime", () => {
  const [ada, bob] = [randomUUID(), randomUUID()];
  const jobs = new Map<string, string>();

  beforeAll(async () => {
    // The platform takes this back once the policies are made.
    await project.platform`revoke supabase_realtime_admin from postgres`;
    for (const user of [ada, bob]) {
      await project.platform`insert into auth.users (id) values (${user})`;
      const [job] = await project.sql<Array<{ id: string }>>`
        insert into jobs (user_id, kind, input, input_hash, deadline_at)
        values (${user}, 'chat', '{}', 'x', now() + interval '1 hour') returning id`;
      jobs.set(user, job?.id ?? "");
    }
  });

  /** Each of another attempt, which is told at once. */
  async function write(user: string, progress: number): Promise<number> {
    const [event] = await project.sql<Array<{ id: string }>>`
      insert into job_events (job_id, user_id, type, status, stage, progress, attempt, source)
      values (${jobs.get(user) ?? ""}, ${user}, 'progress', 'processing', 'answering', ${progress}, ${progress}, 'step') returning id`;
    return Number(event?.id);
  }

  const sent = () =>
    project.platform`select topic, event, extension, private, payload from realtime.messages order by payload -> 'id'`;

  test("an event is broadcast once, in private and to its owner alone, by the ledger's id; while no browser asks for that, nothing is", async () => {
    await write(ada, 1);
    expect(await sent()).toEqual([]);
    await project.sql`select keep_publishing('realtime')`;
    const ids = [await write(ada, 10), await write(bob, 20)];
    const messages = await sent();
    const shape = { event: "status_update", extension: "broadcast", private: true };
    expect(messages).toMatchObject([ada, bob].map((user) => ({ ...shape, topic: `user:${user}` })));
    const updates = messages.map(({ payload }) => StatusUpdate.parse(payload));
    expect(updates).toMatchObject([
      { id: ids[0], userId: ada, jobId: jobs.get(ada), type: "chat", status: "processing", progress: 10 },
      { id: ids[1], userId: bob, jobId: jobs.get(bob), event: "progress", stage: "answering", progress: 20 },
    ]);
    expect(Math.abs((updates[0]?.timestamp ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test("many updates of one job make a few messages, however they are written; a change of status and an end are always sent", async () => {
    const job = jobs.get(ada) ?? "";
    const before = (await sent()).length;
    const written = (
      await project.sql<Array<{ id: string; type: string }>>`
      insert into job_events (job_id, user_id, type, status, progress, attempt, source)
      select ${job}, ${ada}, type, status, nth, attempt, 'step'
        from (select 'progress', 'processing', n, 90 from generate_series(1, 50) n
              union all values ('completed', 'completed', 51, 90), ('saved', 'completed', 52, 90), ('retried', 'pending', 53, 91)
             ) as rows (type, status, nth, attempt) order by nth returning id, type`
    ).map(({ id, type }) => ({ id: Number(id), type }));
    const together = (await sent()).slice(before).map(({ payload }) => StatusUpdate.parse(payload).id);
    expect(together).toEqual(written.slice(-4).map(({ id }) => id));

    // One statement each, in one status: the first of each quarter of a second.
    await project.sql.unsafe(`do $$ begin
      for n in 1..10000 loop
        insert into public.job_events (job_id, user_id, type, status, progress, attempt, source)
        values ('${job}', '${ada}', 'progress', 'processing', n % 100, 92, 'step');
      end loop; end $$`);
    const [rows] = await project.sql`
      select count(*)::int as rows, count(distinct floor(extract(epoch from created_at) * 4))::int as quarters
        from job_events where job_id = ${job} and attempt = 92`;
    const alone = (await sent()).length - before - together.length;
    expect([rows?.["rows"], alone]).toEqual([10_000, rows?.["quarters"]]);
    expect(alone).toBeLessThan(200);
  });

  /** How many messages Realtime would find for this role when it joins this channel. */
  const found = (role: string, user: string, topic: string) =>
    project.platform.begin(async (sql) => {
      await sql.unsafe(`set local role ${role}; set local realtime.topic = '${topic}';
        set local request.jwt.claims = '{"sub": "${user}"}'`);
      const [row] = await sql`select count(*)::int as n from realtime.messages`;
      return Number(row?.["n"]);
    });

  test("people may join their own channel, to listen, and no other", async () => {
    expect(await found("authenticated", ada, `user:${ada}`)).toBeGreaterThan(0);
    for (const topic of [`user:${bob}`, "user:", "user:%", `user:${ada}x`, jobs.get(ada) ?? ""])
      expect(await found("authenticated", ada, topic)).toBe(0);
    expect(await found("anon", ada, `user:${ada}`)).toBe(0);
    const policies = "select policyname || ' ' || cmd from pg_policies where schemaname = 'realtime'";
    expect(await list(policies)).toEqual(["people hear of their own jobs SELECT"]);
  });

  test("a broadcast that fails undoes no event", async () => {
    const before = await sent();
    const definition = await list(
      "select pg_get_functiondef('realtime.send(jsonb,text,text,boolean)'::regprocedure)",
    );
    await project.platform
      .unsafe(`create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
      returns void language plpgsql as $$ begin raise 'Realtime is away'; end $$`);
    try {
      const id = await write(ada, 30);
      expect(await list(`select progress from public.job_events where id = ${id}`)).toEqual([30]);
    } finally {
      await project.platform.unsafe(String(definition[0]));
    }
    expect(await sent()).toEqual(before);
  });
});

describe("the documented SQL", () => {
  const asked = () =>
    project.platform.unsafe("select url, headers, timeout_milliseconds from net.asked order by id");

  test("nothing is called before the secrets are there", async () => {
    await project.sql`select public.call_check_all(), public.poll_openai_batches()`;
    expect(await asked()).toHaveLength(0);
  });

  test("every statement of the guide runs as it stands there, in its order", async () => {
    const blocks = documented("sql");
    expect(blocks.length).toBeGreaterThan(3);
    expect(await list("select count(*)::int from cron.job")).not.toEqual([0]);
    for (const block of blocks) await project.sql.unsafe(block);
    expect(await list("select jobname from cron.job where command like '%call_check_all%'")).toEqual([]);
    expect(await list("select jobname from cron.job where command like '%poll_openai_batches%'")).toEqual([]);
  });

  test("what is called then is the address that was set last, with the secret and a budget that pg_net outwaits", async () => {
    await project.sql`select public.call_check_all()`;
    const [call] = await asked();
    expect(call).toMatchObject({
      url: "https://www.example.com/api/status/check-all?seconds=25",
      timeout_milliseconds: 30_000,
      headers: {
        Authorization: "Bearer <the value of CRON_SECRET>",
        "x-darkroom-source": "pg-cron",
      },
    });
  });

  test("batches are asked about at an address of their own, in the same way", async () => {
    await project.platform`truncate net.asked`;
    // The command of the job, which the guide has just stopped.
    await project.sql`select public.poll_openai_batches()`;
    const [call] = await asked();
    expect(call).toMatchObject({
      url: "https://www.example.com/api/cron/poll-openai-batches?seconds=25",
      timeout_milliseconds: 30_000,
      headers: { Authorization: "Bearer <the value of CRON_SECRET>", "x-darkroom-source": "pg-cron" },
    });
  });

  test.each([
    ["https://darkroom.example.com/", "secret\n"],
    ["  https://darkroom.example.com// \n", "\tsecret "],
  ])("slashes and white space that were pasted into Vault do no harm: %j, %j", async (url, secret) => {
    await project.platform`truncate net.asked`;
    await project.platform`update vault.decrypted_secrets set decrypted_secret = ${url} where name = 'darkroom_url'`;
    await project.platform`update vault.decrypted_secrets set decrypted_secret = ${secret} where name = 'darkroom_cron_secret'`;
    await project.sql`select public.call_check_all()`;
    const [call] = await asked();
    expect(call).toMatchObject({
      url: "https://darkroom.example.com/api/status/check-all?seconds=25",
      headers: { Authorization: "Bearer secret" },
    });
  });
});
