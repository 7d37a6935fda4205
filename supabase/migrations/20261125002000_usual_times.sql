-- How long work usually takes, from our own history, and how good the forecasts made of it have been.
create table public.usual_times (
  kind text not null,
  provider text not null,
  model text not null,
  stages jsonb not null,
  forecasts integer not null,
  forecasts_right integer not null,
  refreshed_at timestamptz not null,
  primary key (kind, provider, model)
);
comment on table public.usual_times is 'One row per kind, provider and model (empty where there is but one): made anew from the jobs that ended.';
comment on column public.usual_times.stages is '{stage: {"p50Ms", "p90Ms"}}, of stages with five finished jobs or more.';
comment on column public.usual_times.forecasts_right is 'Jobs done by the end of the range their page first showed, or sooner, out of `forecasts`.';

revoke all on public.usual_times from public, anon, authenticated, service_role;
grant select on public.usual_times to service_role;
alter table public.usual_times enable row level security;

-- Serves the refresh: the latest jobs that ended.
create index jobs_ended on public.jobs (kind, provider, model, completed_at desc)
  where status in ('completed', 'failed');

-- From the last 200 jobs of the last 90 days of each kind, provider and model. First attempts only: a later one may
-- have found work already done. A job that ran out of time is a forecast that was wrong.
create function public.refresh_usual_times(p_older_than_ms integer default 0) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
begin
  if not pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended('refresh_usual_times', 0))
     or exists (select 1 from public.usual_times u
                 where u.refreshed_at > v_now - p_older_than_ms * interval '1 millisecond') then
    return false;
  end if;

  with recent as (
    select * from (
      select j.kind, j.provider, coalesce(j.model, '') as model, j.status, j.completed_at, j.timeline, j.forecast,
             row_number() over (partition by j.kind, j.provider, j.model order by j.completed_at desc) as n
        from public.jobs j
       where (j.status = 'completed' or (j.status = 'failed' and j.error ->> 'code' = 'timed_out'))
         and j.attempt = 1 and j.provider is not null and j.completed_at > v_now - interval '90 days') as numbered
     where n <= 200
  ), durations as (
    select r.kind, r.provider, r.model, t.value ->> 'name' as stage,
           extract(epoch from (t.value ->> 'endedAt')::timestamptz - (t.value ->> 'startedAt')::timestamptz) * 1000 as ms
      from recent r cross join jsonb_array_elements(r.timeline) as t
     where r.status = 'completed' and t.value ->> 'endedAt' is not null
  ), stages as (
    select kind, provider, model, stage,
           round(percentile_cont(0.5) within group (order by ms)) as p50_ms,
           round(percentile_cont(0.9) within group (order by ms)) as p90_ms
      from durations group by kind, provider, model, stage having count(*) >= 5
  ), engines as (
    select kind, provider, model,
           count(*) filter (where forecast is not null) as forecasts,
           count(*) filter (where status = 'completed' and completed_at <= (forecast ->> 'highAt')::timestamptz) as good
      from recent group by kind, provider, model
  )
  insert into public.usual_times as u (kind, provider, model, stages, forecasts, forecasts_right, refreshed_at)
  select e.kind, e.provider, e.model, coalesce((
           select jsonb_object_agg(s.stage, jsonb_build_object('p50Ms', s.p50_ms, 'p90Ms', s.p90_ms)) from stages s
            where s.kind = e.kind and s.provider = e.provider and s.model = e.model), '{}'),
         e.forecasts, e.good, v_now
    from engines e
  on conflict (kind, provider, model) do update set
    stages = excluded.stages, forecasts = excluded.forecasts, forecasts_right = excluded.forecasts_right,
    refreshed_at = excluded.refreshed_at;
  delete from public.usual_times where refreshed_at < v_now;
  return true;
exception when others then
  -- A forecast is not worth a check that fails.
  raise warning 'usual times could not be refreshed: %', sqlerrm;
  return false;
end
$$;
comment on function public.refresh_usual_times is
  'Makes usual_times anew if it is older than p_older_than_ms; true if it did.';
revoke all on function public.refresh_usual_times(integer) from public, anon, authenticated, service_role;
