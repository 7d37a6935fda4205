-- Histories of the line, played inside the database, many side by side: a world has users, kinds and providers of its own, so
-- that one recount serves all worlds. Whatever is said or admitted is compared with the naive recount: all of the
-- line, from the rows as they are, as it was written first. For a database with a virtual clock (virtual-clock.ts).

create function public.recount(p_limits jsonb)
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

-- The limits of two releases that run at once.
create table public.releases (release integer primary key, limits jsonb not null);

-- What the recount said, and when.
create table public.moments (id bigint generated always as identity, release integer, at timestamptz);
create table public.recounts (moment bigint, job_id uuid, place bigint, waits_for text);

create function public.new_limits(p_worlds integer) returns jsonb language sql volatile as $$
  select jsonb_build_object('provider', 1 + floor(random() * 3)::integer, 'graces', '{}'::jsonb, 'kinds',
           jsonb_object_agg(translate(w::text, '0123456789', 'abcdefghij'), floor(random() * 4)::integer))
    from generate_series(1, p_worlds) as w $$;

-- One kind of a world is limited, the other is not; its jobs are at one of two providers, at both, or at none.
create function public.create_jobs(p_worlds integer[]) returns void language sql as $$
  insert into jobs (id, user_id, kind, input, input_hash, deadline_at, providers, priority)
  select md5(random()::text)::uuid, md5(w || '-' || floor(random() * 3))::uuid,
         translate(w::text, '0123456789', 'abcdefghij') || case when random() < 0.3 then '_' else '' end, '{}', 'x', '2036-01-01',
         case floor(random() * 8)::integer when 0 then '{}' when 1 then array['a' || w, 'b' || w]
              else array[case when random() < 0.5 then 'a' else 'b' end || w] end, floor(random() * 3)::integer - 1
    from unnest(p_worlds) as w $$;

create function public.begin_histories(p_worlds integer, p_seed double precision) returns void language plpgsql as $$
declare
  v_worlds integer[] := (select array_agg(w) from generate_series(1, p_worlds) as w);
begin
  perform setseed(p_seed);
  delete from jobs; delete from provider_health; delete from recounts; delete from moments; delete from releases;
  insert into auth.users (id, email) select md5(w || '-' || n)::uuid, w || '-' || n || '@line.test'
    from generate_series(1, p_worlds) as w, generate_series(0, 2) as n on conflict do nothing;
  insert into releases select n, new_limits(p_worlds) from generate_series(1, 2) as n;
  perform create_jobs(v_worlds || v_worlds || v_worlds || v_worlds);
end $$;

-- One thing happens in every world.
create function public.happen(p_worlds integer) returns void language plpgsql as $$
declare
  v_now timestamptz := clock_now();
begin
  create temp table happening on commit drop as
    select w as world, translate(w::text, '0123456789', 'abcdefghij') as kind, case when random() < 0.5 then 'a' else 'b' end || w as provider,
           (array['create', 'create', 'create', 'create', 'end', 'end', 'save', 'cancel', 'retry', 'again', 'priority',
                  'pause', 'wake', 'nudge', 'later'])[1 + floor(random() * 15)::integer] as what
      from generate_series(1, p_worlds) as w;
  perform create_jobs(array_agg(world)) from happening where what = 'create';
  insert into provider_health as h (provider, paused_until)
  select provider, v_now + random() * interval '3 seconds' from happening where what in ('pause', 'wake')
  on conflict (provider) do update set paused_until = case (select what from happening p where p.provider = h.provider) when 'pause' then excluded.paused_until end;
  update jobs j set
    status = case h.what when 'end' then 'completed' when 'cancel' then 'canceled' when 'retry' then 'pending' when 'again' then 'pending' else status end,
    completed_at = case when h.what in ('end', 'cancel') then v_now end,
    next_check_at = case when h.what in ('end', 'cancel') then null when h.what in ('retry', 'again') then v_now
                         when h.what = 'later' then v_now + random() * interval '2 seconds' else next_check_at end,
    admitted_at = case when h.what not in ('retry', 'again') then admitted_at end,
    claim_expires_at = case when h.what not in ('retry', 'again') then claim_expires_at end,
    queued_at = case when h.what in ('retry', 'again') then v_now else queued_at end,
    providers = case when h.what = 'save' then '{}' else providers end,
    priority = case when h.what = 'priority' then floor(random() * 3)::integer - 1 else priority end,
    nudged = nudged or h.what = 'nudge'
   from (select distinct on (o.kind) j.id, o.what from happening o join jobs j on rtrim(j.kind, '_') = o.kind
          where case when o.what in ('end', 'save', 'again') then j.status in ('pending', 'processing') and j.admitted_at is not null
                     when o.what = 'retry' then j.status in ('completed', 'canceled')
                     when o.what in ('cancel', 'priority', 'nudge', 'later') then j.status = 'pending' and j.admitted_at is null end
          order by o.kind, random()) as h
   where j.id = h.id;
  drop table happening;
