-- A job as the code reads it: the row, with its operations and artifacts.
create function public.job_records(p_job_ids uuid[]) returns jsonb
  language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(
    to_jsonb(j) || jsonb_build_object(
      'operations', coalesce((
        select jsonb_agg(to_jsonb(o) order by o.attempt, o.step, o.slot)
        from public.operations o where o.job_id = j.id), '[]'),
      'artifacts', coalesce((
        select jsonb_agg(to_jsonb(a) order by a.name)
        from public.artifacts a where a.job_id = j.id), '[]')
    ) order by j.next_check_at, j.id), '[]')
  from public.jobs j where j.id = any (p_job_ids)
$$;
comment on function public.job_records is 'The jobs with these ids, each with its operations and artifacts, as a JSON array.';
revoke all on function public.job_records(uuid[]) from public, anon, authenticated;
grant execute on function public.job_records(uuid[]) to service_role;

-- Appends one event that shows the job as it now is.
create function public.append_event(p_job public.jobs, p_type text, p_source text, p_detail jsonb default '{}')
  returns void language sql set search_path = '' as $$
  insert into public.job_events (job_id, user_id, type, status, stage, progress, attempt, source, detail)
  values (p_job.id, p_job.user_id, p_type, p_job.status, p_job.stage, p_job.progress, p_job.attempt,
          p_source, p_detail)
$$;
comment on function public.append_event is 'Adds a row to the ledger with the status, stage and progress of the given job row.';
revoke all on function public.append_event(public.jobs, text, text, jsonb) from public, anon, authenticated;

-- A line in the ledger that changes nothing else: what a provider answered to a cancel, for instance.
create function public.note_event(p_job_id uuid, p_type text, p_source text, p_detail jsonb) returns void
  language sql security definer set search_path = '' as $$
  select public.append_event(j, p_type, p_source, p_detail)
    from (select * from public.jobs where id = p_job_id for share) as j
$$;
comment on function public.note_event is 'Appends an event to a job''s ledger without changing the job.';
revoke all on function public.note_event(uuid, text, text, jsonb) from public, anon, authenticated;
grant execute on function public.note_event(uuid, text, text, jsonb) to service_role;
