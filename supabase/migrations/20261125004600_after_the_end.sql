-- What a batch has done of a job that was canceled, or ran out of time, is paid for: it is read as well. The job stays as it
-- is; its images get their tags.

-- As before, and for the time after the end: nobody has a claim then, and none is needed. Whoever reads moves the cursor
-- under the lock of the job, from where they began; of two at once, one does. A retry takes the job out of their hands.
create or replace function public.move_cursor(p_claim_id uuid, p_operation_id uuid, p_after jsonb, p_cursor jsonb) returns boolean
  language plpgsql set search_path = '' as $$
begin
  perform 1 from public.jobs j
    join public.operations o on o.job_id = j.id
   where o.id = p_operation_id
     and (j.claim_id = p_claim_id and j.status in ('pending', 'processing')
          or p_claim_id is null and j.status in ('failed', 'canceled') and o.state = 'succeeded')
     for update of j;
  if not found then
    return false;
  end if;
  -- The HTTP server hands over JSON's null where SQL's was meant.
  update public.operations set cursor = nullif(p_cursor, 'null')
   where id = p_operation_id and kept_at is null
     and nullif(cursor, 'null') is not distinct from nullif(p_after, 'null');
  return found;
end
$$;
comment on function public.move_cursor is
  'Moves an operation''s cursor from p_after (null: the beginning) to p_cursor; false, and the caller writes nothing, if the claim on its job is lost or the cursor is elsewhere. Without a claim: only for finished work of a job that failed or was canceled.';

-- The end of such work: all of it is taken, or nothing will ever come of it.
create function public.end_late_work(p_operation_id uuid, p_error jsonb, p_source text, p_detail jsonb) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_error constant jsonb := nullif(p_error, 'null');
  v_job public.jobs;
begin
  select j.* into v_job from public.jobs j
    join public.operations o on o.job_id = j.id
   where o.id = p_operation_id and j.status in ('failed', 'canceled') for update of j;
  if not found then
    return false;
  end if;
  update public.operations set
    state = case when v_error is null then state else 'failed' end, error = v_error,
    kept_at = case when v_error is null then v_now end, ended_at = coalesce(ended_at, v_now)
   where id = p_operation_id and kept_at is null
     and (state = 'succeeded' or v_error is not null and state in ('queued', 'running'));
  if not found then
    return false;
  end if;
  perform public.append_event(v_job, case when v_error is null then 'late_kept' else 'late_spoilt' end, p_source, p_detail);
  return true;
end
$$;
comment on function public.end_late_work is
  'Work of a job that failed or was canceled is taken whole or, with p_error, came to nothing; true if that was news.';
revoke all on function public.end_late_work(uuid, jsonb, text, jsonb) from public, anon, authenticated;
grant execute on function public.end_late_work(uuid, jsonb, text, jsonb) to service_role;

-- For a provider's window and the grace after it such work is asked about. What is silent for longer is given up. Of a start
-- that nobody has heard the end of, it can be known only once it has settled; until it is looked up it may be under way.
create view public.late_operations with (security_invoker = true) as
  select o.id, o.job_id, j.kind, o.provider_ref is not null or o.settles_at <= public.clock_now() as is_settled
    from public.jobs j join public.operations o on o.job_id = j.id
   where j.status in ('failed', 'canceled') and j.completed_at > public.clock_now() - interval '26 hours'
     and case when o.provider_ref is null then o.provider is not null and o.state = 'starting'
              else o.state in ('queued', 'running') or o.state = 'succeeded' and o.kept_at is null end;
comment on view public.late_operations is
  'Work of jobs that failed or were canceled lately that may still come to something, or is not read yet; whether it can be asked about by now.';
revoke all on public.late_operations from public, anon, authenticated, service_role;

create index jobs_ended_lately on public.jobs (completed_at) where status in ('failed', 'canceled');

-- Such a batch still has these images, though their job has given them up: those that it did not get to, and those that it
-- sends once more after a batch that came to nothing, whatever was said of them there.
create view public.held_assets with (security_invoker = true) as
  select x.asset_id from public.late_operations o
    join public.operation_ranges r on r.operation_id = o.id
    join public.job_assets x on x.job_id = o.job_id and x.share >= r.from_share and x.share < r.to_share
   where x.state = 'left' and x.reason_code = 'not_reached'
      or x.state <> 'tagged' and exists (
           select from public.operations f where f.id = x.operation_id and f.state in ('failed', 'canceled'));
comment on view public.held_assets is
  'Images that a batch may still tag, or has tagged unread, or that are just being sent, whose job has failed or was canceled.';
revoke all on public.held_assets from public, anon, authenticated, service_role;

create or replace view public.untagged_assets with (security_invoker = true) as
  select a.id, a.user_id, a.created_at from public.assets a
   where a.stored_at is not null and a.tagged_at is null
     and not exists (select from public.job_assets x where x.asset_id = a.id and x.state in ('waiting', 'sent'))
     and not exists (select from public.held_assets h where h.asset_id = a.id);
comment on view public.untagged_assets is 'Images without tags, which no job under way is to tag, and no batch that one left behind.';

-- The end of a check-all, once more: it also learns of some late work of these kinds, any of it, so that none that is in
-- trouble keeps the rest from being asked about.
drop function public.record_check_run(jsonb, integer);
create function public.record_check_run(
  p_run jsonb, p_most_files integer default 0, p_most_late integer default null, p_late_kinds text[] default '{}'
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_files jsonb;
begin
  insert into public.check_runs (source, claimed, checked, changed, completed, failed, errors, remaining, duration_ms)
  select * from jsonb_to_record(p_run) as r(source text, claimed integer, checked integer, changed integer,
    completed integer, failed integer, errors integer, remaining integer, duration_ms integer);
  perform public.refresh_usual_times(300000);
  v_files := public.clear_away(p_most_files);
  if p_most_late is null then
    return v_files;
  end if;
  return jsonb_build_object('files', v_files, 'late', (
    select coalesce(jsonb_agg(jsonb_build_object('job_id', o.job_id, 'operation_id', o.id)), '[]')
      from (select job_id, id from public.late_operations where kind = any (p_late_kinds) and is_settled
             order by random() limit p_most_late) as o));
end
$$;
comment on function public.record_check_run is
  'Keeps the summary of one check-all, and returns what clear_away does; with p_most_late {"files": that, "late": [{"job_id", "operation_id"}]}, at most so much late work of p_late_kinds.';
revoke all on function public.record_check_run(jsonb, integer, integer, text[]) from public, anon, authenticated;
grant execute on function public.record_check_run(jsonb, integer, integer, text[]) to service_role;
