-- What is due is looked at once a claim, and cheaply: every row of a backlog is, in every batch of a run through it.

-- As before, but stable, which is what it is (time and interval). It still fixes no search path: only so PostgreSQL writes it
-- into its callers, and calls it no more for every row.
create or replace function public.may_be_asked(
  p_nudged boolean, p_providers text[], p_kind text, p_deadline_at timestamptz,
  p_paused text[], p_now timestamptz, p_limits jsonb
) returns boolean
  language sql stable as $$
  select p_nudged or not p_providers && p_paused
      or coalesce(p_now >= p_deadline_at
                  + (p_limits -> 'graces' ->> p_kind)::bigint * interval '1 millisecond', false)
$$;
