-- The right to check a job for some seconds. Whoever races, one claim wins.

-- What may be asked about: nobody holds it, and its provider is not paused (a webhook that has just come shows
-- that the provider is awake, so a nudged job does not wait for the pause to end).
create view public.claimable_jobs with (security_invoker = true) as
  select j.* from public.jobs j
   where j.status in ('pending', 'processing')
     and (j.claim_expires_at is null or j.claim_expires_at <= clock_timestamp())
     and (j.nudged or not exists (
           select 1 from public.provider_health h
            where h.provider = j.provider and h.paused_until > clock_timestamp()));
comment on view public.claimable_jobs is 'Jobs that are not over, not claimed, and whose provider is not paused.';
revoke all on public.claimable_jobs from public, anon, authenticated, service_role;

-- Takes the jobs for the caller and returns them as it will find them.
create function public.take_claim(p_job_ids uuid[], p_now timestamptz, p_lease_ms integer) returns jsonb
  language plpgsql set search_path = '' as $$
declare
  v_claim_id uuid := gen_random_uuid();
begin
  update public.jobs
     set claim_id = v_claim_id, claimed_at = p_now, nudged = false,
         claim_expires_at = p_now + p_lease_ms * interval '1 millisecond'
   where id = any (p_job_ids);
  return jsonb_build_object('claim_id', v_claim_id, 'now', p_now, 'jobs', public.job_records(p_job_ids));
end
$$;
comment on function public.take_claim is 'Marks locked jobs as claimed; the caller must hold their row locks.';
revoke all on function public.take_claim(uuid[], timestamptz, integer) from public, anon, authenticated;

-- Due jobs: high priority first, then fair between users (everyone's oldest before anyone's second), then
-- oldest first. Claims take turns for the few milliseconds they last, so overlapping runs get full, disjoint
-- batches; rows that a single check holds are skipped.
create function public.claim_due_jobs(p_limit integer, p_lease_ms integer, p_kind text default null) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz;
  v_ids uuid[];
  v_claim jsonb;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('claim_due_jobs', 0));
  v_now := clock_timestamp();

  with due as (
    select j.id, j.priority, j.next_check_at,
           row_number() over (partition by j.user_id order by j.priority desc, j.next_check_at, j.id) as turn
      from public.claimable_jobs j
     where j.next_check_at <= v_now and (p_kind is null or j.kind = p_kind)
  ), chosen as (
    select id from due order by priority desc, turn, next_check_at, id limit p_limit
  ), locked as (
    select j.id from public.claimable_jobs j
     where j.id in (select id from chosen) and j.next_check_at <= v_now
       for update of j skip locked
  )
  select coalesce(array_agg(id), '{}') into v_ids from locked;

  -- Two statements: the count must see what has just been claimed.
  v_claim := public.take_claim(v_ids, v_now, p_lease_ms);
  select v_claim || jsonb_build_object('remaining', count(*)) into v_claim
    from public.claimable_jobs j
   where j.next_check_at <= v_now and (p_kind is null or j.kind = p_kind);
  return v_claim;
end
$$;
comment on function public.claim_due_jobs is
  'Claims up to p_limit due jobs for p_lease_ms; returns claim_id, the database''s now, the jobs, and how many are left.';
revoke all on function public.claim_due_jobs(integer, integer, text) from public, anon, authenticated;
grant execute on function public.claim_due_jobs(integer, integer, text) to service_role;

-- One job: when it is due, or, if somebody asks for it (p_min_age_ms), when its last check is older than that
-- and no provider has asked us to wait.
create function public.claim_job(p_job_id uuid, p_lease_ms integer, p_min_age_ms integer default null) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_ids uuid[];
begin
  with locked as (
    select j.id from public.claimable_jobs j
     where j.id = p_job_id
       and (j.next_check_at <= v_now
            or (j.delay is null
                and coalesce(j.checked_at, '-infinity') <= v_now - p_min_age_ms * interval '1 millisecond'))
       for update of j skip locked
  )
  select coalesce(array_agg(id), '{}') into v_ids from locked;
  return public.take_claim(v_ids, v_now, p_lease_ms);
end
$$;
comment on function public.claim_job is 'Claims one job if it is due or, with p_min_age_ms, if its last check is older than that.';
revoke all on function public.claim_job(uuid, integer, integer) from public, anon, authenticated;
grant execute on function public.claim_job(uuid, integer, integer) to service_role;
