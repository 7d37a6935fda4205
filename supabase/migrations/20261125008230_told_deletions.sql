-- Whoever follows the ledger is told of a deletion as of everything else: by its own line, which went with the job. For as long
-- as it can be undone it is told from where the job lies; later nobody needs to know, as there is nothing to be asked for.

-- As before, and the deletions among these rows.
create or replace function public.ledger_rows(p_ids bigint[]) returns jsonb
  language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(told.content order by told.id), '[]') from (
    select e.id, jsonb_build_object(
             'id', e.id, 'xid', e.xid::text, 'jobId', e.job_id, 'userId', e.user_id, 'kind', j.kind, 'event', e.type,
             'status', e.status, 'stage', e.stage, 'progress', e.progress, 'attempt', e.attempt,
             'timestamp', floor(extract(epoch from e.created_at) * 1000),
             'job', case when e.type = 'completed' then public.job_records(array[e.job_id]) -> 0 end) as content
      from public.job_events e join public.jobs j on j.id = e.job_id
     where e.id = any (p_ids)
    union all
    select d.event_id, jsonb_build_object(
             'id', d.event_id, 'xid', d.xid::text, 'jobId', d.id, 'userId', d.user_id, 'kind', r.content ->> 'kind',
             'event', 'deleted', 'status', r.content ->> 'status', 'stage', r.content ->> 'stage',
             'progress', r.content -> 'progress', 'attempt', r.content -> 'attempt',
             'timestamp', floor(extract(epoch from d.removed_at - public.undo_window()) * 1000), 'job', null)
      from public.deleted_jobs d join public.deleted_rows r on r.job_id = d.id and r.relation = 'jobs'
     where d.event_id = any (p_ids)) as told
$$;
comment on function public.ledger_rows is
  'These rows of the ledger in order, as a JSON array, each with its job''s kind; completed ones with the job; and deletions that can yet be undone.';

-- As before, up to the last deletion too.
create or replace function public.ledger_snapshot(p_base text) returns text
  language plpgsql stable set search_path = '' as $$
declare
  v_now pg_snapshot := pg_current_snapshot();
  v_last xid8;
  v_end bigint;
begin
  select e.xid into v_last from public.job_events e where e.xid < pg_snapshot_xmax(v_now) order by e.xid desc limit 1;
  -- A deletion is what its transaction wrote, and perhaps the last of all.
  v_last := greatest(v_last, (select d.xid from public.deleted_jobs d
                               where d.event_id is not null and d.xid < pg_snapshot_xmax(v_now)
                               order by d.xid desc limit 1));
  v_end := greatest(1, v_last::text::bigint + 1, pg_snapshot_xmax(p_base::pg_snapshot)::text::bigint);
  return (select concat_ws(':', coalesce(min(r.xid), v_end), v_end, coalesce(string_agg(r.xid::text, ',' order by r.xid), ''))
            from (select x.xid::text::bigint as xid from pg_snapshot_xip(v_now) x (xid)) r where r.xid < v_end);
end
$$;

-- As before, and the deletions since.
create or replace function public.read_tail(p_base text, p_until text, p_after bigint, p_limit integer, p_watched uuid[]) returns jsonb
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
    union all
    select d.event_id from public.deleted_jobs d
     where d.event_id is not null and d.xid >= pg_snapshot_xmin(p_base::pg_snapshot)
       and d.xid < pg_snapshot_xmax(coalesce(p_until, (select now from present))::pg_snapshot)
       and not pg_visible_in_snapshot(d.xid, p_base::pg_snapshot)
       and pg_visible_in_snapshot(d.xid, coalesce(p_until, (select now from present))::pg_snapshot)
       and d.event_id > p_after
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

create or replace function public.read_replay(p_user_id uuid, p_base text, p_until text, p_after bigint, p_limit integer) returns jsonb
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
    union all
    select d.event_id from public.deleted_jobs d
     where d.event_id is not null and d.user_id = p_user_id and d.xid >= pg_snapshot_xmin(p_base::pg_snapshot)
       and d.xid < pg_snapshot_xmax(coalesce(p_until, (select now from present))::pg_snapshot)
       and not pg_visible_in_snapshot(d.xid, p_base::pg_snapshot)
       and pg_visible_in_snapshot(d.xid, coalesce(p_until, (select now from present))::pg_snapshot)
       and d.event_id > p_after
  ), page as (
    select id from found order by id limit p_limit
  )
  select jsonb_build_object(
    'epoch', l.epoch, 'now', (select now from present),
    'isAhead', pg_snapshot_xmax(coalesce(p_until, p_base)::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()),
    'rows', public.ledger_rows(array(select id from page)))
    from public.ledger_epoch l where l.is_current
$$;
