import type { World } from "../core/world";
import { requestId } from "./request-id";
import { failureOf, type Run, type RunStatus } from "./run";
import { requestTimes } from "./timing";

/** How many are in front when a request comes in. */
const QUEUE = 3;
const STEPS = 20;

/** The links that belong to a request; they leave out the app's sub-path. */
export function linksOf({ base, app, id }: Run) {
  const url = `${base}/fal/${app}/requests/${requestId(id)}`;
  return { response_url: url, status_url: `${url}/status`, cancel_url: `${url}/cancel` };
}

/** How many are still in front: falls from three to none while a request waits. */
export function queuePosition({ id, work }: Run, world: World): number {
  const { createdAt, startedAt } = requestTimes(id, work.makes, world);
  return Math.max(0, QUEUE - Math.floor(((QUEUE + 1) * (world.now() - createdAt)) / (startedAt - createdAt)));
}

/** The status object on the wire, as of now. */
export function statusJson(
  world: World,
  run: Run,
  state: { status: RunStatus; canceledAt: number | null; logs: boolean },
) {
  const { status, canceledAt, logs } = state;
  const head = { status, request_id: requestId(run.id), ...linksOf(run) };
  switch (status) {
    case "IN_QUEUE":
      return { ...head, queue_position: queuePosition(run, world) };
    case "IN_PROGRESS":
      return { ...head, logs: logs ? logsOf(run, world) : null };
    case "COMPLETED": {
      const failure = failureOf(run, canceledAt);
      const { startedAt, finishedAt } = requestTimes(run.id, run.work.makes, world);
      return {
        ...head,
        logs: logs ? logsOf(run, world) : null,
        metrics: { inference_time: (finishedAt - startedAt) / 1_000 },
        ...(failure === null ? {} : { error: `Invalid status code: ${failure.status}` }),
        ...(failure?.errorType ? { error_type: failure.errorType } : {}),
      };
    }
  }
}

/** One line for every step done. */
function logsOf({ id, work }: Run, world: World) {
  const { startedAt, finishedAt } = requestTimes(id, work.makes, world);
  const timeOf = (step: number) => startedAt + ((finishedAt - startedAt) * step) / STEPS;
  return Array.from({ length: STEPS }, (_, n) => n + 1)
    .filter((step) => timeOf(step) <= world.now())
    .map((step) => ({
      message: `step ${step}/${STEPS}`,
      level: "INFO",
      source: "USER",
      timestamp: new Date(timeOf(step)).toISOString(),
    }));
}
