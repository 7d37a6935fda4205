-- The record: one row is one thing a user asked for, and all the world may know of it.
create table public.jobs (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  status text not null default 'pending'
    check (status in ('pending', 'processing', 'completed', 'failed', 'canceled')),
  stage text,
  progress smallint not null default 0 check (progress between 0 and 100),
  input jsonb not null,
  output jsonb,
  error jsonb,
  delay jsonb,
  timeline jsonb not null default '[]',
  attempt integer not null default 1 check (attempt >= 1),
  auto_retries smallint not null default 0 check (auto_retries >= 0),
  priority smallint not null default 0 check (priority between -1 and 1),
  engines jsonb not null default '{}',
  providers text[] not null default '{}',
  idempotency_key text check (length(idempotency_key) <= 200),
  input_hash text not null,
  next_check_at timestamptz default public.clock_now(),
  nudged boolean not null default false,
  claim_id uuid,
  claim_expires_at timestamptz,
  checked_at timestamptz,
  checks integer not null default 0,
  checks_saved integer not null default 0,
  failed_checks integer not null default 0,
  forecast jsonb,
  queued_at timestamptz not null default public.clock_now(),
  admitted_at timestamptz,
  deadline_at timestamptz not null,
  deadline_ms bigint,
  created_at timestamptz(3) not null default public.clock_now(),
  updated_at timestamptz not null default public.clock_now(),
  started_at timestamptz,
  completed_at timestamptz,
  unique (user_id, idempotency_key),
  constraint terminal_means_over check (
    (status in ('completed', 'failed', 'canceled')) = (completed_at is not null)
    and (completed_at is null or next_check_at is null)
  ),
  constraint completed_has_no_error check (status <> 'completed' or error is null),
  constraint failed_has_an_error check (status <> 'failed' or error is not null)
);
comment on table public.jobs is 'One row per job: the dependable record that every page and notifier reads.';
comment on column public.jobs.claim_id is 'The fence: a commit that carries another claim changes nothing.';
comment on column public.jobs.nudged is 'A webhook came while a check was under way; the holder of the claim checks once more.';
comment on column public.jobs.delay is 'Why checks are being delayed by trouble at the provider, and until when.';
comment on column public.jobs.engines is
  'Who is to do each part of it, as chosen when it was created: {part: {"provider", "model"}}.';
comment on column public.jobs.providers is
  'The providers its present step is at; empty while nothing is asked of any: results being saved, work of our own.';
comment on column public.jobs.auto_retries is 'Automatic attempts since a person last decided.';
comment on column public.jobs.forecast is 'The range its page first showed: {"lowAt", "highAt"}. See usual_times.';
comment on column public.jobs.queued_at is 'Since when it stands in line.';
comment on column public.jobs.admitted_at is 'When its turn came in this attempt; null while it stands in line.';
comment on column public.jobs.deadline_ms is
  'How long this attempt may take from the moment its turn has come; deadline_at is set anew then.';
comment on column public.jobs.priority is '1 high, 0 normal, -1 low: among the jobs of one user.';

-- Serves claim_due_jobs: what is due, oldest first.
create index jobs_due on public.jobs (next_check_at) where status in ('pending', 'processing');
-- Serves a user's history, newest first, and the count of active jobs.
create index jobs_history on public.jobs (user_id, created_at desc, id desc);
create index jobs_active on public.jobs (user_id) where status in ('pending', 'processing');

revoke all on public.jobs from public, anon, authenticated, service_role;
grant select on public.jobs to authenticated;
grant select on public.jobs to service_role;

alter table public.jobs enable row level security;
create policy "people read their own jobs" on public.jobs
  for select to authenticated using (user_id = (select auth.uid()));
