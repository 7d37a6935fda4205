-- What a finished piece of work made may be taken as rows, part by part, by a kind. Its functions that write rows call
-- this first, in the same transaction: each part is written once, whoever tries to write it again.
create function public.move_cursor(p_claim_id uuid, p_operation_id uuid, p_after jsonb, p_cursor jsonb) returns boolean
  language plpgsql set search_path = '' as $$
begin
  perform 1 from public.jobs j
    join public.operations o on o.job_id = j.id
   where o.id = p_operation_id and j.claim_id = p_claim_id and j.status in ('pending', 'processing') for update of j;
  if not found then
    return false;
  end if;
  -- The HTTP server hands over JSON's null where SQL's was meant.
  update public.operations set cursor = nullif(p_cursor, 'null')
   where id = p_operation_id and kept_at is null
     and nullif(cursor, 'null') is not distinct from nullif(p_after, 'null');
  return found;
end
$$;
comment on function public.move_cursor is
  'Moves an operation''s cursor from p_after (null: the beginning) to p_cursor; false, and the caller writes nothing, if the claim on its job is lost or the cursor is elsewhere.';
revoke all on function public.move_cursor(uuid, uuid, jsonb, jsonb) from public, anon, authenticated, service_role;
