-- What deleted jobs and people who left leave behind is taken by whoever sees to it, a part at a time. It is nobody else's for a minute:
-- whoever is killed at it leaves it to the next. What fails comes later and later, and keeps nothing else from its turn.
create function public.wait_after(p_tries smallint) returns interval
  language sql immutable set search_path = '' as $$
  select least(interval '6 hours', interval '1 minute' * power(2, least(p_tries, 10)))
$$;
comment on function public.wait_after is 'How long what was tried so often is left alone.';

-- The model that others make their pictures with is left until they have, and as long as they can be put back.
create function public.is_model_in_use(p_provider_ref text) returns boolean
  language sql stable set search_path = '' as $$
  select exists (select from public.jobs j where j.status in ('pending', 'processing') and j.input ->> 'tune' = p_provider_ref)
      or exists (select from public.deleted_rows r join public.deleted_jobs d on d.id = r.job_id
                  where r.relation = 'jobs' and r.content -> 'input' ->> 'tune' = p_provider_ref
                    and r.content ->> 'status' in ('pending', 'processing') and d.removed_at > public.clock_now())
$$;
comment on function public.is_model_in_use is 'Whether a job that is not over makes its pictures with the model that is this work.';
revoke all on function public.wait_after(smallint), public.is_model_in_use(text) from public, anon, authenticated, service_role;

create function public.take_leftovers(p_folders integer, p_work integer, p_findable text[]) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_folders jsonb;
  v_work jsonb;
  v_people jsonb;
begin
  with due as materialized (
    select bucket, path from public.leftover_folders
     where job_id is null and due_at <= v_now order by due_at limit p_folders for update skip locked
  ), taken as (
    update public.leftover_folders f set due_at = v_now + public.wait_after(f.tries), tries = f.tries + 1
      from due where f.bucket = due.bucket and f.path = due.path
    returning f.bucket, f.path
  )
  select coalesce(jsonb_agg(to_jsonb(taken)), '[]') into v_folders from taken;

  delete from public.leftover_work where job_id is null and provider_ref is null and forgotten_at <= v_now;
  with due as materialized (
    select operation_id from public.leftover_work
     where job_id is null and due_at <= v_now
       and case when provider_ref is null then provider = any (p_findable) else not public.is_model_in_use(provider_ref) end
     order by due_at limit p_work for update skip locked
  ), taken as (
    update public.leftover_work w set due_at = v_now + public.wait_after(w.tries), tries = w.tries + 1
      from due where w.operation_id = due.operation_id
    returning w.operation_id, w.provider, w.provider_ref, w.is_under_way, w.started_at, w.tries
  )
  select coalesce(jsonb_agg(to_jsonb(taken)), '[]') into v_work from taken;

  with due as materialized (
    select user_id from public.departures d
     where rows_gone_at is not null and due_at <= v_now
       and not exists (select from public.leftover_folders f where f.path = d.user_id || '/')
     order by due_at limit p_folders for update skip locked
  ), taken as (
    update public.departures d set due_at = v_now + public.wait_after(d.tries), tries = d.tries + 1
      from due where d.user_id = due.user_id
    returning d.user_id, d.keeps_account, d.tries
  )
  select coalesce(jsonb_agg(to_jsonb(taken)), '[]') into v_people from taken;
  return jsonb_build_object('taken_at', v_now, 'folders', v_folders, 'work', v_work, 'people', v_people,
    'has_jobs', exists (select from public.deleted_jobs where removed_at <= v_now),
    'has_leavers', exists (select from public.departures where rows_gone_at is null));
end
$$;
comment on function public.take_leftovers is
  'Returns at most so many folders ({bucket, path}) that are to be emptied of what was stored before "taken_at" (what comes later may be new, of somebody who left and is back), so much work ({operation_id, provider, provider_ref, is_under_way, started_at, tries}) that its provider is to be told of, that without a reference only of p_findable, and those who depart and have nothing left but an account ({user_id, keeps_account, tries}). Who is done with one says so. And whether there is work for remove_deleted_jobs ("has_jobs") and for depart ("has_leavers").';
revoke all on function public.take_leftovers(integer, integer, text[]) from public, anon, authenticated;
grant execute on function public.take_leftovers(integer, integer, text[]) to service_role;
