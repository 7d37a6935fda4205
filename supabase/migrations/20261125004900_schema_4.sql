-- Libraries of images, and jobs that tag them.
create or replace function public.schema_version() returns integer
  language sql immutable set search_path = '' as $$ select 4 $$;
