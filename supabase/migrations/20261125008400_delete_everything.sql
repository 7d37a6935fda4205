-- A person has everything of theirs deleted. That is one row here, written at once, and then a matter of many small steps, which
-- check-all carries on wherever somebody was killed at one: jobs are set aside and forgotten as any deleted one is (see
-- 20261125008220_removing.sql), but that there is no undo; then all else goes, then the files, and at the very end the account.

create table public.departures (
  user_id uuid primary key references auth.users (id) on delete cascade,
  keeps_account boolean not null,
  asked_at timestamptz not null default public.clock_now(),
  rows_gone_at timestamptz,
  due_at timestamptz not null default public.clock_now(),
  tries smallint not null default 0
);
comment on table public.departures is 'People who have everything of theirs deleted, until all of it is gone.';
comment on column public.departures.keeps_account is 'The account itself stays: it is shared, or nobody here may remove one.';
comment on column public.departures.rows_gone_at is 'When the last of their rows went; from then on it is about files, and the account.';
comment on column public.departures.due_at is 'From when on their account may be asked for once more.';

revoke all on public.departures from public, anon, authenticated, service_role;
grant select on public.departures to service_role;
alter table public.departures enable row level security;

-- Whatever else of theirs is being written at this moment comes first, and is deleted with the rest; whatever comes later is refused.
create function public.begin_departure(p_user_id uuid, p_keeps_account boolean) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(about || p_user_id, 0))
    from unnest(array['jobs of ', 'uploads of ', 'room in the library of ', 'endpoints of ']) as about;
  insert into public.departures (user_id, keeps_account) values (p_user_id, p_keeps_account) on conflict do nothing;
end
$$;
comment on function public.begin_departure is 'Notes that everything of this user is to be deleted; said twice, it is noted already.';

create function public.end_departure(p_user_id uuid) returns void
  language sql security definer set search_path = '' as $$
  delete from public.departures where user_id = p_user_id and rows_gone_at is not null
$$;
comment on function public.end_departure is 'All of theirs is gone, but for an account that stays: it can be used again.';
revoke all on function public.begin_departure(uuid, boolean), public.end_departure(uuid) from public, anon, authenticated;
grant execute on function public.begin_departure(uuid, boolean), public.end_departure(uuid) to service_role;

create function public.refuse_who_departs() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.departures where user_id = new.user_id) then
    raise exception 'everything of this user is being deleted' using errcode = 'object_not_in_prerequisite_state';
  end if;
  return new;
end
$$;
comment on function public.refuse_who_departs is 'Nothing is begun by somebody who has everything deleted, until it is.';
revoke all on function public.refuse_who_departs() from public, anon, authenticated, service_role;
do $$
declare
  v_table text;
begin
  foreach v_table in array array['jobs', 'uploads', 'assets', 'endpoints', 'telegram_links', 'telegram_codes', 'ws_tickets'] loop
    execute format('create trigger nothing_of_who_departs before insert on public.%I
                      for each row execute function public.refuse_who_departs()', v_table);
  end loop;
end
$$;

-- What there is of a user, to be told before it goes.
create function public.belongings(p_user_id uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'jobs', (select count(*) from public.jobs where user_id = p_user_id),
    'under_way', (select count(*) from public.jobs where user_id = p_user_id and status in ('pending', 'processing')),
    'results', (select count(*) from public.artifacts where user_id = p_user_id),
    'uploads', (select count(*) from public.uploads where user_id = p_user_id),
    'images', (select count(*) from public.assets where user_id = p_user_id),
    'endpoints', (select count(*) from public.endpoints where user_id = p_user_id),
    'chats', (select count(*) from public.telegram_links where user_id = p_user_id))
$$;
comment on function public.belongings is
  'How many {jobs, under_way, results, uploads, images, endpoints, chats} this user has; under_way are among jobs.';
revoke all on function public.belongings(uuid) from public, anon, authenticated;
grant execute on function public.belongings(uuid) to service_role;

-- One step of one departure: some jobs, or once there are none, all other rows, and a note that the folders are to be emptied.
-- Whoever is at a job meanwhile is cleaned up after as after any deletion; a file that is on its way into storage without a job
-- leaves a note of its own behind, for later (see leave_upload_behind).
create function public.depart(p_limit integer) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_user_id uuid;
  v_job public.jobs;
  v_ids uuid[];
  v_coming text[];
begin
  select user_id into v_user_id from public.departures where rows_gone_at is null order by random() limit 1;
  if not found then
    return 0;
  end if;
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('jobs of ' || v_user_id, 0));
  perform 1 from public.departures where user_id = v_user_id and rows_gone_at is null for update;
  if not found then -- Somebody else has done the last of it meanwhile, and the account may be in use again.
    return 0;
  end if;
  -- Those that were deleted before can be put back no more.
  update public.deleted_jobs set removed_at = least(removed_at, v_now) where user_id = v_user_id;
  update public.leftover_folders set due_at = least(due_at, v_now)
   where job_id in (select id from public.deleted_jobs where user_id = v_user_id);
  update public.leftover_work set due_at = least(due_at, v_now)
   where job_id in (select id from public.deleted_jobs where user_id = v_user_id);
  for v_job in
    select * from public.jobs where user_id = v_user_id order by created_at limit p_limit for update
  loop
    perform public.set_job_aside(v_job, v_now);
  end loop;
  v_ids := array(select id from public.deleted_jobs where user_id = v_user_id order by removed_at limit p_limit for update);
  if v_ids <> '{}' then
    perform public.forget_rows_of_jobs(v_user_id, v_ids); -- Their uploads go at the end, with all others.
    return cardinality(v_ids);
  end if;

  perform public.hold_library(v_user_id);
  v_coming := array(
    select path from public.uploads where user_id = v_user_id and used_at is null and created_at > v_now - interval '1 hour'
    union all
    select user_id || '/' || id || '/' from public.assets
     where user_id = v_user_id and stored_at is null and created_at > v_now - interval '1 hour');
  delete from public.assets where user_id = v_user_id;
  delete from public.uploads where user_id = v_user_id;
  delete from public.endpoints where user_id = v_user_id;
  delete from public.telegram_links where user_id = v_user_id;
  delete from public.telegram_codes where user_id = v_user_id;
  delete from public.ws_tickets where user_id = v_user_id;
  delete from public.leftover_files f
   where starts_with(f.path, v_user_id || '/')
     and not exists (select from unnest(v_coming) as c (path) where starts_with(f.path, c.path));
  insert into public.leftover_folders (bucket, path, due_at)
  select bucket, v_user_id || '/', v_now from unnest(array['uploads', 'artifacts', 'assets']) as bucket
  on conflict (bucket, path) do update set due_at = v_now, tries = 0;
  update public.departures set rows_gone_at = v_now where user_id = v_user_id;
  return 1;
end
$$;
comment on function public.depart is
  'Takes at most so many jobs of somebody who has everything deleted, or all else that is left of them; returns how much: 0 once no rows of such people are left.';
revoke all on function public.depart(integer) from public, anon, authenticated;
grant execute on function public.depart(integer) to service_role;
