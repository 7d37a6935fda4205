-- Jobs are removed for good in one way, whether a person deleted them or they are as old as jobs may be.

-- Of jobs that are set aside. What lies in storage and at providers is noted since then, and is free to be removed from now on. The
-- caller holds their rows, and the lock of their user's jobs: whoever makes a job meanwhile has chosen its uploads
-- already, or will find them gone. One who has a deleted job put back finds its uploads, as its input counts until it is removed.
create function public.forget_jobs(p_user_id uuid, p_ids uuid[]) returns void
  language plpgsql set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_paths text[] := array(
    select u.path from public.uploads u
     where u.user_id = p_user_id and u.path in (
       select unnest(public.texts_in(r.content -> 'input'))
         from public.deleted_rows r where r.job_id = any (p_ids) and r.relation = 'jobs'));
begin
  if v_paths <> '{}' then
    with kept as materialized ( -- Each input is read once, not once for each upload.
      select unnest(public.texts_in(input)) as path from public.jobs where user_id = p_user_id
      union
      select unnest(public.texts_in(r.content -> 'input'))
        from public.deleted_jobs d join public.deleted_rows r on r.job_id = d.id and r.relation = 'jobs'
       where d.user_id = p_user_id and d.id <> all (p_ids)
    ), unused as (
      delete from public.uploads u
       where u.path = any (v_paths) and not exists (select from kept where kept.path = u.path)
      returning u.path
    )
    select coalesce(array_agg(path), '{}') into v_paths from unused;
    -- They were stored before a job could use them.
    update public.leftover_files set due_at = v_now where bucket = 'uploads' and path = any (v_paths) and due_at > v_now;
  end if;
  perform public.forget_rows_of_jobs(p_user_id, p_ids);
end
$$;
comment on function public.forget_jobs is
  'Removes jobs of one user that are set aside for good, and those of their uploads that no other job uses.';

create function public.forget_rows_of_jobs(p_user_id uuid, p_ids uuid[]) returns void
  language sql set search_path = '' as $$
  -- Their folders are emptied whole.
  delete from public.leftover_files f using unnest(p_ids) as gone(id)
   where f.bucket = 'artifacts' and starts_with(f.path, p_user_id || '/' || gone.id || '/');
  delete from public.deleted_jobs where id = any (p_ids);
$$;
comment on function public.forget_rows_of_jobs is 'Removes jobs of one user that are set aside for good, but none of their uploads.';
revoke all on function public.forget_jobs(uuid, uuid[]), public.forget_rows_of_jobs(uuid, uuid[])
  from public, anon, authenticated, service_role;

-- One user's at a time, whosever: somebody's thousands, or trouble with them, keep nobody else waiting for long.
create function public.remove_deleted_jobs(p_limit integer) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_user_id uuid;
  v_ids uuid[];
begin
  select user_id into v_user_id from (
    select distinct user_id from public.deleted_jobs where removed_at <= v_now) as u order by random() limit 1;
  if not found then
    return 0;
  end if;
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('jobs of ' || v_user_id, 0));
  v_ids := array(
    select id from public.deleted_jobs where user_id = v_user_id and removed_at <= v_now
     order by removed_at limit p_limit for update skip locked);
  perform public.forget_jobs(v_user_id, v_ids);
  return cardinality(v_ids);
end
$$;
comment on function public.remove_deleted_jobs is
  'Removes at most so many deleted jobs of one user for good; returns how many: 0 once there are none of anybody that cannot be put back.';
revoke all on function public.remove_deleted_jobs(integer) from public, anon, authenticated;
grant execute on function public.remove_deleted_jobs(integer) to service_role;

-- What check-all clears away, once more: hashes of work that no provider tells of any more.
create or replace function public.clear_away(p_most integer) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
begin
  with unused as materialized (
    select path from public.uploads
     where used_at is null and created_at <= v_now - public.unused_upload_lifetime()
     order by created_at limit p_most for update skip locked)
  delete from public.uploads u using unused where u.path = unused.path;
  with begun as materialized (
    select id from public.assets
     where stored_at is null and created_at <= v_now - interval '1 hour'
     order by created_at limit p_most for update skip locked)
  delete from public.assets a using begun where a.id = begun.id;
  with old as materialized (
    select id from public.deliveries
     where created_at <= v_now - interval '30 days'
     order by created_at limit p_most for update skip locked)
  delete from public.deliveries d using old where d.id = old.id;
  with silent as materialized (
    select key from public.forgotten_work where until <= v_now order by until limit p_most for update skip locked)
  delete from public.forgotten_work f using silent where f.key = silent.key;
  perform public.forget_whole_limits(p_most);
  return (select coalesce(jsonb_agg(jsonb_build_object('bucket', f.bucket, 'path', f.path)), '[]')
            from (select bucket, path from public.leftover_files
                   where due_at <= v_now order by due_at limit p_most) as f);
end
$$;
comment on function public.clear_away is
  'Removes unused uploads, images that never came whole, old deliveries and what is remembered of forgotten work, at most so many of each, and returns at most so many files ({bucket, path}) that are to be removed from storage.';
