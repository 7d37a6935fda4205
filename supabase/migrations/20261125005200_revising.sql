-- A person has one part of an ended job made anew. What else was made for it stays, and is not paid for again.

-- A new attempt on a job that has ended: due at once, in line, with a deadline of its own. The caller holds the job's row lock.
create function public.open_attempt(p_job_id uuid, p_providers text[], p_deadline_ms bigint) returns public.jobs
  language plpgsql set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_job public.jobs;
begin
  update public.jobs set
    status = 'pending', attempt = attempt + 1, stage = null, progress = 0, output = null, error = null,
    delay = null, timeline = '[]', failed_checks = 0, nudged = false, next_check_at = v_now,
    started_at = null, completed_at = null, checked_at = null, updated_at = v_now,
    deadline_at = v_now + p_deadline_ms * interval '1 millisecond',
    deadline_ms = p_deadline_ms, auto_retries = 0, forecast = null, queued_at = v_now, admitted_at = null,
    providers = p_providers
   where id = p_job_id returning * into v_job;
  return v_job;
end
$$;
comment on function public.open_attempt is 'Opens the next attempt of a job, and returns its row as it is then.';
revoke all on function public.open_attempt(uuid, text[], bigint) from public, anon, authenticated, service_role;

-- A new attempt on the same job, from whatever end, with another input, in which some work counts no more: that of the
-- slots of these operations, in every attempt. The worlds in which it may be asked for:
--   1. The job has ended, in the attempt that was read: it begins anew.
--   2. It has not ended, or somebody else's verb has just begun it anew: nothing is written.
--   3. It has ended, but in another attempt than the one that was read: what is superseded would be of the past, so that
--      nothing is written.
-- What was superseded may still be under way at its provider, and be told of: it is kept with its operation, and counts for
-- nothing. Its files stay until others take their place, or until the job is completed: what takes their place may be refused,
-- and then they are what there is (see replaced_files).
create function public.revise_job(
  p_job_id uuid, p_user_id uuid, p_attempt integer, p_part integer, p_input jsonb, p_superseded uuid[],
  p_providers text[], p_deadline_ms bigint, p_max_active integer, p_source text
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_job public.jobs;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('jobs of ' || p_user_id, 0));

  select * into v_job from public.jobs where id = p_job_id and user_id = p_user_id for update;
  if not found then
    return jsonb_build_object('outcome', 'not_found');
  end if;
  if v_job.status in ('pending', 'processing') then -- World 2.
    return jsonb_build_object('outcome', 'active');
  end if;
  if v_job.attempt <> p_attempt then -- World 3.
    return jsonb_build_object('outcome', 'stale');
  end if;
  if (select count(*) from public.jobs
       where user_id = p_user_id and status in ('pending', 'processing')) >= p_max_active then
    return jsonb_build_object('outcome', 'limit');
  end if;

  -- World 1.
  update public.operations o set superseded_at = v_now, claim_id = null, claim_expires_at = null
   where o.job_id = p_job_id and o.superseded_at is null
     and (o.step, o.slot) in (select s.step, s.slot from public.operations s
                               where s.job_id = p_job_id and s.id = any (p_superseded));

  update public.jobs set input = p_input where id = p_job_id;
  v_job := public.open_attempt(p_job_id, p_providers, p_deadline_ms);
  perform public.append_event(v_job, 'revised', p_source,
    jsonb_build_object('attempt', v_job.attempt, 'part', p_part));
  return jsonb_build_object('outcome', 'revised', 'job', public.job_records(array[p_job_id]) -> 0);
end
$$;
comment on function public.revise_job is
  'Has part p_part of an ended job made anew, with p_input; the slots of the operations p_superseded begin anew. Outcome revised, active (it has not ended), stale (it has ended in another attempt than p_attempt), limit or not_found.';
revoke all on function public.revise_job(uuid, uuid, integer, integer, jsonb, uuid[], text[], bigint, integer, text)
  from public, anon, authenticated;
grant execute on function public.revise_job(uuid, uuid, integer, integer, jsonb, uuid[], text[], bigint, integer, text)
  to service_role;
