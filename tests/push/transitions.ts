import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { serviceClient } from "@/lib/db/service-client";
import type { Weather } from "./weather";

/** By whom the jobs of one user change: the database itself, or an app that is asked to. */
export interface Hands {
  /** An app that can be asked to cancel a job. */
  appUrl: () => string;
  dice: () => number;
  weather: Weather;
}

/**
 * Makes so many changes of status in the jobs of a user, one after the other; each leaves one line in the ledger. What did not
 * get through is tried again until it is there, and never done twice. Transactions stay open for a while, or are undone first.
 */
export async function changeJobs(userId: string, count: number, hands: Hands): Promise<void> {
  let done = 0;
  while (done < count) {
    const jobId = randomUUID();
    const steps = [
      () => change(jobId, userId, "pending", hands),
      () => change(jobId, userId, "processing", hands),
      () => end(jobId, userId, hands),
    ];
    for (const step of steps.slice(0, count - done)) {
      await sleep(hands.dice() * 2 * meanPauseMs);
      await hands.weather.turn();
      await insist(step);
      done++;
      hands.weather.onDone();
    }
  }
}

const meanPauseMs = 250;

async function insist(step: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await step();
      return;
    } catch {
      await sleep(100);
    }
  }
}

/** In a transaction that others overtake: it may stay open for a while, and may be undone at first. */
async function change(jobId: string, userId: string, to: string, hands: Hands): Promise<void> {
  const { dice } = hands;
  const args = { p_job_id: jobId, p_user_id: userId, p_to: to };
  const heldMs = dice() < 0.2 ? Math.round(dice() * 400) : 0;
  if (dice() < 0.1) await call({ ...args, p_held_ms: heldMs, p_is_undone: true });
  await call({ ...args, p_held_ms: heldMs, p_is_undone: false });
}

async function call(args: { p_is_undone: boolean; [name: string]: unknown }): Promise<void> {
  const { error } = await serviceClient().rpc("change_job", args);
  if (error && !(args.p_is_undone && error.message === "undone")) throw error;
}

/** By an app for every other one: then whoever listens there hears of it at once. */
async function end(jobId: string, userId: string, hands: Hands): Promise<void> {
  const choice = hands.dice();
  if (choice >= 0.5) return change(jobId, userId, choice < 0.75 ? "completed" : "failed", hands);
  const url = `${hands.appUrl()}?job=${jobId}&user=${userId}`;
  const response = await fetch(url, { method: "POST", signal: AbortSignal.timeout(5_000) });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`canceling a job: ${response.status}`);
}

/** What `changeJobs` needs in the database: one change of a job's status, unless it has been made. */
export const changes = `
create function public.change_job(p_job_id uuid, p_user_id uuid, p_to text, p_held_ms int, p_is_undone boolean)
  returns void language plpgsql security definer set search_path = '' as $$
declare
  v_job public.jobs;
begin
  if p_to = 'pending' then
    insert into public.jobs (id, user_id, kind, input, input_hash, deadline_at, next_check_at)
    values (p_job_id, p_user_id, 'chat', '{"prompt": "Is anybody there?"}', 'x', now() + interval '1 hour', now() + interval '1 hour')
    on conflict do nothing returning * into v_job;
  elsif p_to = 'processing' then
    update public.jobs set status = p_to, stage = 'answering', started_at = now(), updated_at = now()
     where id = p_job_id and status = 'pending' returning * into v_job;
  else
    update public.jobs set status = p_to, progress = 100, completed_at = now(), updated_at = now(), next_check_at = null,
      output = case when p_to = 'completed' then '{"text": "Yes."}'::jsonb end,
      error = case when p_to = 'failed' then '{"code": "rejected", "message": "No.", "retryable": false, "charged": false}'::jsonb end
     where id = p_job_id and status = 'processing' returning * into v_job;
  end if;
  if v_job.id is not null then
    perform public.append_event(v_job,
      case p_to when 'pending' then 'created' when 'processing' then 'stage' else p_to end, 'browser');
  end if;
  perform pg_sleep(p_held_ms / 1000.0);
  if p_is_undone then raise exception 'undone'; end if;
end
$$;
grant execute on function public.change_job(uuid, uuid, text, int, boolean) to service_role`;
