-- The fates of create calls are written at once, and claims know when a job has to end.
create or replace function public.schema_version() returns integer
  language sql immutable set search_path = '' as $$ select 2 $$;
