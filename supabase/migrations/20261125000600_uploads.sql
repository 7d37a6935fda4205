-- What a user uploaded: which file in the private bucket is whose, and what it really is.
create table public.uploads (
  path text primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  content_type text not null,
  bytes bigint not null check (bytes > 0),
  created_at timestamptz not null default public.clock_now(),
  constraint path_lies_in_the_folder_of_its_owner check (path like user_id::text || '/%')
);
comment on table public.uploads is 'Files a user uploaded, by their path in the uploads bucket.';

create index uploads_of_user on public.uploads (user_id);

revoke all on public.uploads from public, anon, authenticated, service_role;
grant select on public.uploads to authenticated;
grant select on public.uploads to service_role;

alter table public.uploads enable row level security;
create policy "people read their own uploads" on public.uploads
  for select to authenticated using (user_id = (select auth.uid()));

-- An upload, recorded after its file is stored.
create function public.record_upload(p_user_id uuid, p_path text, p_content_type text, p_bytes bigint) returns void
  language sql security definer set search_path = '' as $$
  insert into public.uploads (user_id, path, content_type, bytes)
  values (p_user_id, p_path, p_content_type, p_bytes)
$$;
comment on function public.record_upload is 'Remembers whose file lies at this path, and what it is.';
revoke all on function public.record_upload(uuid, text, text, bigint) from public, anon, authenticated;
grant execute on function public.record_upload(uuid, text, text, bigint) to service_role;
