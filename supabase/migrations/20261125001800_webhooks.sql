-- A verified delivery, stored once. It only says that asking is worth while: the job becomes due now, and whoever is
-- checking it at this moment checks once more (see commit_checks). One that names an operation of ours and the work's
-- own id gives the one to the other, in the same transaction. The worlds:
--   1. No operation has this id or this reference (yet): kept. It is matched when the reference is saved (see
--      commit_checks), or forgotten if it never is; the same delivery may come again.
--   2. It is matched, and the very same delivery was stored before: duplicate, nothing changes.
--   3. Its job is over: late. The ledger says that it came.
--   4. The record knows the end of this operation: known. Asking again would only hurry a pause between two attempts.
--   5. The operation is under way, as far as the record knows: matched, its job is due now.
create function public.record_webhook(
  p_provider text, p_delivery_id text, p_operation_id uuid, p_provider_ref text, p_body jsonb
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
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
  -- World 1.
  if v_job.id is null then
    return jsonb_build_object('outcome', 'kept');
  end if;
  -- World 2.
  if v_inbox_id is null then
    return jsonb_build_object('outcome', 'duplicate');
  end if;
  if v_operation.provider_ref is null and p_provider_ref is not null then
    perform public.adopt_reference(v_operation.id, p_provider, p_provider_ref, 'webhook:' || p_provider);
    select * into v_job from public.jobs where id = v_job.id;
  end if;

  -- World 3.
  if v_job.status in ('completed', 'failed', 'canceled') then
    update public.webhook_inbox set processed_at = v_now where id = v_inbox_id;
    perform public.append_event(v_job, 'webhook_late', 'webhook:' || p_provider);
    return jsonb_build_object('outcome', 'late', 'job_id', v_job.id, 'operation_id', v_operation.id);
  end if;
  -- World 4. Work that was missing may be back, whatever its state says.
  if v_operation.state in ('succeeded', 'canceled') or (v_operation.state = 'failed' and v_operation.missing_since is null) then
    update public.webhook_inbox set processed_at = v_now where id = v_inbox_id;
    return jsonb_build_object('outcome', 'known');
  end if;
  -- World 5.
  update public.jobs set nudged = true, next_check_at = v_now where id = v_job.id;
  return jsonb_build_object('outcome', 'matched', 'job_id', v_job.id, 'operation_id', v_operation.id);
end
$$;
comment on function public.record_webhook is
  'Outcome matched (job is due now), known (the record has the end already), late (its job is over), kept (no such operation yet) or duplicate.';
revoke all on function public.record_webhook(text, text, uuid, text, jsonb) from public, anon, authenticated;
grant execute on function public.record_webhook(text, text, uuid, text, jsonb) to service_role;
