-- A face that people like to look at: deleting, and what it takes.
create or replace function public.schema_version() returns integer
  language sql immutable set search_path = '' as $$ select 8 $$;
