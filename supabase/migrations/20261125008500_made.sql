-- What somebody's jobs have made, as a gallery is looked at: the newest job first, and of one job in the order of its frames.
-- A job comes into it whole, with its end; whatever leaves `jobs` leaves it in the same transaction.

-- Serves list_made: of each kind it reads as many jobs as a page has, however many there are of it or of others.
create index jobs_made on public.jobs (user_id, kind, completed_at desc, id desc) where status = 'completed';

-- A page of each kind, and the first of all these. Job by job, in the order of that index: `offset 0` keeps the planner from joining
-- all work with all jobs by its step.
create function public.list_made(
  p_user_id uuid, p_steps jsonb, p_limit integer, p_before_at timestamptz default 'infinity',
  p_before_id uuid default 'ffffffff-ffff-ffff-ffff-ffffffffffff', p_after_name text default ''
) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('job_id', page.job_id, 'name', page.name, 'at', to_char(
           page.completed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
           order by page.completed_at desc, page.job_id desc, page.name), '[]')
    from (
      select each.* from jsonb_each_text(p_steps) as wanted (kind, step)
       cross join lateral (
         select j.id as job_id, j.completed_at, made.name
           from public.jobs j
          cross join lateral (
            select a.name collate "C" as name from public.artifacts a join public.operations o on o.id = a.operation_id
             where a.job_id = j.id and a.content_type ~ '^(image|video)/' and a.name not like '%-poster.%'
               and o.step = wanted.step and o.state = 'succeeded' and o.superseded_at is null
            offset 0) as made
          where j.user_id = p_user_id and j.kind = wanted.kind and j.status = 'completed'
            and (j.completed_at, j.id) <= (p_before_at, p_before_id)
            and ((j.completed_at, j.id) <> (p_before_at, p_before_id) or made.name > p_after_name)
          order by j.completed_at desc, j.id desc, made.name limit p_limit) as each
       order by each.completed_at desc, each.job_id desc, each.name limit p_limit) as page
$$;
comment on function public.list_made is
  'A page of the pictures and films of a user''s completed jobs: [{"job_id", "name", "at": when the job ended, to the microsecond}], from behind the one with that place on. p_steps has the kinds that are meant, and of each the step whose work is its result.';
revoke all on function public.list_made(uuid, jsonb, integer, timestamptz, uuid, text) from public, anon, authenticated;
grant execute on function public.list_made(uuid, jsonb, integer, timestamptz, uuid, text) to service_role;
