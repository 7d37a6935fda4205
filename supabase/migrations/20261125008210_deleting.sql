-- A person deletes a job, and may take that back for ten seconds. The rows of a deleted job are set aside in one transaction, all
-- of them, and put back as they were. So it is gone at once for everybody, whatever they read and however they ask: there
-- is no job that could be shown, claimed, committed, counted or told of, also to an app that knows nothing of deleting.

-- Ten seconds, and a moment for a click on the way.
create function public.undo_window() returns interval
  language sql immutable set search_path = '' as $$ select interval '12 seconds' $$;
comment on function public.undo_window is 'How long a deleted job can be put back.';
revoke all on function public.undo_window() from public, anon, authenticated, service_role;

-- Rows on their way out or back are no news: nobody is told of them once more, and their files stay where they are.
create or replace trigger job_events_are_announced after insert on public.job_events
  referencing new table as written for each statement
  when (current_setting('darkroom.moving', true) is distinct from 'yes')
  execute function public.write_announcements();
create or replace trigger event_is_told_to_endpoints after insert on public.job_events
  for each row when (new.type in ('created', 'completed', 'failed', 'canceled')
                     and current_setting('darkroom.moving', true) is distinct from 'yes')
  execute function public.tell_endpoints();
create or replace trigger event_is_told_to_telegram after insert on public.job_events
  for each row when ((new.type in ('completed', 'failed') or (new.type = 'canceled' and new.source <> 'telegram'))
                     and current_setting('darkroom.moving', true) is distinct from 'yes')
  execute function public.tell_telegram();
create or replace trigger artifact_leaves_its_file after delete on public.artifacts
  for each row when (current_setting('darkroom.moving', true) is distinct from 'yes')
  execute function public.leave_artifact_behind();
create or replace trigger work_that_is_gone_leaves_its_answer after delete on public.operations
  for each row when (old.provider is not null and old.kept_at is null
                     and current_setting('darkroom.moving', true) is distinct from 'yes')
  execute function public.leave_answer_behind();
do $$
begin
  if exists (select from pg_trigger where tgname = 'job_events_are_told_by_realtime') then
    create or replace trigger job_events_are_told_by_realtime after insert on public.job_events
      referencing new table as written for each statement
      when (current_setting('darkroom.moving', true) is distinct from 'yes')
      execute function public.tell_realtime();
  end if;
end
$$;

-- Until when somebody may still be writing into a job's folder, who will find at their commit that there is no job: whoever
-- holds it or did before, or draws a small picture of its results, for as long as a function lives (300 s), whatever has become
-- of the job; whoever makes a piece of it; a create call that answers with what it made (5 minutes after it is settled, see keep-made.ts).
create function public.writers_until(p_job public.jobs) returns timestamptz
  language sql stable set search_path = '' as $$
  select greatest(
    public.clock_now() + interval '5 minutes',
    (select max(case when o.provider is null then o.claim_expires_at else o.settles_at + interval '5 minutes' end)
       from public.operations o
      where o.job_id = p_job.id and (o.provider is null and o.claim_id is not null or o.state = 'starting')))
$$;
comment on function public.writers_until is 'Until when files may come into the folder of a job.';
revoke all on function public.writers_until(public.jobs) from public, anon, authenticated, service_role;

-- Takes a job out of all tables. The caller holds its row lock. What it leaves in storage and at providers is noted now: who
-- removes it for good takes its row here away, and that frees the rest.
create function public.set_job_aside(p_job public.jobs, p_removed_at timestamptz) returns void
  language plpgsql set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
