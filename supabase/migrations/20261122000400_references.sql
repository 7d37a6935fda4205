-- Work whose create call never answered may make itself known: a signed webhook names it, and it carries the id of
-- our operation. Its own id is kept then, as if the call had answered, and nothing is started twice. A check that is
-- under way does not know it yet, and may be about to give the work up: it loses its hold, as at a cancel.
create function public.adopt_reference(p_operation_id uuid, p_provider text, p_provider_ref text, p_source text)
  returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_job public.jobs;
  v_operation public.operations;
  v_is_over boolean;
begin
  -- The job, then the lock of webhooks for this reference: the order of a commit.
  select j.* into v_job from public.jobs j
    join public.operations o on o.job_id = j.id
   where o.id = p_operation_id and o.provider = p_provider for update of j;
  perform pg_catalog.pg_advisory_xact_lock(
    pg_catalog.hashtextextended('webhook ' || p_provider || ' ' || p_provider_ref, 0));
  if v_job.id is null or exists (
    select 1 from public.operations o where o.provider = p_provider and o.provider_ref = p_provider_ref) then
    return jsonb_build_object('outcome', 'ignored');
  end if;

  update public.operations set
    provider_ref = p_provider_ref, state = 'running', running_at = coalesce(running_at, clock_timestamp()), error = null
   where id = p_operation_id and provider_ref is null and state in ('planned', 'starting', 'unknown')
  returning * into v_operation;
  if not found then
    return jsonb_build_object('outcome', 'ignored');
  end if;
  update public.webhook_inbox set job_id = v_job.id, operation_id = p_operation_id
   where provider = p_provider and provider_ref = p_provider_ref and job_id is null;

  v_is_over := v_job.status in ('completed', 'failed', 'canceled');
  perform public.append_event(v_job, 'found', p_source, jsonb_build_object(
    'step', v_operation.step, 'slot', v_operation.slot, 'provider', p_provider, 'ref', p_provider_ref));
  if not v_is_over then
    update public.jobs set
      nudged = true, next_check_at = now(), claim_id = null, claimed_at = null, claim_expires_at = null
     where id = v_job.id;
  end if;
  return jsonb_build_object('outcome', case when v_is_over then 'late' else 'matched' end,
    'job_id', v_job.id, 'operation_id', p_operation_id);
end
$$;
comment on function public.adopt_reference is
  'Gives an operation of unknown fate the provider''s id of its work. Outcome matched (job is due now), late (its job is over) or ignored.';
revoke all on function public.adopt_reference(uuid, text, text, text) from public, anon, authenticated;
grant execute on function public.adopt_reference(uuid, text, text, text) to service_role;

-- A verified delivery, stored once. As before, and: one that names an operation of ours and the work's own id gives
-- the one to the other, in the same transaction; one that nobody could match yet may come again.
create or replace function public.record_webhook(
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
  if v_inbox_id is null and v_job.id is not null then
    return jsonb_build_object('outcome', 'duplicate');
  end if;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'kept');
  end if;
  if v_operation.provider_ref is null and p_provider_ref is not null then
    perform public.adopt_reference(v_operation.id, p_provider, p_provider_ref, 'webhook:' || p_provider);
    select * into v_job from public.jobs where id = v_job.id;
  end if;

  if v_job.status in ('completed', 'failed', 'canceled') then
    update public.webhook_inbox set processed_at = now() where id = v_inbox_id;
    perform public.append_event(v_job, 'webhook_late', 'webhook:' || p_provider);
    return jsonb_build_object('outcome', 'late', 'job_id', v_job.id, 'operation_id', v_operation.id);
  end if;
  -- What the record knows the end of is no news: asking again would only hurry a pause between two attempts.
  if v_operation.state in ('succeeded', 'canceled') or (v_operation.state = 'failed' and v_operation.missing_since is null) then
    update public.webhook_inbox set processed_at = now() where id = v_inbox_id;
    return jsonb_build_object('outcome', 'known');
  end if;
  update public.jobs set nudged = true, next_check_at = now() where id = v_job.id;
  return jsonb_build_object('outcome', 'matched', 'job_id', v_job.id, 'operation_id', v_operation.id);
end
$$;
comment on function public.record_webhook is
  'Outcome matched (job is due now), known (the record has the end already), late (its job is over), kept (no such operation yet) or duplicate.';

-- As before; work that a provider had only accepted when its job ended counts too, and so does work that it had
-- forgotten and remembers.
create or replace function public.record_late_result(
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
    state = p_state, provider_ref = coalesce(provider_ref, p_provider_ref), output = p_output, error = null,
    missing_since = null, ended_at = now()
   where id = p_operation_id
     and (state in ('starting', 'queued', 'running', 'unknown') or (state = 'failed' and missing_since is not null));
  if not found then
    return false;
  end if;
  perform public.append_event(v_job, 'late_result', p_source, p_detail);
  return true;
end
$$;
