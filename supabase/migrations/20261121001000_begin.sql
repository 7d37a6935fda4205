-- Writes intents before a provider is called. Returns only what this call may really start: an intent that
-- is already there belongs to somebody who may have called the provider, and is reconciled instead.
create function public.begin_operations(p_claim_id uuid, p_intents jsonb, p_settle_ms integer) returns jsonb
  language sql security definer set search_path = '' as $$
  with intents as (
    select * from jsonb_to_recordset(p_intents)
      as i(job_id uuid, attempt integer, step text, slot integer, provider text)
  ), held as (
    select j.id, j.user_id, j.attempt from public.jobs j
     where j.claim_id = p_claim_id and j.status in ('pending', 'processing')
       and j.id in (select job_id from intents)
     order by j.id for update
  ), begun as (
    insert into public.operations as o (job_id, user_id, attempt, step, slot, provider, settles_at)
    select i.job_id, h.user_id, i.attempt, i.step, i.slot, i.provider,
           now() + p_settle_ms * interval '1 millisecond'
      from intents i join held h on h.id = i.job_id and h.attempt = i.attempt
    on conflict (job_id, attempt, step, slot) do update
      set state = 'starting', started_at = now(), settles_at = excluded.settles_at, error = null
      where o.state = 'planned'
    returning *
  )
  select coalesce(jsonb_agg(to_jsonb(begun) order by step, slot), '[]') from begun
$$;
comment on function public.begin_operations is
  'Records what is about to be started at a provider, where the claim still holds; returns the operations to start. After p_settle_ms no create call of theirs can be under way.';
revoke all on function public.begin_operations(uuid, jsonb, integer) from public, anon, authenticated;
grant execute on function public.begin_operations(uuid, jsonb, integer) to service_role;

-- What became of create calls whose commit was refused, because the job had been canceled meanwhile. What is
-- true at the provider is true whoever holds the claim; kept here, a retry adopts it at once.
create function public.record_fates(p_operations jsonb) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  v_job_ids uuid[];
begin
  perform 1 from public.jobs j
   where j.id in (select o.job_id from public.operations o
                    join jsonb_to_recordset(p_operations) as f(id uuid) on f.id = o.id)
   order by j.id for update;

  with kept as (
    update public.operations o set
      state = f.state, provider_ref = f.provider_ref, error = f.error, running_at = f.running_at,
      settles_at = f.settles_at, ended_at = f.ended_at
      from jsonb_to_recordset(p_operations) as f(
        id uuid, state text, provider_ref text, error jsonb, running_at timestamptz, settles_at timestamptz,
        ended_at timestamptz)
     where o.id = f.id and o.state = 'starting'
    returning o.job_id
  )
  select array_agg(job_id) into v_job_ids from kept;

  update public.jobs set nudged = true, next_check_at = now()
   where id = any (v_job_ids) and status in ('pending', 'processing');
end
$$;
comment on function public.record_fates is 'Keeps what became of starting operations, also where their job went on without us.';
revoke all on function public.record_fates(jsonb) from public, anon, authenticated;
grant execute on function public.record_fates(jsonb) to service_role;
