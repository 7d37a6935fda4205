-- Which uploads a job uses, how many bytes may wait for one, and what becomes of files that nothing speaks of any more.

alter table public.uploads add column used_at timestamptz;
comment on column public.uploads.used_at is 'When a job first used it; one that no job uses is removed after a day.';
create index unused_uploads on public.uploads (created_at) where used_at is null;

-- Every text that stands somewhere in an input, however deep.
create function public.texts_in(p_input jsonb) returns text[]
  language sql immutable set search_path = '' as $$
  select coalesce(array_agg(word #>> '{}'), '{}')
    from jsonb_path_query(p_input, 'strict $.** ? (@.type() == "string")') as word
$$;
comment on function public.texts_in is 'Every text in an input.';
revoke all on function public.texts_in(jsonb) from public, anon, authenticated, service_role;

update public.uploads u set used_at = used.at
  from (select j.user_id, path, min(j.created_at) as at from public.jobs j, unnest(public.texts_in(j.input)) as path
         group by 1, 2) as used
 where used.user_id = u.user_id and used.path = u.path;

create function public.unused_upload_lifetime() returns interval
  language sql immutable set search_path = '' as $$ select interval '1 day' $$;
comment on function public.unused_upload_lifetime is 'How long an upload is kept that no job uses.';
revoke all on function public.unused_upload_lifetime() from public, anon, authenticated, service_role;

-- Files whose row is gone. What a row speaks of is stored before or after it by another service, so no transaction takes
-- both away: the row goes first, and leaves this behind, until storage has let go of the file.
create table public.leftover_files (
  bucket text not null,
  path text not null,
  due_at timestamptz not null,
  primary key (bucket, path)
);
comment on table public.leftover_files is 'Files that nothing speaks of any more: to be removed from storage.';
comment on column public.leftover_files.due_at is
  'Not before: a file younger than an hour may still be on its way into storage.';

revoke all on public.leftover_files from public, anon, authenticated, service_role;
grant select on public.leftover_files to service_role;

alter table public.leftover_files enable row level security;

create function public.leave_upload_behind() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.leftover_files (bucket, path, due_at)
  values ('uploads', old.path, old.created_at + interval '1 hour') on conflict do nothing;
  return null;
end
$$;
comment on function public.leave_upload_behind is 'Notes that the file of an upload is to be removed.';
revoke all on function public.leave_upload_behind() from public, anon, authenticated, service_role;
create trigger upload_leaves_its_file after delete on public.uploads
  for each row execute function public.leave_upload_behind();

-- A result is left behind only with its user: as long as there is one, its place may be written to again.
create function public.leave_artifact_behind() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select 1 from auth.users where id = old.user_id) then
    insert into public.leftover_files (bucket, path, due_at)
    values ('artifacts', old.storage_path, old.created_at + interval '1 hour') on conflict do nothing;
  end if;
  return null;
end
$$;
comment on function public.leave_artifact_behind is 'Notes that the file of a result is to be removed, where its user is gone.';
revoke all on function public.leave_artifact_behind() from public, anon, authenticated, service_role;
create trigger artifact_leaves_its_file after delete on public.artifacts
  for each row execute function public.leave_artifact_behind();

-- An upload is recorded before its file is stored, so that a crash leaves no file behind that nothing knows of. What counts
-- is what waits for a job: room comes back by using it, or within a day. It is counted under a lock per user: racing
-- uploads cannot slip past it together.
drop function public.record_upload(uuid, text, text, bigint);
create function public.record_upload(
  p_user_id uuid, p_path text, p_content_type text, p_bytes bigint, p_most_bytes bigint default null
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz;
  v_excess bigint;
  v_until timestamptz;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('uploads of ' || p_user_id, 0));
  v_now := public.clock_now();
  select coalesce(sum(bytes), 0) + p_bytes - p_most_bytes into v_excess
    from public.uploads where user_id = p_user_id and used_at is null;
  if v_excess > 0 then
    select min(going.at) into v_until from (
      select u.created_at + public.unused_upload_lifetime() as at,
             sum(u.bytes) over (order by u.created_at, u.path) as freed
        from public.uploads u where u.user_id = p_user_id and u.used_at is null) as going
     where going.freed >= v_excess;
    return jsonb_build_object('outcome', 'full', 'waitMs',
      greatest(0, ceil(extract(epoch from coalesce(v_until - v_now, public.unused_upload_lifetime())) * 1000))::bigint);
  end if;
  insert into public.uploads (user_id, path, content_type, bytes)
  values (p_user_id, p_path, p_content_type, p_bytes);
  return jsonb_build_object('outcome', 'recorded');
end
$$;
comment on function public.record_upload is
  'Outcome recorded, or full: so many bytes are more than may wait for a job of this user. Then waitMs is when enough of them are gone.';
revoke all on function public.record_upload(uuid, text, text, bigint, bigint) from public, anon, authenticated;
grant execute on function public.record_upload(uuid, text, text, bigint, bigint) to service_role;

create function public.forget_upload(p_path text) returns void
  language sql security definer set search_path = '' as $$
  delete from public.uploads where path = p_path and used_at is null
$$;
comment on function public.forget_upload is 'Takes back record_upload, for a file that could not be stored.';
revoke all on function public.forget_upload(text) from public, anon, authenticated;
grant execute on function public.forget_upload(text) to service_role;

-- Creates a job as before, and makes the uploads of its input its own: they are locked until then, so that none of them
-- can go meanwhile. An app that does not name them yet, while a newer one takes its place, has those that its input names.
drop function public.create_job(uuid, text, jsonb, text, text, jsonb, text[], bigint, integer, text, smallint);
create function public.create_job(
  p_user_id uuid, p_kind text, p_input jsonb, p_input_hash text, p_idempotency_key text,
  p_engines jsonb, p_providers text[], p_deadline_ms bigint, p_max_active integer, p_source text,
  p_priority smallint default 0, p_uploads text[] default null
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_uploads constant text[] := coalesce(p_uploads, array(
    select path from public.uploads where user_id = p_user_id and path = any (public.texts_in(p_input))));
  v_job public.jobs;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('jobs of ' || p_user_id, 0));

  select * into v_job from public.jobs
   where user_id = p_user_id and idempotency_key = p_idempotency_key;
  if found then
    return jsonb_build_object(
      'outcome', case when v_job.input_hash = p_input_hash then 'existing' else 'conflict' end,
      'job', public.job_records(array[v_job.id]) -> 0);
  end if;

  perform 1 from public.uploads where user_id = p_user_id and path = any (v_uploads) order by path for update;
  if exists (select unnest(v_uploads) except select path from public.uploads where user_id = p_user_id) then
    return jsonb_build_object('outcome', 'unknown_upload');
  end if;

  if (select count(*) from public.jobs
       where user_id = p_user_id and status in ('pending', 'processing')) >= p_max_active then
    return jsonb_build_object('outcome', 'limit');
  end if;

  insert into public.jobs (user_id, kind, input, input_hash, idempotency_key, engines, providers, priority,
                           deadline_ms, deadline_at)
  values (p_user_id, p_kind, p_input, p_input_hash, p_idempotency_key, p_engines, p_providers, p_priority,
          p_deadline_ms, v_now + p_deadline_ms * interval '1 millisecond')
  returning * into v_job;
  update public.uploads set used_at = v_now
   where user_id = p_user_id and path = any (v_uploads) and used_at is null;
  perform public.append_event(v_job, 'created', p_source, jsonb_build_object('kind', p_kind));

  return jsonb_build_object('outcome', 'created', 'job', public.job_records(array[v_job.id]) -> 0);
end
$$;
comment on function public.create_job is
  'Outcome created, existing (same key and body), conflict (same key, other body), unknown_upload (one of p_uploads is not this user''s, or gone) or limit (too many active jobs).';
revoke all on function public.create_job(uuid, text, jsonb, text, text, jsonb, text[], bigint, integer, text, smallint, text[])
  from public, anon, authenticated;
grant execute on function public.create_job(uuid, text, jsonb, text, text, jsonb, text[], bigint, integer, text, smallint, text[])
  to service_role;

-- What check-all clears away, a part at a time: uploads that no job has used for a day, and limits that are whole again.
-- A create_job that holds an upload at this moment is left to it; one that comes later does not find it. Answers with the
-- files that storage has to let go of: the same ones to two who ask at once, as removing a file twice is removing it.
create function public.clear_away(p_most integer) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
begin
  with unused as materialized (
    select path from public.uploads
     where used_at is null and created_at <= v_now - public.unused_upload_lifetime()
     order by created_at limit p_most for update skip locked)
  delete from public.uploads u using unused where u.path = unused.path;
  perform public.forget_whole_limits(p_most);
  return (select coalesce(jsonb_agg(jsonb_build_object('bucket', f.bucket, 'path', f.path)), '[]')
            from (select bucket, path from public.leftover_files
                   where due_at <= v_now order by due_at limit p_most) as f);
end
$$;
comment on function public.clear_away is
  'Removes unused uploads, at most so many, and returns at most so many files ({bucket, path}) that are to be removed from storage.';
revoke all on function public.clear_away(integer) from public, anon, authenticated;
grant execute on function public.clear_away(integer) to service_role;

-- The end of a check-all: its summary, the moment to look at history again, every five minutes at most, and what is to
-- be cleared away; one call for all of it.
drop function public.record_check_run(jsonb);
create function public.record_check_run(p_run jsonb, p_most_files integer default 0) returns jsonb
  language sql security definer set search_path = '' as $$
  insert into public.check_runs (source, claimed, checked, changed, completed, failed, errors, remaining, duration_ms)
  select * from jsonb_to_record(p_run) as r(source text, claimed integer, checked integer, changed integer,
    completed integer, failed integer, errors integer, remaining integer, duration_ms integer);
  select public.refresh_usual_times(300000);
  select public.clear_away(p_most_files);
$$;
comment on function public.record_check_run is
  'Keeps the summary of one check-all, and returns what clear_away does.';
revoke all on function public.record_check_run(jsonb, integer) from public, anon, authenticated;
grant execute on function public.record_check_run(jsonb, integer) to service_role;

create function public.forget_files(p_bucket text, p_paths text[]) returns void
  language sql security definer set search_path = '' as $$
  delete from public.leftover_files where bucket = p_bucket and path = any (p_paths)
$$;
comment on function public.forget_files is 'Forgets leftover files that storage has let go of.';
revoke all on function public.forget_files(text, text[]) from public, anon, authenticated;
grant execute on function public.forget_files(text, text[]) to service_role;
