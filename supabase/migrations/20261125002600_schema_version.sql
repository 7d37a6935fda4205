-- Which schema this is. Whoever changes what the app relies on counts up here (a new migration replaces this function)
-- and in lib/db/schema-version.ts, and the app refuses to work with any other.
create function public.schema_version() returns integer
  language sql immutable set search_path = '' as $$ select 1 $$;
comment on function public.schema_version is 'The version of the schema, as lib/db/schema-version.ts counts it.';
revoke all on function public.schema_version() from public, anon, authenticated;
grant execute on function public.schema_version() to service_role;
