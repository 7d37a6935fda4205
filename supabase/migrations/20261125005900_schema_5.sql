-- Stories: parts of a job that are made anew, and pieces with many files.
create or replace function public.schema_version() returns integer
  language sql immutable set search_path = '' as $$ select 5 $$;
