-- A result file goes when another takes its place, or when its job is completed without it. Until now files were left behind
-- by their users alone: every other was written to its own place again.

-- What a row does not speak of any more is removed from storage an hour later: somebody may be reading it, or a slower
-- check may just be writing it. Of a user who is gone nobody is.
create or replace function public.leave_artifact_behind() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.leftover_files (bucket, path, due_at)
  values ('artifacts', old.storage_path, interval '1 hour' + case
    when exists (select from auth.users where id = old.user_id) then public.clock_now() else old.created_at end)
  on conflict (bucket, path) do update set due_at = excluded.due_at;
  return null;
end
$$;
comment on function public.leave_artifact_behind is 'Notes that the file of a result is to be removed.';
create trigger replaced_artifact_leaves_its_file after update of storage_path on public.artifacts
  for each row when (old.storage_path is distinct from new.storage_path)
  execute function public.leave_artifact_behind();

-- A place that is written to again is nobody's leftover.
create function public.take_artifact_up() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  delete from public.leftover_files where bucket = 'artifacts' and path = new.storage_path;
  return null;
end
$$;
comment on function public.take_artifact_up is 'Keeps the file of a result from being removed.';
revoke all on function public.take_artifact_up() from public, anon, authenticated, service_role;
create trigger artifact_takes_its_file_up after insert or update of storage_path on public.artifacts
  for each row execute function public.take_artifact_up();

-- Until a job that was made anew in part is completed, what it shows may still be what was superseded. Most of it is replaced by
-- name as it is made; what is made anew under another name (as another sort of picture) replaces nothing.
create function public.let_superseded_files_go() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  delete from public.artifacts a using public.operations o
   where a.job_id = new.id and o.id = a.operation_id and o.superseded_at is not null;
  return null;
end
$$;
comment on function public.let_superseded_files_go is 'Takes the files of superseded work from a job that is completed.';
revoke all on function public.let_superseded_files_go() from public, anon, authenticated, service_role;
create trigger completed_job_lets_superseded_files_go after update of status on public.jobs
  for each row when (new.status = 'completed' and old.status <> 'completed')
  execute function public.let_superseded_files_go();

-- What a create call answers with is stored before anybody knows of it, and has no row until it is taken. Nobody takes it whose
-- operation is superseded, or gone with its job: then it is removed an hour later, as the call may still be under way.
create function public.leave_answer_behind() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.leftover_files (bucket, path, due_at)
  select 'artifacts', place.path, public.clock_now() + interval '1 hour'
    from (select concat_ws('/', old.user_id, old.job_id, old.id, 'answer') as path
           where old.state in ('starting', 'unknown') or old.error ->> 'code' = 'start_unknown'
          union select f.value -> 'stored' ->> 'storagePath' from jsonb_array_elements(old.output -> 'files') as f(value)) as place
   where place.path is not null
  on conflict do nothing;
  return null;
end
$$;
comment on function public.leave_answer_behind is
  'Notes that what the create call of an operation answered with, or may yet answer with (see keep-made.ts for its place), is to be removed.';
revoke all on function public.leave_answer_behind() from public, anon, authenticated, service_role;
create trigger superseded_work_leaves_its_answer after update of superseded_at on public.operations
  for each row when (old.superseded_at is null and new.superseded_at is not null
                     and old.provider is not null and old.kept_at is null)
  execute function public.leave_answer_behind();
create trigger work_that_is_gone_leaves_its_answer after delete on public.operations
  for each row when (old.provider is not null and old.kept_at is null)
  execute function public.leave_answer_behind();
