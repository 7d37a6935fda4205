-- What each check-all did; only the service sees it.
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
  created_at timestamptz not null default public.clock_now()
);
comment on table public.check_runs is 'One row per check-all.';
create index check_runs_by_time on public.check_runs (created_at desc);

revoke all on public.check_runs from public, anon, authenticated, service_role;
revoke all on sequence public.check_runs_id_seq from public, anon, authenticated, service_role;
grant select on public.check_runs to service_role;

alter table public.check_runs enable row level security;

-- One row per check-all, and the moment to look at history again: every five minutes at most.
create function public.record_check_run(p_run jsonb) returns void
  language sql security definer set search_path = '' as $$
  insert into public.check_runs (source, claimed, checked, changed, completed, failed, errors, remaining, duration_ms)
  select * from jsonb_to_record(p_run) as r(source text, claimed integer, checked integer, changed integer,
    completed integer, failed integer, errors integer, remaining integer, duration_ms integer);
  select public.refresh_usual_times(300000);
$$;
comment on function public.record_check_run is 'Keeps the summary of one check-all.';
revoke all on function public.record_check_run(jsonb) from public, anon, authenticated;
grant execute on function public.record_check_run(jsonb) to service_role;
