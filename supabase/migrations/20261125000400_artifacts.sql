-- Result files, copied into our own storage before the provider's link expires.
create table public.artifacts (
  id uuid primary key default gen_random_uuid(),
  job_id uuid not null references public.jobs (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  operation_id uuid not null references public.operations (id) on delete cascade,
  name text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
  content_type text not null,
  bytes bigint not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  storage_path text not null,
  source_url text not null,
  source_expires_at timestamptz,
  created_at timestamptz not null default public.clock_now(),
  unique (job_id, name)
);
comment on table public.artifacts is 'A result file in our storage; the row appears only after the whole file does.';
comment on column public.artifacts.source_url is 'Where it was copied from; empty for what we made ourselves.';

create index artifacts_of_operation on public.artifacts (operation_id);
create index artifacts_of_user on public.artifacts (user_id);

revoke all on public.artifacts from public, anon, authenticated, service_role;
grant select on public.artifacts to authenticated;
grant select on public.artifacts to service_role;

alter table public.artifacts enable row level security;
create policy "people read their own artifacts" on public.artifacts
  for select to authenticated using (user_id = (select auth.uid()));

-- Files of these jobs, or new ones in their place. The caller holds the jobs' row locks.
create function public.keep_artifacts(p_job_ids uuid[], p_changes jsonb) returns void
  language sql set search_path = '' as $$
  insert into public.artifacts as a (job_id, user_id, operation_id, name, content_type, bytes, sha256,
                                     storage_path, source_url, source_expires_at)
  select j.id, j.user_id, n.operation_id, n.name, n.content_type, n.bytes, n.sha256,
         n.storage_path, coalesce(n.source_url, ''), n.source_expires_at
    from jsonb_to_recordset(p_changes) as c(job_id uuid, artifacts jsonb)
    join public.jobs j on j.id = c.job_id
   cross join jsonb_to_recordset(c.artifacts) as n(
     operation_id uuid, name text, content_type text, bytes bigint, sha256 text, storage_path text,
     source_url text, source_expires_at timestamptz)
   where c.job_id = any (p_job_ids)
  on conflict (job_id, name) do update set
    operation_id = excluded.operation_id, content_type = excluded.content_type, bytes = excluded.bytes,
    sha256 = excluded.sha256, storage_path = excluded.storage_path, source_url = excluded.source_url,
    source_expires_at = excluded.source_expires_at, created_at = excluded.created_at
$$;
comment on function public.keep_artifacts is
  'Writes the files in p_changes, [{"job_id", "artifacts"}], of those jobs that p_job_ids names.';
revoke all on function public.keep_artifacts(uuid[], jsonb) from public, anon, authenticated, service_role;
