-- Pieces of our own work: operations without a provider, made one at a time by whoever has time. What becomes of a
-- claim that is not heard of again is unknown, and needs no answer: the piece is made again, at the same place.
-- Everything here locks the job before its operation, or one row alone.

-- Is this piece still to be made: its job is not over, and in the attempt that asked for it.
create view public.open_pieces with (security_invoker = true) as
  select o.id, o.job_id, o.state, o.slot, o.started_at, o.claim_id, o.claim_expires_at, j.kind
    from public.operations o join public.jobs j on j.id = o.job_id and j.attempt = o.attempt
   where o.provider is null and o.state in ('planned', 'running') and j.status in ('pending', 'processing');
comment on view public.open_pieces is 'Pieces of our own work that are not done and whose job is not over.';
revoke all on public.open_pieces from public, anon, authenticated, service_role;

-- Takes the oldest piece that nobody is making. The worlds of a piece that is not done:
--   1. Nobody has begun it, or it was put back and its pause is over: it is made.
--   2. It was put back and its pause is not over: it is left.
--   3. It is being made and the lease holds: it is left.
--   4. Its maker's lease ran out: it was killed, or is late and will find at its end that the claim is not its own. What
--      it had done is unknown; the piece is made again, and what lies at its place in storage is replaced.
--   5. Somebody else is taking it at this moment: skipped, the next one is taken.
--   6. Its job ends at this moment: it may still be taken; extend_piece and finish_piece tell.
create function public.claim_piece(p_kinds text[], p_lease_ms integer) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_piece public.operations;
begin
  select o.* into v_piece from public.operations o
   where o.id in (select p.id from public.open_pieces p where p.kind = any (p_kinds))
     -- Worlds 1 and 4; 2 and 3 stay.
     and o.provider is null and o.state in ('planned', 'running')
     and (o.claim_expires_at is null or o.claim_expires_at <= v_now)
   order by o.started_at, o.slot, o.id limit 1
     for update of o skip locked; -- World 5.
  if not found then
    return null;
  end if;
  update public.operations set
    state = 'running', running_at = coalesce(running_at, v_now), claim_id = gen_random_uuid(),
    claim_expires_at = v_now + p_lease_ms * interval '1 millisecond'
   where id = v_piece.id returning * into v_piece;
  return jsonb_build_object('claim_id', v_piece.claim_id, 'operation_id', v_piece.id,
    'job', public.job_records(array[v_piece.job_id]) -> 0);
end
$$;
comment on function public.claim_piece is
  'Claims a piece of our own work of a job of these kinds for p_lease_ms: {"claim_id", "operation_id", "job"}; null if there is none to make.';
revoke all on function public.claim_piece(text[], integer) from public, anon, authenticated;
grant execute on function public.claim_piece(text[], integer) to service_role;

create function public.extend_piece(p_operation_id uuid, p_claim_id uuid, p_lease_ms integer) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  update public.operations set claim_expires_at = public.clock_now() + p_lease_ms * interval '1 millisecond'
   where id = p_operation_id and claim_id = p_claim_id
     and exists (select 1 from public.open_pieces p where p.id = p_operation_id);
  return found;
end
$$;
comment on function public.extend_piece is 'Goes on holding a piece; false: the claim is lost or the job is over, so stop.';
revoke all on function public.extend_piece(uuid, uuid, integer) from public, anon, authenticated;
grant execute on function public.extend_piece(uuid, uuid, integer) to service_role;

create function public.finish_piece(
  p_operation_id uuid, p_claim_id uuid, p_state text, p_error jsonb, p_artifact jsonb, p_source text
) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz;
  v_job public.jobs;
  v_piece public.operations;
begin
  if p_state is null or p_state not in ('succeeded', 'failed') then
    raise exception 'a piece ends as succeeded or failed, not as %', p_state;
  end if;
  select j.* into v_job from public.jobs j
    join public.operations o on o.job_id = j.id
   where o.id = p_operation_id for update of j;
  v_now := public.clock_now();
  update public.operations set
    state = p_state, error = p_error, ended_at = v_now, claim_id = null, claim_expires_at = null,
    output = case when p_state = 'succeeded' then '{"files": []}'::jsonb end,
    kept_at = case when p_state = 'succeeded' then v_now end
   where id = p_operation_id and claim_id = p_claim_id
     and exists (select 1 from public.open_pieces p where p.id = p_operation_id)
  returning * into v_piece;
  if not found then
    return false;
  end if;
  if jsonb_typeof(p_artifact) = 'object' then
    perform public.keep_artifacts(array[v_job.id], jsonb_build_array(jsonb_build_object('job_id', v_job.id,
      'artifacts', jsonb_build_array(p_artifact || jsonb_build_object('operation_id', p_operation_id)))));
    perform public.append_event(v_job, 'saved', p_source, jsonb_build_object('names', jsonb_build_array(p_artifact -> 'name'),
      'total', (select count(*) from public.artifacts a where a.job_id = v_job.id)));
  end if;
  if p_state = 'failed' then
    perform public.append_event(v_job, 'spoilt', p_source, jsonb_build_object('step', v_piece.step, 'slot', v_piece.slot,
      'code', p_error -> 'code', 'message', p_error -> 'message'));
  end if;
  update public.jobs set nudged = true, next_check_at = v_now, updated_at = v_now where id = v_job.id;
  return true;
end
$$;
comment on function public.finish_piece is
  'Ends a piece (succeeded, failed) with its file, if it has one, and makes its job due, with a line in the ledger; false, and nothing written, if the claim is lost or the job is over.';
revoke all on function public.finish_piece(uuid, uuid, text, jsonb, jsonb, text) from public, anon, authenticated;
grant execute on function public.finish_piece(uuid, uuid, text, jsonb, jsonb, text) to service_role;

create function public.put_back_piece(p_operation_id uuid, p_claim_id uuid, p_wait_ms integer) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  update public.operations set
    state = 'planned', claim_id = null,
    claim_expires_at = public.clock_now() + p_wait_ms * interval '1 millisecond'
   where id = p_operation_id and claim_id = p_claim_id and state = 'running';
  return found;
end
$$;
comment on function public.put_back_piece is 'Gives a piece back, to be made by anybody after p_wait_ms; false if the claim is lost.';
revoke all on function public.put_back_piece(uuid, uuid, integer) from public, anon, authenticated;
grant execute on function public.put_back_piece(uuid, uuid, integer) to service_role;
