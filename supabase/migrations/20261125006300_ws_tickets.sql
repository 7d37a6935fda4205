-- Tickets for WebSockets: what opens one connection of one user within a minute, where no header can be sent. It may end in
-- a log, as addresses do: by then it is used up.
create table public.ws_tickets (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  user_id uuid not null references auth.users (id) on delete cascade,
  session_id uuid,
  ends_at timestamptz,
  expires_at timestamptz not null
);
comment on table public.ws_tickets is 'Tickets that nobody has used yet. Only their hashes: no ticket can be made from them.';
comment on column public.ws_tickets.session_id is 'The session it was asked for with: once that is over, so is the connection.';
comment on column public.ws_tickets.ends_at is 'When the access token that it was asked for with runs out, and the connection with it.';

create index ws_tickets_of_user on public.ws_tickets (user_id, expires_at);
create index ws_tickets_by_end on public.ws_tickets (expires_at);

revoke all on public.ws_tickets from public, anon, authenticated, service_role;
grant select on public.ws_tickets to service_role;

alter table public.ws_tickets enable row level security;

-- Keeps a ticket for a minute. What has run out is removed, and of those of one user all but the newest twenty.
create function public.keep_ws_ticket(p_hash text, p_user_id uuid, p_session_id uuid, p_ends_at timestamptz)
  returns timestamptz
  language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := public.clock_now();
  v_expires_at timestamptz := v_now + interval '1 minute';
begin
  delete from public.ws_tickets where hash in (
    select t.hash from public.ws_tickets t where t.expires_at <= v_now limit 1000 for update skip locked);
  delete from public.ws_tickets where hash in (
    select t.hash from public.ws_tickets t where t.user_id = p_user_id
     order by t.expires_at desc offset 19 for update skip locked);
  insert into public.ws_tickets (hash, user_id, session_id, ends_at, expires_at)
  values (p_hash, p_user_id, p_session_id, p_ends_at, v_expires_at);
  return v_expires_at;
end
$$;
comment on function public.keep_ws_ticket is 'Keeps a new ticket of this user, by its hash, and returns when it runs out.';
revoke all on function public.keep_ws_ticket(text, uuid, uuid, timestamptz) from public, anon, authenticated;
grant execute on function public.keep_ws_ticket(text, uuid, uuid, timestamptz) to service_role;

create function public.spend_ws_ticket(p_hash text)
  returns table (user_id uuid, session_id uuid, ends_at timestamptz)
  language sql security definer set search_path = '' as $$
  with used as (delete from public.ws_tickets t where t.hash = p_hash returning t.*)
  select used.user_id, used.session_id, used.ends_at from used
   where used.expires_at > public.clock_now() and (used.ends_at is null or used.ends_at > public.clock_now())
$$;
comment on function public.spend_ws_ticket is 'Uses a ticket up: whose it was, or no row where there is none, or none any more.';
revoke all on function public.spend_ws_ticket(text) from public, anon, authenticated;
grant execute on function public.spend_ws_ticket(text) to service_role;
