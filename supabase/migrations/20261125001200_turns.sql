-- Whose turn it is. A job runs from the claim that first admits it for as long as its step is at a provider (what is
-- only being saved, or made by ourselves, keeps nobody waiting); a user may have so many of a kind running, and all
-- users together so many at a provider. The others stand in line.

-- The line, and who in it may start. Own limit first: what a user may not start takes nobody's place at the
-- provider. There, whoever has least running comes first, then whoever waits longest; a priority orders one user's
-- own and moves nobody else's. While one of its providers is paused, a job takes nobody's place at all.
-- A job that needs several providers stands in the line of each, and its place is the worst of them: it starts when
-- all have room at once, and is never passed by those behind it, who wait with it even where there is room for them.
-- A job that needs none waits for its user's limit alone.
create function public.turns(p_limits jsonb)
  returns table (job_id uuid, place bigint, waits_for text)
  language sql stable set search_path = '' as $$
  with clock as materialized (
    select public.clock_now() as now
  ), paused as materialized (
    select coalesce(array_agg(h.provider), '{}') as providers
      from public.provider_health h, clock where h.paused_until > clock.now
  ), active as (
    select j.id, j.user_id, j.kind, j.providers, j.priority, j.queued_at, j.next_check_at, b.is_begun,
           b.is_begun and j.providers <> '{}' as is_running,
           not j.nudged and j.providers && (select p.providers from paused p) as is_paused
      from public.jobs j
     cross join lateral (select j.status = 'processing' or j.admitted_at is not null as is_begun) as b
     where j.status in ('pending', 'processing')
  ), running as (
    select a.user_id, p.provider from active a cross join unnest(a.providers) as p(provider) where a.is_running
  ), mine_there as (
    select user_id, provider, count(*) as running from running group by user_id, provider
  ), everyones as (
    select provider, count(*) as running from running group by provider
  ), mine as (
    select user_id, kind, count(*) as running from active where is_running group by user_id, kind
  ), line as (
    select a.*, row_number() over (partition by a.user_id, a.kind order by a.priority desc, a.queued_at, a.id)
                - greatest(0, coalesce((p_limits -> 'kinds' ->> a.kind)::integer, 1000000) - coalesce(m.running, 0)) as own_place
      from active a left join mine m on m.user_id = a.user_id and m.kind = a.kind
     where not a.is_begun and not a.is_paused and a.next_check_at <= (select c.now from clock c)
  ), round as (
    select l.id, l.queued_at, p.provider, coalesce(m.running, 0)
                + row_number() over (partition by l.user_id, p.provider order by l.priority desc, l.queued_at, l.id) as n
      from line l cross join unnest(l.providers) as p(provider)
      left join mine_there m on m.user_id = l.user_id and m.provider = p.provider
     where l.own_place <= 0
  ), front as (
    select r.id, row_number() over (partition by r.provider order by r.n, r.queued_at, r.id)
                 - greatest(0, coalesce((p_limits ->> 'provider')::integer, 1000000) - coalesce(e.running, 0)) as place
      from round r left join everyones e on e.provider = r.provider
  ), worst as (
    select id, max(place) as place from front group by id
  )
  select l.id, greatest(l.own_place, w.place),
         case when l.own_place > 0 then 'yours' when w.place > 0 then 'provider' end
    from line l left join worst w on w.id = l.id
$$;
comment on function public.turns is
  'Every due job that has not started: its place in line, and whose limit it waits for (yours, provider; null: it may start). p_limits: {"kinds": {kind: n}, "provider": n}; what is not named has no limit.';
revoke all on function public.turns(jsonb) from public, anon, authenticated, service_role;

-- What may be asked about: nobody holds it, and none of its providers is paused (a webhook that has just come shows
-- that the provider is awake, so a nudged job does not wait for the pause to end).
create view public.claimable_jobs with (security_invoker = true) as
  select j.* from public.jobs j
   where j.status in ('pending', 'processing')
     and (j.claim_expires_at is null or j.claim_expires_at <= public.clock_now())
     and (j.nudged or not j.providers && (
           select coalesce(array_agg(h.provider), '{}') from public.provider_health h
            where h.paused_until > public.clock_now()));
comment on view public.claimable_jobs is 'Jobs that are not over, not claimed, and none of whose providers is paused.';
revoke all on public.claimable_jobs from public, anon, authenticated, service_role;

-- What may be asked about now: due, held by nobody, no provider of it paused, and running or at the front.
create function public.due_jobs(p_now timestamptz, p_kind text, p_limits jsonb) returns setof public.jobs
  language sql stable set search_path = '' as $$
  select j.* from public.claimable_jobs j
   where j.next_check_at <= p_now and (p_kind is null or j.kind = p_kind)
     and (j.status = 'processing' or j.admitted_at is not null
          or j.id in (select t.job_id from public.turns(p_limits) t where t.waits_for is null))
$$;
comment on function public.due_jobs is 'Jobs that a check may take now.';
revoke all on function public.due_jobs(timestamptz, text, jsonb) from public, anon, authenticated, service_role;

-- Why due jobs are not being asked about, for those who look at them.
create function public.read_waiting(p_job_ids uuid[], p_limits jsonb) returns jsonb
  language sql stable security definer set search_path = '' as $$
  with looked_at as (
    select j.id, t.place, t.waits_for,
           (select max(h.paused_until) from public.provider_health h
             where h.provider = any (j.providers) and h.paused_until > public.clock_now() and not j.nudged) as paused_until
      from public.jobs j
      left join public.turns(p_limits) t on t.job_id = j.id and t.waits_for is not null
     where j.id = any (p_job_ids) and j.status in ('pending', 'processing')
  )
  select coalesce(jsonb_object_agg(id, case
      when paused_until is not null then jsonb_build_object('for', 'provider', 'until', paused_until)
      else jsonb_build_object('for', 'turn', 'place', place, 'limit', waits_for) end), '{}')
    from looked_at where paused_until is not null or waits_for is not null
$$;
comment on function public.read_waiting is
  'By job id: {"for": "provider", "until"} while one of its providers is paused, {"for": "turn", "place", "limit"} while it stands in line.';
revoke all on function public.read_waiting(uuid[], jsonb) from public, anon, authenticated;
grant execute on function public.read_waiting(uuid[], jsonb) to service_role;
