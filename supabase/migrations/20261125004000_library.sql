-- A user's library: one row an image, with what is known of it. Its files lie in a bucket of their own, under
-- <user>/<image>/: the original, a thumbnail, and the small JPEG that a model is shown.

-- What a search finds an image by. ASCII punctuation parts words, so that "beach_2024.jpg" is found by "beach".
create function public.words_in(p_text text) returns text
  language sql immutable as $$
  select regexp_replace(p_text, '[!-/:-@\[-`{-~]+', ' ', 'g')
$$;
comment on function public.words_in is 'A text with a space in the place of all ASCII punctuation.';

create function public.words_of_asset(p_name text, p_tags text[], p_caption text) returns tsvector
  language sql immutable set search_path = '' as $$
  select to_tsvector('simple', public.words_in(concat_ws(' ', p_name, array_to_string(p_tags, ' '), p_caption)))
$$;
comment on function public.words_of_asset is 'The words in the name, the tags and the caption of an image.';
revoke all on function public.words_in(text), public.words_of_asset(text, text[], text)
  from public, anon, authenticated, service_role;

-- Half of each page is left free: an image changes its state several times while it is tagged, and as no index knows of
-- the state, such a change stays in its page and touches no index.
create table public.assets (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  name text not null check (length(name) between 1 and 255),
  content_type text not null,
  bytes bigint not null check (bytes > 0),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  extension text not null check (extension in ('jpg', 'png', 'webp')),
  picture_bytes integer not null check (picture_bytes > 0),
  stored_at timestamptz,
  tags text[] not null default '{}',
  caption text,
  colors text[] not null default '{}',
  contains_text boolean,
  tagged_at timestamptz,
  edited_at timestamptz,
  auto_tag_status text check (auto_tag_status in ('pending', 'processing', 'completed', 'failed')),
  auto_tag_error text,
  openai_batch_id text,
  words tsvector generated always as (public.words_of_asset(name, tags, caption)) stored,
  created_at timestamptz(3) not null default public.clock_now(),
  updated_at timestamptz not null default public.clock_now(),
  unique (user_id, sha256)
) with (fillfactor = 50);
comment on table public.assets is 'The images of users'' libraries.';
comment on column public.assets.sha256 is
  'Of the file as the browser had it, in hex: the same image of one user is kept once.';
comment on column public.assets.stored_at is 'When all its files were stored; until then nobody sees it.';
comment on column public.assets.picture_bytes is 'The size of its small JPEG.';
comment on column public.assets.tagged_at is 'When it last got tags, from a job or by hand; null while it has none.';
comment on column public.assets.edited_at is 'When the tags that it has were given to it by hand; null where a job did.';
comment on column public.assets.auto_tag_status is
  'pending: a job is to tag it. processing: its batch is over and is being read. completed, failed. Null: no job ever tagged it.';
comment on column public.assets.openai_batch_id is 'The batch it is in, or that last decided about it.';

-- Serves the library, newest first, page after page.
create index assets_newest on public.assets (user_id, created_at desc, id desc) where stored_at is not null;
create index assets_not_stored on public.assets (created_at) where stored_at is null;
create index assets_by_tag on public.assets using gin (tags);
create index assets_by_word on public.assets using gin (words);

revoke all on public.assets from public, anon, authenticated, service_role;
grant select on public.assets to authenticated;
grant select on public.assets to service_role;

alter table public.assets enable row level security;
create policy "people read their own assets" on public.assets
  for select to authenticated using (user_id = (select auth.uid()));

-- The third private bucket, as the first two.
do $$
begin
  if to_regclass('storage.buckets') is null then
    return;
  end if;
  insert into storage.buckets (id, name, public) values ('assets', 'assets', false)
    on conflict (id) do update set public = false;
  execute $policy$
    alter policy "people read their own files" on storage.objects
      using (bucket_id in ('uploads', 'artifacts', 'assets') and (storage.foldername(name))[1] = (select auth.uid())::text)
  $policy$;
end
$$;

create function public.asset_view(p_asset public.assets) returns jsonb
  language sql stable set search_path = '' as $$ select to_jsonb(p_asset) - 'words' - 'sha256' - 'edited_at' $$;
comment on function public.asset_view is 'An image as the app reads it.';
revoke all on function public.asset_view(public.assets) from public, anon, authenticated, service_role;

-- An image is recorded before its files are stored, so that a crash leaves no file behind that nothing knows of. The
-- worlds in which it comes:
--   1. This user has it: nothing is written.
--   2. It was begun and never stored, or is being stored at this moment: its files are stored again, under the same id.
--   3. As 2, and the original is of another type now: the other file would be forgotten, so it begins anew.
--   4. It is new, and there is room for it, or there is not.
-- Room is counted under a lock per user: racing images cannot slip past it together, nor be the same one twice.
create function public.record_asset(p_asset jsonb, p_most_bytes bigint, p_most_images integer) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_new constant public.assets := jsonb_populate_record(null::public.assets, p_asset);
  v_now timestamptz;
  v_asset public.assets;
  v_bytes bigint;
  v_images bigint;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('room in the library of ' || v_new.user_id, 0));
  v_now := public.clock_now();
  select * into v_asset from public.assets where user_id = v_new.user_id and sha256 = v_new.sha256;
  if v_asset.stored_at is not null then -- World 1.
    return jsonb_build_object('outcome', 'existing', 'asset', public.asset_view(v_asset));
  end if;
  if v_asset.extension <> v_new.extension then -- World 3.
    delete from public.assets where id = v_asset.id;
  end if;

  select coalesce(sum(bytes), 0) + v_new.bytes, count(*) + 1 into v_bytes, v_images from public.assets
   where user_id = v_new.user_id and sha256 <> v_new.sha256;
  if v_bytes > p_most_bytes or v_images > p_most_images then
    return jsonb_build_object('outcome', 'full', 'limit', case when v_bytes > p_most_bytes then 'bytes' else 'images' end);
  end if;
  insert into public.assets as a (user_id, name, content_type, bytes, width, height, sha256, extension, picture_bytes,
                                  created_at, updated_at)
  values (v_new.user_id, v_new.name, v_new.content_type, v_new.bytes, v_new.width, v_new.height, v_new.sha256,
          v_new.extension, v_new.picture_bytes, v_now, v_now)
  on conflict (user_id, sha256) do update set -- World 2.
    name = excluded.name, content_type = excluded.content_type, bytes = excluded.bytes, width = excluded.width,
    height = excluded.height, picture_bytes = excluded.picture_bytes, created_at = v_now, updated_at = v_now
  returning * into v_asset;
  return jsonb_build_object('outcome', 'recorded', 'asset', public.asset_view(v_asset));
