-- Work whose create call never answered may make itself known: a signed webhook names it, and it carries the id of
-- our operation. Its own id is kept then, as if the call had answered, and nothing is started twice. The worlds:
--   1. There is no such operation at this provider: ignored.
--   2. The reference is known already, as this operation's or as another's (one's own work never has two): ignored.
--   3. The operation has another reference, or its end is known: ignored.
--   4. Its fate is unknown and its job is over: the reference is kept, for a retry to adopt (late).
--   5. Its fate is unknown and its job goes on: the reference is kept, and the job is due now (matched). A check that is
--      under way does not know it yet, and may be about to give the work up: it loses its hold, as at a cancel.
create function public.adopt_reference(p_operation_id uuid, p_provider text, p_provider_ref text, p_source text)
  returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
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
  -- Worlds 1 and 2.
  if v_job.id is null or exists (
    select 1 from public.operations o where o.provider = p_provider and o.provider_ref = p_provider_ref) then
    return jsonb_build_object('outcome', 'ignored');
  end if;

  update public.operations set
    provider_ref = p_provider_ref, state = 'running', running_at = coalesce(running_at, v_now), error = null
   where id = p_operation_id and provider_ref is null and state in ('planned', 'starting', 'unknown')
  returning * into v_operation;
  -- World 3.
  if not found then
    return jsonb_build_object('outcome', 'ignored');
  end if;
  update public.webhook_inbox set job_id = v_job.id, operation_id = p_operation_id
   where provider = p_provider and provider_ref = p_provider_ref and job_id is null;

  -- World 4, or else 5.
  v_is_over := v_job.status in ('completed', 'failed', 'canceled');
  perform public.append_event(v_job, 'found', p_source, jsonb_build_object(
    'step', v_operation.step, 'slot', v_operation.slot, 'provider', p_provider, 'ref', p_provider_ref));
  if not v_is_over then
    update public.jobs set
      nudged = true, next_check_at = v_now, claim_id = null, claim_expires_at = null
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
