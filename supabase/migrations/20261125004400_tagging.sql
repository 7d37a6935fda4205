-- What a batch says of its images, as rows, a chunk at a time and behind the fence of move_cursor.

-- For each row one of these worlds holds:
--   1. The image is in this job and not decided, or decided in a batch that came to nothing, or given up as the job ended:
--      the row is written and counts.
--   2. It is tagged already, or decided in this very batch: nothing is written, so that what is read twice counts once.
--   3. It is deleted: it has failed.
--   4. There is no such image in this job, or its id is none: ignored.
-- The images themselves may be in another job as well. Tags are always written, so the later batch wins, but that tags given
-- by hand since the job was created stay, and any given since it ended; a failure takes none away. Whether an image is done
-- is for the batch to say that it was last put into, or the last that wants it.
create function public.keep_tags(p_claim_id uuid, p_operation_id uuid, p_after jsonb, p_cursor jsonb, p_rows jsonb)
  returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_after constant jsonb := nullif(p_after, 'null');
  v_is_end constant boolean := coalesce((p_cursor ->> 'isEnd')::boolean, false);
  v_is_over constant boolean := v_is_end or p_cursor ? 'closing';
  v_marked double precision := case when v_after is null then -1 else (v_after ->> 'marked')::double precision end;
  v_operation public.operations;
  v_created_at timestamptz;
  v_ended_at timestamptz;
  v_useless uuid[];
  v_tagged integer := coalesce((v_after ->> 'tagged')::integer, 0);
  v_failed integer := coalesce((v_after ->> 'failed')::integer, 0);
  v_more record;
  v_cursor jsonb;
