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

-- Beside the job and not in its row, which every check writes anew. Written with what it is made of, and cleared with its job.
create table public.job_words (
  job_id uuid primary key references public.jobs (id) on delete cascade,
  words tsvector not null
);
comment on table public.job_words is 'The words that each job is found by.';
create index job_words_by_word on public.job_words using gin (words);
revoke all on public.job_words from public, anon, authenticated, service_role;
grant select on public.job_words to service_role;
alter table public.job_words enable row level security;

create function public.write_words_of_job() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.job_words as w (job_id, words) values (new.id, public.words_of_job(new.kind, new.id, new.input))
  on conflict (job_id) do update set words = excluded.words where w.words <> excluded.words;
  return null;
end
$$;
comment on function public.write_words_of_job is 'Writes down what a job is found by.';
create trigger job_is_found_by_its_words after insert or update of input on public.jobs
  for each row execute function public.write_words_of_job();

create function public.write_words_of_story() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update public.job_words w set words = public.words_of_job(j.kind, j.id, j.input)
    from public.jobs j where j.id = new.job_id and j.kind = 'story_video' and w.job_id = j.id;
  return null;
end
$$;
comment on function public.write_words_of_story is 'Writes down by which title a story is found from now on.';
create trigger story_is_found_by_its_title after insert or update of state, output, superseded_at on public.operations
  for each row when (new.step = 'script' and new.state = 'succeeded')
  execute function public.write_words_of_story();

insert into public.job_words (job_id, words) select id, public.words_of_job(kind, id, input) from public.jobs;

-- Written into the query as literals, so that the planner sees how rare a word is, and which index serves the rest.
create function public.job_conditions(p_filter jsonb) returns text
  language sql stable set search_path = '' as $$
  select concat(
    case when p_filter ->> 'kind' is not null then format(' and j.kind = %L', p_filter ->> 'kind') end,
    case when p_filter ->> 'favourite' is not null then ' and j.favourite_at is not null' end,
    case when p_filter ->> 'from' is not null then format(' and j.created_at >= %L::timestamptz', p_filter ->> 'from') end,
    case when p_filter ->> 'to' is not null then format(' and j.created_at <= %L::timestamptz', p_filter ->> 'to') end,
    case when p_filter ->> 'statuses' is not null then
      format(' and j.status = any (%L::text[])', array(select jsonb_array_elements_text(p_filter -> 'statuses'))) end,
    case when p_filter ->> 'words' is not null then
      format(' and j.id in (select w.job_id from public.job_words w where w.words @@ %L::tsquery)',
             public.words_query(p_filter ->> 'words')) end)
$$;
comment on function public.job_conditions is
  'A filter as SQL about the jobs j: {"kind", "favourite": true, "from", "to", "statuses": any of them, "words": beginnings of words, all of them}, each of which may be missing.';
revoke all on function public.words_of_job(text, uuid, jsonb), public.write_words_of_job(), public.write_words_of_story(),
  public.job_conditions(jsonb) from public, anon, authenticated, service_role;

create function public.find_jobs(
  p_user_id uuid, p_filter jsonb, p_limit integer, p_before_at timestamptz default null, p_before_id uuid default null
) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  v_page jsonb;
begin
  execute 'select jsonb_agg(to_jsonb(s) order by s.created_at desc, s.id desc) from (
             select j.id from public.jobs j where j.user_id = $1'
       || case when p_before_id is not null then ' and (j.created_at, j.id) < ($3, $4)' else '' end
       || public.job_conditions(p_filter)
       || ' order by j.created_at desc, j.id desc limit $2) as found join public.seen_jobs s on s.id = found.id'
     into v_page using p_user_id, p_limit, p_before_at, p_before_id;
  return coalesce(v_page, '[]');
end
$$;
comment on function public.find_jobs is
  'A page of a user''s jobs that the filter fits, newest first, from behind the job with that time and id on, as seen_jobs has them. p_filter: see job_conditions.';

-- Serves the counts of all of a user's jobs, which a page of them asks for every few seconds while they move, from the
-- index alone.
create index jobs_counted on public.jobs (user_id, kind, status);

create function public.job_counts(p_user_id uuid, p_filter jsonb) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  v_counts jsonb;
begin
  execute 'select jsonb_agg(jsonb_build_object(''kind'', c.kind, ''status'', c.status, ''count'', c.n) order by c.kind, c.status)
             from (select j.kind, j.status, count(*) as n from public.jobs j where j.user_id = $1'
       || public.job_conditions(p_filter)
       || ' group by j.kind, j.status) as c'
     into v_counts using p_user_id;
  return coalesce(v_counts, '[]');
end
$$;
comment on function public.job_counts is
  'How many of a user''s jobs that the filter fits there are of each kind and status: [{"kind", "status", "count"}]. p_filter: see job_conditions.';

revoke all on function public.find_jobs(uuid, jsonb, integer, timestamptz, uuid), public.job_counts(uuid, jsonb)
  from public, anon, authenticated;
grant execute on function public.find_jobs(uuid, jsonb, integer, timestamptz, uuid), public.job_counts(uuid, jsonb)
  to service_role;
