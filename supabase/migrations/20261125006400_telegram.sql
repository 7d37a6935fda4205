-- Telegram: whose chat is whose, how the two were brought together, and which of its updates were handled.
create table public.telegram_links (
  user_id uuid primary key references auth.users (id) on delete cascade,
  chat_id bigint not null unique,
  name text not null check (length(name) <= 200),
  muted boolean not null default false,
  paused_until timestamptz,
  linked_at timestamptz not null default public.clock_now()
);
comment on table public.telegram_links is 'The private chat that a user hears in of their jobs; a chat is of one user, a user has one.';
comment on column public.telegram_links.name is 'Whom it is with, in Telegram''s words.';
comment on column public.telegram_links.paused_until is 'Until when Telegram asked for nothing to be sent there; null where it did not.';

create table public.telegram_codes (
  user_id uuid primary key references auth.users (id) on delete cascade,
  code_hash text not null unique,
  expires_at timestamptz not null,
  used_by bigint,
  took_over boolean not null default false
);
comment on table public.telegram_codes is 'The newest code that links a user''s account, once; only its hash is kept.';
comment on column public.telegram_codes.used_by is 'The chat that it linked: the same message again is answered alike.';
comment on column public.telegram_codes.took_over is 'Whether that chat was another account''s before.';

create table public.telegram_updates (
  id bigint primary key,
  taken_until timestamptz not null,
  handled_at timestamptz
);
comment on table public.telegram_updates is 'Updates that were taken, by Telegram''s own ids: each is handled once.';
create index telegram_updates_by_time on public.telegram_updates (taken_until);

revoke all on public.telegram_links, public.telegram_codes, public.telegram_updates
  from public, anon, authenticated, service_role;
grant select on public.telegram_links to authenticated;
grant select on public.telegram_links, public.telegram_codes, public.telegram_updates to service_role;

alter table public.telegram_links enable row level security;
create policy "people read their own link to Telegram" on public.telegram_links
  for select to authenticated using (user_id = (select auth.uid()));
alter table public.telegram_codes enable row level security;
alter table public.telegram_updates enable row level security;

-- A newer code takes the place of the one before: there is never more than one to guess.
create function public.offer_telegram_code(p_user_id uuid, p_code_hash text, p_seconds integer) returns timestamptz
  language sql security definer set search_path = '' as $$
  insert into public.telegram_codes as c (user_id, code_hash, expires_at)
  values (p_user_id, p_code_hash, public.clock_now() + make_interval(secs => p_seconds))
  on conflict (user_id) do update
    set code_hash = excluded.code_hash, expires_at = excluded.expires_at, used_by = null, took_over = false
  returning c.expires_at
$$;
comment on function public.offer_telegram_code is 'Keeps a code that links this user''s account; answers until when.';
revoke all on function public.offer_telegram_code(uuid, text, integer) from public, anon, authenticated;
grant execute on function public.offer_telegram_code(uuid, text, integer) to service_role;

create function public.link_telegram(p_code_hash text, p_chat_id bigint, p_name text) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_user_id uuid;
  v_took_over boolean;
begin
  update public.telegram_codes set used_by = p_chat_id
   where code_hash = p_code_hash and expires_at > public.clock_now() and (used_by is null or used_by = p_chat_id)
  returning user_id, took_over into v_user_id, v_took_over;
  if v_user_id is null then
    return null;
  end if;
  delete from public.telegram_links where chat_id = p_chat_id and user_id <> v_user_id;
  if found then
    v_took_over := true;
    update public.telegram_codes set took_over = true where user_id = v_user_id;
  end if;
  insert into public.telegram_links as l (user_id, chat_id, name) values (v_user_id, p_chat_id, left(p_name, 200))
  on conflict (user_id) do update
    set chat_id = excluded.chat_id, name = excluded.name, muted = false, linked_at = public.clock_now(),
        paused_until = case when l.chat_id = excluded.chat_id then l.paused_until end;
  return jsonb_build_object('email', (select email from auth.users where id = v_user_id), 'took_over', v_took_over);
