-- How the ledger is followed. A place is a snapshot, p_base: what it shows has been read. Rows since come in order of their ids,
-- which is that of their commits within a job, in pages: a page that is full is followed by the rest of what the same
-- snapshot, p_until, shows behind the page's last id, p_after; one that is not leaves p_until as the next p_base.

-- What is told of these rows: with the kind, and, of a completed job, all that its results are known by.
create function public.ledger_rows(p_ids bigint[]) returns jsonb
  language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
           'id', e.id, 'xid', e.xid::text, 'jobId', e.job_id, 'userId', e.user_id, 'kind', j.kind, 'event', e.type,
           'status', e.status, 'stage', e.stage, 'progress', e.progress, 'attempt', e.attempt,
           'timestamp', floor(extract(epoch from e.created_at) * 1000),
           'job', case when e.type = 'completed' then public.job_records(array[e.job_id]) -> 0 end) order by e.id), '[]')
    from public.job_events e join public.jobs j on j.id = e.job_id
   where e.id = any (p_ids)
$$;
comment on function public.ledger_rows is 'These rows of the ledger in order, as a JSON array, each with its job''s kind; completed ones with the job.';
revoke all on function public.ledger_rows(bigint[]) from public, anon, authenticated, service_role;

-- The snapshot that a read ends at: the present one, up to the last transaction of the ledger that it shows. After that there
-- are only those whose numbers a crash gives out again: of all that has ended, PostgreSQL is sure to remember what wrote a row
-- that somebody can see, and what was given a number before it. So what follows a crash is never taken for told already, and
-- no place is ahead of the numbering unless rows that were told are lost. It never ends before p_base, though rows are removed.
create function public.ledger_snapshot(p_base text) returns text
  language plpgsql stable set search_path = '' as $$
declare
  v_now pg_snapshot := pg_current_snapshot();
  v_last xid8;
  v_end bigint;
begin
  select e.xid into v_last from public.job_events e where e.xid < pg_snapshot_xmax(v_now) order by e.xid desc limit 1;
  v_end := greatest(1, v_last::text::bigint + 1, pg_snapshot_xmax(p_base::pg_snapshot)::text::bigint);
  return (select concat_ws(':', coalesce(min(r.xid), v_end), v_end, coalesce(string_agg(r.xid::text, ',' order by r.xid), ''))
            from (select x.xid::text::bigint as xid from pg_snapshot_xip(v_now) x (xid)) r where r.xid < v_end);
end
$$;
comment on function public.ledger_snapshot is
  'The present snapshot as far as no crash takes it back: up to the last transaction that wrote into the ledger, or to the end of p_base.';
revoke all on function public.ledger_snapshot(text) from public, anon, authenticated, service_role;

-- What is found is gathered before it is put in order: by id alone, a whole ledger would be looked through for nothing.
create function public.read_tail(p_base text, p_until text, p_after bigint, p_limit integer, p_watched uuid[]) returns jsonb
  language sql stable security definer set search_path = '' as $$
  with present as materialized (
    select public.ledger_snapshot(p_base) as now
  ), found as materialized (
    select e.id from public.job_events e
     where e.xid >= pg_snapshot_xmin(p_base::pg_snapshot)
       and e.xid < pg_snapshot_xmax(coalesce(p_until, (select now from present))::pg_snapshot)
       and not pg_visible_in_snapshot(e.xid, p_base::pg_snapshot)
       and pg_visible_in_snapshot(e.xid, coalesce(p_until, (select now from present))::pg_snapshot)
       and e.id > p_after
  ), page as (
    select id from found order by id limit p_limit
  ), due as (
    select j.id, j.next_check_at from public.claimable_jobs j
     where j.user_id = any (p_watched) and j.next_check_at <= (select public.clock_now())
       and public.may_be_asked(j.nudged, j.providers, j.kind, j.deadline_at,
                               (select public.paused_providers(public.clock_now())), (select public.clock_now()), '{}')
     order by (j.status = 'processing' or j.admitted_at is not null) desc, j.next_check_at limit 20
  )
  select jsonb_build_object(
    'epoch', l.epoch, 'now', (select now from present),
    'isForeign', (l.home <> '' and public.ledger_home() not in ('', l.home))
                 or exists (select from public.job_events e where e.xid >= pg_snapshot_xmax(pg_current_snapshot())),
    'isAhead', coalesce(pg_snapshot_xmax(p_base::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()), false),
    'rows', public.ledger_rows(array(select id from page)),
    'due', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'at', d.next_check_at)), '[]') from due d))
    from public.ledger_epoch l where l.is_current
$$;
comment on function public.read_tail is
  'A page of what was written since a place, by anybody, with the present snapshot and the epoch. p_base null: only these. isForeign: rows of it, or all of it, come from another PostgreSQL; isAhead: p_base is not yet possible here. due: 20 jobs at most of the users in p_watched that may be checked now, whose providers are not paused.';
revoke all on function public.read_tail(text, text, bigint, integer, uuid[]) from public, anon, authenticated;
grant execute on function public.read_tail(text, text, bigint, integer, uuid[]) to service_role;

create function public.read_replay(p_user_id uuid, p_base text, p_until text, p_after bigint, p_limit integer) returns jsonb
  language sql stable security definer set search_path = '' as $$
  with present as materialized (
    select public.ledger_snapshot(p_base) as now
  ), found as materialized (
    select e.id from public.job_events e
     where e.user_id = p_user_id
       and e.xid >= pg_snapshot_xmin(p_base::pg_snapshot)
       and e.xid < pg_snapshot_xmax(coalesce(p_until, (select now from present))::pg_snapshot)
       and not pg_visible_in_snapshot(e.xid, p_base::pg_snapshot)
       and pg_visible_in_snapshot(e.xid, coalesce(p_until, (select now from present))::pg_snapshot)
       and e.id > p_after
  ), page as (
    select id from found order by id limit p_limit
  )
  select jsonb_build_object(
    'epoch', l.epoch, 'now', (select now from present),
    'isAhead', pg_snapshot_xmax(coalesce(p_until, p_base)::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()),
    'rows', public.ledger_rows(array(select id from page)))
    from public.ledger_epoch l where l.is_current
$$;
comment on function public.read_replay is
  'The same for what one user has missed: a page of their rows since a place. isAhead: the place is not yet possible here.';
revoke all on function public.read_replay(uuid, text, text, bigint, integer) from public, anon, authenticated;
grant execute on function public.read_replay(uuid, text, text, bigint, integer) to service_role;
