-- How the providers are doing; only the service sees it.
create table public.provider_health (
  provider text primary key,
  last_ok_at timestamptz,
  failures integer not null default 0,
  last_error jsonb,
  paused_until timestamptz,
  updated_at timestamptz not null default public.clock_now()
);
comment on table public.provider_health is 'Consecutive failures per provider; while paused nobody asks it.';

revoke all on public.provider_health from public, anon, authenticated, service_role;
grant select on public.provider_health to service_role;

alter table public.provider_health enable row level security;

-- Counts a provider's answers and silences. Five silences in a row pause it for everyone: 15 s, doubling to
-- 5 min.
create function public.note_provider_health(p_health jsonb) returns void
  language sql set search_path = '' as $$
  insert into public.provider_health as h (provider, last_ok_at, failures, last_error)
  select provider, case when ok then public.clock_now() end, case when ok then 0 else 1 end, error
    from jsonb_to_recordset(p_health) as r(provider text, ok boolean, error jsonb)
   order by provider -- two commits lock these rows in the same order
  on conflict (provider) do update set
    last_ok_at = coalesce(excluded.last_ok_at, h.last_ok_at),
    failures = case when excluded.failures = 0 then 0 else h.failures + 1 end,
    last_error = coalesce(excluded.last_error, h.last_error),
    paused_until = case
      when excluded.failures = 0 then null
      when h.failures + 1 >= 5
        then public.clock_now() + least(300000, 15000 * power(2, least(h.failures - 4, 5))) * interval '1 millisecond'
      else h.paused_until end,
    updated_at = public.clock_now()
$$;
comment on function public.note_provider_health is 'Adds one batch''s experience with each provider; pauses after five failures in a row.';
revoke all on function public.note_provider_health(jsonb) from public, anon, authenticated;
