-- A piece that ends the process of whoever makes it would be taken again for as long as its job has time: it is counted how
-- often it was taken, and whoever takes it once too often lets it fail. And one that was taken has not been begun by that:
-- who takes it may find that it cannot be made there at all. Everybody has a turn: of the jobs of one person the oldest is brought to its end first, and
-- nobody's second before everybody's first.

alter table public.operations add column tries smallint not null default 0;
comment on column public.operations.tries is
  'How often a piece of our own was taken since it was last put back by somebody who was still there to do so.';

-- The worlds are as before, but that a piece is running only from extend_piece on.
create or replace function public.claim_piece(p_kinds text[], p_lease_ms integer) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
  v_piece public.operations;
begin
  select o.* into v_piece from public.operations o
    join (select p.id, j.queued_at, dense_rank() over (partition by j.user_id order by j.queued_at, j.id) as turn
            from public.open_pieces p join public.jobs j on j.id = p.job_id
           where p.kind = any (p_kinds)) as waiting on waiting.id = o.id
   -- Worlds 1 and 4; 2 and 3 stay.
   where o.provider is null and o.state in ('planned', 'running')
     and (o.claim_expires_at is null or o.claim_expires_at <= v_now)
   order by waiting.turn, waiting.queued_at, o.started_at, o.slot, o.id limit 1
     for update of o skip locked; -- World 5.
  if not found then
    return null;
  end if;
  update public.operations set
    claim_id = gen_random_uuid(), claim_expires_at = v_now + p_lease_ms * interval '1 millisecond', tries = tries + 1
   where id = v_piece.id returning * into v_piece;
  return jsonb_build_object('claim_id', v_piece.claim_id, 'operation_id', v_piece.id, 'tries', v_piece.tries,
    'job', public.job_records(array[v_piece.job_id]) -> 0);
end
$$;
comment on function public.claim_piece is
  'Claims a piece of our own work of a job of these kinds for p_lease_ms: {"claim_id", "operation_id", "tries", "job"}, this try counted; null if there is none to make.';

create or replace function public.extend_piece(p_operation_id uuid, p_claim_id uuid, p_lease_ms integer) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  v_now constant timestamptz := public.clock_now();
begin
  update public.operations set
    state = 'running', running_at = coalesce(running_at, v_now),
    claim_expires_at = v_now + p_lease_ms * interval '1 millisecond'
   where id = p_operation_id and claim_id = p_claim_id
     and exists (select 1 from public.open_pieces p where p.id = p_operation_id);
  return found;
end
$$;
comment on function public.extend_piece is
  'Begins a piece that was claimed, or goes on holding it; false: the claim is lost or the job is over, so stop.';

create or replace function public.put_back_piece(p_operation_id uuid, p_claim_id uuid, p_wait_ms integer) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  update public.operations set
    state = 'planned', claim_id = null, tries = 0,
    claim_expires_at = public.clock_now() + p_wait_ms * interval '1 millisecond'
   where id = p_operation_id and claim_id = p_claim_id and state in ('planned', 'running');
  return found;
end
$$;
