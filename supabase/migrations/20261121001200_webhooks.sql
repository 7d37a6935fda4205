-- A verified delivery, stored once. It only says that asking is worth while: the job becomes due now, and
-- whoever is checking it at this moment checks once more (see commit_checks).
create function public.record_webhook(
  p_provider text, p_delivery_id text, p_operation_id uuid, p_provider_ref text, p_body jsonb
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_inbox_id bigint;
  v_operation public.operations;
  v_job public.jobs;
begin
  -- Only a delivery that names no operation of ours can come before its id is saved (see commit_checks).
  if p_operation_id is null then
    perform pg_catalog.pg_advisory_xact_lock(
      pg_catalog.hashtextextended('webhook ' || p_provider || ' ' || coalesce(p_provider_ref, ''), 0));
  end if;

  -- The job is locked before anything that refers to its operation is written: a commit locks in that order.
  select * into v_operation from public.operations
   where provider = p_provider and (id = p_operation_id or provider_ref = p_provider_ref);
  select * into v_job from public.jobs where id = v_operation.job_id for update;

  insert into public.webhook_inbox (provider, delivery_id, provider_ref, operation_id, job_id, body)
  values (p_provider, p_delivery_id, p_provider_ref, v_operation.id, v_job.id, p_body)
  on conflict (provider, delivery_id) do nothing
  returning id into v_inbox_id;
  if v_inbox_id is null then
    return jsonb_build_object('outcome', 'duplicate');
  end if;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'kept');
  end if;

  if v_job.status in ('completed', 'failed', 'canceled') then
    update public.webhook_inbox set processed_at = now() where id = v_inbox_id;
    perform public.append_event(v_job, 'webhook_late', 'webhook:' || p_provider);
    return jsonb_build_object('outcome', 'late', 'job_id', v_job.id, 'operation_id', v_operation.id);
  end if;
  update public.jobs set nudged = true, next_check_at = now() where id = v_job.id;
  return jsonb_build_object('outcome', 'matched', 'job_id', v_job.id, 'operation_id', v_operation.id);
end
$$;
comment on function public.record_webhook is
  'Outcome matched (job is due now), late (its job is over), kept (no such operation yet) or duplicate.';
revoke all on function public.record_webhook(text, text, uuid, text, jsonb) from public, anon, authenticated;
grant execute on function public.record_webhook(text, text, uuid, text, jsonb) to service_role;

-- What a provider said after the job was over: kept on the operation and in the ledger, the job stays as it is.
create function public.record_late_result(
  p_operation_id uuid, p_state text, p_provider_ref text, p_output jsonb, p_source text, p_detail jsonb
) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  v_job public.jobs;
begin
  select j.* into v_job from public.jobs j
    join public.operations o on o.job_id = j.id
   where o.id = p_operation_id and j.status in ('completed', 'failed', 'canceled') for update of j;
  if not found then
    return false;
  end if;
  update public.operations set
    state = p_state, provider_ref = coalesce(provider_ref, p_provider_ref), output = p_output, ended_at = now()
   where id = p_operation_id and state in ('starting', 'running', 'unknown');
  if not found then
    return false;
  end if;
  perform public.append_event(v_job, 'late_result', p_source, p_detail);
  return true;
end
$$;
comment on function public.record_late_result is 'Records a result that came after the end, for a retry to adopt; true if it was news.';
revoke all on function public.record_late_result(uuid, text, text, jsonb, text, jsonb) from public, anon, authenticated;
grant execute on function public.record_late_result(uuid, text, text, jsonb, text, jsonb) to service_role;
