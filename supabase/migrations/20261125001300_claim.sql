-- The right to check a job for some seconds. Whoever races, one claim wins.

-- Takes the jobs for the caller and returns them as it will find them. A claim admits: from now on the job counts
-- as running, and its time as well. Whoever held the job before us, in one of these worlds, is heard no more:
--   1. They committed, and let go.
--   2. They were killed: what they wrote until then is there, and the job is as it was last committed.
--   3. They are merely slow: the fence is gone, and their commit will change nothing.
-- A webhook that came during their check has nudged the job; the nudge ends here, since we ask anyway.
create function public.take_claim(p_job_ids uuid[], p_now timestamptz, p_lease_ms integer) returns jsonb
  language plpgsql set search_path = '' as $$
declare
  v_claim_id uuid := gen_random_uuid();
begin
  update public.jobs
     set claim_id = v_claim_id, nudged = false, admitted_at = coalesce(admitted_at, p_now),
         deadline_at = case when status = 'pending' and admitted_at is null and deadline_ms is not null
                            then p_now + deadline_ms * interval '1 millisecond' else deadline_at end,
         claim_expires_at = p_now + p_lease_ms * interval '1 millisecond'
   where id = any (p_job_ids);
  return jsonb_build_object('claim_id', v_claim_id, 'now', p_now, 'jobs', public.job_records(p_job_ids));
end
$$;
comment on function public.take_claim is 'Marks locked jobs as claimed; the caller must hold their row locks.';
revoke all on function public.take_claim(uuid[], timestamptz, integer) from public, anon, authenticated;

-- Due jobs, fair between users: everyone's first before anyone's second, whatever their priorities, which order a
-- user's own; then oldest first. Claims take turns for the few milliseconds they last, so overlapping runs get full,
-- disjoint batches, and no two admit past a limit together; rows that a single check holds are skipped.
create function public.claim_due_jobs(
  p_limit integer, p_lease_ms integer, p_kind text default null, p_limits jsonb default '{}'
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz;
  v_ids uuid[];
  v_claim jsonb;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('turns', 0));
  v_now := public.clock_now();

  with due as (
    select j.id, j.next_check_at,
           row_number() over (partition by j.user_id order by j.priority desc, j.next_check_at, j.id) as turn
      from public.due_jobs(v_now, p_kind, p_limits) j
  ), chosen as (
    select id from due order by turn, next_check_at, id limit p_limit
  ), locked as (
    select j.id from public.claimable_jobs j
     where j.id in (select id from chosen) and j.next_check_at <= v_now
       for update of j skip locked
  )
  select coalesce(array_agg(id), '{}') into v_ids from locked;

  -- Two statements: the count must see what has just been claimed.
  v_claim := public.take_claim(v_ids, v_now, p_lease_ms);
  select v_claim || jsonb_build_object('remaining', count(*)) into v_claim
    from public.due_jobs(v_now, p_kind, p_limits);
  return v_claim;
end
$$;
comment on function public.claim_due_jobs is
  'Claims up to p_limit due jobs for p_lease_ms; returns claim_id, the database''s now, the jobs, and how many are left. p_limits: see turns.';
revoke all on function public.claim_due_jobs(integer, integer, text, jsonb) from public, anon, authenticated;
grant execute on function public.claim_due_jobs(integer, integer, text, jsonb) to service_role;

-- One job: when it is due and its turn has come, or, if somebody asks for it (p_min_age_ms), when its last check
-- is older than that and no provider has asked us to wait. What stands in line is looked at without the lock
-- first: most who ask for such a job only wait with it.
create function public.claim_job(
  p_job_id uuid, p_lease_ms integer, p_min_age_ms integer default null, p_limits jsonb default '{}'
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz;
  v_is_waiting boolean;
  v_ids uuid[] := '{}';
begin
  select status = 'pending' and admitted_at is null into v_is_waiting from public.jobs where id = p_job_id;
  if v_is_waiting then
    if not exists (select 1 from public.turns(p_limits) t where t.job_id = p_job_id and t.waits_for is null) then
      return public.take_claim(v_ids, public.clock_now(), p_lease_ms);
    end if;
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('turns', 0));
  end if;
  v_now := public.clock_now();

  with locked as (
    select j.id from public.claimable_jobs j
     where j.id = p_job_id
       and (j.next_check_at <= v_now
            or (j.delay is null
                and coalesce(j.checked_at, '-infinity') <= v_now - p_min_age_ms * interval '1 millisecond'))
       and (not v_is_waiting or j.admitted_at is not null
            or j.id in (select t.job_id from public.turns(p_limits) t where t.waits_for is null))
       for update of j skip locked
  )
  select coalesce(array_agg(id), '{}') into v_ids from locked;
  return public.take_claim(v_ids, v_now, p_lease_ms);
end
$$;
comment on function public.claim_job is
  'Claims one job if it is due and its turn has come or, with p_min_age_ms, if its last check is older than that. p_limits: see turns.';
revoke all on function public.claim_job(uuid, integer, integer, jsonb) from public, anon, authenticated;
grant execute on function public.claim_job(uuid, integer, integer, jsonb) to service_role;
