-- A retry is of the attempt that was read, as a revision is: of many at once that saw it fail, one opens the next, and one
-- that was slow opens none on top of that, should it have failed as well by then.
drop function public.retry_job(uuid, uuid, text[], bigint, integer, text);
create function public.retry_job(
  p_job_id uuid, p_user_id uuid, p_attempt integer, p_providers text[], p_deadline_ms bigint, p_max_active integer,
  p_source text
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
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
  if v_job.attempt <> p_attempt then
    return jsonb_build_object('outcome', 'stale');
  end if;
  if (select count(*) from public.jobs
       where user_id = p_user_id and status in ('pending', 'processing')) >= p_max_active then
    return jsonb_build_object('outcome', 'limit');
  end if;

  v_job := public.open_attempt(p_job_id, p_providers, p_deadline_ms);
  perform public.append_event(v_job, 'retried', p_source, jsonb_build_object('attempt', v_job.attempt));
  return jsonb_build_object('outcome', 'retried', 'job', public.job_records(array[p_job_id]) -> 0);
end
$$;
comment on function public.retry_job is
  'Opens the attempt after p_attempt. Outcome retried, refused (neither failed nor canceled), stale (it has ended in another attempt than p_attempt), limit or not_found. p_providers: whom it would ask first.';
revoke all on function public.retry_job(uuid, uuid, integer, text[], bigint, integer, text) from public, anon, authenticated;
grant execute on function public.retry_job(uuid, uuid, integer, text[], bigint, integer, text) to service_role;
