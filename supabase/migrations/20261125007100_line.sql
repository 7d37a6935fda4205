-- The line, for those who look at it. `turns` says exactly who stands where, and reads all that is not over for it: the
-- more stand in line, the more there are who ask, and the more each of them asks for. So whoever only looks is told
-- how a long line stood a moment ago, which one of them finds out for everybody: once a second, and never for more than a
-- tenth of the time. Who may start is never taken from there: it is decided by `turns`, under the lock.

-- Serves: whether anybody waits, and whether they are many.
create index jobs_waiting on public.jobs (queued_at)
  where status = 'pending' and admitted_at is null;

-- Those who wait, in 256 parts by the last byte of their ids: one look reads a part, and a new one writes so many rows,
-- however long the line is. It is lost in a crash, and made again by whoever looks next. There is room in each page for the
-- next one, so that no index is touched.
create unlogged table public.line_places (
  line bigint not null,
  part smallint not null,
  made_at timestamptz not null,
  good_until timestamptz not null,
  job_ids uuid[] not null,
  places bigint[] not null,
  waits_for text[] not null,
  primary key (line, part)
) with (fillfactor = 40);
comment on table public.line_places is 'How a long line stood a moment ago: the jobs that wait, their places, and whose limit each waits for.';
comment on column public.line_places.good_until is 'A second later, or ten times as long as it took to find out.';
comment on column public.line_places.line is 'The limits it is a line of, as a hash: two releases may differ in theirs.';

-- When somebody who waits last had those checked that run.
create unlogged table public.line_looks (
  is_only boolean primary key default true,
  looked_at timestamptz not null
);
comment on table public.line_looks is 'One row: when somebody in line last looked after those who run.';

revoke all on public.line_places, public.line_looks from public, anon, authenticated, service_role;
grant select on public.line_places, public.line_looks to service_role;
alter table public.line_places enable row level security;
alter table public.line_looks enable row level security;

-- Up to so many in line it is cheaper to ask `turns` than to remember what it said.
create function public.longest_short_line() returns integer
  language sql immutable set search_path = '' as $$ select 100 $$;
comment on function public.longest_short_line is 'A line of no more than this is looked at itself.';

-- By which part of the line a job is found.
create function public.part_of_line(p_job_id uuid) returns smallint
  language sql immutable as $$
  select pg_catalog.get_byte(pg_catalog.uuid_send(p_job_id), 15)::smallint
$$;
comment on function public.part_of_line is 'Where in line_places a job is, if it waits: 0 to 255.';

-- Makes sure that the places of a long line are known as of a moment ago. One at a time finds them out; the others go by
-- the ones before, for a second more at most.
create function public.look_at_line(p_limits jsonb) returns bigint
  language plpgsql set search_path = '' as $$
declare
  v_line bigint := pg_catalog.hashtextextended((p_limits - array['graces', 'quiet'])::text, 0);
  v_now timestamptz := public.clock_now();
  v_good_until timestamptz;
begin
  select l.good_until into v_good_until from public.line_places l
   where l.line = v_line and l.part = 0 and l.made_at <= v_now;
  if v_now <= v_good_until then
    return v_line;
  end if;
  if (select count(*) from (select from public.jobs where status = 'pending' and admitted_at is null
                             limit public.longest_short_line() + 1) as w) <= public.longest_short_line() then
    return null;
  end if;
  if not pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended('line', v_line)) then
    if v_now <= v_good_until + interval '1 second' then
      return v_line;
    end if;
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('line', v_line));
  end if;
  perform public.find_places(v_line, p_limits);
  return v_line;
end
$$;
comment on function public.look_at_line is
  'The line in line_places, where it is a long one; null for one that turns is to be asked about. p_limits: see turns.';

-- Finds out all places, unless somebody else has just done so: the caller must hold the lock of this line. Lines
-- of limits that nobody has any more go.
create function public.find_places(p_line bigint, p_limits jsonb) returns void
  language plpgsql set search_path = '' as $$
declare
  v_now timestamptz := public.clock_now();
begin
  if exists (select from public.line_places l where l.line = p_line and l.part = 0
                and v_now between l.made_at and l.good_until) then
    return;
  end if;
  insert into public.line_places as l (line, part, made_at, good_until, job_ids, places, waits_for)
  select p_line, part, v_now, v_now + greatest(interval '1 second', 10 * (public.clock_now() - v_now)),
         coalesce(array_agg(t.job_id) filter (where t.job_id is not null), '{}'),
         coalesce(array_agg(t.place) filter (where t.job_id is not null), '{}'),
         coalesce(array_agg(t.waits_for) filter (where t.job_id is not null), '{}')
    from generate_series(0, 255) as part
    left join public.turns(p_limits) t on public.part_of_line(t.job_id) = part and t.waits_for is not null
   group by part
  on conflict (line, part) do update set
    made_at = excluded.made_at, good_until = excluded.good_until,
    job_ids = excluded.job_ids, places = excluded.places, waits_for = excluded.waits_for;
  delete from public.line_places l where l.good_until < v_now - interval '1 hour';
end
$$;
comment on function public.find_places is 'Writes line_places anew for these limits.';

-- The places of some jobs.
create function public.places_in_line(p_job_ids uuid[], p_limits jsonb)
  returns table (job_id uuid, place bigint, waits_for text)
  language plpgsql set search_path = '' as $$
declare
  v_line bigint;
begin
  if cardinality(p_job_ids) = 0 then
    return;
  end if;
  v_line := public.look_at_line(p_limits);
  if v_line is null then
    return query select t.job_id, t.place, t.waits_for from public.turns(p_limits) t
                  where t.job_id = any (p_job_ids) and t.waits_for is not null;
    return;
  end if;
  return query select asked.id, l.places[n], l.waits_for[n]
    from unnest(p_job_ids) as asked(id)
    join public.line_places l on l.line = v_line and l.part = public.part_of_line(asked.id)
    join lateral array_position(l.job_ids, asked.id) as n on n is not null;
