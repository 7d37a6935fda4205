-- A piece of our own may have many files, and something to be known of it; and it may find that work it is made of was none.

-- The end of a piece, once more. The worlds are as before: the claim holds and the job goes on, or nothing is written.
-- A piece that failed because of work it was made of (p_spoils) takes that with it: what was said to be done has turned out
-- to be no result, and its file is none. That is this attempt's verdict. What a provider made was paid for, so that nothing but a
-- person has it made again; what we made ourselves costs nothing, and another attempt makes it anew by itself.
drop function public.finish_piece(uuid, uuid, text, jsonb, jsonb, text);
create function public.finish_piece(
  p_operation_id uuid, p_claim_id uuid, p_state text, p_error jsonb, p_spoils uuid[], p_artifacts jsonb, p_facts jsonb,
  p_source text
) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz;
  v_job public.jobs;
  v_piece public.operations;
  v_spoilt public.operations;
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
    output = case when p_state = 'succeeded' then '{"files": []}'::jsonb ||
      case when jsonb_typeof(p_facts) = 'object' then jsonb_build_object('facts', p_facts) else '{}' end end,
    kept_at = case when p_state = 'succeeded' then v_now end
   where id = p_operation_id and claim_id = p_claim_id
     and exists (select 1 from public.open_pieces p where p.id = p_operation_id)
  returning * into v_piece;
  if not found then
    return false;
  end if;
  if p_state = 'succeeded' and jsonb_array_length(p_artifacts) > 0 then
    perform public.keep_artifacts(array[v_job.id], jsonb_build_array(jsonb_build_object('job_id', v_job.id,
      'artifacts', (select jsonb_agg(a.value || jsonb_build_object('operation_id', p_operation_id) order by a.n)
                      from jsonb_array_elements(p_artifacts) with ordinality as a(value, n)))));
    perform public.append_event(v_job, 'saved', p_source, jsonb_build_object(
      'names', (select jsonb_agg(a.value -> 'name' order by a.n)
                  from jsonb_array_elements(p_artifacts) with ordinality as a(value, n)),
      'total', (select count(*) from public.artifacts a join public.operations o on o.id = a.operation_id
                 where a.job_id = v_job.id and o.superseded_at is null)));
  end if;
  if p_state = 'failed' then
    perform public.append_event(v_job, 'spoilt', p_source, jsonb_build_object('step', v_piece.step, 'slot', v_piece.slot,
      'code', p_error -> 'code', 'message', p_error -> 'message'));
  end if;
  if p_state = 'failed' then
    for v_spoilt in
      update public.operations o set
        state = 'failed', kept_at = null,
        error = p_error || jsonb_build_object('charged', o.provider is not null),
        attempt = case when exists (select from public.operations other where other.job_id = o.job_id
            and other.step = o.step and other.slot = o.slot and other.attempt = v_job.attempt)
          then o.attempt else v_job.attempt end
       where o.id = any (p_spoils) and o.job_id = v_job.id and o.state = 'succeeded' and o.superseded_at is null
      returning *
    loop
      delete from public.artifacts where operation_id = v_spoilt.id;
      perform public.append_event(v_job, 'spoilt', p_source, jsonb_strip_nulls(jsonb_build_object(
        'provider', v_spoilt.provider, 'step', v_spoilt.step, 'slot', v_spoilt.slot,
        'code', p_error -> 'code', 'message', p_error -> 'message')));
    end loop;
  end if;
  update public.jobs set nudged = true, next_check_at = v_now, updated_at = v_now where id = v_job.id;
  return true;
end
$$;
comment on function public.finish_piece is
  'Ends a piece (succeeded, failed) with its files and facts, if it has any, and with the operations it was made of whose work turned out to be no result; makes its job due, with a line in the ledger for each; false, and nothing written, if the claim is lost or the job is over.';
revoke all on function public.finish_piece(uuid, uuid, text, jsonb, uuid[], jsonb, jsonb, text) from public, anon, authenticated;
grant execute on function public.finish_piece(uuid, uuid, text, jsonb, uuid[], jsonb, jsonb, text) to service_role;
