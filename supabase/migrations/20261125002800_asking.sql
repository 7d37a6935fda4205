-- When a job may be asked about, once more. A pause spares a provider that nobody gets through to; it is no reason to
-- keep a job from its end, nor from a person who asks.

create function public.paused_providers(p_now timestamptz) returns text[]
  language sql stable set search_path = '' as $$
  select coalesce(array_agg(h.provider), '{}') from public.provider_health h where h.paused_until > p_now
$$;
comment on function public.paused_providers is 'The providers that are left in peace now.';
revoke all on function public.paused_providers(timestamptz) from public, anon, authenticated, service_role;

create or replace view public.claimable_jobs with (security_invoker = true) as
  select j.* from public.jobs j
   where j.status in ('pending', 'processing')
     and (j.claim_expires_at is null or j.claim_expires_at <= public.clock_now());
comment on view public.claimable_jobs is 'Jobs that are not over and not claimed.';

-- Nobody is to be left in peace for the sake of this job: none of its providers is paused, or a webhook has just shown
-- that it is awake (nudged), or deadline and grace are over: then the job ends, whatever there is.
-- It fixes no search path, so that PostgreSQL can write it into its callers.
create function public.may_be_asked(
  p_nudged boolean, p_providers text[], p_kind text, p_deadline_at timestamptz,
  p_paused text[], p_now timestamptz, p_limits jsonb
) returns boolean
  language sql immutable as $$
  select p_nudged or not p_providers && p_paused
      or coalesce(p_now >= p_deadline_at
                  + (p_limits -> 'graces' ->> p_kind)::bigint * interval '1 millisecond', false)
$$;
comment on function public.may_be_asked is
  'Whether a job may be asked about while these providers are paused. p_limits: {"graces": {kind: milliseconds after the deadline}}.';
revoke all on function public.may_be_asked(boolean, text[], text, timestamptz, text[], timestamptz, jsonb)
  from public, anon, authenticated, service_role;

-- What may be asked about now: due, held by nobody, and running or at the front.
create or replace function public.due_jobs(p_now timestamptz, p_kind text, p_limits jsonb) returns setof public.jobs
  language sql stable set search_path = '' as $$
  select j.* from public.claimable_jobs j
   where j.next_check_at <= p_now and (p_kind is null or j.kind = p_kind)
     and public.may_be_asked(j.nudged, j.providers, j.kind, j.deadline_at,
                             (select public.paused_providers(p_now)), p_now, p_limits)
     and (j.status = 'processing' or j.admitted_at is not null
          or j.id in (select t.job_id from public.turns(p_limits) t where t.waits_for is null))
$$;
comment on function public.due_jobs is
  'Jobs that a check may take now. p_limits: see turns and may_be_asked.';

-- One job: when it is due and its turn has come, or, if somebody asks for it (p_min_age_ms), when its last check is
-- older than that. Who asks is not kept waiting by our own patience with a provider, only by what the provider itself
-- asked for (askedUntil), and by the pause between two attempts: there is nothing to ask about in it. What stands in line
-- is looked at without the lock first: most who ask for such a job only wait with it.
create or replace function public.claim_job(
  p_job_id uuid, p_lease_ms integer, p_min_age_ms integer default null, p_limits jsonb default '{}'
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz;
  v_is_waiting boolean;
  v_ids uuid[] := '{}';
begin
  select status = 'pending' and admitted_at is null into v_is_waiting from public.jobs where id = p_job_id;
  if v_is_waiting then
    if not exists (select 1 from public.turns(p_limits) t where t.job_id = p_job_id and t.waits_for is null) then
      return public.take_claim(v_ids, public.clock_now(), p_lease_ms);
    end if;
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('turns', 0));
  end if;
  v_now := public.clock_now();

  with locked as (
    select j.id from public.claimable_jobs j
     where j.id = p_job_id
       and (j.next_check_at <= v_now
              and public.may_be_asked(j.nudged, j.providers, j.kind, j.deadline_at,
                                      public.paused_providers(v_now), v_now, p_limits)
              and (not v_is_waiting or j.admitted_at is not null
                   or j.id in (select t.job_id from public.turns(p_limits) t where t.waits_for is null))
            or (not v_is_waiting and coalesce(j.delay ->> 'code', '') <> 'retrying'
                and coalesce((j.delay ->> 'askedUntil')::timestamptz, '-infinity') <= v_now
                and coalesce(j.checked_at, '-infinity') <= v_now - p_min_age_ms * interval '1 millisecond'))
       for update of j skip locked
  )
  select coalesce(array_agg(id), '{}') into v_ids from locked;
  return public.take_claim(v_ids, v_now, p_lease_ms);
end
$$;
comment on function public.claim_job is
  'Claims one job if it is due and its turn has come or, with p_min_age_ms, if its last check is older than that. p_limits: see turns and may_be_asked.';

-- Counts a provider's answers and silences. Five silences in a row pause it for everyone: 15 s, doubling to 5 min. What is
-- silent at the same moment is one silence: calls that were under way together break together, and say no more than one.
create or replace function public.note_provider_health(p_health jsonb) returns void
  language sql set search_path = '' as $$
  insert into public.provider_health as h (provider, last_ok_at, failures, last_error)
  select provider, case when ok then public.clock_now() end, case when ok then 0 else 1 end, error
    from jsonb_to_recordset(p_health) as r(provider text, ok boolean, error jsonb)
   order by provider -- two commits lock these rows in the same order
  on conflict (provider) do update set
    last_ok_at = coalesce(excluded.last_ok_at, h.last_ok_at),
    failures = case when excluded.failures = 0 then 0 else h.failures + 1 end,
    last_error = coalesce(excluded.last_error, h.last_error),
    paused_until = case
      when excluded.failures = 0 then null
      when h.failures + 1 >= 5
        then public.clock_now() + least(300000, 15000 * power(2, least(h.failures - 4, 5))) * interval '1 millisecond'
      else h.paused_until end,
    updated_at = public.clock_now()
    where excluded.failures = 0 or h.failures = 0 or h.updated_at <= public.clock_now() - interval '3 seconds'
$$;
comment on function public.note_provider_health is
  'Adds one batch''s experience with each provider; pauses after five failures in a row, of which those within three seconds are one.';
