-- What only the service sees: webhooks received, check runs, and how the providers are doing.
create table public.webhook_inbox (
  id bigint generated always as identity primary key,
  provider text not null,
  delivery_id text not null,
  provider_ref text,
  operation_id uuid references public.operations (id) on delete cascade,
  job_id uuid references public.jobs (id) on delete cascade,
  body jsonb not null,
  received_at timestamptz not null default clock_timestamp(),
  processed_at timestamptz,
  unique (provider, delivery_id)
);
comment on table public.webhook_inbox is 'Verified deliveries, each stored once; matched to a job now or when its operation is saved.';

create index webhook_inbox_unmatched on public.webhook_inbox (provider, provider_ref) where job_id is null;
create index webhook_inbox_of_job on public.webhook_inbox (job_id) where processed_at is null;
create index webhook_inbox_of_operation on public.webhook_inbox (operation_id);

create table public.check_runs (
  id bigint generated always as identity primary key,
  source text not null,
  claimed integer not null,
  checked integer not null,
  changed integer not null,
  completed integer not null,
  failed integer not null,
  errors integer not null,
  remaining integer not null,
  duration_ms integer not null,
  created_at timestamptz not null default now()
);
comment on table public.check_runs is 'One row per check-all.';
create index check_runs_by_time on public.check_runs (created_at desc);

create table public.provider_health (
  provider text primary key,
  last_ok_at timestamptz,
  failures integer not null default 0,
  last_error jsonb,
  paused_until timestamptz,
  sunset_on date,
  updated_at timestamptz not null default now()
);
comment on table public.provider_health is 'Consecutive failures per provider; while paused nobody asks it.';

revoke all on public.webhook_inbox, public.check_runs, public.provider_health
  from public, anon, authenticated, service_role;
revoke all on sequence public.webhook_inbox_id_seq, public.check_runs_id_seq
  from public, anon, authenticated, service_role;
grant select on public.webhook_inbox, public.check_runs, public.provider_health to service_role;

alter table public.webhook_inbox enable row level security;
alter table public.check_runs enable row level security;
alter table public.provider_health enable row level security;
