-- What a user does with their endpoints and what was sent there. Somebody else's are as if they were not there.

create function public.add_endpoint(p_user_id uuid, p_url text, p_events text[], p_secret text, p_most integer) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_endpoint public.endpoints;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('endpoints of ' || p_user_id, 0));
  if (select count(*) from public.endpoints where user_id = p_user_id) >= p_most then
    return null;
  end if;
  insert into public.endpoints (user_id, url, events) values (p_user_id, p_url, p_events) returning * into v_endpoint;
  insert into public.endpoint_secrets (endpoint_id, secret) values (v_endpoint.id, p_secret);
  return to_jsonb(v_endpoint);
end
$$;
comment on function public.add_endpoint is 'Adds an endpoint and returns it; null where its user has p_most already.';
revoke all on function public.add_endpoint(uuid, text, text[], text, integer) from public, anon, authenticated;
grant execute on function public.add_endpoint(uuid, text, text[], text, integer) to service_role;

-- Whoever turns an endpoint on again, or gives it another address, begins anew: what failed until then counts no more, what
-- waits is due at once, and what waited for one that was turned off by itself is not sent late.
create function public.edit_endpoint(
  p_user_id uuid, p_id uuid, p_url text default null, p_events text[] default null, p_enabled boolean default null
) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_endpoint public.endpoints;
  v_is_anew boolean;
begin
  select * into v_endpoint from public.endpoints where id = p_id and user_id = p_user_id for no key update;
  if not found then
    return null;
  end if;
  v_is_anew := p_enabled is not null or coalesce(p_url <> v_endpoint.url, false);
  if p_enabled is not null and v_endpoint.disabled_reason is not null then
    perform public.end_waiting(p_id, v_now);
  end if;
  update public.endpoints set
    url = coalesce(p_url, url), events = coalesce(p_events, events), enabled = coalesce(p_enabled, enabled),
    disabled_at = case when p_enabled is null then disabled_at end,
    disabled_reason = case when p_enabled is null then disabled_reason end,
    failing_since = case when not v_is_anew then failing_since end,
    paused_until = case when not v_is_anew then paused_until end,
    updated_at = v_now
   where id = p_id returning * into v_endpoint;
  if v_is_anew then
    update public.deliveries set next_try_at = v_now
     where endpoint_id = p_id and state = 'waiting' and next_try_at > v_now
       and (claim_expires_at is null or claim_expires_at <= v_now);
  end if;
  return to_jsonb(v_endpoint);
end
$$;
comment on function public.edit_endpoint is 'Changes what is not null of a user''s endpoint and returns it; null if they have no such endpoint.';
revoke all on function public.edit_endpoint(uuid, uuid, text, text[], boolean) from public, anon, authenticated;
grant execute on function public.edit_endpoint(uuid, uuid, text, text[], boolean) to service_role;

-- The secret until now signs beside the new one for a while, so that a receiver may change over; one before that no more.
create function public.rotate_secret(p_user_id uuid, p_id uuid, p_secret text, p_old_for_ms bigint) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_endpoint public.endpoints;
begin
  update public.endpoints set
    old_secret_until = v_now + p_old_for_ms * interval '1 millisecond', updated_at = v_now
   where id = p_id and user_id = p_user_id returning * into v_endpoint;
  if not found then
    return null;
  end if;
  update public.endpoint_secrets set old_secret = secret, secret = p_secret where endpoint_id = p_id;
  return to_jsonb(v_endpoint);
end
$$;
comment on function public.rotate_secret is
  'Gives a user''s endpoint another secret; the one until now is valid for p_old_for_ms more. Returns the endpoint; null if they have no such endpoint.';
revoke all on function public.rotate_secret(uuid, uuid, text, bigint) from public, anon, authenticated;
grant execute on function public.rotate_secret(uuid, uuid, text, bigint) to service_role;

create function public.delete_endpoint(p_user_id uuid, p_id uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  delete from public.endpoints where id = p_id and user_id = p_user_id;
  return found;
end
$$;
comment on function public.delete_endpoint is 'Deletes a user''s endpoint with all that was sent there; false if they have no such endpoint.';
revoke all on function public.delete_endpoint(uuid, uuid) from public, anon, authenticated;
grant execute on function public.delete_endpoint(uuid, uuid) to service_role;

create function public.add_test_delivery(p_user_id uuid, p_endpoint_id uuid) returns uuid
  language sql security definer set search_path = '' as $$
  insert into public.deliveries (user_id, type, target, endpoint_id)
  select user_id, 'test', 'webhook', id from public.endpoints
   where id = p_endpoint_id and user_id = p_user_id for key share
  returning id
$$;
comment on function public.add_test_delivery is 'Writes a test to a user''s endpoint, due at once, and returns its id; null if they have no such endpoint.';
revoke all on function public.add_test_delivery(uuid, uuid) from public, anon, authenticated;
grant execute on function public.add_test_delivery(uuid, uuid) to service_role;

-- What is being delivered at this moment is left alone.
create function public.resend_delivery(p_user_id uuid, p_id uuid) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_delivery public.deliveries;
begin
  select * into v_delivery from public.deliveries
   where id = p_id and user_id = p_user_id and target = 'webhook' for update;
  if not found then
    return null;
  end if;
  if v_delivery.claim_expires_at > v_now then
    return 'under_way';
  end if;
  update public.deliveries set state = 'waiting', tries = 0, next_try_at = v_now, claim_id = null, claim_expires_at = null
   where id = p_id;
  return 'due';
end
$$;
comment on function public.resend_delivery is
  'Makes a message to a user''s endpoint due once more, from its first try on, whatever came of it; under_way where it is being delivered; null if they have no such message.';
revoke all on function public.resend_delivery(uuid, uuid) from public, anon, authenticated;
grant execute on function public.resend_delivery(uuid, uuid) to service_role;
