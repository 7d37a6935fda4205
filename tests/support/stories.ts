import { expect } from "vitest";
import { toVideoStatus, type VideoStatusAnswer } from "@/lib/contracts/video-status";
import { readJobRecord } from "@/lib/db/read-jobs";
import type { Job } from "@/lib/jobs/job";
import { presentJob } from "@/lib/services/present-job";
import { carryOn } from "./carry-on";
import { storyAtOpenAiAndFal as of } from "./cases";
import { interceptFetch, type SeenCall } from "./intercept-fetch";
import type { Owned, Startable, World } from "./world";

export async function recordOf(id: string): Promise<Job> {
  const job = await readJobRecord(id);
  if (!job) throw new Error(`no job ${id}`);
  return job;
}

/** What `GET /api/video-status` would answer now. */
async function statusOf(id: string): Promise<VideoStatusAnswer> {
  return toVideoStatus(await presentJob(await recordOf(id)));
}

/** How often something was begun at OpenAI, and at fal. */
export function paid(world: World): [number, number] {
  const { journal } = world.provider.sandbox;
  return [journal.count("POST /openai/v1/responses"), journal.count("POST /fal/:owner/:app")];
}

/** The files of a job's pieces and assets by name, with what tells one making of them from another. */
export async function filesOf(world: World, jobId: string): Promise<Record<string, string>> {
  const rows = await world.db.sql<Array<{ name: string; storage_path: string }>>`
    select name, storage_path from artifacts where job_id = ${jobId} order by name`;
  return Object.fromEntries(rows.map(({ name, storage_path: path }) => [name, path]));
}

/** A story that is told to its end. */
async function told(world: World, what: Startable = of): Promise<Owned> {
  const owned = await world.newJob(what);
  expect(await carryOn(world, owned.job.id)).toBe("completed");
  return owned;
}

/** Which files were made anew between two looks. */
export function changed(before: Record<string, string>, after: Record<string, string>): string[] {
  expect(Object.keys(after)).toEqual(Object.keys(before));
  return Object.keys(after).filter((name) => after[name] !== before[name]);
}

/** Told of each call that was made, lets the providers misbehave once a script was asked for: a picture is, by the same call. */
export function strikeOnceWritten(world: World, faults: string): (call: SeenCall) => void {
  let isAsked = false;
  return ({ url, method }) => {
    if (isAsked || !of.create.call.test(`${method} ${url}`)) return;
    isAsked = true;
    world.provider.sandbox.setFaults(faults);
  };
}

/** Lets the providers misbehave from the moment on at which a script is asked for. */
export function onceWritten(world: World, faults: string): void {
  const strike = strikeOnceWritten(world, faults);
  interceptFetch(async (call, send) => {
    const response = await send();
    strike(call);
    return response;
  });
}

/** What tests look at of the stories of one world. */
export function storiesOf(world: World) {
  return {
    recordOf,
    statusOf,
    paid: () => paid(world),
    filesOf: (jobId: string) => filesOf(world, jobId),
    told: (what?: Startable) => told(world, what),
  };
}
