-- Who asks about batches, and when. A batch takes from minutes to a day, so a round through all jobs leaves a young one in
-- peace; an open page, which asks for one job, does not.

create or replace function public.due_jobs(p_now timestamptz, p_kind text, p_limits jsonb) returns setof public.jobs
  language sql stable set search_path = '' as $$
  select j.* from public.claimable_jobs j
   where j.next_check_at <= p_now and (p_kind is null or j.kind = p_kind)
     and public.may_be_asked(j.nudged, j.providers, j.kind, j.deadline_at,
                             (select public.paused_providers(p_now)), p_now, p_limits)
     and (j.status = 'processing' or j.admitted_at is not null
          or j.id in (select t.job_id from public.turns(p_limits) t where t.waits_for is null))
     and (j.nudged or not coalesce(p_limits -> 'quiet' ? j.kind, false) or not exists (
           select from public.operations o
            where o.job_id = j.id and o.state in ('queued', 'running')
              and o.running_at > p_now - (p_limits -> 'quiet' ->> j.kind)::bigint * interval '1 millisecond'))
$$;
comment on function public.due_jobs is
  'Jobs that a check may take now. p_limits: see turns and may_be_asked; {"quiet": {kind: milliseconds}} leaves jobs in peace whose work began at its provider less than so long ago, unless a webhook has come.';

-- Calls the app from inside the database. URL and secret come from Vault (docs/deploy.md says how to set them); without
-- them nothing is called. What was pasted into Vault may end in white space or a slash, which would make another secret, or
-- a redirect. pg_net gives up after 30 s, so that what is called has to be asked to answer sooner.
create function public.call_app(p_path text) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  v_url text;
  v_secret text;
begin
  execute 'select decrypted_secret from vault.decrypted_secrets where name = ''darkroom_url''' into v_url;
  execute 'select decrypted_secret from vault.decrypted_secrets where name = ''darkroom_cron_secret''' into v_secret;
  v_url := regexp_replace(v_url, '^\s+|[\s/]+$', '', 'g');
  v_secret := regexp_replace(v_secret, '^\s+|\s+$', '', 'g');
  if coalesce(v_url, '') = '' or coalesce(v_secret, '') = '' then
    return;
  end if;
  execute 'select net.http_post(url := $1, body := ''{}''::jsonb, headers := $2, timeout_milliseconds := 30000)'
    using v_url || p_path, jsonb_build_object(
      'Content-Type', 'application/json', 'Authorization', 'Bearer ' || v_secret, 'x-darkroom-source', 'pg-cron');
end
$$;
comment on function public.call_app is 'Sends the app a request to this path, as its scheduler.';

create or replace function public.call_check_all() returns void
  language sql security definer set search_path = '' as $$ select public.call_app('/api/status/check-all?seconds=25') $$;

create function public.poll_openai_batches() returns void
  language sql security definer set search_path = '' as $$ select public.call_app('/api/cron/poll-openai-batches?seconds=25') $$;
comment on function public.poll_openai_batches is 'Asks the app to check all due jobs that tag images; for pg_cron.';

revoke all on function public.call_app(text), public.poll_openai_batches() from public, anon, authenticated, service_role;

do $$
begin
  if exists (select from pg_available_extensions where name = 'pg_cron')
     and exists (select from pg_available_extensions where name = 'pg_net')
     and to_regclass('vault.decrypted_secrets') is not null then
    perform cron.schedule('poll-openai-batches', '* * * * *', 'select public.poll_openai_batches()');
  end if;
end
$$;
