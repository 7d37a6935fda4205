-- One row per piece of work, at a provider or of our own. The row is written before the provider is called, so that
-- a crash in between is seen, and nobody pays twice.
create table public.operations (
  id uuid primary key default gen_random_uuid(),
  job_id uuid not null references public.jobs (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  attempt integer not null,
  step text not null,
  slot integer not null check (slot >= 0),
  provider text,
  model text,
  provider_ref text,
  state text not null default 'starting'
    check (state in ('planned', 'starting', 'queued', 'running', 'succeeded', 'failed', 'canceled', 'unknown')),
  progress smallint check (progress between 0 and 100),
  expected_at timestamptz,
  output jsonb,
  error jsonb,
  missing_since timestamptz,
  started_at timestamptz not null default public.clock_now(),
  settles_at timestamptz not null,
  running_at timestamptz,
  ended_at timestamptz,
  cursor jsonb,
  kept_at timestamptz,
  claim_id uuid,
  claim_expires_at timestamptz,
  unique (job_id, attempt, step, slot),
  unique (provider, provider_ref)
);
comment on table public.operations is 'A piece of work: at a provider, intent first (starting), then the provider''s own id; or of our own.';
comment on column public.operations.settles_at is
  'From when a start of unknown fate may be looked up: no create call can be under way any more.';
comment on column public.operations.state is
  'planned: a refused create, may be called again, or a piece of our own that waits to be made. starting: a create is under way or its fate unknown.';
comment on column public.operations.provider is 'Who does it; null: we do it ourselves (see claim_piece).';
comment on column public.operations.kept_at is 'When its kind had taken all that it made; null: not yet.';
comment on column public.operations.cursor is 'How far its kind has taken what it made, in the kind''s own form (see move_cursor).';
comment on column public.operations.claim_id is 'Who is making this piece of our own: the fence, as in jobs.';
comment on column public.operations.claim_expires_at is
  'Until when a piece of our own is nobody else''s; without a claim_id, until when it is left alone.';

create index operations_of_user on public.operations (user_id);
-- Serves claim_piece: what of our own work is not done, oldest first.
create index operations_to_make on public.operations (started_at, slot, id)
  where provider is null and state in ('planned', 'running');

revoke all on public.operations from public, anon, authenticated, service_role;
grant select on public.operations to authenticated;
grant select on public.operations to service_role;

alter table public.operations enable row level security;
create policy "people read the operations of their own jobs" on public.operations
  for select to authenticated using (user_id = (select auth.uid()));
