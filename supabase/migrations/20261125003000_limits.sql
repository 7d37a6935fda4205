-- How often something may be tried, by whom: the generic cell rate algorithm (ITU-T I.371, 2004, annex A) in its form of a
-- virtual schedule. A limit lets so many tries pass at once (burst), and gives one back every so often; all that has to be
-- remembered of it is the moment at which it is whole again.
create table public.rate_limits (
  key text primary key,
  whole_at timestamptz not null
);
comment on table public.rate_limits is
  'Limits of which something was taken. Keys are keyed hashes: no address and no email can be read from them.';
comment on column public.rate_limits.whole_at is
  'When all tries are back, if none is taken meanwhile: the theoretical arrival time of the algorithm.';

revoke all on public.rate_limits from public, anon, authenticated, service_role;
grant select on public.rate_limits to service_role;

alter table public.rate_limits enable row level security;

-- The longest wait of these limits. In milliseconds, so that who waits them, and then tries, is let through.
create function public.wait_of_limits(p_limits jsonb, p_now timestamptz) returns bigint
  language sql stable set search_path = '' as $$
  select coalesce(max(greatest(0, ceil(
           extract(epoch from r.whole_at - p_now) * 1000 - (l.burst - 1) * l.every_ms))), 0)::bigint
    from jsonb_to_recordset(p_limits) as l(key text, burst integer, every_ms bigint)
    join public.rate_limits r on r.key = l.key
$$;
comment on function public.wait_of_limits is 'Milliseconds until each of these limits lets a try pass; 0 where all do now.';
revoke all on function public.wait_of_limits(jsonb, timestamptz) from public, anon, authenticated, service_role;

-- Takes one try of each limit, or none of any. Who has to wait is told so without a lock and without a write: however
-- often that is asked, it costs a look.
create function public.take_tries(p_limits jsonb) returns bigint
  language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := public.clock_now();
  v_wait_ms bigint := public.wait_of_limits(p_limits, v_now);
begin
  if v_wait_ms > 0 then
    return v_wait_ms;
  end if;
  insert into public.rate_limits as r (key, whole_at)
  select l.key, v_now from jsonb_to_recordset(p_limits) as l(key text)
   order by l.key -- two who take of the same limits lock them in the same order
  on conflict (key) do update set whole_at = r.whole_at;

  v_now := public.clock_now();
  v_wait_ms := public.wait_of_limits(p_limits, v_now);
  if v_wait_ms = 0 then
    update public.rate_limits r set whole_at = greatest(r.whole_at, v_now) + l.every_ms * interval '1 millisecond'
      from jsonb_to_recordset(p_limits) as l(key text, every_ms bigint) where r.key = l.key;
  end if;
  return v_wait_ms;
end
$$;
comment on function public.take_tries is
  'Takes a try of each of these limits ({key, burst, every_ms}) and returns 0, or takes none and returns the milliseconds to wait.';
revoke all on function public.take_tries(jsonb) from public, anon, authenticated;
grant execute on function public.take_tries(jsonb) to service_role;

create function public.return_tries(p_limits jsonb) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from public.rate_limits
   where key in (select l.key from jsonb_to_recordset(p_limits) as l(key text)) order by key for update;
  update public.rate_limits r set whole_at = r.whole_at - l.every_ms * interval '1 millisecond'
    from jsonb_to_recordset(p_limits) as l(key text, every_ms bigint) where r.key = l.key;
end
$$;
comment on function public.return_tries is 'Gives back a try of each of these limits, as take_tries took it.';
revoke all on function public.return_tries(jsonb) from public, anon, authenticated;
grant execute on function public.return_tries(jsonb) to service_role;

-- There is no index by time: it would make every try write it, and this looks at the table once a minute at most.
create function public.forget_whole_limits(p_most integer) returns void
  language sql security definer set search_path = '' as $$
  delete from public.rate_limits where key in (
    select key from public.rate_limits where whole_at <= public.clock_now() limit p_most for update skip locked)
$$;
comment on function public.forget_whole_limits is 'Removes what says no more than no row would: limits that are whole again.';
revoke all on function public.forget_whole_limits(integer) from public, anon, authenticated, service_role;
