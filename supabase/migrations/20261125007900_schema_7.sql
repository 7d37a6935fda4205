-- The check, the line, the history and the watchers at a fraction of what they took.
create or replace function public.schema_version() returns integer
  language sql immutable set search_path = '' as $$ select 7 $$;