begin
  if not public.move_cursor(p_claim_id, p_operation_id, p_after, p_cursor) then
    return null;
  end if;
  select * into v_operation from public.operations where id = p_operation_id;
  select created_at, completed_at into v_created_at, v_ended_at from public.jobs where id = v_operation.job_id;
  perform public.hold_library(v_operation.user_id);
  v_useless := array(
    select id from public.operations
     where job_id = v_operation.job_id and state in ('failed', 'canceled') and id <> p_operation_id);

  if v_after is null then
    -- Those that could not be sent.
    select count(*) into v_failed from public.job_assets
     where job_id = v_operation.job_id and operation_id = p_operation_id and state = 'failed';
  end if;

  with given as materialized (
    select distinct on (r.asset_id) r.asset_id::uuid as id, r.state, r.tags, r.caption, r.colors, r.contains_text,
           r.reason, r.reason_code
      from jsonb_to_recordset(p_rows) as r(asset_id text, state text, tags text[], caption text, colors text[],
                                           contains_text boolean, reason text, reason_code text)
     where r.asset_id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
     order by r.asset_id, r.state = 'tagged' desc
  ), found as (
    select g.*, a.id is null as is_gone, a.openai_batch_id = v_operation.provider_ref as is_last
      from given g left join public.assets a on a.id = g.id
  ), decided as (
    update public.job_assets x set
      operation_id = p_operation_id,
      state = case when f.is_gone then 'failed' else f.state end,
      reason = case when f.is_gone then 'It was deleted before it was tagged.' else f.reason end,
      reason_code = case when f.is_gone then 'deleted' else f.reason_code end
      from found f
     where x.job_id = v_operation.job_id and x.asset_id = f.id and x.state <> 'tagged'
       and (x.state in ('waiting', 'sent') or x.operation_id = any (v_useless)
            or x.state = 'left' and x.reason_code = 'not_reached')
    returning x.asset_id, x.state, x.reason, f.tags, f.caption, f.colors, f.contains_text,
              coalesce(f.is_last, false) or not public.is_wanted_elsewhere(x.asset_id, x.job_id) as is_done
  ), tagged as (
    update public.assets a set
      tags = case when a.edited_at > v_created_at then a.tags else coalesce(d.tags, '{}') end,
      tagged_at = case when a.edited_at > v_created_at then a.tagged_at else v_now end,
      edited_at = case when a.edited_at > v_created_at then a.edited_at end,
      caption = d.caption, colors = coalesce(d.colors, '{}'), contains_text = d.contains_text, updated_at = v_now,
      auto_tag_status = case when d.is_done then 'completed' else a.auto_tag_status end,
      auto_tag_error = case when not d.is_done then a.auto_tag_error end,
      openai_batch_id = case when d.is_done then v_operation.provider_ref else a.openai_batch_id end
      from decided d
     where a.id = d.asset_id and d.state = 'tagged' and (a.tagged_at > v_ended_at) is not true
  ), failed as (
    update public.assets a set
      auto_tag_status = 'failed', auto_tag_error = d.reason, openai_batch_id = v_operation.provider_ref, updated_at = v_now
      from decided d
     where a.id = d.asset_id and d.state = 'failed' and d.is_done and a.auto_tag_status in ('pending', 'processing')
  )
  select count(*) filter (where state = 'tagged') as tagged, count(*) filter (where state = 'failed') as failed,
         array_agg(asset_id) filter (where state = 'left') as ids_left
    into v_more from decided;
  v_tagged := v_tagged + v_more.tagged;
  v_failed := v_failed + v_more.failed;
  perform public.release_assets(v_operation.job_id, v_more.ids_left);

  if v_is_over then
    v_marked := null;
  elsif v_marked is not null then
    -- The others in the batch are being processed: so many are told with each chunk, until there are no more.
    with next as materialized (
      select x.asset_id, x.share from public.job_assets x
       where x.job_id = v_operation.job_id and x.operation_id = p_operation_id and x.state = 'sent' and x.share > v_marked
       order by x.share limit 10000
    ), marked as (
      update public.assets a set auto_tag_status = 'processing', updated_at = v_now
        from next
       where a.id = next.asset_id and a.auto_tag_status = 'pending' and a.openai_batch_id = v_operation.provider_ref
    )
    select case when count(*) = 10000 then max(share) end into v_marked from next;
  end if;

  -- What was in the batch, told or not, and in nothing that it gave back.
  if v_is_over then
    with silent as materialized (
      select y.asset_id, a.id is null as is_gone
        from public.job_assets y
        left join public.assets a on a.id = y.asset_id
        left join public.operation_ranges r on r.operation_id = p_operation_id
       where y.job_id = v_operation.job_id
         and (y.state = 'sent' and y.operation_id = p_operation_id
              or (y.state = 'waiting' or y.state = 'left' and y.reason_code = 'not_reached')
                 and y.share >= r.from_share and y.share < r.to_share)
       order by y.share limit case when not v_is_end then 10000 end
    ), unanswered as (
      update public.job_assets x set
        state = case when b.is_gone then 'failed' else 'left' end,
        reason = case when b.is_gone then 'It was deleted before it was tagged.' else 'The batch ended without a word about it.' end,
        reason_code = case when b.is_gone then 'deleted' else 'unanswered' end, operation_id = p_operation_id
        from silent b
       where x.job_id = v_operation.job_id and x.asset_id = b.asset_id
      returning x.asset_id, x.state)
    select count(*) filter (where state = 'failed') as failed, array_agg(asset_id) filter (where state = 'left') as ids_left
      into v_more from unanswered;
    v_failed := v_failed + v_more.failed;
    perform public.release_assets(v_operation.job_id, v_more.ids_left);
  end if;

  v_cursor := p_cursor || jsonb_build_object('tagged', v_tagged, 'failed', v_failed)
    || jsonb_strip_nulls(jsonb_build_object('marked', v_marked));
  if v_is_end and v_tagged = 0 then
    v_cursor := v_cursor || coalesce((
      select jsonb_build_object('reason', x.reason, 'reasonCode', x.reason_code) from public.job_assets x
       where x.job_id = v_operation.job_id and x.operation_id = p_operation_id and x.reason is not null
       group by x.reason, x.reason_code order by count(*) desc, x.reason limit 1), '{}');
  end if;
  update public.operations set cursor = v_cursor where id = p_operation_id;
  return v_cursor;
end
$$;
comment on function public.keep_tags is
  'Writes what a batch says of images ({"asset_id", "state": tagged, failed or left, "tags", "caption", "colors", "contains_text", "reason", "reason_code"}) and moves the cursor. What the batch says nothing of is decided at the end (isEnd), 10,000 of it before that with each cursor that is "closing". Returns the cursor with all that its operation has "tagged" and "failed" so far, how far its images were told that they are processed ("marked", while there are more), and, at the end of one that tagged nothing, with the commonest "reason" and its "reasonCode"; null, and nothing written, where move_cursor says no.';
revoke all on function public.keep_tags(uuid, uuid, jsonb, jsonb, jsonb) from public, anon, authenticated;
grant execute on function public.keep_tags(uuid, uuid, jsonb, jsonb, jsonb) to service_role;
