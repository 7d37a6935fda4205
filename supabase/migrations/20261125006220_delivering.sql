-- The right to deliver messages for some seconds, and what came of it. Whoever races, one claim wins.

-- Takes the messages for the caller and returns them as it is to send them. A message is counted as tried by that: of
-- somebody who is killed at it, nobody knows whether it was sent, and it is sent again, under the same id.
create function public.take_deliveries(p_ids uuid[], p_now timestamptz, p_lease_ms integer) returns jsonb
  language plpgsql set search_path = '' as $$
declare
  v_claim_id uuid := gen_random_uuid();
begin
  update public.deliveries
     set claim_id = v_claim_id, claim_expires_at = p_now + p_lease_ms * interval '1 millisecond',
         tries = tries + 1, last_try_at = p_now
   where id = any (p_ids);
  return jsonb_build_object('claim_id', v_claim_id, 'deliveries', (
    select coalesce(jsonb_agg(jsonb_build_object(
             'id', d.id, 'event_id', d.event_id, 'job_id', d.job_id, 'user_id', d.user_id, 'type', d.type,
             'tries', d.tries, 'created_at', d.created_at, 'target', d.target, 'chat_id', d.chat_id,
             'endpoint_id', d.endpoint_id, 'url', e.url,
             'secrets', jsonb_build_array(s.secret) || case when e.old_secret_until > p_now and s.old_secret is not null
                                                            then jsonb_build_array(s.old_secret) else '[]' end,
             'job', case when d.job_id is not null then public.job_records(array[d.job_id]) -> 0 end)
             order by d.next_try_at, d.event_id, d.id), '[]')
      from public.deliveries d
      left join public.endpoints e on e.id = d.endpoint_id
      left join public.endpoint_secrets s on s.endpoint_id = d.endpoint_id
     where d.id = any (p_ids)));
end
$$;
comment on function public.take_deliveries is 'Marks locked deliveries as claimed; the caller must hold their row locks.';
revoke all on function public.take_deliveries(uuid[], timestamptz, integer) from public, anon, authenticated;

