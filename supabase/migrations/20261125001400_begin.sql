-- Writes intents before a provider is called. Returns only what this call may really start: an intent that
-- is already there belongs to somebody who may have called the provider, and is reconciled instead. An intent without
-- a provider is a piece of our own: it waits to be made (see claim_piece), and one that is there stays as it is.
-- The worlds in which an intent is already there:
--   1. It is planned: an earlier create provably did nothing. It is taken up again, and returned.
--   2. It is starting: somebody before us wrote it and was killed, or never got this answer. Whether the provider was
--      called is unknown; it is not returned, and whoever checks the job once it has settled looks it up.
--   3. It is a piece of our own: whoever makes it holds it.
create function public.begin_operations(p_claim_id uuid, p_intents jsonb, p_settle_ms integer) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_begun jsonb;
begin
  with intents as (
    select * from jsonb_to_recordset(p_intents)
      as i(job_id uuid, attempt integer, step text, slot integer, provider text, model text)
  ), held as (
    select j.id, j.user_id, j.attempt from public.jobs j
     where j.claim_id = p_claim_id and j.status in ('pending', 'processing')
       and j.id in (select job_id from intents)
     order by j.id for update
  ), begun as (
    insert into public.operations as o (job_id, user_id, attempt, step, slot, provider, model, state, started_at, settles_at)
    select i.job_id, h.user_id, i.attempt, i.step, i.slot, i.provider, i.model,
           case when i.provider is null then 'planned' else 'starting' end,
           v_now, v_now + p_settle_ms * interval '1 millisecond'
      from intents i join held h on h.id = i.job_id and h.attempt = i.attempt
    on conflict (job_id, attempt, step, slot) do update set
      state = 'starting', provider = excluded.provider, model = excluded.model,
      started_at = excluded.started_at, settles_at = excluded.settles_at, error = null
      where o.state = 'planned' and o.provider is not null and excluded.provider is not null
    returning *
  )
  select coalesce(jsonb_agg(to_jsonb(begun) order by step, slot), '[]') into v_begun from begun;
  return v_begun;
end
$$;
comment on function public.begin_operations is
  'Records what is about to be started, where the claim still holds; returns the operations to start, pieces of our own (no provider, to be made) included. After p_settle_ms no create call of theirs can be under way.';
revoke all on function public.begin_operations(uuid, jsonb, integer) from public, anon, authenticated;
grant execute on function public.begin_operations(uuid, jsonb, integer) to service_role;
