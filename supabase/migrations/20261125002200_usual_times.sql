-- How long work usually takes, from our own history, and how good the forecasts made of it have been.
create table public.usual_times (
  kind text not null,
  step text not null,
  provider text not null,
  model text not null,
  p50_ms bigint not null,
  p90_ms bigint not null,
  refreshed_at timestamptz not null,
  primary key (kind, step, provider, model)
);
comment on table public.usual_times is
  'How long a step takes at a provider, with a model (empty where there is none): of five finished jobs or more.';

create table public.forecast_accuracy (
  kind text not null,
  engines jsonb not null,
  forecasts integer not null,
  forecasts_right integer not null,
  refreshed_at timestamptz not null,
  primary key (kind, engines)
);
comment on table public.forecast_accuracy is 'How often jobs of a kind, done by the same engines, were done when they were said to be.';
comment on column public.forecast_accuracy.forecasts_right is
  'Jobs done by the end of the range their page first showed, or sooner, out of `forecasts`.';

revoke all on public.usual_times, public.forecast_accuracy from public, anon, authenticated, service_role;
grant select on public.usual_times, public.forecast_accuracy to service_role;
alter table public.usual_times enable row level security;
alter table public.forecast_accuracy enable row level security;

-- What history learns from. First attempts only: a later one may have found work already done. A job that ran out of
-- time is a forecast that was wrong.
create view public.jobs_to_learn_from with (security_invoker = true) as
  select id, kind, engines, status, completed_at, timeline, forecast from public.jobs
   where attempt = 1 and (status = 'completed' or (status = 'failed' and error ->> 'code' = 'timed_out'));
comment on view public.jobs_to_learn_from is 'First attempts that were completed or ran out of time.';
revoke all on public.jobs_to_learn_from from public, anon, authenticated, service_role;

-- Serves the refresh: which engines there are, and the latest jobs of each.
create index jobs_ended on public.jobs (kind, engines, completed_at desc)
  where attempt = 1 and (status = 'completed' or (status = 'failed' and error ->> 'code' = 'timed_out'));

-- From the last 200 jobs of the last 90 days of each kind and engines. A step's time is its operations' (from when its
-- stage began to when the last of them ended), not that of the check which saw it; a stage without operations has the
-- timeline's own. However many jobs there are, it reads only those 200: kinds and engines are found one after the other
-- in the index, and operations by their job.
create function public.refresh_usual_times(p_older_than_ms integer default 0) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
begin
  if not pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended('refresh_usual_times', 0))
     or exists (select 1 from public.forecast_accuracy f
                 where f.refreshed_at > v_now - p_older_than_ms * interval '1 millisecond') then
    return false;
  end if;

  with recursive known as (
    (select j.kind, j.engines from public.jobs_to_learn_from j order by j.kind, j.engines limit 1)
    union all
    select next.kind, next.engines from known k cross join lateral (
      select j.kind, j.engines from public.jobs_to_learn_from j
       where (j.kind, j.engines) > (k.kind, k.engines) order by j.kind, j.engines limit 1) as next
  ), recent as materialized (
    select j.* from known k cross join lateral (
      select * from public.jobs_to_learn_from j
       where j.kind = k.kind and j.engines = k.engines and j.completed_at > v_now - interval '90 days'
       order by j.completed_at desc limit 200) as j
  ), durations as (
    select r.kind, s.step, coalesce(w.provider, '') as provider, coalesce(w.model, '') as model,
           greatest(0, extract(epoch from case when w.step is null then s.ended_at else w.ended_at end - s.started_at) * 1000) as ms
      from recent r
     cross join lateral (
       select t.value ->> 'name' as step, min((t.value ->> 'startedAt')::timestamptz) as started_at,
              max((t.value ->> 'endedAt')::timestamptz) as ended_at
         from jsonb_array_elements(r.timeline) as t group by step) as s
      left join lateral (
       select o.step, o.provider, o.model, max(o.ended_at) as ended_at from public.operations o
        where o.job_id = r.id and o.attempt = 1 and o.step = s.step group by o.step, o.provider, o.model) as w on true
     where r.status = 'completed'
  ), times as (
    insert into public.usual_times as u (kind, step, provider, model, p50_ms, p90_ms, refreshed_at)
    select kind, step, provider, model,
           round(percentile_cont(0.5) within group (order by ms)),
           round(percentile_cont(0.9) within group (order by ms)), v_now
      from durations where ms is not null group by kind, step, provider, model having count(*) >= 5
    on conflict (kind, step, provider, model) do update set
      p50_ms = excluded.p50_ms, p90_ms = excluded.p90_ms, refreshed_at = excluded.refreshed_at
  )
  insert into public.forecast_accuracy as f (kind, engines, forecasts, forecasts_right, refreshed_at)
  select kind, engines, count(*) filter (where forecast is not null),
         count(*) filter (where status = 'completed' and completed_at <= (forecast ->> 'highAt')::timestamptz), v_now
    from recent group by kind, engines
  on conflict (kind, engines) do update set
    forecasts = excluded.forecasts, forecasts_right = excluded.forecasts_right, refreshed_at = excluded.refreshed_at;

  delete from public.usual_times where refreshed_at < v_now;
  delete from public.forecast_accuracy where refreshed_at < v_now;
  return true;
exception when others then
  -- A forecast is not worth a check that fails.
  raise warning 'usual times could not be refreshed: %', sqlerrm;
  return false;
end
$$;
comment on function public.refresh_usual_times is
  'Makes usual_times and forecast_accuracy anew if they are older than p_older_than_ms; true if it did.';
revoke all on function public.refresh_usual_times(integer) from public, anon, authenticated, service_role;

create function public.read_usual_times() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'usual', (select coalesce(jsonb_agg(to_jsonb(u)), '[]') from public.usual_times u),
    'accuracy', (select coalesce(jsonb_agg(to_jsonb(f)), '[]') from public.forecast_accuracy f))
$$;
comment on function public.read_usual_times is 'All that history knows: {"usual": rows of usual_times, "accuracy": rows of forecast_accuracy}.';
revoke all on function public.read_usual_times() from public, anon, authenticated;
grant execute on function public.read_usual_times() to service_role;
