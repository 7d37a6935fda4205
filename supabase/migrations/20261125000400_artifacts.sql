-- Result files, copied into our own storage before the provider's link expires.
create table public.artifacts (
  id uuid primary key default gen_random_uuid(),
  job_id uuid not null references public.jobs (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  operation_id uuid not null references public.operations (id) on delete cascade,
  name text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
  content_type text not null,
  bytes bigint not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  storage_path text not null,
  source_url text not null,
  source_expires_at timestamptz,
  created_at timestamptz not null default public.clock_now(),
  unique (job_id, name)
);
comment on table public.artifacts is 'A result file in our storage; the row appears only after the whole file does.';

create index artifacts_of_operation on public.artifacts (operation_id);
create index artifacts_of_user on public.artifacts (user_id);

revoke all on public.artifacts from public, anon, authenticated, service_role;
grant select on public.artifacts to authenticated;
grant select on public.artifacts to service_role;

alter table public.artifacts enable row level security;
create policy "people read their own artifacts" on public.artifacts
  for select to authenticated using (user_id = (select auth.uid()));
