-- Tries are taken within limits, uploads know whether they are used, and check-all is called with a budget.

-- Jobs that were created while uploads learned whether they are used: their pictures are used as well.
update public.uploads u set used_at = used.at
  from (select j.user_id, path, min(j.created_at) as at from public.jobs j, unnest(public.texts_in(j.input)) as path
         group by 1, 2) as used
 where used.user_id = u.user_id and used.path = u.path and u.used_at is null;

create or replace function public.schema_version() returns integer
  language sql immutable set search_path = '' as $$ select 3 $$;