begin
  insert into public.deleted_jobs (id, user_id, removed_at) values (p_job.id, p_job.user_id, p_removed_at);
  insert into public.leftover_folders as f (bucket, path, job_id, due_at, again_at)
  values ('artifacts', p_job.user_id || '/' || p_job.id || '/', p_job.id, p_removed_at,
          public.writers_until(p_job))
  on conflict (bucket, path) do update set job_id = excluded.job_id, due_at = excluded.due_at, tries = 0,
    again_at = greatest(f.again_at, excluded.again_at);
  -- A start of unknown fate is looked up no sooner than that of a job that is there.
  insert into public.leftover_work (
    operation_id, job_id, provider, provider_ref, is_under_way, started_at, due_at, forgotten_at)
  select o.id, p_job.id, o.provider, o.provider_ref, o.ended_at is null, o.started_at,
         case when o.provider_ref is null then greatest(p_removed_at, o.settles_at) else p_removed_at end,
         p_removed_at + public.forgotten_work_lifetime()
    from public.operations o
   where o.job_id = p_job.id and o.provider is not null
     and (o.provider_ref is not null or o.state in ('starting', 'unknown') or o.state = 'planned' and o.absences > 0 or o.error ->> 'code' = 'start_unknown')
  on conflict (operation_id) do nothing;
  insert into public.forgotten_work (key, until)
  select distinct key, v_now + public.forgotten_work_lifetime()
    from public.operations o cross join unnest(public.keys_of_work(o.id, o.provider, o.provider_ref)) as key
   where o.job_id = p_job.id and o.provider is not null
  on conflict (key) do update set until = excluded.until;

  insert into public.deleted_rows (job_id, relation, id, content)
  select p_job.id, 'jobs', t.id::text, to_jsonb(t) from public.jobs t where t.id = p_job.id
  union all select p_job.id, 'operations', t.id::text, to_jsonb(t) from public.operations t where t.job_id = p_job.id
  union all select p_job.id, 'artifacts', t.id::text, to_jsonb(t) from public.artifacts t where t.job_id = p_job.id
  union all select p_job.id, 'job_events', t.id::text, to_jsonb(t) from public.job_events t where t.job_id = p_job.id
  union all select p_job.id, 'webhook_inbox', t.id::text, to_jsonb(t) from public.webhook_inbox t where t.job_id = p_job.id
  union all select p_job.id, 'deliveries', t.id::text, to_jsonb(t) from public.deliveries t where t.job_id = p_job.id
  union all select p_job.id, 'job_assets', null, to_jsonb(t) from public.job_assets t where t.job_id = p_job.id
  union all
  select p_job.id, 'operation_ranges', null, to_jsonb(t)
    from public.operation_ranges t join public.operations o on o.id = t.operation_id where o.job_id = p_job.id
  union all
  select p_job.id, 'announcements', null, to_jsonb(t)
    from public.announcements t join public.job_events e on e.id = t.event_id where e.job_id = p_job.id;

  perform set_config('darkroom.moving', 'yes', true);
  delete from public.jobs where id = p_job.id;
  perform set_config('darkroom.moving', '', true);
end
$$;
comment on function public.set_job_aside is 'Takes a job with all its rows out of every table, until p_removed_at to be put back.';
revoke all on function public.set_job_aside(public.jobs, timestamptz) from public, anon, authenticated, service_role;

-- The worlds in which a job may be deleted:
--   1. Nobody is at it: it is set aside.
--   2. A check holds it, or a piece of it is being made: they find no job when they come to write, and write nothing. What
--      they stored is removed with its folder; what they began at a provider is kept for the day (see record_fates).
--   3. Its batch of images is under way: the images are given back to the library as they were, and named anew if it is put back.
--   4. It is deleted already, or was never this user's: there is no such job.
create function public.delete_job(p_job_id uuid, p_user_id uuid, p_source text) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_job public.jobs;
  v_ids uuid[];
begin
  select * into v_job from public.jobs where id = p_job_id and user_id = p_user_id for update;
  if not found then -- World 4.
    return jsonb_build_object('outcome', 'not_found');
  end if;
  -- Whoever follows the ledger is told by the deletion itself (see ledger_rows).
  perform set_config('darkroom.moving', 'yes', true);
  perform public.append_event(v_job, 'deleted', p_source);
  perform set_config('darkroom.moving', '', true);
  v_ids := array(select x.asset_id from public.job_assets x where x.job_id = p_job_id and x.state in ('waiting', 'sent'));
  if v_ids <> '{}' then -- World 3.
    perform public.hold_library(p_user_id);
    perform public.release_assets(p_job_id, v_ids);
  end if;
  perform public.set_job_aside(v_job, v_now + public.undo_window());
  update public.deleted_jobs set event_id = (
    select max(r.id::bigint) from public.deleted_rows r where r.job_id = p_job_id and r.relation = 'job_events')
   where id = p_job_id;
  return jsonb_build_object('outcome', 'deleted', 'restorable_until', v_now + interval '10 seconds',
    'removed_in_ms', extract(epoch from public.undo_window()) * 1000);
end
$$;
comment on function public.delete_job is
  'Outcome deleted (it is gone, and can be put back until restorable_until; after removed_in_ms it is removed for good) or not_found.';
revoke all on function public.delete_job(uuid, uuid, text) from public, anon, authenticated;
grant execute on function public.delete_job(uuid, uuid, text) to service_role;
