-- What a claim takes and gives: the rows are locked, marked and read in as few passes as there can be, and given as JSON that
-- is written once. (jsonb was made of each job, put together, copied, and written out at the end.)

-- As before, but it takes only what it can lock at once and nobody holds, and gives the jobs as the update leaves them, with
-- their operations and artifacts beside them, each with its job's id.
drop function public.take_claim(uuid[], timestamptz, integer);
create function public.take_claim(
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
                forecast, created_at, updated_at, started_at, completed_at
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
comment on function public.take_claim is
  'Marks these jobs as claimed, but for those that somebody holds. With p_due, how many were due, only those that still are; the rest remains. Returns claim_id, the database''s now, the jobs, oldest first, and their operations and artifacts.';
revoke all on function public.take_claim(uuid[], timestamptz, integer, integer) from public, anon, authenticated;

-- What both claims give has another shape now, so both have other names: an app of before, which may run for some minutes
-- more, finds none, and holds no jobs that it cannot read. The one for one job comes with the line.
drop function public.claim_due_jobs(integer, integer, text, jsonb), public.claim_job(uuid, integer, integer, jsonb);

-- As claim_due_jobs was, but what is due is gone through once: for the fair order, and for how many of it are left. Planned
-- once for all, and not by how many were due when statistics were last gathered.
create function public.claim_due(
  p_limit integer, p_lease_ms integer, p_kind text default null, p_limits jsonb default '{}'
) returns json
  language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  v_now timestamptz;
  v_ids uuid[];
  v_due integer;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('turns', 0));
  v_now := public.clock_now();

  with due as materialized (
    select j.id, j.user_id, j.priority, j.next_check_at from public.due_jobs(v_now, p_kind, p_limits) j
  ), ranked as (
    select id, next_check_at,
           row_number() over (partition by user_id order by priority desc, next_check_at, id) as turn
      from due
  ), chosen as (
    select id from ranked order by turn, next_check_at, id limit p_limit
  )
  select array(select id from chosen), (select count(*) from due) into v_ids, v_due;

  return public.take_claim(v_ids, v_now, p_lease_ms, v_due);
end
$$;
comment on function public.claim_due is
  'Claims up to p_limit due jobs for p_lease_ms; returns what take_claim does, and how many are left. p_limits: see turns and may_be_asked.';
revoke all on function public.claim_due(integer, integer, text, jsonb) from public, anon, authenticated;
grant execute on function public.claim_due(integer, integer, text, jsonb) to service_role;
