-- Where users want to be told of their jobs: addresses on the internet, and the secrets that sign what is sent there.
create table public.endpoints (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  url text not null check (length(url) <= 2048),
  events text[] not null,
  enabled boolean not null default true,
  disabled_at timestamptz,
  disabled_reason text check (length(disabled_reason) <= 500),
  failing_since timestamptz,
  paused_until timestamptz,
  old_secret_until timestamptz,
  created_at timestamptz(3) not null default public.clock_now(),
  updated_at timestamptz not null default public.clock_now()
);
comment on table public.endpoints is 'Addresses that are told of their owner''s jobs.';
comment on column public.endpoints.disabled_reason is
  'Why it was turned off by itself, in words for its owner; null where it is on, or its owner paused it.';
comment on column public.endpoints.failing_since is 'Since when nothing that was sent there was taken; null where the last was.';
comment on column public.endpoints.paused_until is 'Until when its last answer asked to be left alone; null where none did.';
comment on column public.endpoints.old_secret_until is 'Until when the secret before the present one signs as well.';

create index endpoints_of_user on public.endpoints (user_id, created_at, id);

-- Apart from their endpoints, which their owner may read past the app: a secret is shown once, when it is made.
create table public.endpoint_secrets (
  endpoint_id uuid primary key references public.endpoints (id) on delete cascade,
  secret text not null,
  old_secret text
);
comment on table public.endpoint_secrets is 'What messages to an endpoint are signed with; only the service sees it.';

revoke all on public.endpoints, public.endpoint_secrets from public, anon, authenticated, service_role;
grant select on public.endpoints to authenticated;
grant select on public.endpoints, public.endpoint_secrets to service_role;

alter table public.endpoints enable row level security;
create policy "people read their own endpoints" on public.endpoints
  for select to authenticated using (user_id = (select auth.uid()));
alter table public.endpoint_secrets enable row level security;
