-- Creates a job, or finds the one that the same key made before. The limit of active jobs is counted under a
-- lock per user, so that racing requests cannot slip past it together.
create function public.create_job(
  p_user_id uuid, p_kind text, p_input jsonb, p_input_hash text, p_idempotency_key text,
  p_engines jsonb, p_providers text[], p_deadline_ms bigint, p_max_active integer, p_source text,
  p_priority smallint default 0
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_job public.jobs;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('jobs of ' || p_user_id, 0));

  select * into v_job from public.jobs
   where user_id = p_user_id and idempotency_key = p_idempotency_key;
  if found then
    return jsonb_build_object(
      'outcome', case when v_job.input_hash = p_input_hash then 'existing' else 'conflict' end,
      'job', public.job_records(array[v_job.id]) -> 0);
  end if;

  if (select count(*) from public.jobs
       where user_id = p_user_id and status in ('pending', 'processing')) >= p_max_active then
    return jsonb_build_object('outcome', 'limit');
  end if;

  insert into public.jobs (user_id, kind, input, input_hash, idempotency_key, engines, providers, priority,
                           deadline_ms, deadline_at)
  values (p_user_id, p_kind, p_input, p_input_hash, p_idempotency_key, p_engines, p_providers, p_priority,
          p_deadline_ms, v_now + p_deadline_ms * interval '1 millisecond')
  returning * into v_job;
  perform public.append_event(v_job, 'created', p_source, jsonb_build_object('kind', p_kind));

  return jsonb_build_object('outcome', 'created', 'job', public.job_records(array[v_job.id]) -> 0);
end
$$;
comment on function public.create_job is
  'Outcome created, existing (same key and body), conflict (same key, other body) or limit (too many active jobs).';
revoke all on function public.create_job(uuid, text, jsonb, text, text, jsonb, text[], bigint, integer, text, smallint)
  from public, anon, authenticated;
grant execute on function public.create_job(uuid, text, jsonb, text, text, jsonb, text[], bigint, integer, text, smallint)
  to service_role;
