-- Who asks for one job that runs waits while others have its row in hand: the fate of a create call, a webhook. (They went
-- away, and what they had been told was left to the next trigger, which may be a minute off.)

-- As before, but a claim keeps nobody from writing rows that refer to the job, and is kept by none of them from it: it changes no key.
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
            for no key update skip locked))
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

-- As before, but it waits for the row of a job that has begun, and judges it as it is then; for two seconds a lock, of which
-- there are two where others wait as well. What holds it for longer leaves the job due. A job that somebody checks is not
-- waited for: who holds it sees for themselves what came meanwhile. Nor is one in line: whoever holds `turns` waits for no row.
create or replace function public.claim_one(
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
  else
    begin
      perform pg_catalog.set_config('lock_timeout', '2s', true);
      perform from public.claimable_jobs j
       where j.id = p_job_id
         and (j.next_check_at <= v_now
              or coalesce(j.checked_at, '-infinity') <= v_now - p_min_age_ms * interval '1 millisecond')
         for no key update;
    exception when lock_not_available then
      return public.take_claim(v_ids, v_now, p_lease_ms);
    end;
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
       for no key update of j skip locked
  )
  select coalesce(array_agg(id), '{}') into v_ids from locked;
  return public.take_claim(v_ids, v_now, p_lease_ms);
end
$$;
comment on function public.claim_one is
  'Claims one job if it is due and its turn has come or, with p_min_age_ms, if its last check is older than that; waits some seconds for the row of one that has begun. p_limits: see turns and may_be_asked. is_to_look: see take_look.';
