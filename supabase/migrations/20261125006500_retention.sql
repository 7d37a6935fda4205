-- How long jobs are kept that have ended: for ever, unless the app is told so many days. With a job go its rows, and what was
-- to be told of it; its files are left behind by their rows (see leftover_files), and leave storage with what check-all clears away.
-- Images of the library belong to nobody's job, and stay.
-- Nothing goes that was not said to go for a week: since when this is so is kept here.
create table public.retention (
  is_current boolean primary key default true,
  days integer not null,
  since timestamptz not null default public.clock_now()
);
comment on table public.retention is 'Its current row, while jobs are not kept for ever: for how many days they are kept, and since when for no more than that.';
revoke all on public.retention from public, anon, authenticated, service_role;
grant select on public.retention to service_role;
alter table public.retention enable row level security;

create function public.retention_since(p_days integer) returns timestamptz
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.retention as r (days) values (p_days)
  on conflict (is_current) do update
    set days = excluded.days, since = case when excluded.days < r.days then excluded.since else r.since end
    where r.days <> excluded.days;
  return (select since from public.retention where is_current);
end
$$;
comment on function public.retention_since is
  'Notes that jobs are kept for so many days, and returns since when for no more than that.';
revoke all on function public.retention_since(integer) from public, anon, authenticated;
grant execute on function public.retention_since(integer) to service_role;

create index jobs_by_end on public.jobs (completed_at) where completed_at is not null;

create function public.take_old_jobs(p_days integer, p_limit integer) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  v_until constant timestamptz := public.clock_now() - p_days * interval '1 day';
  v_user_id uuid;
  v_taken integer;
begin
  if p_days is null then
    delete from public.retention;
    return 0;
  end if;
  if public.retention_since(p_days) + interval '7 days' > public.clock_now() then
    return 0;
  end if;
  select user_id into v_user_id from public.jobs where completed_at <= v_until order by completed_at limit 1;
  if not found then
    return 0;
  end if;
  -- Whoever makes a job of theirs meanwhile has chosen its uploads already, or will find them gone.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('jobs of ' || v_user_id, 0));
  with old as materialized (
    select id, input from public.jobs
     where user_id = v_user_id and completed_at <= v_until
     order by completed_at limit p_limit for update
  ), taken as (
    delete from public.jobs j using old where j.id = old.id returning j.id
  ), left_behind as materialized (
    select distinct unnest(public.texts_in(input)) as path from old
  ), kept as materialized ( -- Each input is read once, not once for each upload.
    select distinct unnest(public.texts_in(input)) as path from public.jobs
     where user_id = v_user_id and id not in (select id from old)
  ), unused as (
    delete from public.uploads u
     where u.user_id = v_user_id and u.path in (select path from left_behind)
       and not exists (select from kept where kept.path = u.path)
  )
  select count(*) into v_taken from taken;
  return v_taken;
end
$$;
comment on function public.take_old_jobs is
  'Removes at most so many of one user''s jobs that ended so many days ago or before, oldest first, with all that belongs to them, and those of their uploads that no other job uses; returns how many: 0 once there are none of anybody, and in the week after that number of days was first heard of. Without one, all are kept, and a later one is a new one.';
revoke all on function public.take_old_jobs(integer, integer) from public, anon, authenticated;
grant execute on function public.take_old_jobs(integer, integer) to service_role;
