-- What became of work where its job went on without us.

-- What became of create calls whose commit was refused, because the job had been canceled meanwhile. What is
-- true at the provider is true whoever holds the claim; kept here, a retry adopts it at once.
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
