-- A deleted job is put back, for as long as it is set aside and its time is not over.

-- Puts rows back. Each as it was, but for what has been overtaken: nobody holds a claim any more, so a job that is not over is
-- due at once, unless it rests between two attempts; a key that another job was made with meanwhile is that one's.
create function public.put_rows_back(p_job_id uuid) returns void
  language plpgsql set search_path = '' as $$
declare
  v_relation text;
begin
  update public.deleted_rows r set content = r.content || jsonb_build_object(
      'claim_id', null, 'claim_expires_at', null,
      'nudged', j.completed_at is null and j.is_awake,
      'next_check_at', case when j.completed_at is null and j.is_awake then to_jsonb(public.clock_now()) else r.content -> 'next_check_at' end,
      'idempotency_key', case when not exists (
        select from public.jobs other where other.user_id = j.user_id and other.idempotency_key = j.idempotency_key)
        then r.content -> 'idempotency_key' end)
    from (select p.*, coalesce(p.delay ->> 'code', '') <> 'retrying' as is_awake
            from public.deleted_rows d cross join lateral jsonb_populate_record(null::public.jobs, d.content) p
           where d.job_id = p_job_id and d.relation = 'jobs') as j
   where r.job_id = p_job_id and r.relation = 'jobs';
  update public.deleted_rows r set content = r.content || '{"claim_id": null, "claim_expires_at": null}'
   where r.job_id = p_job_id and r.relation in ('operations', 'deliveries') and r.content ->> 'claim_id' is not null;
  -- An endpoint may be gone by now, and what was to be told to it with it; the others stay until this is done.
  perform 1 from public.endpoints e
   where e.user_id = (select d.user_id from public.deleted_jobs d where d.id = p_job_id) order by e.id for key share;
  delete from public.deleted_rows r
   where r.job_id = p_job_id and r.relation = 'deliveries' and r.content ->> 'endpoint_id' is not null
     and not exists (select from public.endpoints e where e.id = (r.content ->> 'endpoint_id')::uuid);

  perform set_config('darkroom.moving', 'yes', true);
  foreach v_relation in array array['jobs', 'operations', 'artifacts', 'job_events', 'webhook_inbox', 'deliveries',
                                    'job_assets', 'operation_ranges', 'announcements'] loop
    execute format(
      'insert into public.%1$I overriding system value
       select p.* from public.deleted_rows r cross join lateral jsonb_populate_record(null::public.%1$I, r.content) p
        where r.job_id = $1 and r.relation = %1$L on conflict do nothing', v_relation) using p_job_id;
  end loop;
  perform set_config('darkroom.moving', '', true);
end
$$;
comment on function public.put_rows_back is 'Puts the rows of a deleted job back where they were.';
revoke all on function public.put_rows_back(uuid) from public, anon, authenticated, service_role;

-- The worlds in which it may be put back:
--   1. It can be yet: it is as it was, and goes on where it was.
--   2. It is there: it was put back already, and this is the same click once more.
--   3. Its time is over, whether it has been removed or not; or it is not this user's: there is no such job.
--   4. Its user has begun as many others meanwhile as may be active: one that waits stands in line like one that is made now; one
--      that runs is put back once another has ended, if that is in time. What is over is put back whatever is active.
create function public.restore_job(p_job_id uuid, p_user_id uuid, p_max_active integer, p_source text) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_job public.jobs;
begin
  -- Nobody else makes a job of theirs meanwhile, nor removes one.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('jobs of ' || p_user_id, 0));
  perform 1 from public.deleted_jobs
   where id = p_job_id and user_id = p_user_id and removed_at > public.clock_now() for update;
  if not found then
    if exists (select from public.jobs where id = p_job_id and user_id = p_user_id) then -- World 2.
      return jsonb_build_object('outcome', 'there', 'job', public.job_records(array[p_job_id]) -> 0);
    end if;
    return jsonb_build_object('outcome', 'not_found'); -- World 3.
  end if;
  if (select count(*) from public.jobs
       where user_id = p_user_id and status in ('pending', 'processing')) >= p_max_active then -- World 4.
    if exists (select from public.deleted_rows r where r.job_id = p_job_id and r.relation = 'jobs'
                  and r.content ->> 'status' = 'processing') then
      return jsonb_build_object('outcome', 'limit');
    end if;
    update public.deleted_rows set content = content || '{"admitted_at": null}'
     where job_id = p_job_id and relation = 'jobs' and content ->> 'status' = 'pending';
  end if;

  -- World 1.
  delete from public.forgotten_work where key = any (array(
    select k.key from public.deleted_rows r
     cross join unnest(public.keys_of_work(r.id::uuid, r.content ->> 'provider', r.content ->> 'provider_ref')) as k(key)
     where r.job_id = p_job_id and r.relation = 'operations'));
  delete from public.leftover_work where job_id = p_job_id;
  delete from public.leftover_folders where job_id = p_job_id;
  perform public.put_rows_back(p_job_id);
  delete from public.deleted_jobs where id = p_job_id;
  perform public.resume_assets(p_job_id, p_user_id);
  select * into v_job from public.jobs where id = p_job_id;
  perform public.append_event(v_job, 'restored', p_source);
  return jsonb_build_object('outcome', 'restored', 'job', public.job_records(array[p_job_id]) -> 0);
end
$$;
comment on function public.restore_job is 'Outcome restored, there (it was put back already), limit (it runs, and too many others do) or not_found.';
revoke all on function public.restore_job(uuid, uuid, integer, text) from public, anon, authenticated;
grant execute on function public.restore_job(uuid, uuid, integer, text) to service_role;

-- The images that it is still to tag are waited for again; what another job has been given meanwhile is left to that one.
create function public.resume_assets(p_job_id uuid, p_user_id uuid) returns void
  language plpgsql set search_path = '' as $$
begin
  if not exists (select from public.job_assets where job_id = p_job_id and state in ('waiting', 'sent')) then
    return;
  end if;
  perform public.hold_library(p_user_id);
  update public.job_assets x set
    state = 'left', reason = 'It has other tags by now, or is about to get some.', reason_code = 'covered'
   where x.job_id = p_job_id and x.state = 'waiting' and public.is_wanted_elsewhere(x.asset_id, p_job_id);
  update public.assets a set
    auto_tag_status = 'pending', auto_tag_error = null, openai_batch_id = o.provider_ref, updated_at = public.clock_now()
    from public.job_assets x left join public.operations o on o.id = x.operation_id and x.state = 'sent'
   where x.job_id = p_job_id and x.state in ('waiting', 'sent') and a.id = x.asset_id
     and not public.is_wanted_elsewhere(a.id, p_job_id);
end
$$;
comment on function public.resume_assets is 'Has the images of a job that was put back wait for it again.';
revoke all on function public.resume_assets(uuid, uuid) from public, anon, authenticated, service_role;