end
$$;
comment on function public.places_in_line is
  'Of these jobs those that wait for their turn, with their places: exact in a short line, else as of a moment ago (see line_places).';

-- Whether the caller is to look after those who run: whoever waits depends on it that they are checked, even where no
-- schedule and nobody else comes by; but of all who wait, one every two seconds is enough.
create function public.take_look() returns boolean
  language plpgsql set search_path = '' as $$
declare
  v_now timestamptz := public.clock_now();
begin
  if exists (select from public.line_looks where looked_at between v_now - interval '2 seconds' and v_now)
     or not pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended('look', 0)) then
    return false;
  end if;
  insert into public.line_looks as l (looked_at) values (v_now)
  on conflict (is_only) do update set looked_at = excluded.looked_at
    where l.looked_at not between v_now - interval '2 seconds' and v_now;
  return found;
end
$$;
comment on function public.take_look is 'True for one caller every two seconds.';

revoke all on function public.longest_short_line(), public.part_of_line(uuid), public.look_at_line(jsonb),
  public.find_places(bigint, jsonb), public.places_in_line(uuid[], jsonb), public.take_look()
  from public, anon, authenticated, service_role;

-- Why due jobs are not being asked about, for those who look at them. Places come from places_in_line.
create or replace function public.read_waiting(p_job_ids uuid[], p_limits jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  v_now timestamptz := public.clock_now();
  v_paused text[] := public.paused_providers(v_now);
  v_in_line uuid[];
  v_waiting jsonb := '{}';
begin
  if v_paused <> '{}' then
    select coalesce(jsonb_object_agg(p.id, jsonb_build_object('for', 'provider', 'until', p.paused_until)), '{}') into v_waiting
      from (select j.id, max(h.paused_until) as paused_until from public.jobs j
              join public.provider_health h on h.provider = any (j.providers) and h.paused_until > v_now
             where j.id = any (p_job_ids) and j.status in ('pending', 'processing') and not j.nudged
             group by j.id) as p;
  end if;
  select coalesce(array_agg(j.id), '{}') into v_in_line from public.jobs j
   where j.id = any (p_job_ids) and j.status = 'pending' and j.admitted_at is null and j.next_check_at <= v_now
     and (j.nudged or not j.providers && v_paused);
  return v_waiting || (
    select coalesce(jsonb_object_agg(p.job_id, jsonb_build_object('for', 'turn', 'place', p.place, 'limit', p.waits_for)), '{}')
      from public.places_in_line(v_in_line, p_limits) p);
end
$$;
comment on function public.read_waiting is
  'By job id: {"for": "provider", "until"} while one of its providers is paused, {"for": "turn", "place", "limit"} while it stands in line, as of a moment ago where the line is long.';

-- One job, as claim_job did; but whoever waits in a long line is told "not yet" by what was known a moment ago, and does
-- not have the line evaluated for it. Whoever it does not know, because they have just come, or may start, is
-- looked at as before: without the lock, and then under it. Those who wait may be told to look after those who run.
create function public.claim_one(
  p_job_id uuid, p_lease_ms integer, p_min_age_ms integer default null, p_limits jsonb default '{}'
) returns json
  language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := public.clock_now();
  v_is_waiting boolean;
  v_is_in_line boolean;
  v_line bigint;
  v_ids uuid[] := '{}';
begin
  select j.status = 'pending' and j.admitted_at is null,
         j.next_check_at <= v_now and (j.nudged or not j.providers && public.paused_providers(v_now))
    into v_is_waiting, v_is_in_line from public.jobs j where j.id = p_job_id;
  if v_is_waiting then
    if v_is_in_line then
      v_line := public.look_at_line(p_limits);
      v_is_in_line := not exists (select from public.line_places l
                                   where l.line = v_line and l.part = public.part_of_line(p_job_id)
                                     and p_job_id = any (l.job_ids))
        and exists (select from public.turns(p_limits) t where t.job_id = p_job_id and t.waits_for is null);
    end if;
    if not v_is_in_line then
      return public.take_claim(v_ids, v_now, p_lease_ms)::jsonb || jsonb_build_object('is_to_look', public.take_look());
    end if;
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('turns', 0));
  end if;
  v_now := public.clock_now();

  with locked as (
    select j.id from public.claimable_jobs j
     where j.id = p_job_id
       and (j.next_check_at <= v_now
              and public.may_be_asked(j.nudged, j.providers, j.kind, j.deadline_at,
                                      public.paused_providers(v_now), v_now, p_limits)
              and (not v_is_waiting or j.admitted_at is not null
                   or j.id in (select t.job_id from public.turns(p_limits) t where t.waits_for is null))
            or (not v_is_waiting and coalesce(j.delay ->> 'code', '') <> 'retrying'
                and coalesce((j.delay ->> 'askedUntil')::timestamptz, '-infinity') <= v_now
                and coalesce(j.checked_at, '-infinity') <= v_now - p_min_age_ms * interval '1 millisecond'))
       for update of j skip locked
  )
  select coalesce(array_agg(id), '{}') into v_ids from locked;
  return public.take_claim(v_ids, v_now, p_lease_ms);
end
$$;
comment on function public.claim_one is
  'Claims one job if it is due and its turn has come or, with p_min_age_ms, if its last check is older than that. p_limits: see turns and may_be_asked. is_to_look: see take_look.';
revoke all on function public.claim_one(uuid, integer, integer, jsonb) from public, anon, authenticated;
grant execute on function public.claim_one(uuid, integer, integer, jsonb) to service_role;
