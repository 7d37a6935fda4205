-- What a reader is shown of jobs: the record without what only a check needs, with its operations and files, in one statement.

-- Whoever asks sees by it what the tables themselves show them: their own jobs, or as the service all of them.
create view public.seen_jobs with (security_invoker = true) as
  select j.id, j.user_id, j.kind, j.status, j.stage, j.progress, j.attempt, j.auto_retries, j.priority, j.engines,
         j.input, j.output, j.error, j.delay, j.timeline, j.next_check_at, j.checked_at, j.checks, j.checks_saved,
         j.failed_checks, j.deadline_at, j.admitted_at, j.forecast, j.created_at, j.updated_at, j.started_at, j.completed_at,
         coalesce((
           select json_agg(o order by o.attempt, o.step, o.slot) from (
             select o.id, o.job_id, o.attempt, o.step, o.slot, o.provider, o.model, o.provider_ref, o.state, o.progress,
                    o.expected_at, o.output, o.error, o.missing_since, o.started_at, o.settles_at, o.running_at, o.ended_at,
                    o.cursor, o.kept_at, o.absences, o.superseded_at
               from public.operations o where o.job_id = j.id) as o), '[]') as operations,
         coalesce((
           select json_agg(a order by a.name) from (
             select a.operation_id, a.name, a.content_type, a.bytes, a.sha256, a.storage_path, a.source_url, a.source_expires_at
               from public.artifacts a where a.job_id = j.id) as a), '[]') as artifacts
    from public.jobs j;
comment on view public.seen_jobs is 'Jobs as their pages show them, each with its operations and artifacts as JSON.';
revoke all on public.seen_jobs from public, anon, authenticated, service_role;
grant select on public.seen_jobs to authenticated, service_role;