end $$;

create function public.count_again() returns void language plpgsql as $$
declare
  v_release record;
  v_moment bigint;
begin
  for v_release in select * from releases loop
    insert into moments (release, at) values (v_release.release, clock_now()) returning id into v_moment;
    insert into recounts select v_moment, r.* from recount(v_release.limits) r;
  end loop;
end $$;

-- The recounts of the last second, the newest first; in a short line only what is.
create view public.known_moments as
  select m.id, m.release from moments m
   where case when longest_short_line() > 0 then m.id in (select max(id) from moments group by release)
              else m.at >= clock_now() - interval '1 second' end;

-- What is said of all that stand in line is what the recount said of them at one moment.
create function public.is_said_rightly(p_release integer) returns boolean language plpgsql as $$
declare
  v_said jsonb;
begin
  select read_waiting(array_agg(j.id), (select limits from releases where release = p_release)) into v_said
    from jobs j where j.status in ('pending', 'processing');
  create temp table said on commit drop as
    select key::uuid as job_id, (value ->> 'place')::bigint as place, value ->> 'limit' as waits_for
      from jsonb_each(v_said) where value ->> 'for' = 'turn';
  create temp table here on commit drop as
    select j.id as job_id from jobs j
     where j.status = 'pending' and j.admitted_at is null and j.next_check_at <= clock_now()
       and (j.nudged or not j.providers && (select paused_providers(clock_now())));
  return exists (
    select from known_moments m where m.release = p_release and not exists (
      select from (select r.* from recounts r join here using (job_id) where r.moment = m.id and r.waits_for is not null) as r
        full join said s on s.job_id = r.job_id
       where (s.place, s.waits_for) is distinct from (r.place, r.waits_for)));
end $$;

-- Claims these, or all that is due, and says what is wrong with that; whoever is admitted then runs for long.
create function public.claim_wrongs(p_release integer, p_job_id uuid) returns setof text language plpgsql as $$
declare
  v_limits jsonb := (select limits from releases where release = p_release);
  v_latest bigint := (select max(id) from moments where release = p_release);
  v_before uuid[] := (select array_agg(id) from jobs where status = 'pending' and admitted_at is null);
  v_admitted uuid[];
begin
  if p_job_id is null then
    perform claim_due(100000, 3600000, null, v_limits);
  else
    perform claim_one(p_job_id, 3600000, null, v_limits);
  end if;
  select coalesce(array_agg(id), '{}') into v_admitted from jobs where id = any (v_before) and admitted_at is not null;
  update jobs set next_check_at = clock_now() + interval '1 hour' where id = any (v_admitted);
  return query
    select 'admitted, but waits: ' || a.id from unnest(v_admitted) as a(id)
     where not exists (select from recounts r where r.moment = v_latest and r.job_id = a.id and r.waits_for is null)
    union all
    select 'may start, but is not admitted: ' || r.job_id from recounts r
     where r.moment = v_latest and r.waits_for is null and (p_job_id is null or r.job_id = p_job_id)
       and r.job_id = any (v_before) and r.job_id <> all (v_admitted)
       and (p_job_id is null or not exists (select from recounts o join known_moments m on m.id = o.moment and m.release = p_release
                                             where o.job_id = r.job_id and o.waits_for is not null))
    union all
    select * from excesses(v_admitted, v_limits);
  if v_admitted <> '{}' then
    perform count_again();
  end if;
