-- The one clock: every function, view and default reads it, so that a test can move all of them together.
-- Volatile, because it goes on within a transaction: what has to be the same moment twice is taken into a variable.
-- It names everything in full instead of fixing its search path, so that PostgreSQL can write it into its callers.
create function public.clock_now() returns timestamptz
  language sql volatile as $$
  select coalesce(
    nullif(pg_catalog.current_setting('darkroom.now', true), '')::pg_catalog.timestamptz,
    pg_catalog.clock_timestamp())
$$;
comment on function public.clock_now is
  'The time: what the setting darkroom.now says, for tests, else that of the machine. Only who reaches the database itself can set it.';
revoke all on function public.clock_now() from public, anon, authenticated;
