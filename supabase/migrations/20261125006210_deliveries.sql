-- What is to be told to whom: one row for each event and each place that wants to hear of it, written with the event
-- itself, in its transaction, so that no path can forget it.
create table public.deliveries (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  event_id bigint references public.job_events (id) on delete cascade,
  job_id uuid references public.jobs (id) on delete cascade,
  type text not null,
  target text not null check (target in ('webhook', 'telegram')),
  endpoint_id uuid references public.endpoints (id) on delete cascade,
  chat_id bigint,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  tries smallint not null default 0,
  next_try_at timestamptz default public.clock_now(),
  claim_id uuid,
  claim_expires_at timestamptz,
  status smallint,
  answer text check (length(answer) <= 2000),
  last_try_at timestamptz,
  created_at timestamptz(3) not null default public.clock_now(),
  unique (event_id, endpoint_id),
  unique (event_id, chat_id),
  check ((target = 'webhook') = (endpoint_id is not null) and (target = 'telegram') = (chat_id is not null)),
  check ((type = 'test') = (event_id is null) and (event_id is null) = (job_id is null)),
  check ((state = 'waiting') = (next_try_at is not null))
);
comment on table public.deliveries is
  'Messages about events, each to one endpoint or chat; the id is the message''s own, the same at every try.';
comment on column public.deliveries.tries is
  'How often it was claimed since a person last asked for it: whoever was killed at it has tried as well.';
comment on column public.deliveries.status is 'The status of the last answer; null where none came.';
comment on column public.deliveries.answer is 'What the last answer said, or why there was none.';

create index waiting_deliveries on public.deliveries (next_try_at, user_id) where state = 'waiting';
create index deliveries_of_endpoint on public.deliveries (endpoint_id, created_at desc, id desc);
create index deliveries_of_job on public.deliveries (job_id, event_id);
create index deliveries_of_user on public.deliveries (user_id);

revoke all on public.deliveries from public, anon, authenticated, service_role;
grant select on public.deliveries to authenticated;
grant select on public.deliveries to service_role;

alter table public.deliveries enable row level security;
create policy "people read their own deliveries" on public.deliveries
  for select to authenticated using (user_id = (select auth.uid()));

-- Whoever asked to be left alone for a while is not told before that is over.
-- An endpoint that is being deleted at this moment is waited for, and then not told: a delivery to it would break the
-- whole transaction, which is not its business.
create function public.tell_endpoints() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.deliveries (user_id, event_id, job_id, type, target, endpoint_id, next_try_at)
  select new.user_id, new.id, new.job_id, 'job.' || new.type, 'webhook', e.id,
         greatest(public.clock_now(), e.paused_until)
    from public.endpoints e
   where e.user_id = new.user_id and e.enabled and 'job.' || new.type = any (e.events)
     for key share of e;
  return null;
end
$$;
comment on function public.tell_endpoints is 'Has an event told to those endpoints of its user that chose it.';
revoke all on function public.tell_endpoints() from public, anon, authenticated, service_role;
create trigger event_is_told_to_endpoints after insert on public.job_events
  for each row when (new.type in ('created', 'completed', 'failed', 'canceled'))
  execute function public.tell_endpoints();
