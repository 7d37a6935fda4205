-- Cancels a job of this user. A claim held by a running check loses its hold: its commit changes nothing.
create function public.cancel_job(p_job_id uuid, p_user_id uuid, p_source text) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_job public.jobs;
begin
  update public.jobs set
    status = 'canceled', completed_at = v_now, updated_at = v_now, next_check_at = null, delay = null,
    claim_id = null, claim_expires_at = null
   where id = p_job_id and user_id = p_user_id and status in ('pending', 'processing')
  returning * into v_job;
  if found then
    perform public.append_event(v_job, 'canceled', p_source);
    return jsonb_build_object('outcome', 'canceled', 'job', public.job_records(array[p_job_id]) -> 0);
  end if;
  if exists (select 1 from public.jobs where id = p_job_id and user_id = p_user_id) then
    return jsonb_build_object('outcome', 'over', 'job', public.job_records(array[p_job_id]) -> 0);
  end if;
  return jsonb_build_object('outcome', 'not_found');
end
$$;
comment on function public.cancel_job is 'Outcome canceled, over (it had already ended) or not_found.';
revoke all on function public.cancel_job(uuid, uuid, text) from public, anon, authenticated;
grant execute on function public.cancel_job(uuid, uuid, text) to service_role;

-- A new attempt on the same job, with the engines it was created for. Operations of earlier attempts stay, so that
-- what is finished or still running at the provider is adopted instead of paid for again.
create function public.retry_job(
  p_job_id uuid, p_user_id uuid, p_providers text[], p_deadline_ms bigint, p_max_active integer, p_source text
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
  if v_job.status not in ('failed', 'canceled') then
    return jsonb_build_object('outcome', 'refused', 'job', public.job_records(array[p_job_id]) -> 0);
  end if;
  if (select count(*) from public.jobs
       where user_id = p_user_id and status in ('pending', 'processing')) >= p_max_active then
    return jsonb_build_object('outcome', 'limit');
  end if;

  update public.jobs set
    status = 'pending', attempt = attempt + 1, stage = null, progress = 0, output = null, error = null,
    delay = null, timeline = '[]', failed_checks = 0, nudged = false, next_check_at = v_now,
    started_at = null, completed_at = null, checked_at = null, updated_at = v_now,
    deadline_at = v_now + p_deadline_ms * interval '1 millisecond',
    deadline_ms = p_deadline_ms, auto_retries = 0, forecast = null, queued_at = v_now, admitted_at = null,
    providers = p_providers
   where id = p_job_id returning * into v_job;
  perform public.append_event(v_job, 'retried', p_source, jsonb_build_object('attempt', v_job.attempt));
  return jsonb_build_object('outcome', 'retried', 'job', public.job_records(array[p_job_id]) -> 0);
end
$$;
comment on function public.retry_job is
  'Outcome retried, refused (neither failed nor canceled), limit or not_found. p_providers: whom it would ask first.';
revoke all on function public.retry_job(uuid, uuid, text[], bigint, integer, text) from public, anon, authenticated;
grant execute on function public.retry_job(uuid, uuid, text[], bigint, integer, text) to service_role;
