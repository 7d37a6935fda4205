-- Which images an operation sends, and which ones are in its batch. Slots say nothing of that: after a file that was too
-- much for the provider the same images may be in smaller ones.

create table public.operation_ranges (
  operation_id uuid primary key references public.operations (id) on delete cascade,
  from_share double precision not null,
  to_share double precision not null,
  told_at timestamptz
);
comment on table public.operation_ranges is
  'The images that an operation sends: those of its job from one share on and before another. Noted before anything is sent.';

comment on column public.operation_ranges.told_at is 'When the last of these images was told its batch: none has to be looked for after that.';

revoke all on public.operation_ranges from public, anon, authenticated, service_role;
grant select on public.operation_ranges to service_role;

alter table public.operation_ranges enable row level security;

-- An image that is in no batch, or in one that came to nothing, whatever was said of it there.
-- It fixes no search path, so that PostgreSQL can write it into its callers.
create function public.unsent_assets(p_job_id uuid, p_from double precision, p_to double precision)
  returns setof public.job_assets language sql stable as $$
  select x.* from public.job_assets x
   where x.job_id = p_job_id and x.share >= p_from and x.share < p_to
     and (x.state = 'waiting'
          or x.state <> 'tagged' and x.operation_id in (
               select o.id from public.operations o where o.job_id = p_job_id and o.state in ('failed', 'canceled')))
$$;
comment on function public.unsent_assets is 'The images of a job, from one share on and before another, that no batch may still tag.';
revoke all on function public.unsent_assets(uuid, double precision, double precision) from public, anon, authenticated, service_role;

create function public.range_assets(
  p_operation_id uuid, p_from double precision, p_to double precision, p_after double precision, p_limit integer
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_job_id uuid;
begin
  -- Whoever ends the job waits until this is written, and knows then what is being sent. Nothing is sent for one that has ended.
  select j.id into v_job_id from public.jobs j join public.operations o on o.job_id = j.id
   where o.id = p_operation_id and j.status in ('pending', 'processing') for share of j;
  if v_job_id is not null and p_after is null then
    insert into public.operation_ranges (operation_id, from_share, to_share) values (p_operation_id, p_from, p_to)
    on conflict (operation_id) do update set from_share = excluded.from_share, to_share = excluded.to_share, told_at = null;
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(page) order by page.share), '[]') from (
      select x.asset_id, x.user_id, x.share, a.picture_bytes
        from public.unsent_assets(v_job_id, p_from, p_to) x
        join public.assets a on a.id = x.asset_id and a.stored_at is not null
       where x.share > coalesce(p_after, -1)
       order by x.share limit p_limit) as page);
end
$$;
comment on function public.range_assets is
  'A page of the images that an operation is to send, in their order, from behind that share on; the first page notes whose they are. None once its job has ended.';
revoke all on function public.range_assets(uuid, double precision, double precision, double precision, integer)
  from public, anon, authenticated;
grant execute on function public.range_assets(uuid, double precision, double precision, double precision, integer) to service_role;

-- Whether a job other than this one is still to tag an image.
create function public.is_wanted_elsewhere(p_asset_id uuid, p_job_id uuid) returns boolean
  language sql stable as $$
  select exists (select from public.job_assets x
                  where x.asset_id = p_asset_id and x.job_id <> p_job_id and x.state in ('waiting', 'sent'))
$$;
comment on function public.is_wanted_elsewhere is 'Whether another job than this one is to tag the image.';
revoke all on function public.is_wanted_elsewhere(uuid, uuid) from public, anon, authenticated, service_role;

create function public.refuse_assets(p_operation_id uuid, p_rows jsonb) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  v_operation public.operations;
begin
  select * into v_operation from public.operations where id = p_operation_id;
  perform public.hold_library(v_operation.user_id);
  with refused as (
    update public.job_assets x set
      state = 'failed', reason = r.reason, reason_code = r.reason_code, operation_id = p_operation_id
      from jsonb_to_recordset(p_rows) as r(asset_id uuid, reason text, reason_code text)
     where x.job_id = v_operation.job_id and x.asset_id = r.asset_id and x.state in ('waiting', 'sent', 'failed')
    returning x.asset_id, x.reason)
  update public.assets a set auto_tag_status = 'failed', auto_tag_error = r.reason, updated_at = public.clock_now()
    from refused r
   where a.id = r.asset_id and a.auto_tag_status in ('pending', 'processing')
     and not public.is_wanted_elsewhere(a.id, v_operation.job_id);
end
$$;
comment on function public.refuse_assets is
  'Images that an operation cannot send, and why: [{"asset_id", "reason", "reason_code"}]. They count as failed with what it makes.';
revoke all on function public.refuse_assets(uuid, jsonb) from public, anon, authenticated;
grant execute on function public.refuse_assets(uuid, jsonb) to service_role;

-- Once a batch has an id, its images are told, 10,000 at a time: the first ones in the transaction that saves the id, the
-- others whenever the operation is written again, as each check does, until its results are read: whoever reads them does
-- not mind who was told.
create function public.tell_assets_their_batch() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  v_batch record;
  v_room integer := 10000;
  v_told integer;
begin
  -- Whose jobs are written in the same transaction are waited for as well, so that all wait in one order.
  perform public.hold_library(u.user_id) from (
    select distinct k.user_id
      from changed o
      join public.operation_ranges r on r.operation_id = o.id and r.told_at is null
      join public.jobs j on j.id = o.job_id
      join public.jobs k on k.id = j.id or k.claim_id = j.claim_id and k.kind = j.kind and k.status in ('pending', 'processing')
     where o.provider_ref is not null and o.state in ('queued', 'running') and o.cursor is null
     order by 1) as u;
  for v_batch in
    select o.id, o.job_id, o.user_id, o.provider_ref, r.from_share, r.to_share
      from changed o
      join public.operation_ranges r on r.operation_id = o.id and r.told_at is null
      join public.jobs j on j.id = o.job_id and j.status in ('pending', 'processing')
     where o.provider_ref is not null and o.state in ('queued', 'running') and o.cursor is null
     order by o.user_id, o.id
  loop
    exit when v_room = 0;
    with next as materialized (
      select x.asset_id from public.unsent_assets(v_batch.job_id, v_batch.from_share, v_batch.to_share) x
       order by x.share limit v_room
    ), sent as (
      update public.job_assets x set state = 'sent', operation_id = v_batch.id, reason = null, reason_code = null
        from next where x.job_id = v_batch.job_id and x.asset_id = next.asset_id
      returning x.asset_id
    ), told as (
      update public.assets a set
        auto_tag_status = 'pending', auto_tag_error = null, openai_batch_id = v_batch.provider_ref, updated_at = public.clock_now()
        from sent where a.id = sent.asset_id
    )
    select count(*) into v_told from sent;
    if v_told < v_room then
      update public.operation_ranges set told_at = public.clock_now() where operation_id = v_batch.id;
    end if;
    v_room := v_room - v_told;
  end loop;
  return null;
end
$$;
comment on function public.tell_assets_their_batch is 'Marks the images of an operation as sent, with the id of its batch.';
revoke all on function public.tell_assets_their_batch() from public, anon, authenticated, service_role;
create trigger operation_tells_its_assets after update on public.operations
  referencing new table as changed for each statement execute function public.tell_assets_their_batch();
