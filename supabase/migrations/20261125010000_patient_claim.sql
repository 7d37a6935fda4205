-- Who asks for one job gets it, though others have its row in hand at that moment: the fate of a create call, a webhook, any
-- row that refers to it. That is over in milliseconds, and a webhook that had no check for it would be news to nobody until
-- the next trigger. As before, but for that: it waits for the row, and judges it as it is then. Whoever finds the job held
-- waits for nothing: who holds it sees for themselves what came meanwhile.
create or replace function public.claim_one(
  p_job_id uuid, p_lease_ms integer, p_min_age_ms integer default null, p_limits jsonb default '{}'
) returns json
  language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := public.clock_now();
  v_is_waiting boolean;
  v_is_in_line boolean;
  v_line bigint;
  v_ids uuid[] := '{}';
begin
  select j.status = 'pending' and j.admitted_at is null,
         j.next_check_at <= v_now and (j.nudged or not j.providers && public.paused_providers(v_now))
    into v_is_waiting, v_is_in_line from public.jobs j where j.id = p_job_id;
  if v_is_waiting then
    if v_is_in_line then
      v_line := public.look_at_line(p_limits);
      v_is_in_line := not exists (select from public.line_places l
                                   where l.line = v_line and l.part = public.part_of_line(p_job_id)
                                     and p_job_id = any (l.job_ids))
        and exists (select from public.turns(p_limits) t where t.job_id = p_job_id and t.waits_for is null);
    end if;
    if not v_is_in_line then
      return public.take_claim(v_ids, v_now, p_lease_ms)::jsonb || jsonb_build_object('is_to_look', public.take_look());
    end if;
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('turns', 0));
  end if;
  v_now := public.clock_now();

  with locked as (
    select j.id from public.claimable_jobs j
     where j.id = p_job_id
       and (j.next_check_at <= public.clock_now()
              and public.may_be_asked(j.nudged, j.providers, j.kind, j.deadline_at,
                                      public.paused_providers(v_now), v_now, p_limits)
              and (not v_is_waiting or j.admitted_at is not null
                   or j.id in (select t.job_id from public.turns(p_limits) t where t.waits_for is null))
            or (not v_is_waiting and coalesce(j.delay ->> 'code', '') <> 'retrying'
                and coalesce((j.delay ->> 'askedUntil')::timestamptz, '-infinity') <= v_now
                and coalesce(j.checked_at, '-infinity') <= v_now - p_min_age_ms * interval '1 millisecond'))
       for update of j
  )
  select coalesce(array_agg(id), '{}') into v_ids from locked;
  return public.take_claim(v_ids, public.clock_now(), p_lease_ms);
end
$$;
