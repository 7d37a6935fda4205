import { afterEach, describe, expect, test, vi } from "vitest";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { smallPath, smallSides } from "@/lib/jobs/small-picture";
import { carryOn } from "../support/carry-on";
import { byName, cardAtOpenAi, cases } from "../support/cases";
import { interceptFetch } from "../support/intercept-fetch";
import { useWorld } from "../support/world";

const world = useWorld();
afterEach(() => vi.restoreAllMocks());

/** The places of a job's files in storage. */
async function filesOf(jobId: string): Promise<string[]> {
  const rows = await world.db.sql<Array<{ name: string }>>`
    select name from storage.objects where bucket_id = 'artifacts' and name like ${`%/${jobId}/%`} order by name`;
  return rows.map(({ name }) => name);
}

/** The places of its pictures that are recorded, and of the small ones that belong beside them. */
async function picturesOf(jobId: string): Promise<{ recorded: string[]; small: string[] }> {
  const rows = await world.db.sql<Array<{ path: string }>>`
    select storage_path as path from artifacts where job_id = ${jobId} and content_type like 'image/%'`;
  const recorded = rows.map(({ path }) => path);
  return { recorded, small: recorded.flatMap((path) => smallSides.map((side) => smallPath(path, side))) };
}

const withPictures = cases.filter(({ results }) => results.some((name) => /\.(jpg|png|webp)$/.test(name)));

describe.each(byName(withPictures))("%s", (_name, of) => {
  test("has each of its pictures small beside it as soon as it is kept, and they leave with the job", async () => {
    const { job } = await world.newJob(of);
    expect(await carryOn(world, job.id)).toBe("completed");
    const { recorded, small } = await picturesOf(job.id);
    expect(recorded.length).toBeGreaterThan(0);
    const stored = await filesOf(job.id);
    expect(small.filter((path) => !stored.includes(path))).toEqual([]);

    await world.db.sql`delete from jobs where id = ${job.id}`;
    await world.db.sql`update leftover_files set due_at = clock_now()`;
    await checkDueJobs("vercel-cron");
    expect(await filesOf(job.id)).toEqual([]);
  });
});

test("a picture that cannot be stored small keeps its job no longer than that", async () => {
  interceptFetch(({ url }, send) =>
    url.endsWith(".webp") && url.includes("/storage/")
      ? Promise.reject(new TypeError("fetch failed"))
      : send(),
  );
  const { job } = await world.newJob(cardAtOpenAi);
  expect(await carryOn(world, job.id)).toBe("completed");
  const { recorded } = await picturesOf(job.id);
  expect(await filesOf(job.id)).toEqual(recorded);
});

test("a picture that nobody can draw is kept as it came, and its job completes", async () => {
  vi.doMock("@/lib/services/draw-small", () => ({
    drawSmall: () => Promise.reject(new Error("Input buffer contains unsupported image format")),
  }));
  const { job } = await world.newJob(cardAtOpenAi);
  expect(await carryOn(world, job.id)).toBe("completed");
  vi.doUnmock("@/lib/services/draw-small");
  const { recorded } = await picturesOf(job.id);
  expect(await filesOf(job.id)).toEqual(recorded);
});
