-- What is to be published, by those who publish: on Redis, or by Supabase's Realtime. Only while somebody does: where
-- nobody has for an hour, nothing is written down.
create table public.publishing (
  by text primary key check (by in ('redis', 'realtime')),
  until timestamptz not null
);
comment on table public.publishing is 'Who publishes the ledger, and until when we take that for granted.';
revoke all on public.publishing from public, anon, authenticated, service_role;
grant select on public.publishing to service_role;
alter table public.publishing enable row level security;

-- Prolonged every ten minutes at most, however often this is called.
create function public.keep_publishing(p_by text) returns void
  language sql security definer set search_path = '' as $$
  insert into public.publishing as p (by, until)
  select p_by, public.clock_now() + interval '1 hour'
   where not exists (select from public.publishing where by = p_by and until > public.clock_now() + interval '50 minutes')
  on conflict (by) do update set until = greatest(p.until, excluded.until)
$$;
comment on function public.keep_publishing is 'Somebody publishes the ledger in this way, for another hour at least.';
revoke all on function public.keep_publishing(text) from public, anon, authenticated;
grant execute on function public.keep_publishing(text) to service_role;

create function public.is_publishing(p_by text) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from public.publishing where by = p_by and until > public.clock_now())
$$;
comment on function public.is_publishing is 'Whether somebody publishes the ledger in this way.';
revoke all on function public.is_publishing(text) from public, anon, authenticated, service_role;

-- Written with the event, so that no path forgets it and nothing is announced that was undone.
create table public.announcements (
  event_id bigint primary key references public.job_events (id) on delete cascade,
  taken_until timestamptz,
  created_at timestamptz not null default public.clock_now()
);
comment on table public.announcements is
  'Events that are to be published on Redis. Whoever takes one has it until taken_until; then it is anybody''s again.';
revoke all on public.announcements from public, anon, authenticated, service_role;
grant select on public.announcements to service_role;
alter table public.announcements enable row level security;

create function public.write_announcements() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if public.is_publishing('redis') then
    insert into public.announcements (event_id) select id from written;
  end if;
  return null;
end
$$;
comment on function public.write_announcements is 'Has the new rows of the ledger announced, where anybody announces.';
revoke all on function public.write_announcements() from public, anon, authenticated;

create trigger job_events_are_announced after insert on public.job_events
  referencing new table as written for each statement execute function public.write_announcements();

-- One round trip takes the next ones and says which of the last were told. What nobody could tell for ten minutes is
-- news no more, and is forgotten: whoever follows the ledger has it from there.
create function public.take_announcements(p_told bigint[], p_limit integer, p_lease_ms integer) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := public.clock_now();
  v_taken bigint[];
begin
  perform public.keep_publishing('redis');
  -- Not skipped where it is locked: whoever looks for free ones locks those that were taken meanwhile too, for a moment.
  delete from public.announcements where event_id = any (p_told);
  delete from public.announcements a using (
    select event_id from public.announcements
     where created_at < v_now - interval '10 minutes' for update skip locked) as old
   where a.event_id = old.event_id;
  with free as (
    select event_id from public.announcements
     where taken_until is null or taken_until <= v_now
     order by event_id limit p_limit for update skip locked
  ), taken as (
    update public.announcements a set taken_until = v_now + make_interval(secs => p_lease_ms / 1000.0)
      from free where a.event_id = free.event_id returning a.event_id
  )
  select array_agg(event_id) into v_taken from taken;
  return public.ledger_rows(v_taken);
end
$$;
comment on function public.take_announcements is
  'Forgets what was told, and takes so many events that are to be published, oldest first, for so long: as the tail reads them.';
revoke all on function public.take_announcements(bigint[], integer, integer) from public, anon, authenticated;
grant execute on function public.take_announcements(bigint[], integer, integer) to service_role;
