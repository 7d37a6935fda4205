-- Which images a job is about. A job may be for 50,000: they are rows, and no part of its input.

-- An image may be deleted while a job is about it: its row here says what became of it, and refers to nothing.
create table public.job_assets (
  job_id uuid not null references public.jobs (id) on delete cascade,
  asset_id uuid not null,
  user_id uuid not null,
  share double precision not null check (share >= 0),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'tagged', 'failed', 'left')),
  operation_id uuid,
  reason text,
  reason_code text,
  primary key (job_id, asset_id)
) with (fillfactor = 50);
comment on table public.job_assets is 'The images that jobs are about, and what becomes of each of them there.';
comment on column public.job_assets.share is
  'Where it lies in the order of its job: how many files the images before it fill. A job needs as many files as the whole numbers this begins with.';
comment on column public.job_assets.state is
  'waiting: in no batch. sent: in one that is not read yet. tagged. failed, for a reason of its own. left: nobody got to it.';
comment on column public.job_assets.operation_id is 'Whose batch it is in, or was when that was decided.';

-- Serves the files of a job, and the list of its images. No index knows of the state: see assets.
create index job_assets_in_order on public.job_assets (job_id, share);
-- Serves the question whether an image is about to be tagged.
create index job_assets_of_asset on public.job_assets (asset_id);
-- Serves what a person reads of them, who sees their own alone.
create index job_assets_of_user on public.job_assets (user_id);

revoke all on public.job_assets from public, anon, authenticated, service_role;
grant select on public.job_assets to authenticated;
grant select on public.job_assets to service_role;

alter table public.job_assets enable row level security;
create policy "people read the assets of their own jobs" on public.job_assets
  for select to authenticated using (user_id = (select auth.uid()));

-- What "all that are untagged" means, wherever it is listed, counted or chosen.
create view public.untagged_assets with (security_invoker = true) as
  select a.id, a.user_id, a.created_at from public.assets a
   where a.stored_at is not null and a.tagged_at is null
     and not exists (select from public.job_assets x where x.asset_id = a.id and x.state in ('waiting', 'sent'));
comment on view public.untagged_assets is 'Images without tags, which no job under way is to tag.';
revoke all on public.untagged_assets from public, anon, authenticated, service_role;

-- A file of a batch ends at 50,000 lines or 190 MB; a line with a picture in it has it in base64, and the words around it.
create function public.bytes_in_file(p_picture_bytes integer, p_is_inline boolean) returns integer
  language sql immutable as $$
  select case when p_is_inline then greatest(190000000 / 50000, ceil(p_picture_bytes / 3.0)::integer * 4 + 2000)
              else 190000000 / 50000 end
$$;
comment on function public.bytes_in_file is 'How many of the 190 MB of a file an image takes, or the line that it is one of 50,000 of.';
revoke all on function public.bytes_in_file(integer, boolean) from public, anon, authenticated, service_role;

create function public.covered_assets(p_job_id uuid) returns setof uuid
  language plpgsql stable set search_path = '' as $$
begin
  return query
    select x.asset_id
      from public.job_assets x
      join public.jobs j on j.id = x.job_id
      join public.assets a on a.id = x.asset_id
     where x.job_id = p_job_id and x.state <> 'tagged'
       and (a.tagged_at > j.created_at
            or exists (select from public.job_assets y
                        where y.asset_id = x.asset_id and y.job_id <> x.job_id and y.state in ('waiting', 'sent'))
            or exists (select from public.held_assets h where h.asset_id = x.asset_id));
end
$$;
comment on function public.covered_assets is
  'Images that this job has not tagged and need not: they got tags elsewhere since it was created, or another job is to give them some, or a batch that one left behind.';
revoke all on function public.covered_assets(uuid) from public, anon, authenticated, service_role;

-- Which images a choice is, each once, in its order; null where it is none that this user may make.
create function public.chosen_assets(p_user_id uuid, p_kind text, p_choice jsonb) returns uuid[]
  language plpgsql stable set search_path = '' as $$
declare
  v_ids uuid[];
  v_ended public.jobs;
begin
  if p_choice ? 'restOf' then
    select * into v_ended from public.jobs
     where id = (p_choice ->> 'restOf')::uuid and user_id = p_user_id and kind = p_kind
       and status in ('completed', 'failed', 'canceled');
    if not found then
      return null;
    end if;
    -- Nobody pays twice for what is tagged, or about to be.
    return array(
      select x.asset_id from public.job_assets x join public.assets a on a.id = x.asset_id
       where x.job_id = v_ended.id and x.state <> 'tagged'
         and not exists (select from public.covered_assets(v_ended.id) as c(id) where c.id = x.asset_id)
       order by x.share);
  end if;

  if p_choice ? 'all' then
    return array(select u.id from public.untagged_assets u where u.user_id = p_user_id
                  order by u.created_at desc, u.id desc limit 50000);
  end if;

  v_ids := array(
    select e.value::uuid from jsonb_array_elements_text(p_choice -> 'assetIds') with ordinality as e(value, n)
     group by 1 order by min(e.n));
  if cardinality(v_ids) <= 50000 and (
     select count(*) from unnest(v_ids) as c(id) join public.assets a on a.id = c.id
      where a.user_id = p_user_id and a.stored_at is not null) < cardinality(v_ids) then
    return null;
  end if;
  return v_ids;