end
$$;
comment on function public.record_asset is
  'Outcome recorded (its files are to be stored), existing (this user has it) or full, with the "limit" that it would pass: bytes, of the originals of this user, or images.';

create function public.asset_stored(p_id uuid) returns jsonb
  language sql security definer set search_path = '' as $$
  update public.assets a set stored_at = coalesce(a.stored_at, public.clock_now()) where a.id = p_id
  returning public.asset_view(a)
$$;
comment on function public.asset_stored is 'All files of an image are stored: it is in the library from now on; null if it is gone.';

create function public.forget_asset(p_id uuid) returns void
  language sql security definer set search_path = '' as $$
  delete from public.assets where id = p_id and stored_at is null
$$;
comment on function public.forget_asset is 'Takes back record_asset, for an image whose files could not be stored.';

create function public.edit_asset(p_user_id uuid, p_id uuid, p_tags text[]) returns jsonb
  language sql security definer set search_path = '' as $$
  update public.assets a set
    tags = p_tags, tagged_at = case when p_tags <> '{}' then public.clock_now() end,
    edited_at = case when p_tags <> '{}' then public.clock_now() end, updated_at = public.clock_now()
   where a.id = p_id and a.user_id = p_user_id and a.stored_at is not null
  returning public.asset_view(a)
$$;
comment on function public.edit_asset is 'Gives an image of this user other tags; null if they have no such image.';

-- Whatever writes many images of one user does it under this lock: none waits for another's rows in another order.
create function public.hold_library(p_user_id uuid) returns void
  language sql set search_path = '' as $$
  select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('library of ' || p_user_id, 0))
$$;
comment on function public.hold_library is 'Waits until nobody else writes many images of this user, and keeps them from it until the transaction ends.';
revoke all on function public.hold_library(uuid) from public, anon, authenticated, service_role;

create function public.delete_assets(p_user_id uuid, p_ids uuid[]) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  v_deleted integer;
begin
  perform public.hold_library(p_user_id);
  delete from public.assets where user_id = p_user_id and id = any (p_ids);
  get diagnostics v_deleted = row_count;
  return v_deleted;
end
$$;
comment on function public.delete_assets is 'Removes those of these images that are this user''s; how many that were.';

revoke all on function public.record_asset(jsonb, bigint, integer), public.asset_stored(uuid), public.forget_asset(uuid),
  public.edit_asset(uuid, uuid, text[]), public.delete_assets(uuid, uuid[]) from public, anon, authenticated;
grant execute on function public.record_asset(jsonb, bigint, integer), public.asset_stored(uuid), public.forget_asset(uuid),
  public.edit_asset(uuid, uuid, text[]), public.delete_assets(uuid, uuid[]) to service_role;

-- The files of an image whose row is gone, as those of uploads; all of a statement at once, as whole libraries go.
create function public.leave_assets_behind() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.leftover_files (bucket, path, due_at)
  select 'assets', concat_ws('/', g.user_id, g.id, file), g.created_at + interval '1 hour'
    from gone g cross join unnest(array['original.' || g.extension, 'thumbnail.webp', 'picture.jpg']) as file
  on conflict do nothing;
  return null;
end
$$;
comment on function public.leave_assets_behind is 'Notes that the files of images are to be removed.';
revoke all on function public.leave_assets_behind() from public, anon, authenticated, service_role;
create trigger assets_leave_their_files after delete on public.assets
  referencing old table as gone for each statement execute function public.leave_assets_behind();

-- What check-all clears away, once more: images that were begun an hour ago and never came whole go as well.
create or replace function public.clear_away(p_most integer) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
begin
  with unused as materialized (
    select path from public.uploads
     where used_at is null and created_at <= v_now - public.unused_upload_lifetime()
     order by created_at limit p_most for update skip locked)
  delete from public.uploads u using unused where u.path = unused.path;
  with begun as materialized (
    select id from public.assets
     where stored_at is null and created_at <= v_now - interval '1 hour'
     order by created_at limit p_most for update skip locked)
  delete from public.assets a using begun where a.id = begun.id;
  perform public.forget_whole_limits(p_most);
  return (select coalesce(jsonb_agg(jsonb_build_object('bucket', f.bucket, 'path', f.path)), '[]')
            from (select bucket, path from public.leftover_files
                   where due_at <= v_now order by due_at limit p_most) as f);
end
$$;
comment on function public.clear_away is
  'Removes unused uploads and images that never came whole, at most so many of each, and returns at most so many files ({bucket, path}) that are to be removed from storage.';
