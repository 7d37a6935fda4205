-- What only a hosted project has. Everything here is skipped where the extension or publication is missing.

-- Calls check-all from inside the database. URL and secret come from Vault (docs/deploy.md says how to set
-- them); without them nothing is called.
create function public.call_check_all() returns void
  language plpgsql security definer set search_path = '' as $$
declare
  v_url text;
  v_secret text;
begin
  execute 'select decrypted_secret from vault.decrypted_secrets where name = ''darkroom_url''' into v_url;
  execute 'select decrypted_secret from vault.decrypted_secrets where name = ''darkroom_cron_secret''' into v_secret;
  if v_url is null or v_secret is null then
    return;
  end if;
  execute 'select net.http_post(url := $1, body := ''{}''::jsonb, headers := $2, timeout_milliseconds := 30000)'
    using v_url || '/api/status/check-all', jsonb_build_object(
      'Content-Type', 'application/json', 'Authorization', 'Bearer ' || v_secret, 'x-darkroom-source', 'pg-cron');
end
$$;
comment on function public.call_check_all is 'Asks the app to check all due jobs; for pg_cron, with URL and secret from Vault.';
revoke all on function public.call_check_all() from public, anon, authenticated;

do $$
begin
  if exists (select from pg_available_extensions where name = 'pg_cron')
     and exists (select from pg_available_extensions where name = 'pg_net')
     and to_regclass('vault.decrypted_secrets') is not null then
    create extension if not exists pg_cron;
    create extension if not exists pg_net;
    perform cron.schedule('darkroom-check-all', '30 seconds', 'select public.call_check_all()');
    perform cron.schedule('darkroom-forget-cron-runs', '17 3 * * *',
      $purge$delete from cron.job_run_details where end_time < now() - interval '3 days'$purge$);
    perform cron.schedule('darkroom-forget-check-runs', '23 3 * * *',
      $purge$delete from public.check_runs where created_at < now() - interval '30 days'$purge$);
    perform cron.schedule('darkroom-forget-webhooks', '29 3 * * *',
      $purge$delete from public.webhook_inbox where received_at < now() - interval '30 days'$purge$);
  end if;

  if exists (select from pg_publication where pubname = 'supabase_realtime') then
    alter publication supabase_realtime add table public.jobs;
  end if;
end
$$;
