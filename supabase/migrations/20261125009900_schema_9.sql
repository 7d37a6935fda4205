-- What was paid stays paid, and what was made hangs in the gallery.
create or replace function public.schema_version() returns integer
  language sql immutable set search_path = '' as $$ select 9 $$;
