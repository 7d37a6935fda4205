-- What jobs used at providers, as the record knows it: tokens, seconds, pictures and so on, of every attempt, in sums that prices can
-- be put to. What a unit costs is not the database's to know.

-- What a writer answered, as JSON; null where it is none. Some wrap it into a block of code.
create function public.json_in(p_text text) returns jsonb
  language plpgsql immutable set search_path = '' as $$
begin
  return substring(p_text from '\{.*\}')::jsonb;
exception when others then
  return null;
end
$$;
comment on function public.json_in is 'The JSON that stands in a text; null where it cannot be read.';

-- Work that has ended, and that its provider does not say to be free. That of a deleted job is not there: nothing of it is.
-- What was asked for is told by the kind (as in lib/kinds): how long a video is to be, what a voice is to say, of which shape a
-- picture is to be. A voice of words that a person has changed since said others: how many, nobody knows any more.
create function public.used_work(p_user_id uuid, p_job_id uuid)
  returns table (
    month date, kind text, provider text, model text, is_paid boolean,
    tokens numeric, tokens_in numeric, tokens_out numeric, seconds numeric, characters numeric, megapixels numeric, pictures numeric, trainings numeric, images numeric)
  language sql stable set search_path = '' as $$
  with scripts as materialized (
    select distinct on (o.job_id) o.job_id, public.json_in(o.output ->> 'text') as script
      from public.operations o join public.jobs j on j.id = o.job_id
     where o.user_id = p_user_id and (p_job_id is null or o.job_id = p_job_id)
       and j.kind = 'story_video' and o.step = 'script' and o.state = 'succeeded' and o.superseded_at is null
     order by o.job_id, o.attempt desc
  )
  select date_trunc('month', o.ended_at at time zone 'UTC')::date, j.kind, o.provider, o.model,
         o.state = 'succeeded' or coalesce(o.error ->> 'charged', '') = 'true',
         (o.output ->> 'tokensUsed')::numeric, (o.output #>> '{tokens,input}')::numeric, (o.output #>> '{tokens,output}')::numeric,
         case when j.kind = 'sora' then (j.input ->> 'seconds')::numeric end,
         case when is_voice and o.superseded_at is null then
           length(btrim(regexp_replace(coalesce(
             j.input #>> array['edits', (o.slot / 2 + 1)::text, 'narration'],
             s.script #>> array['scenes', (o.slot / 2)::text, 'narration']), '\s+', ' ', 'g'))) end,
         case when is_drawing then
           case coalesce(j.input ->> 'shape', 'landscape') when 'square' then 1024 * 1024 else 1536 * 864 end / 1000000.0 end,
         case when is_drawing or (j.kind, o.step) in (('photoshoot', 'generating'), ('product_card', 'designing')) then 1 end,
         case when (j.kind, o.step) = ('photoshoot', 'training') then 1 end,
         (o.output #>> '{parts,done}')::numeric
    from public.operations o
    join public.jobs j on j.id = o.job_id
    left join scripts s on s.job_id = j.id
   cross join lateral (
     select j.kind = 'story_video' and o.step = 'assets' and o.slot % 2 = 0 as is_drawing,
            j.kind = 'story_video' and o.step = 'assets' and o.slot % 2 = 1 as is_voice) as w
   where o.user_id = p_user_id and (p_job_id is null or o.job_id = p_job_id)
     and o.provider is not null and o.ended_at is not null
     and coalesce(o.error ->> 'charged', '') <> 'false'
$$;
comment on function public.used_work is
  'Each piece of work at a provider that has ended and may have cost something; is_paid where it did, as far as its provider says. What is null was not asked for, or is not known.';
revoke all on function public.json_in(text), public.used_work(uuid, uuid) from public, anon, authenticated, service_role;

create function public.used(p_user_id uuid, p_job_id uuid default null) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(g) order by g.month desc, g.kind, g.provider, g.model, g.is_paid desc, g.works), '[]') from (
    select to_char(w.month, 'YYYY-MM') as month, w.kind, w.provider, w.model, w.is_paid, count(*) as works,
           jsonb_build_object(
             'token', sum(w.tokens), '1M input tokens', sum(w.tokens_in) / 1e6, '1M output tokens', sum(w.tokens_out) / 1e6,
             'second', sum(w.seconds), '1,000 characters', sum(w.characters) / 1e3, 'megapixel', sum(w.megapixels),
             'picture', sum(w.pictures), 'training', sum(w.trainings), 'image', sum(w.images)) as amounts
      from public.used_work(p_user_id, p_job_id) w
     group by w.month, w.kind, w.provider, w.model, w.is_paid,
              num_nonnulls(w.tokens), num_nonnulls(w.tokens_in, w.tokens_out), num_nonnulls(w.seconds), num_nonnulls(w.characters),
              num_nonnulls(w.megapixels), num_nonnulls(w.pictures), num_nonnulls(w.trainings), num_nonnulls(w.images)) as g
$$;
comment on function public.used is
  'What one user''s jobs used, or one of them, by month (of UTC, in which the work ended), kind, provider and model: [{month, kind, provider, model, is_paid, works, amounts: {unit: sum}}]. Of the works of a line the same units are known: what is null is known of none of them.';
revoke all on function public.used(uuid, uuid) from public, anon, authenticated;
grant execute on function public.used(uuid, uuid) to service_role;
