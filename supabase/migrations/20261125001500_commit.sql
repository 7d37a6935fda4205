-- The one write that ends a check: many jobs, their operations, artifacts and events, in one transaction.

-- The worlds in which a check may end, job by job:
--   1. The claim is still the caller's and the job is not over: everything is written.
--   2. The claim ran out and another check took it, a cancel ended the job, or a webhook adopted work that this check
--      did not know of: the claim is not the caller's any more, and nothing of this job is written.
--   3. The commit was done and its answer got lost: the claim is gone, so doing it again is world 2.
--   4. A webhook came during the check, for an operation whose id was known (nudged) or is only being written here
--      (early): what was found is written, and the job is due again at once, unless it is over.
--   5. A piece of our own ended during the check: its makers have written it (see finish_piece), and what the check
--      still believed of it is not.
-- Progress never falls within an attempt; a change with auto_retry opens a new one, which stands in line like any
-- other, with a deadline of its own, so that the job is never seen as over in between.
create function public.commit_checks(p_claim_id uuid, p_source text, p_changes jsonb, p_health jsonb default '[]')
  returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_job_ids uuid[];
  v_result jsonb;
begin
  -- World 1 or 3, or else world 2: from here on only jobs in v_job_ids are touched.
  with held as (
    select j.id from public.jobs j
     where j.claim_id = p_claim_id and j.status in ('pending', 'processing')
       and j.id in (select job_id from jsonb_to_recordset(p_changes) as c(job_id uuid))
     order by j.id for update
  )
  select coalesce(array_agg(id), '{}') into v_job_ids from held;

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

  perform public.keep_artifacts(v_job_ids, p_changes);

  with early as (
    update public.webhook_inbox w set job_id = o.job_id, operation_id = o.id
      from public.operations o
     where w.job_id is null and w.provider = o.provider and w.provider_ref = o.provider_ref
       and o.job_id = any (v_job_ids)
    returning w.job_id
  ), changes as (
    select c.*, coalesce(c.auto_retry, false) as opens_attempt, c.status in ('completed', 'failed') as is_over,
           c.job_id in (select job_id from early) as has_early,
           v_now + c.next_check_in_ms * interval '1 millisecond' as planned_at
      from jsonb_to_recordset(p_changes) as c(
        job_id uuid, status text, stage text, progress smallint, providers text[], output jsonb, error jsonb,
        delay jsonb, timeline jsonb, next_check_in_ms bigint, asked integer, checks_saved integer,
        failed_checks integer, auto_retry boolean, deadline_ms bigint, forecast jsonb, events jsonb)
  ), written as (
    update public.jobs j set
      status = c.status, stage = c.stage, providers = c.providers, output = c.output, error = c.error,
      delay = c.delay, forecast = c.forecast, timeline = coalesce(c.timeline, j.timeline),
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
        else c.planned_at end,
      nudged = not c.is_over and not c.opens_attempt and (j.nudged or c.has_early),
      checked_at = case when c.opens_attempt then null when c.asked > 0 then v_now else j.checked_at end,
      checks = j.checks + c.asked, checks_saved = j.checks_saved + c.checks_saved, failed_checks = c.failed_checks,
      updated_at = case when jsonb_array_length(c.events) > 0 then v_now else j.updated_at end,
      claim_id = null, claim_expires_at = null
      from changes c
     where j.id = any (v_job_ids) and j.id = c.job_id
    returning j.*, c.events
  ), ledger as (
    insert into public.job_events (job_id, user_id, type, status, stage, progress, attempt, source, detail)
    select w.id, w.user_id, e.value ->> 'type', w.status, w.stage, w.progress, w.attempt, p_source,
           coalesce(e.value -> 'detail', '{}')
      from written w cross join jsonb_array_elements(w.events) with ordinality as e(value, n)
     order by w.id, e.n
  )
  select coalesce(jsonb_agg(jsonb_build_object(
           'job_id', id, 'status', status, 'due', coalesce(next_check_at <= v_now, false))), '[]')
    into v_result from written;

  update public.webhook_inbox set processed_at = v_now
   where job_id = any (v_job_ids) and processed_at is null
     and not exists (select 1 from public.jobs j where j.id = webhook_inbox.job_id and j.nudged);

  perform public.note_provider_health(p_health);
  return v_result;
end
$$;
comment on function public.commit_checks is
  'Commits what a check found, where the claim still holds and the job is not over; everything or nothing. Returns, for every job written, its status and whether it is due again at once.';
revoke all on function public.commit_checks(uuid, text, jsonb, jsonb) from public, anon, authenticated;
grant execute on function public.commit_checks(uuid, text, jsonb, jsonb) to service_role;
