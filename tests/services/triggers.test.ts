import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isTerminal, type JobStatus } from "@/lib/jobs/status";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { getJob } from "@/lib/services/get-job";
import { presentJob } from "@/lib/services/present-job";
import { receiveWebhook } from "@/lib/services/receive-webhook";
import { freePort } from "@/scripts/stack/processes";
import { useWorld } from "../support/world";

const appPort = await freePort();
const world = useWorld({ appUrl: `http://127.0.0.1:${appPort}` });

/** Lets an hour of waiting pass in steps, with one trigger a step, until the job is over. */
async function untilOver(jobId: string, trigger: () => Promise<unknown>): Promise<string> {
  for (let round = 0; round < 40; round++) {
    await trigger();
    const { status } = await world.read(jobId);
    if (isTerminal(status as JobStatus)) return status;
    await world.age(jobId, 30_000);
  }
  return "still running";
}

async function expectEightPictures(jobId: string): Promise<void> {
  const artifacts = await world.db
    .sql`select name, bytes from artifacts where job_id = ${jobId} order by name`;
  expect(artifacts.map((each) => each["name"])).toEqual(
    Array.from({ length: 8 }, (_, index) => `picture-0${index + 1}.jpg`),
  );
}

describe("with every webhook lost", () => {
  test("a job ends through check-all alone", async () => {
    const { job } = await world.newPhotoshoot();
    expect(await untilOver(job.id, () => checkDueJobs("vercel-cron"))).toBe("completed");
    await expectEightPictures(job.id);
  });

  test("with no cron at all, a job ends through one open tab alone", async () => {
    const { user, job } = await world.newPhotoshoot();
    const poll = () => getJob(user, job.id, "browser", (work) => void work);
    expect(await untilOver(job.id, poll)).toBe("completed");
    expect((await presentJob(await poll())).resultUrls).toHaveLength(8);
    await expectEightPictures(job.id);
  });
});

describe("with neither tab nor cron", () => {
  let app: Server;
  const failures: unknown[] = [];
  let underWay: Array<Promise<void>> = [];

  beforeEach(async () => {
    app = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const url = new URL(request.url ?? "/", `http://127.0.0.1:${appPort}`);
        const body = Buffer.concat(chunks).toString();
        const handled = receiveWebhook("astria", { url, headers: new Headers(), body })
          .then((followUp) => {
            response.end();
            return followUp();
          })
          .catch((error: unknown) => void failures.push(error));
        underWay.push(handled);
      });
    });
    await new Promise<void>((resolve) => app.listen(appPort, "127.0.0.1", resolve));
  });
  afterEach(async () => {
    await Promise.all(underWay);
    underWay = [];
    await new Promise((resolve) => app.close(resolve));
  });

  test("a job ends through webhooks alone", async () => {
    const { job } = await world.newPhotoshoot();
    await checkJob(job.id, "step");
    await expect.poll(async () => (await world.read(job.id)).status, { timeout: 20_000 }).toBe("completed");
    await expectEightPictures(job.id);
    expect(failures).toEqual([]);
    const sources = await world.db.sql`select distinct source from job_events where job_id = ${job.id}`;
    expect(sources.map((each) => each["source"]).toSorted()).toEqual(["browser", "step", "webhook:astria"]);
  });
});
