import type { Sql } from "postgres";

const perStep = 250_000;
const users = 1_000;

/** Jobs under way that are due, each with its operation, and jobs that wait behind them, of as many users as the ended ones. */
export async function insertActive(sql: Sql, due: number, waiting: number): Promise<void> {
  await sql`
    insert into auth.users (id, email)
    select md5('user ' || n)::uuid, n || '@bench.test' from generate_series(1, ${users}) as n`;
  await sql`
    insert into jobs (user_id, kind, status, stage, input, input_hash, engines, providers, timeline, next_check_at,
                      admitted_at, started_at, deadline_at)
    select md5('user ' || 1 + n % ${users})::uuid, 'sora', status, case status when 'processing' then 'generating' end,
           jsonb_build_object('prompt', repeat('A red lamp over three trays. ', 10), 'seconds', 8, 'size', '1280x720'),
           n, '{"film": {"provider": "openai-videos", "model": "sora-2"}}', '{openai-videos}',
           case status when 'processing'
             then '[{"name": "generating", "startedAt": "2026-01-01T00:00:00.000Z", "endedAt": null}]'::jsonb else '[]' end,
           now() - n * interval '1 millisecond', started_at, started_at, now() + interval '1 hour'
      from generate_series(1, ${due + waiting}) as n
     cross join lateral (select case when n <= ${due} then 'processing' else 'pending' end as status,
                                case when n <= ${due} then now() - interval '1 minute' end as started_at) as s`;
  await sql`
    insert into operations (job_id, user_id, attempt, step, slot, provider, model, provider_ref, state, settles_at, running_at)
    select id, user_id, 1, 'generating', 0, 'openai-videos', 'sora-2', 'video_' || id, 'running', now(), now()
      from jobs where status = 'processing'`;
  await sql`vacuum analyze`;
}

/**
 * So many more jobs that have ended in the last year, of 20 kinds and engines, every tenth with its operation and its line in
 * the ledger. No trigger runs and no foreign key is looked up: 10 million take about 12 GB and half an hour.
 */
export async function fillEnded(
  sql: Sql,
  from: number,
  to: number,
  print: (line: string) => void = () => undefined,
): Promise<void> {
  await sql`set session_replication_role = replica`;
  for (let low = from; low < to; low += perStep) {
    const high = Math.min(to, low + perStep);
    await sql`
      insert into jobs (id, user_id, kind, status, stage, progress, input, input_hash, idempotency_key, output, error, engines,
                        timeline, next_check_at, checks, deadline_at, created_at, started_at, completed_at, forecast)
      select md5('job ' || n)::uuid, md5('user ' || 1 + n % ${users})::uuid, (array['sora', 'photoshoot', 'story_video', 'chat'])[1 + n % 4],
             case when n % 10 = 9 then 'failed' else 'completed' end, 'generating', 100,
             jsonb_build_object('prompt', 'A red lamp over three trays, number ' || n), n, n, '{"files": 1}',
             case when n % 10 = 9 then '{"code": "moderated", "message": "No", "retryable": false, "charged": false}'::jsonb end,
             jsonb_build_object('film', jsonb_build_object('provider', 'openai-videos', 'model', 'model-' || n / 4 % 5)),
             jsonb_build_array(jsonb_build_object('name', 'generating', 'startedAt', at, 'endedAt', at + interval '2 minutes')),
             null, 12, at + interval '1 hour', at, at, at + (60 + n % 120) * interval '1 second',
             jsonb_build_object('lowAt', at, 'highAt', at + interval '2 minutes')
        from generate_series(${low + 1}::integer, ${high}::integer) as n
       cross join lateral (select now() - interval '1 year' * (1 - n / 10000000.0) as at) as t`;
    await sql`
      insert into operations (job_id, user_id, attempt, step, slot, provider, model, provider_ref, state, started_at, settles_at,
                              running_at, ended_at, kept_at)
      select id, user_id, 1, 'generating', 0, 'openai-videos', 'sora-2', 'video_' || id, 'succeeded', started_at, started_at,
             started_at, completed_at, completed_at
        from jobs where id in (select md5('job ' || n)::uuid from generate_series(${low + 10}::integer, ${high}::integer, 10) as n)`;
    await sql`
      insert into job_events (job_id, user_id, type, status, stage, progress, attempt, source, created_at)
      select id, user_id, status, status, stage, progress, attempt, 'vercel-cron', completed_at
        from jobs where id in (select md5('job ' || n)::uuid from generate_series(${low + 10}::integer, ${high}::integer, 10) as n)`;
    print(`${high.toLocaleString("en")} ended jobs are written`);
  }
  await sql`set session_replication_role = origin`;
  await sql`vacuum analyze`;
  const [size] = await sql<
    Array<{ gb: number }>
  >`select pg_database_size(current_database()) / 1e9::float as gb`;
  print(`the database has ${size?.gb.toFixed(1)} GB`);
}