end
$$;
comment on function public.link_telegram is
  'Links a chat to the user whose code this is, in the place of what either was linked to: {"email", "took_over"}, the latter where the chat was another user''s; null for a code that is none any more.';
revoke all on function public.link_telegram(text, bigint, text) from public, anon, authenticated;
grant execute on function public.link_telegram(text, bigint, text) to service_role;

-- By the user or by the chat, whichever is known. What waits to be told there is not waited for any more.
create function public.unlink_telegram(p_user_id uuid, p_chat_id bigint) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  v_chat_id bigint;
begin
  delete from public.telegram_links where user_id = p_user_id or chat_id = p_chat_id returning chat_id into v_chat_id;
  return v_chat_id is not null;
end
$$;
comment on function public.unlink_telegram is 'Forgets a link, by its user or by its chat; whether there was one.';
revoke all on function public.unlink_telegram(uuid, bigint) from public, anon, authenticated;
grant execute on function public.unlink_telegram(uuid, bigint) to service_role;

create function public.mute_telegram(p_user_id uuid, p_chat_id bigint, p_muted boolean) returns boolean
  language sql security definer set search_path = '' as $$
  with muted as (
    update public.telegram_links set muted = p_muted where user_id = p_user_id or chat_id = p_chat_id returning 1
  )
  select exists (select from muted)
$$;
comment on function public.mute_telegram is 'Has a linked chat told of its user''s jobs, or not; whether there is such a link.';
revoke all on function public.mute_telegram(uuid, bigint, boolean) from public, anon, authenticated;
grant execute on function public.mute_telegram(uuid, bigint, boolean) to service_role;

-- Whoever is killed at an update keeps it for a minute: Telegram sends it again, and then it is taken anew.
create function public.take_telegram_update(p_id bigint) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := public.clock_now();
  v_handled_at timestamptz;
begin
  insert into public.telegram_updates as u (id, taken_until) values (p_id, v_now + interval '1 minute')
  on conflict (id) do update set taken_until = excluded.taken_until
   where u.handled_at is null and u.taken_until <= v_now;
  if found then
    return 'taken';
  end if;
  select handled_at into v_handled_at from public.telegram_updates where id = p_id;
  return case when v_handled_at is null then 'under_way' else 'handled' end;
end
$$;
comment on function public.take_telegram_update is
  'Whether an update is now ours to handle: taken; else under_way with somebody else, or handled.';
revoke all on function public.take_telegram_update(bigint) from public, anon, authenticated;
grant execute on function public.take_telegram_update(bigint) to service_role;

-- What could not be handled is free at once. Telegram repeats for a day; older ones are forgotten as new ones come.
create function public.end_telegram_update(p_id bigint, p_is_handled boolean) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  update public.telegram_updates
     set handled_at = case when p_is_handled then public.clock_now() end,
         taken_until = case when p_is_handled then taken_until else public.clock_now() end
   where id = p_id and handled_at is null;
  delete from public.telegram_updates where id in (
    select id from public.telegram_updates where taken_until < public.clock_now() - interval '3 days'
     limit 10 for update skip locked);
end
$$;
comment on function public.end_telegram_update is 'Says that an update is handled, or that somebody else may try.';
revoke all on function public.end_telegram_update(bigint, boolean) from public, anon, authenticated;
grant execute on function public.end_telegram_update(bigint, boolean) to service_role;

create function public.tell_telegram() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.deliveries (user_id, event_id, job_id, type, target, chat_id, next_try_at)
  select new.user_id, new.id, new.job_id, 'job.' || new.type, 'telegram', l.chat_id,
         greatest(public.clock_now(), l.paused_until)
    from public.telegram_links l
   where l.user_id = new.user_id and not l.muted;
  return null;
end
$$;
comment on function public.tell_telegram is
  'Has the end of a job told to its user''s chat, unless that is muted; what was canceled there is answered there.';
revoke all on function public.tell_telegram() from public, anon, authenticated, service_role;
create trigger event_is_told_to_telegram after insert on public.job_events
  for each row when (new.type in ('completed', 'failed') or (new.type = 'canceled' and new.source <> 'telegram'))
  execute function public.tell_telegram();