end
$$;
comment on function public.chosen_assets is
  'The images that are chosen by {"assetIds": […]}, {"all": "untagged"} (the newest 50,000) or {"restOf": job}; null if one of them, or the job, is not this user''s, or the job has not ended.';
revoke all on function public.chosen_assets(uuid, text, jsonb) from public, anon, authenticated, service_role;

-- Creates a job as create_job does, for the chosen images of the library, all of them or none. Its input says how many
-- they are, how many files they fill, and whether they lie inside these: what a link failed for once is sent inside.
create function public.create_library_job(
  p_user_id uuid, p_kind text, p_input_hash text, p_idempotency_key text, p_engines jsonb, p_providers text[],
  p_deadline_ms bigint, p_max_active integer, p_source text, p_priority smallint, p_choice jsonb, p_is_inline boolean
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_is_known boolean;
  v_is_inline boolean := p_is_inline;
  v_ids uuid[] := '{}';
  v_bytes bigint;
  v_created jsonb;
  v_job_id uuid;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('jobs of ' || p_user_id, 0));
  v_is_known := exists (select from public.jobs where user_id = p_user_id and idempotency_key = p_idempotency_key);
  if not v_is_known then
    perform public.hold_library(p_user_id);
    v_ids := public.chosen_assets(p_user_id, p_kind, p_choice);
    if v_ids is null then
      return jsonb_build_object('outcome', case when p_choice ? 'restOf' then 'unknown_job' else 'unknown_asset' end);
    elsif v_ids = '{}' then
      return jsonb_build_object('outcome', 'no_assets');
    elsif cardinality(v_ids) > 50000 then
      return jsonb_build_object('outcome', 'too_many_assets');
    end if;
    v_is_inline := p_is_inline or exists (
      select from public.job_assets x
       where x.job_id = (p_choice ->> 'restOf')::uuid and x.reason_code = 'link_failed' and x.asset_id = any (v_ids));
    select sum(public.bytes_in_file(a.picture_bytes, v_is_inline)) into v_bytes
      from unnest(v_ids) as c(id) join public.assets a on a.id = c.id;
  end if;

  v_created := public.create_job(p_user_id, p_kind,
    jsonb_build_object('count', cardinality(v_ids), 'files', v_bytes / 190e6::double precision, 'isInline', v_is_inline),
    p_input_hash, p_idempotency_key, p_engines, p_providers, p_deadline_ms, p_max_active, p_source, p_priority, '{}');
  if v_created ->> 'outcome' <> 'created' then
    return v_created;
  end if;

  v_job_id := (v_created -> 'job' ->> 'id')::uuid;
  insert into public.job_assets (job_id, asset_id, user_id, share)
  select v_job_id, c.id, p_user_id, (sum(b.bytes) over (order by c.n rows unbounded preceding) - b.bytes) / 190e6::double precision
    from unnest(v_ids) with ordinality as c(id, n)
    join public.assets a on a.id = c.id
   cross join lateral (select public.bytes_in_file(a.picture_bytes, v_is_inline) as bytes) as b;
  update public.assets a set
    auto_tag_status = 'pending', auto_tag_error = null, openai_batch_id = null, updated_at = v_now
    from unnest(v_ids) as c(id) where a.id = c.id;
  -- Until somebody looks at the tables, the planner takes them for as small as they were.
  if cardinality(v_ids) > 1000 then
    analyze public.job_assets;
    analyze public.assets;
  end if;
  return v_created;
end
$$;
comment on function public.create_library_job is
  'Outcome as of create_job, or unknown_asset (one of them is not this user''s), unknown_job (no ended job of theirs), no_assets, too_many_assets (more than 50,000). p_choice: see chosen_assets.';
revoke all on function public.create_library_job(
  uuid, text, text, text, jsonb, text[], bigint, integer, text, smallint, jsonb, boolean) from public, anon, authenticated;
grant execute on function public.create_library_job(
  uuid, text, text, text, jsonb, text[], bigint, integer, text, smallint, jsonb, boolean) to service_role;

