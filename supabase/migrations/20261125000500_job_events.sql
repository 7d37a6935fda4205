-- The ledger: what changed or was ignored, and which source brought it. Append-only.
create table public.job_events (
  id bigint generated always as identity primary key,
  job_id uuid not null references public.jobs (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  type text not null,
  status text not null,
  stage text,
  progress smallint not null,
  attempt integer not null,
  source text not null check (length(source) <= 60),
  detail jsonb not null default '{}',
  created_at timestamptz not null default public.clock_now()
);
comment on table public.job_events is 'Append-only ledger. Status, stage and progress are those of the job after the event.';

create index job_events_of_job on public.job_events (job_id, id);
create index job_events_of_user on public.job_events (user_id, id);

revoke all on public.job_events from public, anon, authenticated, service_role;
revoke all on sequence public.job_events_id_seq from public, anon, authenticated, service_role;
grant select on public.job_events to authenticated;
grant select on public.job_events to service_role;

alter table public.job_events enable row level security;
create policy "people read the ledger of their own jobs" on public.job_events
  for select to authenticated using (user_id = (select auth.uid()));

-- Even code with every right does not rewrite history; rows leave only with their job.
create function public.refuse_rewriting_history() returns trigger
  language plpgsql set search_path = '' as $$
begin
  raise exception 'job_events is append-only';
end
$$;
comment on function public.refuse_rewriting_history is 'Keeps the ledger append-only.';
revoke all on function public.refuse_rewriting_history() from public, anon, authenticated;

create trigger job_events_are_append_only before update on public.job_events
  for each row execute function public.refuse_rewriting_history();
