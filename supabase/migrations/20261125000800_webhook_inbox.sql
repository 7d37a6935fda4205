-- Webhooks received; only the service sees them.
create table public.webhook_inbox (
  id bigint generated always as identity primary key,
  provider text not null,
  delivery_id text not null,
  provider_ref text,
  operation_id uuid references public.operations (id) on delete cascade,
  job_id uuid references public.jobs (id) on delete cascade,
  body jsonb not null,
  received_at timestamptz not null default public.clock_now(),
  processed_at timestamptz,
  unique (provider, delivery_id)
);
comment on table public.webhook_inbox is 'Verified deliveries, each stored once; matched to a job now or when its operation is saved.';

create index webhook_inbox_unmatched on public.webhook_inbox (provider, provider_ref) where job_id is null;
create index webhook_inbox_of_job on public.webhook_inbox (job_id) where processed_at is null;
create index webhook_inbox_of_operation on public.webhook_inbox (operation_id);

revoke all on public.webhook_inbox from public, anon, authenticated, service_role;
revoke all on sequence public.webhook_inbox_id_seq from public, anon, authenticated, service_role;
grant select on public.webhook_inbox to service_role;

alter table public.webhook_inbox enable row level security;
