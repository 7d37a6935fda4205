-- Deliveries are kept for 30 days, for their owners to look at.
create index deliveries_by_time on public.deliveries (created_at);

-- What check-all clears away, once more: old deliveries go as well.
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
  with old as materialized (
    select id from public.deliveries
     where created_at <= v_now - interval '30 days'
     order by created_at limit p_most for update skip locked)
  delete from public.deliveries d using old where d.id = old.id;
  perform public.forget_whole_limits(p_most);
  return (select coalesce(jsonb_agg(jsonb_build_object('bucket', f.bucket, 'path', f.path)), '[]')
            from (select bucket, path from public.leftover_files
                   where due_at <= v_now order by due_at limit p_most) as f);
end
$$;
comment on function public.clear_away is
  'Removes unused uploads, images that never came whole and old deliveries, at most so many of each, and returns at most so many files ({bucket, path}) that are to be removed from storage.';
