-- What became of work where its job went on without us.

-- What became of create calls whose commit was refused. What is true at the provider is true whoever holds the claim:
-- kept here, it is never started twice. For each operation one of these worlds holds:
--   1. Nobody has learned more of it since the call (it is still starting), and its job is over: the fate is kept, with
--      what the call already told, for a retry to adopt.
--   2. As 1, and its job goes on under somebody else's claim: the fate is kept, and the job is due, so that the other
--      reads it again.
--   3. Somebody has learned more (a webhook adopted it, another check reconciled it): that stands, and nothing is written.
--   4. It is gone with its job and its user: there is nothing to write.
create function public.record_fates(p_operations jsonb) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_job_ids uuid[];
begin
  perform 1 from public.jobs j
   where j.id in (select o.job_id from public.operations o
                    join jsonb_to_recordset(p_operations) as f(id uuid) on f.id = o.id)
   order by j.id for update;

  -- Worlds 1 and 2; in 3 and 4 there is no such row.
  with kept as (
    update public.operations o set
      state = f.state, provider_ref = f.provider_ref, progress = f.progress, output = f.output, error = f.error,
      running_at = f.running_at, settles_at = f.settles_at, ended_at = f.ended_at
      from jsonb_to_recordset(p_operations) as f(
        id uuid, state text, provider_ref text, progress smallint, output jsonb, error jsonb, running_at timestamptz,
        settles_at timestamptz, ended_at timestamptz)
     where o.id = f.id and o.state = 'starting'
    returning o.job_id
  )
  select array_agg(job_id) into v_job_ids from kept;

  -- World 2.
  update public.jobs set nudged = true, next_check_at = v_now
   where id = any (v_job_ids) and status in ('pending', 'processing');
end
$$;
comment on function public.record_fates is 'Keeps what became of starting operations, also where their job went on without us.';
revoke all on function public.record_fates(jsonb) from public, anon, authenticated;
grant execute on function public.record_fates(jsonb) to service_role;

-- What a provider said after the job was over: kept on the operation and in the ledger, the job stays as it is. Work
-- that a provider had only accepted when its job ended counts too, and so does work that it had forgotten and remembers.
create function public.record_late_result(
  p_operation_id uuid, p_state text, p_provider_ref text, p_output jsonb, p_source text, p_detail jsonb
) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
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
    missing_since = null, ended_at = v_now
   where id = p_operation_id
     and (state in ('starting', 'queued', 'running', 'unknown') or (state = 'failed' and missing_since is not null));
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
