-- Which sessions go on: whoever listens for long is asked after, since a token says only that there was one.
create function public.live_sessions(p_ids uuid[]) returns uuid[]
  language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select s.id from auth.sessions s
                where s.id = any (p_ids) and (s.not_after is null or s.not_after > public.clock_now()));
end
$$;
comment on function public.live_sessions is 'Those of these sessions that have neither been ended nor run out.';
revoke all on function public.live_sessions(uuid[]) from public, anon, authenticated;
grant execute on function public.live_sessions(uuid[]) to service_role;
