-- What a user may do beyond their own jobs.
create table public.user_roles (
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null check (role in ('operator')),
  granted_at timestamptz not null default public.clock_now(),
  primary key (user_id, role)
);
comment on table public.user_roles is 'Roles beyond that of a user; granted by the service only.';

revoke all on public.user_roles from public, anon, authenticated, service_role;
grant select on public.user_roles to service_role;

alter table public.user_roles enable row level security;

create function public.grant_role(p_user_id uuid, p_role text) returns void
  language sql security definer set search_path = '' as $$
  insert into public.user_roles (user_id, role) values (p_user_id, p_role) on conflict do nothing
$$;
comment on function public.grant_role is 'Gives a user a role; without effect if they have it.';
revoke all on function public.grant_role(uuid, text) from public, anon, authenticated;
grant execute on function public.grant_role(uuid, text) to service_role;
