-- How a person's jobs are looked at: those in which some words stand, and how many there are of each kind and status.

-- What a job is about, in words: what its person typed, and what a title is made of where that is something else: the
-- number of images, the name of a photograph, the title that a story was given by its writer.
create function public.words_of_job(p_kind text, p_job_id uuid, p_input jsonb) returns tsvector
  language sql stable set search_path = '' as $$
  select to_tsvector('simple', public.words_in(normalize(concat_ws(' ',
    p_input ->> 'title', p_input ->> 'prompt', p_input ->> 'story', p_input ->> 'imageName', p_input ->> 'style',
    case p_kind
      when 'image_tags' then (p_input ->> 'count') || ' images'
      when 'story_video' then (
        select substring(o.output ->> 'text' from '"title"\s*:\s*"((?:[^"\\]|\\.)*)"')
          from public.operations o
         where o.job_id = p_job_id and o.step = 'script' and o.state = 'succeeded' and o.superseded_at is null
         order by o.attempt desc limit 1)
    end))))
$$;
comment on function public.words_of_job is 'The words that a job is found by: those of its title and of what was asked for.';

-- The kind, the status, favourites, the days and the words that are asked for; each may be missing. Words are asked for last: they
-- are read from the job's input.
create function public.job_fits(p_job public.jobs, p_filter jsonb) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return (p_filter ->> 'kind' is null or p_job.kind = p_filter ->> 'kind')
     and (p_filter ->> 'favourite' is null or p_job.favourite_at is not null)
     and (p_filter ->> 'from' is null or p_job.created_at >= (p_filter ->> 'from')::timestamptz)
     and (p_filter ->> 'to' is null or p_job.created_at <= (p_filter ->> 'to')::timestamptz)
     and (p_filter ->> 'statuses' is null or p_filter -> 'statuses' ? p_job.status)
     and (p_filter ->> 'words' is null
          or public.words_of_job(p_job.kind, p_job.id, p_job.input) @@ public.words_query(p_filter ->> 'words'));
end
$$;
comment on function public.job_fits is
  'Whether a filter fits a job: {"kind", "favourite": true, "from", "to", "statuses": any of them, "words": beginnings of words, all of them}, each of which may be missing.';
revoke all on function public.words_of_job(text, uuid, jsonb), public.job_fits(public.jobs, jsonb)
  from public, anon, authenticated, service_role;

create function public.find_jobs(
  p_user_id uuid, p_filter jsonb, p_limit integer, p_before_at timestamptz default null, p_before_id uuid default null
) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(s) order by s.created_at desc, s.id desc), '[]')
    from (select j.id from public.jobs j
           where j.user_id = p_user_id
             and (p_before_id is null or (j.created_at, j.id) < (p_before_at, p_before_id))
             and public.job_fits(j, p_filter)
           order by j.created_at desc, j.id desc limit p_limit) as found
    join public.seen_jobs s on s.id = found.id
$$;
comment on function public.find_jobs is
  'A page of a user''s jobs that the filter fits, newest first, from behind the job with that time and id on, as seen_jobs has them. p_filter: see job_fits.';

-- Serves the counts of all of a user's jobs, which a page of them asks for every few seconds while they move, from the
-- index alone.
create index jobs_counted on public.jobs (user_id, kind, status);

create function public.job_counts(p_user_id uuid, p_filter jsonb) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  v_counts jsonb;
begin
  if p_filter = '{}' then
    select jsonb_agg(jsonb_build_object('kind', c.kind, 'status', c.status, 'count', c.n) order by c.kind, c.status)
      into v_counts
      from (select j.kind, j.status, count(*) as n from public.jobs j
             where j.user_id = p_user_id group by j.kind, j.status) as c;
  else
    select jsonb_agg(jsonb_build_object('kind', c.kind, 'status', c.status, 'count', c.n) order by c.kind, c.status)
      into v_counts
      from (select j.kind, j.status, count(*) as n from public.jobs j
             where j.user_id = p_user_id and public.job_fits(j, p_filter) group by j.kind, j.status) as c;
  end if;
  return coalesce(v_counts, '[]');
end
$$;
comment on function public.job_counts is
  'How many of a user''s jobs that the filter fits there are of each kind and status: [{"kind", "status", "count"}]. p_filter: see job_fits.';

revoke all on function public.find_jobs(uuid, jsonb, integer, timestamptz, uuid), public.job_counts(uuid, jsonb)
  from public, anon, authenticated;
grant execute on function public.find_jobs(uuid, jsonb, integer, timestamptz, uuid), public.job_counts(uuid, jsonb)
  to service_role;
