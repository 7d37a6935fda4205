-- A run of check-all ends by itself: it takes on what was due when it began, and not what falls due meanwhile.

-- As before, and up to a horizon where one is given: a run through thousands of jobs takes longer than their interval, and
-- found the first ones due again for as long as it had time. What is the same for all rows is worked out once, and who has
-- their turn is asked only where somebody stands in line. Like may_be_asked it fixes no search path, so that its callers
-- read no more columns than they need.
create or replace function public.due_jobs(p_now timestamptz, p_kind text, p_limits jsonb) returns setof public.jobs
  language sql stable as $$
  select j.* from public.jobs j
   where j.status in ('pending', 'processing') and j.next_check_at <= p_now
     and (j.claim_expires_at is null or j.claim_expires_at <= p_now)
     and (j.next_check_at <= coalesce((select (p_limits #>> '{horizon,until}')::timestamptz), p_now)
          or j.id = any ((select array(select jsonb_array_elements_text(p_limits #> '{horizon,goingOn}')))::uuid[]))
     and (p_kind is null or j.kind = p_kind)
     and ((select public.paused_providers(p_now)) = '{}'
          or public.may_be_asked(j.nudged, j.providers, j.kind, j.deadline_at,
                                 (select public.paused_providers(p_now)), p_now, p_limits))
     and (j.status = 'processing' or j.admitted_at is not null
          or j.id in (select t.job_id from public.turns(p_limits) t where t.waits_for is null))
     and (j.nudged or j.kind <> all ((select array(select jsonb_object_keys(p_limits -> 'quiet')))::text[]) or not exists (
           select from public.operations o
            where o.job_id = j.id and o.state in ('queued', 'running')
              and o.running_at > p_now - (p_limits -> 'quiet' ->> j.kind)::bigint * interval '1 millisecond'))
$$;
comment on function public.due_jobs is
  'Jobs that a check may take now. p_limits: see turns and may_be_asked; {"quiet": {kind: milliseconds}} leaves jobs in peace whose work began at its provider less than so long ago, unless a webhook has come; {"horizon": {"until", "goingOn": [id]}} leaves out what fell due after that, but for these jobs.';
