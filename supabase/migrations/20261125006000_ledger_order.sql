-- In which order the ledger is read by those who follow it. Ids are given out before their transactions commit, so whoever
-- reads on by id alone misses the row of a slow one for ever. With the transaction's own number beside it, a row can be told
-- to be in a snapshot or not: a reader's place is a snapshot, all that it shows has been read, and all else is still to
-- come, whenever it commits. Nobody waits for anybody. Rows of before are in every snapshot.
alter table public.job_events add column xid xid8 not null default '0';
alter table public.job_events alter column xid set default pg_current_xact_id();
comment on column public.job_events.xid is 'The transaction that wrote it; 0: in every snapshot.';

-- Serves read_tail, and read_replay (which a user's rows are found by as well, when they go with their user).
create index job_events_tail on public.job_events (xid, id);
create index job_events_replay on public.job_events (user_id, xid, id);
drop index public.job_events_of_user;

-- Transactions are numbered by each PostgreSQL for itself. Where a ledger is restored into another one, or put back to an
-- earlier time, places in it mean nothing any more: it then has another epoch, which every place names.
create table public.ledger_epoch (
  is_current boolean primary key default true,
  epoch text not null default substr(replace(gen_random_uuid()::text, '-', ''), 1, 12) check (epoch ~ '^[0-9a-f]{12}$'),
  home text not null
);
comment on table public.ledger_epoch is 'Its current row: which numbering of transactions the ledger''s rows and its readers'' places are of.';
comment on column public.ledger_epoch.home is 'The PostgreSQL, and its timeline, that the ledger was in when the epoch began.';

revoke all on public.ledger_epoch from public, anon, authenticated, service_role;
grant select on public.ledger_epoch to service_role;
alter table public.ledger_epoch enable row level security;

-- Not every role may ask the control file; one that may not sees restores by their rows alone.
create function public.ledger_home() returns text
  language plpgsql stable set search_path = '' as $$
begin
  if not has_function_privilege('pg_catalog.pg_control_system()', 'execute')
     or not has_function_privilege('pg_catalog.pg_control_checkpoint()', 'execute') then
    return '';
  end if;
  return (select s.system_identifier || '/' || c.timeline_id
            from pg_catalog.pg_control_system() s, pg_catalog.pg_control_checkpoint() c);
end
$$;
comment on function public.ledger_home is 'Which PostgreSQL this is, and on which timeline; empty where that may not be asked.';
revoke all on function public.ledger_home() from public, anon, authenticated, service_role;

insert into public.ledger_epoch (home) values (public.ledger_home());

-- Even code with every right does not rewrite history, but for this: a number that no transaction of this PostgreSQL can
-- have had yet is of another one, and means nothing here. Numbers are given out meanwhile: whoever changes rows that were found
-- so says from which number on they were (settle_ledger).
create or replace function public.refuse_rewriting_history() returns trigger
  language plpgsql set search_path = '' as $$
declare
  v_end xid8 := coalesce(nullif(current_setting('darkroom.ledger_end', true), '')::xid8,
                         pg_snapshot_xmax(pg_current_snapshot()));
begin
  if new.xid = '0' and old.xid >= v_end
     and to_jsonb(new) - 'xid' = to_jsonb(old) - 'xid' then
    return new;
  end if;
  raise exception 'job_events is append-only';
end
$$;
comment on function public.refuse_rewriting_history is
  'Keeps the ledger append-only; but for the number of a transaction that was another PostgreSQL''s.';

-- After a restore: rows that come from elsewhere become rows of before, so many at a time, and the epoch changes. Called by
-- whoever reads the ledger and finds that (read_tail), and by hand where a copy of the data was put back.
create function public.settle_ledger(p_limit integer, p_is_back_in_time boolean) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  v_home text := public.ledger_home();
  v_is_elsewhere boolean;
  v_settled integer;
begin
  select home <> v_home into v_is_elsewhere from public.ledger_epoch where is_current for update;
  -- In one snapshot: no row that this PostgreSQL wrote is taken for one of elsewhere, however many are written meanwhile.
  with present as materialized (
    select set_config('darkroom.ledger_end', pg_snapshot_xmax(pg_current_snapshot())::text, true)::xid8 as upper
  )
  update public.job_events set xid = '0'
   where id in (select e.id from public.job_events e
                 where e.xid >= (select upper from present) order by e.xid limit p_limit);
  get diagnostics v_settled = row_count;
  perform set_config('darkroom.ledger_end', '', true);
  -- Where they are many, the last few end it.
  if v_is_elsewhere or p_is_back_in_time or v_settled between 1 and p_limit - 1 then
    update public.ledger_epoch set epoch = default, home = v_home where is_current;
  end if;
  return v_settled;
end
$$;
comment on function public.settle_ledger is
  'Makes at most p_limit rows that another PostgreSQL numbered rows of before; returns how many. Where there were some, where this is another PostgreSQL than before, or with p_is_back_in_time, the ledger has a new epoch.';
revoke all on function public.settle_ledger(integer, boolean) from public, anon, authenticated;
grant execute on function public.settle_ledger(integer, boolean) to service_role;
