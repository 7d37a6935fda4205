-- What became of a create call, written the moment it is known: a process that is killed afterwards takes no id with it.

-- How often a look-up has found nothing. It is no proof for ever: a list may be a stub, or late.
alter table public.operations add column absences smallint not null default 0;
comment on column public.operations.absences is
  'How often its start was looked up and not found, in points: from some on, nobody starts it again without a person.';

-- What is true at the provider is true whoever holds the claim. For each operation one of these worlds holds:
--   1. Nobody has learned more of it since the call (it is still starting, or was given up as unknown while a late answer
--      was on its way): the fate is kept, with what the call already told, for this check to commit, for the next one if this is killed, or for a retry to adopt if the job is over.
--   2. As 1, and its job goes on under somebody else's claim (p_claim_id is not the job's): an id is kept, and the job is
--      due, so that the other reads it again. What is no id is the other's to find out, who may have begun it anew.
--   3. Somebody has learned more (a webhook adopted it, another check reconciled it): that stands, and nothing is written.
--   4. Another operation has this reference: work is never two operations' (a place that answers equal prompts with equal
--      ids). It is returned, and fails with p_taken, where that is given; else it stays as it is, to be looked up again.
--   5. It is gone with its job and its user: there is nothing to write.
drop function public.record_fates(jsonb);
create function public.record_fates(p_claim_id uuid, p_operations jsonb, p_taken jsonb default null) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_taken uuid[];
  v_job_ids uuid[];
begin
  -- The jobs, then the locks of webhooks for these references: the order of a commit.
  perform 1 from public.jobs j
   where j.id in (select o.job_id from public.operations o
                    join jsonb_to_recordset(p_operations) as f(id uuid) on f.id = o.id)
   order by j.id for update;
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(ref, 0)) from (
    select distinct 'webhook ' || o.provider || ' ' || f.provider_ref as ref
      from jsonb_to_recordset(p_operations) as f(id uuid, provider_ref text)
      join public.operations o on o.id = f.id
     where f.provider_ref is not null and o.provider_ref is null
     order by 1) as refs;

  -- World 4.
  select coalesce(array_agg(f.id), '{}') into v_taken
    from jsonb_to_recordset(p_operations) as f(id uuid, provider_ref text)
    join public.operations o on o.id = f.id
   where exists (select 1 from public.operations other
                  where other.provider = o.provider and other.provider_ref = f.provider_ref and other.id <> o.id)
      or exists (select 1 from jsonb_to_recordset(p_operations) as g(id uuid, provider_ref text)
                   join public.operations other on other.id = g.id
                  where other.provider = o.provider and g.provider_ref = f.provider_ref and g.id < f.id);

  -- Worlds 1, 2 and 4; in 3 and 5 there is no such row.
  with kept as (
    update public.operations o set
      state = case when is_taken then 'failed' else f.state end,
      provider_ref = case when not is_taken then f.provider_ref end,
      progress = case when not is_taken then f.progress end, output = case when not is_taken then f.output end,
      error = case when is_taken then p_taken else f.error end,
      running_at = f.running_at, settles_at = f.settles_at, absences = greatest(o.absences, f.absences),
      ended_at = case when is_taken then v_now else f.ended_at end
      from jsonb_to_recordset(p_operations) as f(
        id uuid, state text, provider_ref text, progress smallint, output jsonb, error jsonb, running_at timestamptz,
        settles_at timestamptz, ended_at timestamptz, absences smallint)
     cross join lateral (select f.id = any (v_taken) as is_taken) as t
     where o.id = f.id and o.provider_ref is null and (p_taken is not null or not is_taken)
       and (f.provider_ref is not null or exists (
             select 1 from public.jobs j where j.id = o.job_id
                and (j.claim_id = p_claim_id or j.status in ('completed', 'failed', 'canceled'))))
       and (o.state = 'starting'
            or (f.provider_ref is not null
                and (o.state in ('planned', 'unknown') or (o.state = 'failed' and o.error ->> 'code' = 'start_unknown'))))
    returning o.job_id
  )
  select array_agg(job_id) into v_job_ids from kept;

  -- World 2.
  update public.jobs set nudged = true, next_check_at = v_now
   where id = any (v_job_ids) and status in ('pending', 'processing') and claim_id is distinct from p_claim_id;
  return to_jsonb(v_taken);
end
$$;
comment on function public.record_fates is
  'Keeps what became of starting operations, also where their job went on without us. Returns those whose reference is another''s, which fail with p_taken.';
revoke all on function public.record_fates(uuid, jsonb, jsonb) from public, anon, authenticated;
grant execute on function public.record_fates(uuid, jsonb, jsonb) to service_role;
