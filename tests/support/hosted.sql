-- What a hosted Supabase project has before anybody's migrations, as far as ours meet it: roles and who owns what.
-- `postgres` is no superuser there.
create role supabase_auth_admin noinherit createrole login;
create role supabase_storage_admin noinherit createrole login;
create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role authenticator login noinherit;
grant anon, authenticated, service_role to authenticator;
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';

create role postgres login createdb createrole replication bypassrls password 'postgres';
grant anon, authenticated, service_role, authenticator, pg_monitor to postgres with admin option;
alter role postgres set search_path = "$user", public, extensions;
alter database postgres owner to postgres;
create schema extensions authorization postgres;
grant usage on schema extensions to anon, authenticated, service_role;
create publication supabase_realtime;
alter publication supabase_realtime owner to postgres;

-- Whatever postgres makes in public is open to everybody with a key, unless it says otherwise.
grant usage on schema public to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on functions to anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on sequences to anon, authenticated, service_role;

create schema auth authorization supabase_admin;
grant usage on schema auth to supabase_auth_admin, anon, authenticated, service_role;
create table auth.users (id uuid primary key default gen_random_uuid(), email text, created_at timestamptz default now());
alter table auth.users owner to supabase_auth_admin;
create function auth.uid() returns uuid language sql stable as
  $$ select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $$;
alter function auth.uid() owner to supabase_auth_admin;
grant all on schema auth to postgres;
grant all on all tables in schema auth to postgres;

create schema storage authorization supabase_admin;
grant usage on schema storage to anon, authenticated, service_role;
create table storage.buckets (id text primary key, name text not null unique, public boolean default false);
create table storage.objects (
  id uuid primary key default gen_random_uuid(), bucket_id text references storage.buckets (id), name text, owner uuid
);
alter table storage.buckets owner to supabase_storage_admin;
alter table storage.objects owner to supabase_storage_admin;
alter table storage.objects enable row level security;
create function storage.foldername(name text) returns text[] language sql immutable as
  $$ select (string_to_array(name, '/'))[1 : cardinality(string_to_array(name, '/')) - 1] $$;
grant all on schema storage to postgres;
grant all on all tables in schema storage to postgres;
-- supautils lets postgres make policies on these tables, as if it owned them.
grant supabase_storage_admin to postgres with inherit true, set false;

-- Realtime, with what it makes of a broadcast: a row that its own server reads. supautils lets postgres make policies on it.
create role supabase_realtime_admin noinherit nologin;
grant supabase_realtime_admin to postgres with inherit true, set false;
create schema realtime authorization supabase_admin;
grant usage on schema realtime to postgres, anon, authenticated, service_role;
create table realtime.messages (
  id uuid not null default gen_random_uuid(), topic text not null, extension text not null, payload jsonb, event text,
  private boolean default false, inserted_at timestamp not null default now(), primary key (id, inserted_at)
) partition by range (inserted_at);
create table realtime.messages_now partition of realtime.messages default;
alter table realtime.messages enable row level security;
alter table realtime.messages owner to supabase_realtime_admin;
grant select, insert, update on realtime.messages to postgres, anon, authenticated, service_role;
create function realtime.topic() returns text language sql stable as $$ select nullif(current_setting('realtime.topic', true), '') $$;
create function realtime.send(payload jsonb, event text, topic text, private boolean default true) returns void
  language plpgsql as $$
begin
  begin
    execute format('set local realtime.topic to %L', topic);
    insert into realtime.messages (payload, event, topic, private, extension)
    values (payload || jsonb_build_object('id', coalesce(payload -> 'id', to_jsonb(gen_random_uuid()))), event, topic, private, 'broadcast');
  exception when others then
    raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
  end;
end
$$;
alter function realtime.send(jsonb, text, text, boolean) owner to supabase_realtime_admin;
alter function realtime.topic() owner to supabase_realtime_admin;

-- Vault, pg_net and pg_cron, as far as they are called: they keep what they were told, and do nothing.
create schema vault authorization supabase_admin;
create table vault.decrypted_secrets (id uuid primary key default gen_random_uuid(), name text unique, decrypted_secret text);
create function vault.create_secret(new_secret text, new_name text default null) returns uuid language sql security definer as
  $$ insert into vault.decrypted_secrets (name, decrypted_secret) values (new_name, new_secret) returning id $$;
create function vault.update_secret(secret_id uuid, new_secret text default null) returns void language sql security definer as
  $$ update vault.decrypted_secrets set decrypted_secret = new_secret where id = secret_id $$;
grant usage on schema vault to postgres;
grant select, delete on vault.decrypted_secrets to postgres;

create schema net authorization supabase_admin;
create table net.asked (id bigint generated always as identity, url text, body jsonb, headers jsonb, timeout_milliseconds integer);
create table net._http_response (
  id bigint, status_code integer, content_type text, headers jsonb, content text, timed_out bool, error_msg text,
  created timestamptz not null default now()
);
create function net.http_post(
  url text, body jsonb default '{}', params jsonb default '{}',
  headers jsonb default '{"Content-Type": "application/json"}', timeout_milliseconds integer default 5000
) returns bigint language sql security definer as $$
  insert into net.asked (url, body, headers, timeout_milliseconds)
  values (http_post.url, http_post.body, http_post.headers, http_post.timeout_milliseconds) returning id
$$;
grant usage on schema net to postgres, anon, authenticated, service_role;
grant select on net._http_response to postgres;

create schema cron authorization supabase_admin;
create table cron.job (jobid bigint generated always as identity, jobname text unique, schedule text, command text, username text default current_user);
create table cron.job_run_details (
  jobid bigint, runid bigint, status text, return_message text, start_time timestamptz, end_time timestamptz
);
create function cron.schedule(job_name text, schedule text, command text) returns bigint language sql security definer as $$
  insert into cron.job (jobname, schedule, command) values (schedule.job_name, schedule.schedule, schedule.command)
  on conflict (jobname) do update set schedule = excluded.schedule, command = excluded.command returning jobid
$$;
create function cron.unschedule(job_name text) returns boolean language sql security definer as
  $$ delete from cron.job where jobname = unschedule.job_name returning true $$;
grant usage on schema cron to postgres;
grant select on cron.job to postgres;
grant select, delete on cron.job_run_details to postgres;

-- The binaries at hand lack these extensions; whoever looks for them here finds them installed.
create schema hosted authorization supabase_admin;
create view hosted.pg_available_extensions as
  select name from pg_catalog.pg_available_extensions union select unnest(array['pg_cron', 'pg_net', 'supabase_vault']::name[]);
grant usage on schema hosted to postgres;
grant select on hosted.pg_available_extensions to postgres;
alter role postgres set search_path = hosted, pg_catalog, public, extensions;
set allow_system_table_mods = on;
insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
select (990000 + n)::oid, name, 10, 'hosted'::regnamespace, false, '1'
  from unnest(array['pg_cron', 'pg_net', 'supabase_vault']) with ordinality as e(name, n);
