-- The gallery has all that is kept of what was made, whatever became of its job: the pictures of one that failed over others or was
-- canceled, and a story's film while a scene of it is made anew. What counts no more goes once there is another, or with the
-- end of its job (see 20261125005300_replaced_files.sql), and until then it is shown here as on the job's page.

-- Serves list_made: of each kind, the job that ended last first; one that is under way stands where it was asked for.
drop index public.jobs_made;
create index jobs_made on public.jobs (user_id, kind, (coalesce(completed_at, created_at)) desc, id desc);

-- As before, of all jobs.
create or replace function public.list_made(
  p_user_id uuid, p_steps jsonb, p_limit integer, p_before_at timestamptz default 'infinity',
  p_before_id uuid default 'ffffffff-ffff-ffff-ffff-ffffffffffff', p_after_name text default ''
) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('job_id', page.job_id, 'name', page.name, 'at', to_char(
           page.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
           order by page.at desc, page.job_id desc, page.name), '[]')
    from (
      select each.* from jsonb_each_text(p_steps) as wanted (kind, step)
       cross join lateral (
         select j.id as job_id, coalesce(j.completed_at, j.created_at) as at, made.name
           from public.jobs j
          cross join lateral (
            select a.name collate "C" as name from public.artifacts a join public.operations o on o.id = a.operation_id
             where a.job_id = j.id and a.content_type ~ '^(image|video)/' and a.name not like '%-poster.%'
               and o.step = wanted.step and o.state = 'succeeded'
            offset 0) as made
          where j.user_id = p_user_id and j.kind = wanted.kind
            and (coalesce(j.completed_at, j.created_at), j.id) <= (p_before_at, p_before_id)
            and ((coalesce(j.completed_at, j.created_at), j.id) <> (p_before_at, p_before_id) or made.name > p_after_name)
          order by coalesce(j.completed_at, j.created_at) desc, j.id desc, made.name limit p_limit) as each
       order by each.at desc, each.job_id desc, each.name limit p_limit) as page
$$;
comment on function public.list_made is
  'A page of the pictures and films of a user''s jobs: [{"job_id", "name", "at": when the job ended, or was asked for where it has not, to the microsecond}], from behind the one with that place on. p_steps has the kinds that are meant, and of each the step whose work is its result.';