-- Images that a job did not get to. The worlds that one of them may be in:
--   1. Another job is still to tag it: it goes on waiting for that one, in the batch that it is in there, if it is in one.
--   2. No other is: it is as it was before, with tags from earlier or without.
--   3. Another job has decided about it meanwhile: that stands.
--   4. It is deleted: there is nothing to write.
create function public.release_assets(p_job_id uuid, p_ids uuid[]) returns void
  language sql set search_path = '' as $$
  update public.assets a set
    auto_tag_status = case
      when other.asset_id is null then case when a.tagged_at is not null then 'completed' end
      when other.provider_ref = a.openai_batch_id then a.auto_tag_status
      else 'pending' end,
    openai_batch_id = other.provider_ref, updated_at = public.clock_now()
    from unnest(p_ids) as freed(id)
    left join (
      select distinct on (x.asset_id) x.asset_id, o.provider_ref
        from public.job_assets x left join public.operations o on o.id = x.operation_id and x.state = 'sent'
       where x.asset_id = any (p_ids) and x.job_id <> p_job_id and x.state in ('waiting', 'sent')
       order by x.asset_id, o.started_at desc nulls last) as other on other.asset_id = freed.id
   where a.id = freed.id and a.auto_tag_status in ('pending', 'processing')
$$;
comment on function public.release_assets is 'Gives up images that this job did not get to: they are as if it had never been.';
revoke all on function public.release_assets(uuid, uuid[]) from public, anon, authenticated, service_role;

-- A job that ends leaves what it did not get to; one that is tried again takes it up again, and what failed with it. Of
-- work that is still of use, since it may be taken up as well, images are in the same batch as before, and what was
-- decided of them stays. What need not be sent any more is left: nobody pays for it twice.
create function public.leave_or_resume_assets() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  v_job public.jobs;
  v_ids uuid[];
  v_useful uuid[];
begin
  for v_job in
    select n.* from changed n join before o on o.id = n.id
     where (o.status in ('completed', 'failed', 'canceled')) <> (n.status in ('completed', 'failed', 'canceled'))
       and exists (select from public.job_assets x where x.job_id = n.id)
     order by n.user_id, n.id
  loop
    perform public.hold_library(v_job.user_id);
    if v_job.status in ('completed', 'failed', 'canceled') then
      -- What could not be sent failed with its operation, and counts there, unless that came to nothing altogether.
      with forsaken as (
        update public.job_assets x set
          state = 'left',
          reason = case when x.state = 'failed' then x.reason else 'The job ended before it was tagged.' end,
          reason_code = case when x.state = 'failed' then x.reason_code else 'not_reached' end
         where x.job_id = v_job.id
           and (x.state in ('waiting', 'sent')
                or x.state = 'failed' and x.operation_id in (
                     select o.id from public.operations o
                      where o.job_id = v_job.id and o.state in ('failed', 'canceled') and o.cursor is null))
        returning x.asset_id)
      select array_agg(asset_id) into v_ids from forsaken;
      perform public.release_assets(v_job.id, v_ids);
      continue;
    end if;

    v_useful := array(select id from public.operations where job_id = v_job.id and state not in ('failed', 'canceled'));
    with undone as materialized (
      select x.asset_id, coalesce(x.operation_id = any (v_useful), false) as is_sent, c.id is not null as is_covered
        from public.job_assets x left join public.covered_assets(v_job.id) as c(id) on c.id = x.asset_id
       where x.job_id = v_job.id and x.state in ('failed', 'left')
         and (x.reason_code = 'not_reached' or (x.operation_id = any (v_useful)) is not true)
    ), resumed as (
      update public.job_assets x set
        state = case when u.is_sent then 'sent' when u.is_covered then 'left' else 'waiting' end,
        operation_id = case when u.is_sent then x.operation_id end,
        reason = case when not u.is_sent and u.is_covered then 'It has other tags by now, or is about to get some.' end,
        reason_code = case when not u.is_sent and u.is_covered then 'covered' end
        from undone u
       where x.job_id = v_job.id and x.asset_id = u.asset_id
      returning x.asset_id, x.state, x.operation_id)
    update public.assets a set
      auto_tag_status = 'pending', auto_tag_error = null, openai_batch_id = o.provider_ref, updated_at = public.clock_now()
      from resumed r left join public.operations o on o.id = r.operation_id
     where a.id = r.asset_id and r.state <> 'left';
  end loop;
  return null;
end
$$;
comment on function public.leave_or_resume_assets is 'Keeps the images of jobs with their end, and with their next attempt after that.';
revoke all on function public.leave_or_resume_assets() from public, anon, authenticated, service_role;
create trigger job_leaves_or_resumes_its_assets after update on public.jobs
  referencing old table as before new table as changed for each statement execute function public.leave_or_resume_assets();
