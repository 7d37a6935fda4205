-- The one write that ends a check: many jobs, their operations, artifacts and events, in one transaction.

-- Writes only where the claim is still the caller's and the job is not over. Progress never falls within an
-- attempt; a change that says "again" opens a new one, which stands in line like any other, with a deadline of
-- its own. A job nudged during the check stays due. Returns, for every job written, its status and whether it is
-- due again at once.
create function public.commit_checks(p_claim_id uuid, p_source text, p_changes jsonb, p_health jsonb default '[]')
  returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_job_ids uuid[];
  v_result jsonb;
begin
  with held as (
    select j.id from public.jobs j
     where j.claim_id = p_claim_id and j.status in ('pending', 'processing')
       and j.id in (select job_id from jsonb_to_recordset(p_changes) as c(job_id uuid))
     order by j.id for update
  )
  select coalesce(array_agg(id), '{}') into v_job_ids from held;

  -- Webhooks that came before their operation's id was saved wait under this lock (see record_webhook).
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(ref, 0)) from (
    select distinct 'webhook ' || o.provider || ' ' || u.provider_ref as ref
      from jsonb_to_recordset(p_changes) as c(job_id uuid, operations jsonb)
     cross join jsonb_to_recordset(c.operations) as u(id uuid, provider_ref text)
      join public.operations o on o.id = u.id and o.provider_ref is null
     where c.job_id = any (v_job_ids) and u.provider_ref is not null
     order by 1) as refs;

  update public.operations o set
    state = u.state, provider_ref = coalesce(o.provider_ref, u.provider_ref), progress = u.progress,
    expected_at = u.expected_at, output = u.output, error = u.error,
    missing_since = u.missing_since, settles_at = u.settles_at,
    running_at = coalesce(o.running_at, u.running_at), ended_at = coalesce(o.ended_at, u.ended_at)
    from jsonb_to_recordset(p_changes) as c(job_id uuid, operations jsonb)
   cross join jsonb_to_recordset(c.operations) as u(
     id uuid, state text, provider_ref text, progress smallint, expected_at timestamptz, output jsonb,
     error jsonb, missing_since timestamptz, settles_at timestamptz, running_at timestamptz, ended_at timestamptz)
   where c.job_id = any (v_job_ids) and o.id = u.id and o.job_id = c.job_id;

  insert into public.artifacts as a (job_id, user_id, operation_id, name, content_type, bytes, sha256,
                                     storage_path, source_url, source_expires_at)
  select j.id, j.user_id, n.operation_id, n.name, n.content_type, n.bytes, n.sha256,
         n.storage_path, n.source_url, n.source_expires_at
    from jsonb_to_recordset(p_changes) as c(job_id uuid, artifacts jsonb)
    join public.jobs j on j.id = c.job_id
   cross join jsonb_to_recordset(c.artifacts) as n(
     operation_id uuid, name text, content_type text, bytes bigint, sha256 text, storage_path text,
     source_url text, source_expires_at timestamptz)
   where c.job_id = any (v_job_ids)
  on conflict (job_id, name) do update set
    operation_id = excluded.operation_id, content_type = excluded.content_type, bytes = excluded.bytes,
    sha256 = excluded.sha256, storage_path = excluded.storage_path, source_url = excluded.source_url,
    source_expires_at = excluded.source_expires_at, created_at = v_now;

  with early as (
    update public.webhook_inbox w set job_id = o.job_id, operation_id = o.id
      from public.operations o
     where w.job_id is null and w.provider = o.provider and w.provider_ref = o.provider_ref
       and o.job_id = any (v_job_ids)
    returning w.job_id
  ), written as (
    update public.jobs j set
      status = c.status, stage = c.stage,
      progress = case when coalesce(c.again, false) then 0 else greatest(j.progress, c.progress) end,
      attempt = j.attempt + coalesce(c.again, false)::integer, retries = j.retries + coalesce(c.again, false)::integer,
      deadline_ms = case when c.again then c.deadline_ms else j.deadline_ms end,
      deadline_at = case when c.again then v_now + c.deadline_ms * interval '1 millisecond' else j.deadline_at end,
      admitted_at = case when c.again is not true then j.admitted_at end, forecast = c.forecast,
      provider = coalesce(c.provider, j.provider), output = c.output, error = c.error, delay = c.delay,
      timeline = coalesce(c.timeline, j.timeline),
      started_at = case when c.again is not true then coalesce(j.started_at, case when c.status in ('processing', 'completed') then v_now end) end,
      completed_at = case when c.status in ('completed', 'failed') then v_now end,
      next_check_at = case
        when c.status in ('completed', 'failed') then null
        when c.again then v_now + c.next_check_in_ms * interval '1 millisecond'
        when j.nudged or j.id in (select job_id from early) then v_now
        else v_now + c.next_check_in_ms * interval '1 millisecond' end,
      nudged = c.status = any ('{pending,processing}') and c.again is not true
               and (j.nudged or j.id in (select job_id from early)),
      checked_at = case when c.again then null when c.asked > 0 then v_now else j.checked_at end,
      checks = j.checks + c.asked, checks_saved = j.checks_saved + c.checks_saved,
      failed_checks = c.failed_checks,
      updated_at = case when jsonb_array_length(c.events) > 0 then v_now else j.updated_at end,
      claim_id = null, claimed_at = null, claim_expires_at = null
      from jsonb_to_recordset(p_changes) as c(
        job_id uuid, status text, stage text, progress smallint, provider text, output jsonb, error jsonb,
        delay jsonb, timeline jsonb, next_check_in_ms bigint, asked integer, checks_saved integer,
        failed_checks integer, again boolean, deadline_ms bigint, forecast jsonb, events jsonb)
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
  'Commits what a check found, where the claim still holds and the job is not over; everything or nothing.';
revoke all on function public.commit_checks(uuid, text, jsonb, jsonb) from public, anon, authenticated;
grant execute on function public.commit_checks(uuid, text, jsonb, jsonb) to service_role;