-- Messages that are due, in these worlds:
--   1. Nobody has tried to deliver it, or its pause is over: it is taken.
--   2. It is being delivered and the lease holds: it is left.
--   3. Its deliverer's lease ran out: it was killed, or is late and will find that the claim is not its own. Whether the
--      message has arrived is unknown; it is sent again, and its id tells the receiver.
--   4. Somebody else is taking it at this moment: skipped.
--   5. An earlier message about the same job to the same place is due or under way: it has to wait for that. One that
--      waits out its pause after a failure holds up nobody.
--   6. Its endpoint is paused: it waits until that is over.
-- Fair: everyone's first before anyone's second, and of one person's endpoints as well; nobody has more than so many
-- under way at once, nor any one place, so that those that never answer keep nobody else waiting.
create function public.claim_deliveries(
  p_limit integer, p_lease_ms integer, p_most_of_user integer, p_most_of_place integer
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_ids uuid[];
begin
  -- Mostly there is nothing: the index says so at once.
  if not exists (select from public.deliveries where state = 'waiting' and next_try_at <= v_now) then
    return jsonb_build_object('claim_id', gen_random_uuid(), 'deliveries', '[]'::jsonb);
  end if;
  with waiting as (
    select d.id, d.user_id, d.event_id, d.next_try_at, coalesce(d.endpoint_id::text, d.chat_id::text) as place,
           coalesce(d.claim_expires_at > v_now, false) as is_under_way
      from public.deliveries d
      left join public.endpoints e on e.id = d.endpoint_id
     where d.state = 'waiting' and d.next_try_at <= v_now -- Worlds 1 and 3.
       and (d.endpoint_id is null or e.enabled or d.claim_expires_at > v_now) -- World 6.
       and not exists ( -- World 5.
         select from public.deliveries earlier
          where earlier.job_id = d.job_id and earlier.event_id < d.event_id and earlier.target = d.target
            and earlier.endpoint_id is not distinct from d.endpoint_id
            and earlier.chat_id is not distinct from d.chat_id
            and earlier.state = 'waiting' and earlier.next_try_at <= v_now)
  ), of_place as (
    select *, row_number() over (
             partition by user_id, place order by is_under_way desc, next_try_at, event_id, id) as nth
      from waiting
  ), of_user as (
    select *, row_number() over (
             partition by user_id order by is_under_way desc, nth, next_try_at, event_id, id) as turn
      from of_place where nth <= p_most_of_place
  ), chosen as (
    select id from of_user
     where not is_under_way and turn <= p_most_of_user -- World 2.
     order by turn, next_try_at, id limit p_limit
  ), locked as (
    select d.id from public.deliveries d
     where d.id in (select id from chosen) and d.state = 'waiting' and d.next_try_at <= v_now
       and (d.claim_expires_at is null or d.claim_expires_at <= v_now)
       for update skip locked -- World 4.
  )
  select coalesce(array_agg(id), '{}') into v_ids from locked;
  return public.take_deliveries(v_ids, v_now, p_lease_ms);
end
$$;
comment on function public.claim_deliveries is
  'Claims up to p_limit due deliveries for p_lease_ms: {"claim_id", "deliveries"}, each with what it takes to send it.';
revoke all on function public.claim_deliveries(integer, integer, integer, integer) from public, anon, authenticated;
grant execute on function public.claim_deliveries(integer, integer, integer, integer) to service_role;

-- One message, for the person who asked for it and waits: whatever else there is to be delivered, and though its endpoint
-- is paused.
create function public.claim_delivery(p_id uuid, p_lease_ms integer) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_ids uuid[];
begin
  with locked as (
    select id from public.deliveries
     where id = p_id and state = 'waiting' and next_try_at <= v_now
       and (claim_expires_at is null or claim_expires_at <= v_now)
       for update skip locked
  )
  select coalesce(array_agg(id), '{}') into v_ids from locked;
  return public.take_deliveries(v_ids, v_now, p_lease_ms);
end
$$;
comment on function public.claim_delivery is 'Claims one delivery if it is due and nobody is at it; answers as claim_deliveries does.';
revoke all on function public.claim_delivery(uuid, integer) from public, anon, authenticated;
grant execute on function public.claim_delivery(uuid, integer) to service_role;

-- What is under way has an end of its own.
create function public.end_waiting(p_endpoint_id uuid, p_now timestamptz) returns void
  language sql set search_path = '' as $$
  update public.deliveries set
    state = 'failed', next_try_at = null, answer = coalesce(answer, 'The endpoint was turned off before it was sent.')
   where endpoint_id = p_endpoint_id and state = 'waiting' and (claim_expires_at is null or claim_expires_at <= p_now);
$$;
comment on function public.end_waiting is 'Ends what waits for an endpoint that was turned off by itself.';
revoke all on function public.end_waiting(uuid, timestamptz) from public, anon, authenticated;

-- Turns an endpoint off, and ends what still waits for it. An event whose transaction is open at this moment may still add
-- to that: nobody claims it, and it ends when the endpoint is turned on again.
create function public.disable_endpoint(p_id uuid, p_reason text, p_now timestamptz) returns void
  language sql set search_path = '' as $$
  update public.endpoints set
    enabled = false, disabled_at = p_now, disabled_reason = left(p_reason, 500), failing_since = null, updated_at = p_now
   where id = p_id;
  select public.end_waiting(p_id, p_now);
$$;
comment on function public.disable_endpoint is 'Turns an endpoint off, with the reason that its owner is told; the caller must hold its row lock.';
revoke all on function public.disable_endpoint(uuid, text, timestamptz) from public, anon, authenticated;

-- What came of a try. The worlds: the claim is still the caller's, or it ran out and somebody else took the message, or its
-- endpoint is gone; then nothing is written. The endpoint is locked before its delivery, as whoever deletes it does. Where it
-- was turned off by another answer meanwhile, this was the last try as well.
-- Whoever asks to be left alone asks it for all that is to be told there, also for what is not written yet.
create function public.settle_delivery(
  p_id uuid, p_claim_id uuid, p_fate text, p_status smallint, p_answer text, p_next_in_ms bigint, p_pause_ms bigint
) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_pause_ends constant timestamptz := v_now + p_pause_ms * interval '1 millisecond';
  v_endpoint public.endpoints;
  v_delivery public.deliveries;
  v_is_tried_again boolean;
begin
  if p_fate is null or p_fate not in ('delivered', 'failed', 'gone') then
    raise exception 'a try ends as delivered, failed or gone, not as %', p_fate;
  end if;
  select e.* into v_endpoint from public.endpoints e
    join public.deliveries d on d.endpoint_id = e.id
   where d.id = p_id for no key update of e;
  v_is_tried_again := p_fate = 'failed' and p_next_in_ms is not null
                      and (v_endpoint.id is null or v_endpoint.enabled or v_endpoint.disabled_reason is null);
  update public.deliveries set
    state = case when p_fate = 'delivered' then 'delivered' when v_is_tried_again then 'waiting' else 'failed' end,
    next_try_at = case when v_is_tried_again then v_now + p_next_in_ms * interval '1 millisecond' end,
    status = p_status, answer = left(p_answer, 2000), claim_id = null, claim_expires_at = null
   where id = p_id and claim_id = p_claim_id returning * into v_delivery;
  if not found then
    return false;
  end if;
  if v_pause_ends is not null then
    update public.endpoints set paused_until = greatest(paused_until, v_pause_ends) where id = v_endpoint.id;
    update public.telegram_links set paused_until = greatest(paused_until, v_pause_ends)
     where chat_id = v_delivery.chat_id;
    update public.deliveries set next_try_at = greatest(next_try_at, v_pause_ends)
     where (endpoint_id = v_delivery.endpoint_id or chat_id = v_delivery.chat_id) and id <> p_id
       and state = 'waiting' and (claim_expires_at is null or claim_expires_at <= v_now);
  end if;
  if v_endpoint.id is null then
    return true;
  end if;
  if p_fate = 'delivered' then
    update public.endpoints set failing_since = null where id = v_endpoint.id and failing_since is not null;
  elsif p_fate = 'gone' then
    perform public.disable_endpoint(v_endpoint.id, p_answer, v_now);
  elsif v_endpoint.failing_since is null then
    update public.endpoints set failing_since = v_now where id = v_endpoint.id;
  elsif v_endpoint.enabled and v_endpoint.failing_since <= v_now - interval '5 days' then
    perform public.disable_endpoint(v_endpoint.id, 'Nothing that was sent there was taken for five days.', v_now);
  end if;
  return true;
end
$$;
comment on function public.settle_delivery is
  'Ends a try: delivered; failed, and to be tried again after p_next_in_ms, if that is not null; or gone, which turns the endpoint off, as five days of nothing but failures do. What else is told there has to wait for p_pause_ms, if that is not null. False, and nothing written, if the claim is lost.';
revoke all on function public.settle_delivery(uuid, uuid, text, smallint, text, bigint, bigint) from public, anon, authenticated;
grant execute on function public.settle_delivery(uuid, uuid, text, smallint, text, bigint, bigint) to service_role;
