-- What comes for a job that is deleted. While it can be put back, what a create call came to is kept with its rows; after that it
-- is work to be stopped and removed. Of what providers tell of it nothing is written down, and they are answered as for
-- work that nobody knows.

-- As before (the worlds are those of 20261125002700_fates_at_once.sql), but that in world 5 it may be gone by a deletion:
--   5a. It can be put back: what is known of its start is kept in its row there, and its reference for whoever removes it.
--   5b. It cannot: the reference is kept for that alone.
create or replace function public.record_fates(p_claim_id uuid, p_operations jsonb, p_taken jsonb default null) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_taken uuid[];
  v_job_ids uuid[];
begin
  perform public.record_forgotten_fates(p_claim_id, p_operations);
  -- The jobs, then the locks of webhooks for these references: the order of a commit.
  perform 1 from public.jobs j
   where j.id in (select o.job_id from public.operations o
                    join jsonb_to_recordset(p_operations) as f(id uuid) on f.id = o.id)
   order by j.id for update;
  -- Whoever held them may have been deleting them.
  perform public.record_forgotten_fates(p_claim_id, p_operations);
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(ref, 0)) from (
    select distinct 'webhook ' || o.provider || ' ' || f.provider_ref as ref
      from jsonb_to_recordset(p_operations) as f(id uuid, provider_ref text)
      join public.operations o on o.id = f.id
     where f.provider_ref is not null and o.provider_ref is null
     order by 1) as refs;

  -- World 4.
  select coalesce(array_agg(f.id), '{}') into v_taken
    from jsonb_to_recordset(p_operations) as f(id uuid, provider_ref text)
    join public.operations o on o.id = f.id
   where exists (select 1 from public.operations other
                  where other.provider = o.provider and other.provider_ref = f.provider_ref and other.id <> o.id)
      or exists (select 1 from jsonb_to_recordset(p_operations) as g(id uuid, provider_ref text)
                   join public.operations other on other.id = g.id
                  where other.provider = o.provider and g.provider_ref = f.provider_ref and g.id < f.id);

  -- Worlds 1, 2 and 4; in 3 and 5 there is no such row.
  with kept as (
    update public.operations o set
      state = case when is_taken then 'failed' else f.state end,
      provider_ref = case when not is_taken then f.provider_ref end,
      progress = case when not is_taken then f.progress end, output = case when not is_taken then f.output end,
      error = case when is_taken then p_taken else f.error end,
      running_at = f.running_at, settles_at = f.settles_at, absences = greatest(o.absences, f.absences),
      ended_at = case when is_taken then v_now else f.ended_at end
      from jsonb_to_recordset(p_operations) as f(
        id uuid, state text, provider_ref text, progress smallint, output jsonb, error jsonb, running_at timestamptz,
        settles_at timestamptz, ended_at timestamptz, absences smallint)
     cross join lateral (select f.id = any (v_taken) as is_taken) as t
     where o.id = f.id and o.provider_ref is null and (p_taken is not null or not is_taken)
       and (f.provider_ref is not null or exists (
             select 1 from public.jobs j where j.id = o.job_id
                and (j.claim_id = p_claim_id or j.status in ('completed', 'failed', 'canceled'))))
       and (o.state = 'starting'
            or (f.provider_ref is not null
                and (o.state in ('planned', 'unknown') or (o.state = 'failed' and o.error ->> 'code' = 'start_unknown'))))
    returning o.job_id
  )
  select array_agg(job_id) into v_job_ids from kept;

  -- World 2.
  update public.jobs set nudged = true, next_check_at = v_now
   where id = any (v_job_ids) and status in ('pending', 'processing') and claim_id is distinct from p_claim_id;
  return to_jsonb(v_taken);
end
$$;

create function public.record_forgotten_fates(p_claim_id uuid, p_operations jsonb) returns void
  language plpgsql set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
begin
  -- World 5a: the deleted job first, as whoever puts it back does. What is no id counts, as ever, from whoever held its claim,
  -- and where it was over.
  perform 1 from public.deleted_jobs d
   where d.id in (select r.job_id from public.deleted_rows r
                    join jsonb_to_recordset(p_operations) as f(id text) on f.id = r.id
                   where r.relation = 'operations')
   order by d.id for update;
  update public.deleted_rows r set content = r.content || (f.value - 'id' - 'missing_since' - 'expected_at' - 'kept_at')
    from jsonb_array_elements(p_operations) as f(value)
   where r.relation = 'operations' and r.id = f.value ->> 'id' and r.content ->> 'provider_ref' is null
     and (f.value ->> 'provider_ref' is not null or exists (
           select from public.deleted_rows j where j.job_id = r.job_id and j.relation = 'jobs'
              and (j.content ->> 'claim_id' = p_claim_id::text or j.content ->> 'completed_at' is not null)))
     and (r.content ->> 'state' = 'starting'
          or (f.value ->> 'provider_ref' is not null
              and (r.content ->> 'state' in ('planned', 'unknown') or r.content -> 'error' ->> 'code' = 'start_unknown')));

  -- What was begun is to be stopped, whether it was asked for before or after its job was removed for good.
  with known as (
    update public.leftover_work w set
      provider_ref = f.provider_ref, is_under_way = f.ended_at is null, due_at = v_now, tries = 0
      from jsonb_to_recordset(p_operations) as f(id uuid, provider_ref text, ended_at timestamptz)
     where w.operation_id = f.id and w.provider_ref is null and f.provider_ref is not null
    returning w.provider, w.provider_ref
  )
  insert into public.forgotten_work (key, until)
  select distinct key, v_now + public.forgotten_work_lifetime()
    from known cross join unnest(public.keys_of_work(null, known.provider, known.provider_ref)) as key
  on conflict (key) do nothing;
