-- The ledger by Supabase's Realtime: only where a project has that, and only while browsers of ours ask for it. Results and
-- what they took are not in it: whoever hears of a change reads the job.
-- Of one job in one status and attempt no more is sent than one message a quarter of a second, the first one, and of what is
-- written together only the last: a reader that waits that long sees the rest. An end is always sent.
create function public.tell_realtime() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  v_event record;
begin
  if not public.is_publishing('realtime') then
    return null;
  end if;
  for v_event in
    select w.*, j.kind
      from (select *, type in ('completed', 'failed', 'canceled') as is_end,
                   id = max(id) over (partition by job_id, status, attempt) as is_last,
                   min(id) over (partition by job_id) as first_id
              from written) w
      join public.jobs j on j.id = w.job_id
      left join lateral (
        select e.type, e.status, e.attempt, e.created_at from public.job_events e
         where e.job_id = w.job_id and e.id < w.first_id order by e.id desc limit 1) before on true
     where w.is_end
        or w.is_last and ((before.status, before.attempt) is distinct from (w.status, w.attempt)
                          or before.type in ('completed', 'failed', 'canceled')
                          or floor(extract(epoch from before.created_at) * 4) <> floor(extract(epoch from w.created_at) * 4))
     order by w.id
  loop
    -- Realtime swallows what goes wrong within; what goes wrong before that must not undo the event either.
    begin
      perform realtime.send(
        jsonb_build_object(
          'id', v_event.id, 'generationId', v_event.job_id, 'jobId', v_event.job_id, 'userId', v_event.user_id,
          'type', v_event.kind, 'status', v_event.status, 'stage', v_event.stage, 'progress', v_event.progress,
          'attempt', v_event.attempt, 'event', v_event.type,
          'timestamp', floor(extract(epoch from v_event.created_at) * 1000),
          'metadata', jsonb_build_object('resultUrls', '[]'::jsonb, 'tokensUsed', null)),
        'status_update', 'user:' || v_event.user_id, true);
    exception when others then
      raise warning 'An event was not told by Realtime: %', sqlerrm;
    end;
  end loop;
  return null;
end
$$;
comment on function public.tell_realtime is
  'Sends new rows of the ledger to the private channel user:<id> of their owner, as status_update with the ledger''s id; of many of one job, few.';
revoke all on function public.tell_realtime() from public, anon, authenticated;

do $$
begin
  if to_regprocedure('realtime.send(jsonb,text,text,boolean)') is not null then
    create trigger job_events_are_told_by_realtime after insert on public.job_events
      referencing new table as written for each statement execute function public.tell_realtime();
    create policy "people hear of their own jobs" on realtime.messages for select to authenticated
      using (extension = 'broadcast' and realtime.topic() = 'user:' || (select auth.uid()));
  end if;
end
$$;
