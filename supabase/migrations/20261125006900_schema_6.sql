-- Live updates: the ledger's order, its readers, and all that is told of it.
create or replace function public.schema_version() returns integer
  language sql immutable set search_path = '' as $$ select 6 $$;