end
$$;
comment on function public.record_forgotten_fates is 'What became of create calls whose job was deleted meanwhile.';
revoke all on function public.record_forgotten_fates(uuid, jsonb) from public, anon, authenticated, service_role;

-- As before (the worlds are those of 20261125001800_webhooks.sql), and one more:
--   0. It tells of work of a job that was deleted: nothing is written, and the answer is that of world 1. If nobody knew yet
--      whether that work was begun, they know it now, and it is stopped.
create or replace function public.record_webhook(
  p_provider text, p_delivery_id text, p_operation_id uuid, p_provider_ref text, p_body jsonb
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_inbox_id bigint;
  v_operation public.operations;
  v_job public.jobs;
begin
  -- Only a delivery that names no operation of ours can come before its id is saved (see commit_checks).
  if p_operation_id is null then
    perform pg_catalog.pg_advisory_xact_lock(
      pg_catalog.hashtextextended('webhook ' || p_provider || ' ' || coalesce(p_provider_ref, ''), 0));
  end if;

  -- The job is locked before anything that refers to its operation is written: a commit locks in that order.
  select * into v_operation from public.operations
   where provider = p_provider and (id = p_operation_id or provider_ref = p_provider_ref);
  select * into v_job from public.jobs where id = v_operation.job_id for update;
  -- World 0, since long or at this very moment.
  if v_job.id is null and (v_operation.id is not null or exists (
       select from public.forgotten_work f where f.until > v_now
          and f.key = any (public.keys_of_work(p_operation_id, p_provider, p_provider_ref)))) then
    if p_operation_id is not null and p_provider_ref is not null then
      perform public.record_forgotten_fates(null, jsonb_build_array(
        jsonb_build_object('id', p_operation_id, 'provider_ref', p_provider_ref, 'state', 'running', 'running_at', v_now)));
    end if;
    return jsonb_build_object('outcome', 'kept');
  end if;

  insert into public.webhook_inbox (provider, delivery_id, provider_ref, operation_id, job_id, body)
  values (p_provider, p_delivery_id, p_provider_ref, v_operation.id, v_job.id, p_body)
  on conflict (provider, delivery_id) do nothing
  returning id into v_inbox_id;
  -- World 1.
  if v_job.id is null then
    return jsonb_build_object('outcome', 'kept');
  end if;
  -- World 2.
  if v_inbox_id is null then
    return jsonb_build_object('outcome', 'duplicate');
  end if;
  if v_operation.provider_ref is null and p_provider_ref is not null then
    perform public.adopt_reference(v_operation.id, p_provider, p_provider_ref, 'webhook:' || p_provider);
    select * into v_job from public.jobs where id = v_job.id;
  end if;

  -- World 3.
  if v_job.status in ('completed', 'failed', 'canceled') then
    update public.webhook_inbox set processed_at = v_now where id = v_inbox_id;
    perform public.append_event(v_job, 'webhook_late', 'webhook:' || p_provider);
    return jsonb_build_object('outcome', 'late', 'job_id', v_job.id, 'operation_id', v_operation.id);
  end if;
  -- World 4. Work that was missing may be back, whatever its state says.
  if v_operation.state in ('succeeded', 'canceled') or (v_operation.state = 'failed' and v_operation.missing_since is null) then
    update public.webhook_inbox set processed_at = v_now where id = v_inbox_id;
    return jsonb_build_object('outcome', 'known');
  end if;
  -- World 5.
  update public.jobs set nudged = true, next_check_at = v_now where id = v_job.id;
  return jsonb_build_object('outcome', 'matched', 'job_id', v_job.id, 'operation_id', v_operation.id);
end
$$;

-- Work is never two jobs', though one of them should be deleted: whoever looks for a start that got lost takes none of these.
create function public.taken_refs(p_provider text, p_refs text[], p_operation_id uuid) returns text[]
  language sql stable security definer set search_path = '' as $$
  select array(
    select r.ref from unnest(p_refs) as r(ref)
     where exists (select from public.operations o
                    where o.provider = p_provider and o.provider_ref = r.ref and o.id <> p_operation_id)
        or exists (select from public.forgotten_work f where f.key = any (public.keys_of_work(null, p_provider, r.ref))))
$$;
comment on function public.taken_refs is
  'Which of a provider''s references belong to other operations than this one, those of deleted jobs included.';
revoke all on function public.taken_refs(text, text[], uuid) from public, anon, authenticated;
grant execute on function public.taken_refs(text, text[], uuid) to service_role;
