import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { User } from "@/lib/db/user-client";
import type { Job } from "@/lib/jobs/job";
import { createJob } from "@/lib/services/create-job";
import type { World } from "./world";

/** Notes every time that an image gets tags: a table that a test's own database has besides ours. */
export const tagWritesSql = `
  create table public.tag_writes (asset_id uuid not null);
  create function public.note_tags() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    insert into public.tag_writes (asset_id) values (new.id);
    return null;
  end
  $$;
  create trigger notes_tags after update of tags on public.assets for each row execute function public.note_tags();`;

/** Starts the tagging of all that is untagged in a user's library. */
export async function tagUntagged(user: User): Promise<Job> {
  const request = { kind: "image_tags", input: { all: "untagged" }, idempotencyKey: randomUUID() };
  const { job } = await createJob(user, request, "browser");
  return job;
}

/** Every image of a completed job is tagged, once and for all to see, and the job's own figures say so. */
export async function expectTaggedOnce(world: World, jobId: string, count: number): Promise<void> {
  const { sql } = world.db;
  const job = await world.read(jobId);
  expect(job).toMatchObject({ status: "completed", error: null });
  expect(job["output"]).toMatchObject({ tagged: count, failed: 0, left: 0 });
  const states = await sql`
    select state, count(*)::int as n from job_assets where job_id = ${jobId} group by state`;
  expect([...states]).toEqual([{ state: "tagged", n: count }]);
  const [assets] = await sql`
    select count(*)::int as all, count(*) filter (where cardinality(tags) >= 1 and auto_tag_status = 'completed')::int as tagged,
           count(*) filter (where written.times = 1)::int as once
      from job_assets x join assets a on a.id = x.asset_id
      left join (select asset_id, count(*) as times from tag_writes group by asset_id) as written on written.asset_id = a.id
     where x.job_id = ${jobId}`;
  expect(assets).toEqual({ all: count, tagged: count, once: count });
}
