-- What was paid stays paid. What jobs used is counted for good: once a job is removed, in sums that say nothing else of it; while it
-- is deleted and can be put back, from its rows where they are set aside. A job is in one of these places, and is counted there.

create table public.used_by_removed (
  user_id uuid not null references auth.users (id) on delete cascade,
  month date not null,
  kind text not null,
  provider text not null,
  model text,
  is_paid boolean not null,
  works bigint not null,
  tokens numeric,
  tokens_in numeric,
  tokens_out numeric,
  seconds numeric,
  characters numeric,
  megapixels numeric,
  pictures numeric,
  trainings numeric,
  images numeric
);
comment on table public.used_by_removed is
  'What all removed jobs of a user used together, in lines as those of public.used: none says of which job.';
create index used_by_removed_of_user on public.used_by_removed (user_id);
revoke all on public.used_by_removed from public, anon, authenticated, service_role;
grant select on public.used_by_removed to service_role;
alter table public.used_by_removed enable row level security;

-- As before (see 20261125008410_used.sql), of those of a user's jobs that are named or of all, and also where they are set aside. Of
-- these nobody hears the end of work that is under way: it may have cost something, and counts as ended when its job is removed.
-- Planned for what is asked: all of somebody's work, or a few jobs of very many.
drop function public.used(uuid, uuid);
drop function public.used_work(uuid, uuid);
create function public.used_work(p_user_id uuid, p_job_ids uuid[]) returns setof public.used_by_removed
  language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  return query
  with counted as not materialized (
    select j.id, j.kind, j.input from public.jobs j
     where j.user_id = p_user_id and (p_job_ids is null or j.id = any (p_job_ids))
    union all
    select d.id, r.content ->> 'kind', r.content -> 'input'
      from public.deleted_jobs d join public.deleted_rows r on r.job_id = d.id and r.relation = 'jobs'
     where d.user_id = p_user_id and (p_job_ids is null or d.id = any (p_job_ids))
  ), work as not materialized (
    select o.job_id, o.attempt, o.step, o.slot, o.provider, o.model, o.state, o.output, o.error, o.superseded_at, o.ended_at
      from public.operations o
     where o.user_id = p_user_id and (p_job_ids is null or o.job_id = any (p_job_ids))
    union all
    select d.id, o.attempt, o.step, o.slot, o.provider, o.model, o.state, o.output, o.error, o.superseded_at,
           case when o.provider_ref is not null or o.state in ('starting', 'unknown')
             then coalesce(o.ended_at, d.removed_at) else o.ended_at end
      from public.deleted_jobs d join public.deleted_rows r on r.job_id = d.id and r.relation = 'operations'
     cross join lateral jsonb_populate_record(null::public.operations, r.content) as o
     where d.user_id = p_user_id and (p_job_ids is null or d.id = any (p_job_ids))
  ), scripts as materialized (
    select distinct on (o.job_id) o.job_id, public.json_in(o.output ->> 'text') as script
      from work o join counted j on j.id = o.job_id
     where j.kind = 'story_video' and o.step = 'script' and o.state = 'succeeded' and o.superseded_at is null
     order by o.job_id, o.attempt desc
  )
  select p_user_id, date_trunc('month', o.ended_at at time zone 'UTC')::date, j.kind, o.provider, o.model,
         o.state = 'succeeded' or coalesce(o.error ->> 'charged', '') = 'true', 1::bigint,
         (o.output ->> 'tokensUsed')::numeric, (o.output #>> '{tokens,input}')::numeric, (o.output #>> '{tokens,output}')::numeric,
         case when j.kind = 'sora' then (j.input ->> 'seconds')::numeric end,
         case when is_voice and o.superseded_at is null then
           length(btrim(regexp_replace(coalesce(
             j.input #>> array['edits', (o.slot / 2 + 1)::text, 'narration'],
             s.script #>> array['scenes', (o.slot / 2)::text, 'narration']), '\s+', ' ', 'g')))::numeric end,
         case when is_drawing then
           case coalesce(j.input ->> 'shape', 'landscape') when 'square' then 1024 * 1024 else 1536 * 864 end / 1000000.0 end,
         case when is_drawing or (j.kind, o.step) in (('photoshoot', 'generating'), ('product_card', 'designing')) then 1::numeric end,
         case when (j.kind, o.step) = ('photoshoot', 'training') then 1::numeric end,
         (o.output #>> '{parts,done}')::numeric
    from work o
    join counted j on j.id = o.job_id
    left join scripts s on s.job_id = j.id
   cross join lateral (
     select j.kind = 'story_video' and o.step = 'assets' and o.slot % 2 = 0 as is_drawing,
            j.kind = 'story_video' and o.step = 'assets' and o.slot % 2 = 1 as is_voice) as w
   where o.provider is not null and o.ended_at is not null and coalesce(o.error ->> 'charged', '') <> 'false';
end
$$;
comment on function public.used_work is
  'Each piece of work at a provider that has ended and may have cost something, as a line of its own; is_paid where it did, as far as its provider says. What is null was not asked for, or is not known.';

create function public.used_lines(p_user_id uuid, p_job_ids uuid[], p_has_removed boolean) returns setof public.used_by_removed
  language sql stable set search_path = '' as $$
  select w.user_id, w.month, w.kind, w.provider, w.model, w.is_paid, sum(w.works)::bigint,
         sum(w.tokens), sum(w.tokens_in), sum(w.tokens_out), sum(w.seconds), sum(w.characters), sum(w.megapixels),
         sum(w.pictures), sum(w.trainings), sum(w.images)
    from (select * from public.used_work(p_user_id, p_job_ids)
          union all select * from public.used_by_removed r where r.user_id = p_user_id and p_has_removed) as w
   group by w.user_id, w.month, w.kind, w.provider, w.model, w.is_paid,
            w.tokens is null, w.tokens_in is null, w.tokens_out is null, w.seconds is null, w.characters is null,
            w.megapixels is null, w.pictures is null, w.trainings is null, w.images is null
$$;
comment on function public.used_lines is
  'What these jobs of a user used, or all, with what removed ones did or without it, in lines: of the works of a line the same units are known.';

-- The caller holds these jobs, which are set aside, and the lock of their user's jobs, and removes them in this transaction: so
-- each is added once. Whoever departs leaves nothing.
create function public.keep_used(p_user_id uuid, p_job_ids uuid[]) returns void
  language plpgsql set search_path = '' as $$
declare
  v_lines constant public.used_by_removed[] := array(select l from public.used_lines(p_user_id, p_job_ids, true) as l);
begin
  if p_job_ids <> '{}' and not exists (select from public.departures where user_id = p_user_id) then
    delete from public.used_by_removed where user_id = p_user_id;
    insert into public.used_by_removed select * from unnest(v_lines);
  end if;
end
$$;
comment on function public.keep_used is 'Adds what these jobs of a user used to what removed ones did.';
revoke all on function public.used_work(uuid, uuid[]), public.used_lines(uuid, uuid[], boolean), public.keep_used(uuid, uuid[])
  from public, anon, authenticated, service_role;

create function public.used(p_user_id uuid, p_job_id uuid default null) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
           'month', to_char(l.month, 'YYYY-MM'), 'kind', l.kind, 'provider', l.provider, 'model', l.model,
           'is_paid', l.is_paid, 'works', l.works, 'amounts', jsonb_build_object(
             'token', l.tokens, '1M input tokens', l.tokens_in / 1e6, '1M output tokens', l.tokens_out / 1e6,
             'second', l.seconds, '1,000 characters', l.characters / 1e3, 'megapixel', l.megapixels,
             'picture', l.pictures, 'training', l.trainings, 'image', l.images))
           order by l.month desc, l.kind, l.provider, l.model, l.is_paid desc, l.works), '[]')
    from public.used_lines(p_user_id, case when p_job_id is not null then array[p_job_id] end, p_job_id is null) as l
   where p_job_id is null or exists (select from public.jobs where id = p_job_id)
$$;
comment on function public.used is
  'What one user''s jobs used, deleted and removed ones too, or one that is there, by month (of UTC, in which the work ended), kind, provider and model: [{month, kind, provider, model, is_paid, works, amounts: {unit: sum}}]. Of the works of a line the same units are known: what is null is known of none of them.';
revoke all on function public.used(uuid, uuid) from public, anon, authenticated;
grant execute on function public.used(uuid, uuid) to service_role;

-- As before, and what they used is kept.
create or replace function public.forget_rows_of_jobs(p_user_id uuid, p_ids uuid[]) returns void
  language sql set search_path = '' as $$
  select public.keep_used(p_user_id, p_ids);
  -- Their folders are emptied whole.
  delete from public.leftover_files f using unnest(p_ids) as gone(id)
   where f.bucket = 'artifacts' and starts_with(f.path, p_user_id || '/' || gone.id || '/');
  delete from public.deleted_jobs where id = any (p_ids);
$$;

-- As before, and what their removed jobs used is forgotten at once: from here on nothing is added to it.
create or replace function public.begin_departure(p_user_id uuid, p_keeps_account boolean) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(about || p_user_id, 0))
    from unnest(array['jobs of ', 'uploads of ', 'room in the library of ', 'endpoints of ']) as about;
  insert into public.departures (user_id, keeps_account) values (p_user_id, p_keeps_account) on conflict do nothing;
  delete from public.used_by_removed where user_id = p_user_id;
end
$$;
