-- Two private buckets. The app reads and writes them as the service and decides itself who may see what; the
-- policies let a signed-in user read their own folder directly, and nothing else.
do $$
begin
  if to_regclass('storage.buckets') is null then
    return;
  end if;

  insert into storage.buckets (id, name, public) values ('uploads', 'uploads', false), ('artifacts', 'artifacts', false)
    on conflict (id) do update set public = false;

  execute $policy$
    create policy "people read their own files" on storage.objects for select to authenticated
      using (bucket_id in ('uploads', 'artifacts') and (storage.foldername(name))[1] = (select auth.uid())::text)
  $policy$;
end
$$;
