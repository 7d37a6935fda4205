-- What history has read of jobs, engine by engine, so that it is not read again for every refresh: half a second each, where
-- twenty engines had done a million jobs.
create table public.learned_times (
  kind text not null,
  engines jsonb not null,
  step text not null,
  provider text not null,
  model text not null,
  times_ms bigint[] not null,
  primary key (kind, engines, step, provider, model)
);
comment on table public.learned_times is
  'How long a step took at a provider, with a model (empty where there is none), in each of the last 200 jobs done by these engines.';

revoke all on public.learned_times from public, anon, authenticated, service_role;
grant select on public.learned_times to service_role;
alter table public.learned_times enable row level security;

-- Enough to ask when an answer is likely (see lib/jobs/schedule.ts). A few jobs tell a median, and nothing of the rest.
alter table public.usual_times add column quantiles bigint[] not null default '{}';
comment on column public.usual_times.quantiles is
  'By when 2, 10, 20, 35, 50, 65, 85, 90 and 98 of a hundred were done, in ms; empty where fewer than 20 jobs tell.';

-- What the last 200 jobs of the last 90 days that these engines did tell: how long each step took, and how often the first
-- forecast was right. A step's time is its operations' (from when its stage began to when the last of them ended), not that of
-- the check which saw it; a stage without operations has the timeline's own. Returns how many rows it read.
create function public.learn_times(p_kind text, p_engines jsonb) returns bigint
  language plpgsql set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_read bigint;
begin
  delete from public.learned_times l where l.kind = p_kind and l.engines = p_engines;
  delete from public.forecast_accuracy f where f.kind = p_kind and f.engines = p_engines;

  with recent as materialized (
    select * from public.jobs_to_learn_from j
     where j.kind = p_kind and j.engines = p_engines and j.completed_at > v_now - interval '90 days'
     order by j.completed_at desc limit 200
  ), stages as (
    select r.id, t.value ->> 'name' as step, min((t.value ->> 'startedAt')::timestamptz) as started_at,
           max((t.value ->> 'endedAt')::timestamptz) as ended_at
      from recent r cross join lateral jsonb_array_elements(r.timeline) as t
     where r.status = 'completed' group by r.id, step
  ), works as materialized (
    -- Found job by job: there is no other way in that does not read them all.
    select r.id, o.* from recent r cross join lateral (
      select o.step, o.provider, o.model, max(o.ended_at) as ended_at, count(*) as pieces from public.operations o
       where o.job_id = r.id and o.attempt = 1 group by o.step, o.provider, o.model) as o
     where r.status = 'completed'
  ), durations as (
    select s.step, coalesce(w.provider, '') as provider, coalesce(w.model, '') as model,
           greatest(0, extract(epoch from case when w.step is null then s.ended_at else w.ended_at end - s.started_at) * 1000) as ms
      from stages s left join works w on w.id = s.id and w.step = s.step
  ), times as (
    insert into public.learned_times (kind, engines, step, provider, model, times_ms)
    select p_kind, p_engines, step, provider, model, array_agg(round(ms)::bigint)
      from durations where ms is not null group by step, provider, model
  ), accuracy as (
    insert into public.forecast_accuracy (kind, engines, forecasts, forecasts_right, refreshed_at)
    select p_kind, p_engines, count(*) filter (where forecast is not null),
           count(*) filter (where status = 'completed' and completed_at <= (forecast ->> 'highAt')::timestamptz), v_now
      from recent having count(*) > 0
  )
  select (select count(*) from recent) + (select coalesce(sum(pieces), 0) from works) into v_read;
  return v_read;
end
$$;
comment on function public.learn_times is
  'Reads the latest jobs that these engines did into learned_times and forecast_accuracy; returns how many rows that took.';
revoke all on function public.learn_times(text, jsonb) from public, anon, authenticated, service_role;

-- As before, but for a few engines at a time, those first that are new or were longest not read: until p_most_rows jobs and
-- operations are read for each minute since the last refresh, up to fifty, and one engine's at least. So it takes some
-- milliseconds a minute, however many jobs and engines there are; and where check-all comes once a day, some fifty engines of
-- hundreds of jobs each have their turn a day. Of the others it tells what was so at their last turn. Kinds and engines are
-- found one after the other in the index.
drop function public.refresh_usual_times(integer);
create function public.refresh_usual_times(p_older_than_ms integer default 0, p_most_rows integer default 400) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_minutes constant numeric := extract(epoch from v_now - (select max(f.refreshed_at) from public.forecast_accuracy f)) / 60;
  v_most_rows constant bigint := p_most_rows * least(50, greatest(1, v_minutes));
  v_read bigint := 0;
  v_kinds text[] := '{}';
  v_next record;
begin
  if not pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended('refresh_usual_times', 0)) then
    return false;
  end if;

  for v_next in
    with recursive known as (
      (select j.kind, j.engines from public.jobs_to_learn_from j order by j.kind, j.engines limit 1)
      union all
      select next.kind, next.engines from known k cross join lateral (
        select j.kind, j.engines from public.jobs_to_learn_from j
         where (j.kind, j.engines) > (k.kind, k.engines) order by j.kind, j.engines limit 1) as next
    )
    -- Those that did nothing for 90 days are learned once more, and so forgotten.
    select kind, engines
      from (select k.kind, k.engines from known k where exists (
              select from public.jobs_to_learn_from j
               where j.kind = k.kind and j.engines = k.engines and j.completed_at > v_now - interval '90 days')) as used
      full join public.forecast_accuracy f using (kind, engines)
     where f.refreshed_at is null or f.refreshed_at <= v_now - p_older_than_ms * interval '1 millisecond'
     order by f.refreshed_at nulls first
  loop
    v_read := v_read + public.learn_times(v_next.kind, v_next.engines);
    v_kinds := v_kinds || v_next.kind;
    exit when v_read >= v_most_rows;
  end loop;
  if v_kinds = '{}' then
    return false;
  end if;

  delete from public.usual_times u where u.kind = any (v_kinds);
  insert into public.usual_times (kind, step, provider, model, p50_ms, p90_ms, quantiles, refreshed_at)
  select kind, step, provider, model, round(quantiles[5]), round(quantiles[8]),
         case when jobs >= 20 then (select array_agg(round(q)::bigint order by n) from unnest(quantiles) with ordinality as u(q, n))
              else '{}' end, v_now
    from (select l.kind, l.step, l.provider, l.model, count(*) as jobs,
                 percentile_cont(array[0.02, 0.1, 0.2, 0.35, 0.5, 0.65, 0.85, 0.9, 0.98]) within group (order by ms) as quantiles
            from public.learned_times l cross join lateral unnest(l.times_ms) as ms
           where l.kind = any (v_kinds) group by l.kind, l.step, l.provider, l.model having count(*) >= 5) as t;
  return true;
exception when others then
  -- A forecast is not worth a check that fails.
  raise warning 'usual times could not be refreshed: %', sqlerrm;
  return false;
end
$$;
comment on function public.refresh_usual_times is
  'Makes usual_times and forecast_accuracy anew for some of what is older than p_older_than_ms, until p_most_rows are read for each minute since the last time, up to fifty; true if there was any.';
revoke all on function public.refresh_usual_times(integer, integer) from public, anon, authenticated, service_role;

select public.refresh_usual_times(0, 2147483647);
