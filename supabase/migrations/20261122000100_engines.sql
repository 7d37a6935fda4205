-- What a job needs besides the first chapters: which model does it, whose turn it is, how often it was tried
-- again by itself, and when it was said to be done.
alter table public.jobs
  add column model text,
  add column retries smallint not null default 0 check (retries >= 0),
  add column forecast jsonb,
  add column queued_at timestamptz not null default now(),
  add column admitted_at timestamptz,
  add column deadline_ms bigint;
update public.jobs set queued_at = created_at;
comment on column public.jobs.model is 'The provider''s model, chosen when the job was created; null where a provider has but one.';
comment on column public.jobs.retries is 'Automatic attempts since a person last decided.';
comment on column public.jobs.forecast is 'The range its page first showed: {"lowAt", "highAt"}. See usual_times.';
comment on column public.jobs.queued_at is 'Since when it stands in line.';
comment on column public.jobs.admitted_at is 'When its turn came in this attempt; null while it stands in line.';
comment on column public.jobs.deadline_ms is
  'How long this attempt may take from the moment its turn has come; deadline_at is set anew then.';
comment on column public.jobs.priority is '1 high, 0 normal, -1 low: among the jobs of one user.';

-- Work that a provider has accepted and not begun.
alter table public.operations drop constraint operations_state_check;
alter table public.operations add constraint operations_state_check
  check (state in ('planned', 'starting', 'queued', 'running', 'succeeded', 'failed', 'canceled', 'unknown'));

-- A job records who does it when it is created.
drop function public.create_job(uuid, text, jsonb, text, text, text, bigint, integer, text);
create function public.create_job(
  p_user_id uuid, p_kind text, p_input jsonb, p_input_hash text, p_idempotency_key text,
  p_provider text, p_deadline_ms bigint, p_max_active integer, p_source text,
  p_model text default null, p_priority smallint default 0
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_job public.jobs;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('jobs of ' || p_user_id, 0));

  select * into v_job from public.jobs
   where user_id = p_user_id and idempotency_key = p_idempotency_key;
  if found then
    return jsonb_build_object(
      'outcome', case when v_job.input_hash = p_input_hash then 'existing' else 'conflict' end,
      'job', public.job_records(array[v_job.id]) -> 0);
  end if;

  if (select count(*) from public.jobs
       where user_id = p_user_id and status in ('pending', 'processing')) >= p_max_active then
    return jsonb_build_object('outcome', 'limit');
  end if;

  insert into public.jobs (user_id, kind, input, input_hash, idempotency_key, provider, model, priority,
                           deadline_ms, deadline_at)
  values (p_user_id, p_kind, p_input, p_input_hash, p_idempotency_key, p_provider, p_model, p_priority,
          p_deadline_ms, now() + p_deadline_ms * interval '1 millisecond')
  returning * into v_job;
  perform public.append_event(v_job, 'created', p_source, jsonb_build_object('kind', p_kind));

  return jsonb_build_object('outcome', 'created', 'job', public.job_records(array[v_job.id]) -> 0);
end
$$;
comment on function public.create_job is
  'Outcome created, existing (same key and body), conflict (same key, other body) or limit (too many active jobs).';
revoke all on function public.create_job(uuid, text, jsonb, text, text, text, bigint, integer, text, text, smallint)
  from public, anon, authenticated;
grant execute on function public.create_job(uuid, text, jsonb, text, text, text, bigint, integer, text, text, smallint)
  to service_role;
