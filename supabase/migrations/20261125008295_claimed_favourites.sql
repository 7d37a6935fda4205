-- As before, and whether it is a favourite: whoever checks a job shows it as it is.
create or replace function public.take_claim(
  p_job_ids uuid[], p_now timestamptz, p_lease_ms integer, p_due integer default null
) returns json
  language plpgsql set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  v_claim_id constant uuid := gen_random_uuid();
  v_ids uuid[] := '{}';
  v_jobs json;
  v_operations json;
  v_artifacts json;
begin
  if cardinality(p_job_ids) > 0 then
    -- No index but that of ids serves this, whatever the statistics say: 20 jobs are due, or 500 of a million.
    with taken as (
      update public.jobs set
        claim_id = v_claim_id, nudged = false, admitted_at = coalesce(admitted_at, p_now),
        deadline_at = case when status = 'pending' and admitted_at is null and deadline_ms is not null
                           then p_now + deadline_ms * interval '1 millisecond' else deadline_at end,
        claim_expires_at = p_now + p_lease_ms * interval '1 millisecond'
       where id = any (array(
         select id from public.jobs
          where id = any (p_job_ids) and completed_at is null and (p_due is null or next_check_at <= p_now)
            and (claim_expires_at is null or claim_expires_at <= p_now)
            for update skip locked))
      returning id, user_id, kind, status, stage, progress, attempt, auto_retries, priority, engines, input, output, error,
                delay, timeline, next_check_at, checked_at, checks, checks_saved, failed_checks, deadline_at, admitted_at,
                forecast, created_at, updated_at, started_at, completed_at,
                favourite_at, unfavoured_at
    )
    select json_agg(t order by t.next_check_at, t.id), coalesce(array_agg(t.id), '{}') into v_jobs, v_ids from taken t;
    select json_agg(o) into v_operations from (
      select id, job_id, attempt, step, slot, provider, model, provider_ref, state, progress, expected_at, output, error,
             missing_since, started_at, settles_at, running_at, ended_at, cursor, kept_at, absences, superseded_at
        from public.operations where job_id = any (v_ids) order by job_id, attempt, step, slot) as o;
    select json_agg(a) into v_artifacts from (
      select job_id, operation_id, name, content_type, bytes, sha256, storage_path, source_url, source_expires_at
        from public.artifacts where job_id = any (v_ids) order by job_id, name) as a;
  end if;
  return json_build_object(
    'claim_id', v_claim_id, 'now', p_now, 'remaining', p_due - cardinality(v_ids), 'jobs', coalesce(v_jobs, '[]'),
    'operations', coalesce(v_operations, '[]'), 'artifacts', coalesce(v_artifacts, '[]'));
end
$$;
