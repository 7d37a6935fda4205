-- What a job leaves behind that is deleted: its folder in storage, and its work at providers. No transaction takes these away:
-- they are noted in the one that deletes the job, and each is seen to once that can not be undone any more, and tried again
-- until it is done. Nobody's rows wait for that.

-- A job that was deleted, while that can be undone. Until then it is no job: it lies in no table that anybody reads.
create table public.deleted_jobs (
  id uuid primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  removed_at timestamptz not null,
  event_id bigint,
  xid xid8 not null default pg_current_xact_id()
);
comment on table public.deleted_jobs is 'Jobs that were deleted, until they are removed for good.';
comment on column public.deleted_jobs.removed_at is 'Until then it can be undone; from then on it is removed.';
comment on column public.deleted_jobs.event_id is 'The line of its ledger that says so, by which listeners are told; null where nobody is.';
comment on column public.deleted_jobs.xid is 'The transaction that deleted it (see 20261125006000_ledger_order.sql).';
create index deleted_jobs_told on public.deleted_jobs (xid) where event_id is not null;
create index deleted_jobs_by_time on public.deleted_jobs (removed_at);
create index deleted_jobs_of_user on public.deleted_jobs (user_id);

create table public.deleted_rows (
  job_id uuid not null references public.deleted_jobs (id) on delete cascade,
  relation text not null,
  id text,
  content jsonb not null
);
comment on table public.deleted_rows is 'What a deleted job was, row by row: where each lay, its id where it has one, and all of it.';
create index deleted_rows_of_job on public.deleted_rows (job_id, relation);
-- Serves: who makes pictures with a model.
create index deleted_rows_of_tune on public.deleted_rows ((content -> 'input' ->> 'tune')) where relation = 'jobs';
create index jobs_of_tune on public.jobs ((input ->> 'tune'))
  where status in ('pending', 'processing') and input ->> 'tune' is not null;
create index deleted_operations on public.deleted_rows (id) where relation = 'operations';

-- A folder, and not the files that rows speak of: whoever was at the job may have stored some that no row speaks of yet, and
-- may be storing one at this moment. It is emptied once more after they have ended.
create table public.leftover_folders (
  bucket text not null,
  path text not null check (path like '%/'),
  job_id uuid references public.deleted_jobs (id) on delete set null,
  due_at timestamptz not null,
  again_at timestamptz,
  tries smallint not null default 0,
  primary key (bucket, path)
);
comment on table public.leftover_folders is 'Folders in storage that nothing speaks of any more: to be emptied.';
comment on column public.leftover_folders.job_id is 'The deleted job whose it is while that can be undone: until then it is left alone.';
comment on column public.leftover_folders.again_at is 'When to empty it once more: somebody may still be writing into it until then.';
create index leftover_folders_of_job on public.leftover_folders (job_id);
create index leftover_folders_due on public.leftover_folders (due_at) where job_id is null;

create table public.leftover_work (
  operation_id uuid primary key,
  job_id uuid references public.deleted_jobs (id) on delete set null,
  provider text not null,
  provider_ref text,
  is_under_way boolean not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  tries smallint not null default 0,
  forgotten_at timestamptz not null
);
comment on table public.leftover_work is
  'Work at providers whose job is deleted: to be stopped there where it runs, and removed where the provider offers that.';
comment on column public.leftover_work.job_id is 'The deleted job whose it is while that can be undone: until then it is left alone.';
comment on column public.leftover_work.provider_ref is 'Null while nobody knows whether it was begun: it is looked up where the provider can be asked for it by our id, and else left alone until it is told.';
comment on column public.leftover_work.forgotten_at is 'From then on nobody waits to be told any more. What is known is tried until it is done, or hopeless.';
create index leftover_work_of_job on public.leftover_work (job_id);
create index leftover_work_due on public.leftover_work (due_at) where job_id is null;
create index leftover_work_untold on public.leftover_work (forgotten_at) where job_id is null and provider_ref is null;

-- Providers go on telling of such work for days. Nothing of that is kept, and it is nobody else's: it is known by a hash.
create table public.forgotten_work (
  key text primary key,
  until timestamptz not null
);
comment on table public.forgotten_work is
  'What providers may still tell of work of deleted jobs, by hashes of its ids: none of it is written down.';
create index forgotten_work_by_time on public.forgotten_work (until);

revoke all on public.deleted_jobs, public.deleted_rows, public.leftover_folders, public.leftover_work, public.forgotten_work
  from public, anon, authenticated, service_role;
grant select on public.deleted_jobs, public.deleted_rows, public.leftover_folders, public.leftover_work, public.forgotten_work
  to service_role;

alter table public.deleted_jobs enable row level security;
alter table public.deleted_rows enable row level security;
alter table public.leftover_folders enable row level security;
alter table public.leftover_work enable row level security;
alter table public.forgotten_work enable row level security;

-- The longest that providers repeat what they were not thanked for (OpenAI: 72 hours), and we try to tell them something.
create function public.forgotten_work_lifetime() returns interval
  language sql immutable set search_path = '' as $$ select interval '3 days' $$;
comment on function public.forgotten_work_lifetime is 'How long providers may go on telling of work that nobody has any more.';

create function public.keys_of_work(p_operation_id uuid, p_provider text, p_provider_ref text) returns text[]
  language sql immutable set search_path = '' as $$
  select array(
    select encode(sha256(convert_to(name, 'UTF8')), 'hex')
      from unnest(array['operation ' || p_operation_id, p_provider || ' ' || p_provider_ref]) as name
     where name is not null)
$$;
comment on function public.keys_of_work is 'What work is known by in forgotten_work: by its operation, and by its reference; only by what is given.';
revoke all on function public.forgotten_work_lifetime(), public.keys_of_work(uuid, text, text)
  from public, anon, authenticated, service_role;

create function public.forget_folders(p_bucket text, p_paths text[]) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  delete from public.leftover_folders where bucket = p_bucket and path = any (p_paths) and again_at is null;
  update public.leftover_folders set due_at = again_at, again_at = null, tries = 0
   where bucket = p_bucket and path = any (p_paths) and again_at is not null;
end
$$;
comment on function public.forget_folders is 'Forgets folders that are empty, or until they are to be emptied once more.';

create function public.settle_work(p_done uuid[], p_untried uuid[]) returns void
  language sql security definer set search_path = '' as $$
  delete from public.leftover_work where operation_id = any (p_done);
  update public.leftover_work set due_at = public.clock_now(), tries = tries - 1
   where operation_id = any (p_untried) and tries > 0;
$$;
comment on function public.settle_work is
  'Forgets work that its provider has stopped or removed, or never will; and gives back what was taken and not tried.';
revoke all on function public.forget_folders(text, text[]), public.settle_work(uuid[], uuid[]) from public, anon, authenticated;
grant execute on function public.forget_folders(text, text[]), public.settle_work(uuid[], uuid[]) to service_role;
