-- A person's favourites among their jobs. It is the record that says so, so every page and every tab of theirs does; and what is a
-- favourite is kept, however old jobs may be otherwise.

alter table public.jobs
  add column favourite_at timestamptz,
  add column unfavoured_at timestamptz;
comment on column public.jobs.favourite_at is 'Since when it is a favourite of its user; null: it is none.';
comment on column public.jobs.unfavoured_at is
  'When it was taken from the favourites: one that would be too old by then is kept for another week.';

-- Serves take_old_jobs, in the place of an index with favourites in it: they only grow more, and are passed over each time.
drop index public.jobs_by_end;
create index jobs_by_end on public.jobs (completed_at) where completed_at is not null and favourite_at is null;
-- Serves a user's favourites, newest first.
create index jobs_favourite on public.jobs (user_id, created_at desc, id desc) where favourite_at is not null;

-- As before, and these two.
create or replace view public.seen_jobs with (security_invoker = true) as
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
               from public.artifacts a where a.job_id = j.id) as a), '[]') as artifacts,
         j.favourite_at, j.unfavoured_at
    from public.jobs j;

-- Whatever the job is doing: nothing of that changes. Said twice, it is so already, and nobody is told again.
create function public.set_favourite(p_job_id uuid, p_user_id uuid, p_is_favourite boolean, p_source text) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_job public.jobs;
begin
  select * into v_job from public.jobs where id = p_job_id and user_id = p_user_id for update;
  if not found then
    return jsonb_build_object('outcome', 'not_found');
  end if;
  if (v_job.favourite_at is not null) <> p_is_favourite then
    update public.jobs set
      favourite_at = case when p_is_favourite then v_now end,
      unfavoured_at = case when not p_is_favourite then v_now end,
      updated_at = v_now
     where id = p_job_id returning * into v_job;
    perform public.append_event(v_job, case when p_is_favourite then 'favourite' else 'unfavourite' end, p_source);
  end if;
  return jsonb_build_object('outcome', 'set', 'job', public.job_records(array[p_job_id]) -> 0);
end
$$;
comment on function public.set_favourite is 'Outcome set (it is a favourite, or none, as was asked) or not_found.';
revoke all on function public.set_favourite(uuid, uuid, boolean, text) from public, anon, authenticated;
grant execute on function public.set_favourite(uuid, uuid, boolean, text) to service_role;

-- As before, but by the way of all that is deleted (see 20261125008220_removing.sql), and without favourites, nor those that
-- were some until a week ago: who takes a star away by mistake has the time to see it.
create or replace function public.take_old_jobs(p_days integer, p_limit integer) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_until constant timestamptz := v_now - p_days * interval '1 day';
  v_unfavoured_until constant timestamptz := v_now - interval '7 days';
  v_user_id uuid;
  v_job public.jobs;
  v_ids uuid[] := '{}';
begin
  if p_days is null then
    delete from public.retention where true;
    return 0;
  end if;
  if public.retention_since(p_days) + interval '7 days' > v_now then
    return 0;
  end if;
  select user_id into v_user_id from public.jobs
   where completed_at <= v_until and favourite_at is null
     and (unfavoured_at is null or unfavoured_at <= v_unfavoured_until)
   order by completed_at limit 1;
  if not found then
    return 0;
  end if;
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('jobs of ' || v_user_id, 0));
  for v_job in
    select * from public.jobs
     where user_id = v_user_id and completed_at <= v_until and favourite_at is null
       and (unfavoured_at is null or unfavoured_at <= v_unfavoured_until)
     order by completed_at limit p_limit for update
  loop
    perform public.set_job_aside(v_job, v_now);
    v_ids := v_ids || v_job.id;
  end loop;
  perform public.forget_jobs(v_user_id, v_ids);
  return cardinality(v_ids);
end
$$;
