-- Turns are taken within limits, uploads know whether they are used, and check-all is called with a budget.
create or replace function public.schema_version() returns integer
  language sql immutable set search_path = '' as $$ select 3 $$;