end $$;

-- The limits that these, who have just been admitted, exceed.
create function public.excesses(p_admitted uuid[], p_limits jsonb) returns setof text language sql stable as $$
  with running as (
    select * from public.jobs where status in ('pending', 'processing') and (status = 'processing' or admitted_at is not null) and providers <> '{}'
  ), admitted as (
    select * from running where id = any (p_admitted)
  )
  select 'too many of a user: ' || kind from running
   where (user_id, kind) in (select user_id, kind from admitted)
   group by user_id, kind having count(*) > (p_limits -> 'kinds' ->> kind)::integer
  union all
  select 'too many at a provider: ' || p from running, unnest(providers) as p
   where p in (select unnest(providers) from admitted)
   group by p having count(*) > (p_limits ->> 'provider')::integer
$$;

-- One step of all worlds, as a process of this release takes it; returns what is wrong.
create function public.play(p_worlds integer, p_release integer, p_seed double precision) returns setof text language plpgsql as $$
declare
  v_job_id uuid;
begin
  perform setseed(p_seed);
  update virtual_clock set now = now + case when random() < 0.2 then interval '1.5 seconds' else random() * interval '600 milliseconds' end;
  if random() < 0.25 then
    update releases set limits = new_limits(p_worlds) where release = p_release;
    delete from recounts where moment in (select id from moments where release = p_release);
    delete from moments where release = p_release;
  end if;
  perform happen(p_worlds);
  perform count_again();
  for v_job_id in select id from jobs where status = 'pending' and admitted_at is null order by random() limit 2 loop
    return query select * from claim_wrongs(p_release, v_job_id);
  end loop;
  if not is_said_rightly(p_release) then
    return next 'not said as it ever was within the second';
  end if;
  drop table said, here;
  if random() < 0.3 then
    return query select * from claim_wrongs(p_release, null);
  end if;
end $$;

-- Some of different worlds who may start, and have others behind them; they are not known to wait, so that they get to the lock.
create function public.fronts(p_worlds integer, p_release integer, p_seed double precision) returns setof uuid language plpgsql as $$
begin
  perform setseed(p_seed);
  perform happen(p_worlds);
  perform count_again();
  return query with recounted as materialized (
    select r.waits_for, j.* from releases, recount(limits) r join jobs j on j.id = r.job_id where release = p_release
  )
  select distinct on (f.kind) f.id from recounted f
    join recounted b on b.kind = f.kind and b.providers = f.providers and b.waits_for is not null
   where f.waits_for is null and not f.nudged and f.id not in (
     select unnest(l.job_ids) from line_places l where clock_now() between l.made_at and l.good_until)
   limit 3;
end $$;

-- All others who may start are admitted, as if these were not there.
create function public.pass_by(p_fronts uuid[], p_release integer) returns setof text language plpgsql as $$
begin
  update jobs set next_check_at = clock_now() + interval '1 hour' where id = any (p_fronts);
  perform count_again();
  return query select * from claim_wrongs(p_release, null);
  update jobs set next_check_at = clock_now() where id = any (p_fronts);
end $$;

-- Of one that has been stopped while it claimed this job, how many it may have got: 1 if the job may start now, apart from
-- what it did itself, and 0 if not, or if somebody else had it before.
create function public.fair_share(p_job_id uuid, p_limits jsonb, p_got integer) returns integer language plpgsql as $$
declare
  v_admitted_at timestamptz := (select admitted_at from jobs where id = p_job_id);
  v_share integer;
begin
  update jobs set admitted_at = null where id = p_job_id and p_got = 1;
  v_share := (select count(*) from recount(p_limits) r where r.job_id = p_job_id and r.waits_for is null);
  update jobs set admitted_at = v_admitted_at where id = p_job_id;
  return v_share;
end $$;
