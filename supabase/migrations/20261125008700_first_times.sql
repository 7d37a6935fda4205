-- The first forecasts: what is supposed of a provider until one of its jobs has ended, and what the first of them tell.
create table public.supposed_times (
  kind text not null,
  step text not null,
  provider text not null,
  p50_ms bigint not null,
  p90_ms bigint not null,
  primary key (kind, step, provider)
);
comment on table public.supposed_times is
  'How long a step is said to take at a provider, with any model, until usual_times knows: of one that is played on this machine, at the speed it is played at.';

revoke all on public.supposed_times from public, anon, authenticated, service_role;
grant select on public.supposed_times to service_role;
alter table public.supposed_times enable row level security;

create function public.suppose_times(p_times jsonb) returns void
  language sql security definer set search_path = '' as $$
  delete from public.supposed_times where true;
  insert into public.supposed_times
  select t.kind, t.step, t.provider, t.p50_ms, t.p90_ms
    from jsonb_to_recordset(p_times) as t(kind text, step text, provider text, p50_ms bigint, p90_ms bigint);
$$;
comment on function public.suppose_times is
  'Puts these in the place of all that was supposed: [{"kind", "step", "provider", "p50_ms", "p90_ms"}].';
revoke all on function public.suppose_times(jsonb) from public, anon, authenticated;
grant execute on function public.suppose_times(jsonb) to service_role;

create or replace function public.read_usual_times() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'usual', (select coalesce(jsonb_agg(to_jsonb(u)), '[]') from public.usual_times u),
    'supposed', (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from public.supposed_times s),
    'accuracy', (select coalesce(jsonb_agg(to_jsonb(f)), '[]') from public.forecast_accuracy f))
$$;
comment on function public.read_usual_times is
  'All that history knows: {"usual": rows of usual_times, "supposed": of supposed_times, "accuracy": of forecast_accuracy}.';

comment on table public.usual_times is
  'How long a step takes at a provider, with a model (empty where there is none): of all finished jobs, the first one on. Of fewer than five the range reaches half as far again as the median, at least.';

-- As before, but one job is history: whatever it took is nearer to the truth than what others once published. How far others
-- lie from it, few jobs do not tell, and the range says so.
create or replace function public.refresh_usual_times(p_older_than_ms integer default 0, p_most_rows integer default 400) returns boolean
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
  select kind, step, provider, model, round(quantiles[5]),
         round(case when jobs < 5 then greatest(quantiles[8], 1.5 * quantiles[5]) else quantiles[8] end),
         case when jobs >= 20 then (select array_agg(round(q)::bigint order by n) from unnest(quantiles) with ordinality as u(q, n))
              else '{}' end, v_now
    from (select l.kind, l.step, l.provider, l.model, count(*) as jobs,
                 percentile_cont(array[0.02, 0.1, 0.2, 0.35, 0.5, 0.65, 0.85, 0.9, 0.98]) within group (order by ms) as quantiles
            from public.learned_times l cross join lateral unnest(l.times_ms) as ms
           where l.kind = any (v_kinds) group by l.kind, l.step, l.provider, l.model) as t;
  return true;
exception when others then
  -- A forecast is not worth a check that fails.
  raise warning 'usual times could not be refreshed: %', sqlerrm;
  return false;
end
$$;
