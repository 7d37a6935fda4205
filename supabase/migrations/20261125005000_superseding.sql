-- One part of a job that has ended is made anew by a person: what it was made of stays, what it was is superseded.

alter table public.operations add column superseded_at timestamptz;
comment on column public.operations.superseded_at is
  'When a person had this part of an ended job made anew; from then on it counts for nothing. Null: it may count.';

-- It may still be under way at its provider, and be told of: its id is kept with it, and nobody asks about it any more.
create or replace view public.late_operations with (security_invoker = true) as
  select o.id, o.job_id, j.kind, o.provider_ref is not null or o.settles_at <= public.clock_now() as is_settled
    from public.jobs j join public.operations o on o.job_id = j.id
   where j.status in ('failed', 'canceled') and j.completed_at > public.clock_now() - interval '26 hours'
     and o.superseded_at is null
     and case when o.provider_ref is null then o.provider is not null and o.state = 'starting'
              else o.state in ('queued', 'running') or o.state = 'succeeded' and o.kept_at is null end;

create or replace function public.record_late_result(
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
   where id = p_operation_id and superseded_at is null
     and (state in ('starting', 'queued', 'running', 'unknown') or (state = 'failed' and missing_since is not null));
  if not found then
    return false;
  end if;
  perform public.append_event(v_job, 'late_result', p_source, p_detail);
  return true;
end
$$;
comment on function public.record_late_result is
  'Records a result that came after the end, for a retry to adopt; true if it was news. What was superseded is adopted by nobody.';
