-- The end of a check at the cost of what it found: most find nothing new, and say only when to ask again.

-- As before (the worlds are those of 20261125001500_commit.sql), but a change without a status leaves the record as it is, and
-- writes down the check alone. Operations, files and early webhooks are looked at only where there are any, and only then are
-- the jobs locked beforehand, in order: otherwise nothing comes before the one update that locks and writes them, in whatever
-- order it finds them. Should two ever wait for each other there, PostgreSQL undoes one of them, and the app does it again.
create or replace function public.commit_checks(p_claim_id uuid, p_source text, p_changes jsonb, p_health jsonb default '[]')
  returns jsonb
  language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_has_operations boolean;
  v_has_artifacts boolean;
  v_has_early constant boolean := exists (select from public.webhook_inbox where job_id is null);
  v_job_ids uuid[];
  v_early uuid[] := '{}';
  v_result jsonb;
begin
  select bool_or(operations <> '[]'), bool_or(artifacts <> '[]') into v_has_operations, v_has_artifacts
    from jsonb_to_recordset(p_changes) as c(operations jsonb, artifacts jsonb);

  -- World 1 or 3, or else world 2: only jobs whose claim holds are touched.
  if v_has_operations or v_has_artifacts or v_has_early then
    v_job_ids := array(
      select j.id from public.jobs j
       where j.claim_id = p_claim_id and j.completed_at is null
         and j.id = any (array(select job_id from jsonb_to_recordset(p_changes) as c(job_id uuid)))
       order by j.id for update);
  end if;

  if v_has_operations then
    -- World 4: webhooks that came before their operation's id was saved wait under this lock (see record_webhook).
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(ref, 0)) from (
      select distinct 'webhook ' || o.provider || ' ' || u.provider_ref as ref
        from jsonb_to_recordset(p_changes) as c(job_id uuid, operations jsonb)
       cross join jsonb_to_recordset(c.operations) as u(id uuid, provider_ref text)
        join public.operations o on o.id = u.id and o.provider_ref is null
       where c.job_id = any (v_job_ids) and u.provider_ref is not null
       order by 1) as refs;

    -- World 5: a piece of our own is left to its makers.
    update public.operations o set
      state = u.state, provider_ref = coalesce(o.provider_ref, u.provider_ref), progress = u.progress,
      expected_at = u.expected_at, output = u.output, error = u.error,
      missing_since = u.missing_since, settles_at = u.settles_at,
      running_at = coalesce(o.running_at, u.running_at), ended_at = coalesce(o.ended_at, u.ended_at),
      kept_at = coalesce(o.kept_at, u.kept_at)
      from jsonb_to_recordset(p_changes) as c(job_id uuid, operations jsonb)
     cross join jsonb_to_recordset(c.operations) as u(
       id uuid, state text, provider_ref text, progress smallint, expected_at timestamptz, output jsonb, error jsonb,
       missing_since timestamptz, settles_at timestamptz, running_at timestamptz, ended_at timestamptz, kept_at timestamptz)
     where c.job_id = any (v_job_ids) and o.id = u.id and o.job_id = c.job_id and o.provider is not null;
  end if;

  if v_has_artifacts then
    perform public.keep_artifacts(v_job_ids, p_changes);
  end if;

  -- An id may have been saved before this commit as well: by record_fates, whoever called that.
  if v_has_operations or v_has_early then
    with early as (
      update public.webhook_inbox w set job_id = o.job_id, operation_id = o.id
        from public.operations o
       where w.job_id is null and w.provider = o.provider and w.provider_ref = o.provider_ref
         and o.job_id = any (v_job_ids)
      returning w.job_id
    )
    select coalesce(array_agg(job_id), '{}') into v_early from early;
  end if;

  with changes as (
    select c.*, c.status is null as is_same, coalesce(c.auto_retry, false) as opens_attempt,
           coalesce(c.status in ('completed', 'failed'), false) as is_over, c.job_id = any (v_early) as has_early
      from jsonb_to_recordset(p_changes) as c(
        job_id uuid, status text, stage text, progress smallint, providers text[], output jsonb, error jsonb,
        delay jsonb, timeline jsonb, next_check_in_ms bigint, asked integer, checks_saved integer,
        failed_checks integer, auto_retry boolean, deadline_ms bigint, forecast jsonb, events jsonb)
  ), written as (
    update public.jobs j set
      status = coalesce(c.status, j.status),
      stage = case when c.is_same then j.stage else c.stage end,
      providers = coalesce(c.providers, j.providers),
      output = case when c.is_same then j.output else c.output end,
      error = case when c.is_same then j.error else c.error end,
      delay = case when c.is_same then j.delay else c.delay end,
      forecast = case when c.is_same then j.forecast else c.forecast end,
      timeline = coalesce(c.timeline, j.timeline),
      progress = case when c.opens_attempt then 0 else greatest(j.progress, c.progress) end,
      attempt = j.attempt + c.opens_attempt::integer, auto_retries = j.auto_retries + c.opens_attempt::integer,
      admitted_at = case when not c.opens_attempt then j.admitted_at end,
      deadline_ms = case when c.opens_attempt then c.deadline_ms else j.deadline_ms end,
      deadline_at = case when c.opens_attempt then v_now + c.deadline_ms * interval '1 millisecond' else j.deadline_at end,
      started_at = case when not c.opens_attempt then
        coalesce(j.started_at, case when c.status in ('processing', 'completed') then v_now end) end,
      completed_at = case when c.is_over then v_now end,
      next_check_at = case
        when c.is_over then null
        when not c.opens_attempt and (j.nudged or c.has_early) then v_now
        else v_now + c.next_check_in_ms * interval '1 millisecond' end,
      nudged = not c.is_over and not c.opens_attempt and (j.nudged or c.has_early),
      checked_at = case when c.opens_attempt then null when c.asked > 0 then v_now else j.checked_at end,
      checks = j.checks + c.asked, checks_saved = j.checks_saved + c.checks_saved,
      failed_checks = case when c.is_same then j.failed_checks else c.failed_checks end,
      updated_at = case when jsonb_array_length(c.events) > 0 then v_now else j.updated_at end,
      claim_id = null, claim_expires_at = null
      from changes c
     where j.id = c.job_id and j.claim_id = p_claim_id and j.completed_at is null
    returning j.id, j.user_id, j.status, j.stage, j.progress, j.attempt, j.next_check_at, c.events
  ), ledger as (
    insert into public.job_events (job_id, user_id, type, status, stage, progress, attempt, source, detail)
    select w.id, w.user_id, e.value ->> 'type', w.status, w.stage, w.progress, w.attempt, p_source,
           coalesce(e.value -> 'detail', '{}')
      from written w cross join jsonb_array_elements(w.events) with ordinality as e(value, n)
     order by w.id, e.n
  )
  select coalesce(jsonb_agg(jsonb_build_object(
           'job_id', id, 'status', status, 'due', coalesce(next_check_at <= v_now, false))), '[]'),
         coalesce(array_agg(id), '{}')
    into v_result, v_job_ids from written;

  update public.webhook_inbox set processed_at = v_now
   where job_id = any (v_job_ids) and processed_at is null
     and not exists (select 1 from public.jobs j where j.id = webhook_inbox.job_id and j.nudged);

  perform public.note_provider_health(p_health);
  return v_result;
end
$$;
comment on function public.commit_checks is
  'Commits what a check found, where the claim still holds and the job is not over; everything or nothing. A change without a status leaves the record as it is. Returns, for every job written, its status and whether it is due again at once.';
