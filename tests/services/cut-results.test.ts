import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { isTerminal, jobStatuses } from "@/lib/jobs/status";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { startBreakingFiles, type Weather } from "../support/breaking-files";
import { interceptFetch } from "../support/intercept-fetch";
import { addAssets } from "../support/many-assets";
import { tagUntagged, tagWritesSql } from "../support/tagging";
import { providersAt, useWorld } from "../support/world";

const world = useWorld({ schema: tagWritesSql, env: { TAG_IMAGES_INLINE: "false" } });
let files: Awaited<ReturnType<typeof startBreakingFiles>>;
beforeAll(async () => {
  files = await startBreakingFiles(world.provider.url);
  Object.assign(process.env, providersAt(files.url));
});
afterAll(() => files.close());

/** The process dies at its next call that writes a chunk: before that is sent, or once it is written. */
type Death = "before" | "after";

type Event = { type: "weather"; weather: Weather } | { type: "death"; when: Death };

const share = fc.integer({ min: 0, max: 999 }).map((thousandths) => thousandths / 1_000);
const weather = fc.record({ share, endsCleanly: fc.boolean(), honoursRange: fc.boolean() });
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: weather.map((of) => ({ type: "weather" as const, weather: of })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Death>("before", "after").map((when) => ({ type: "death" as const, when })),
  },
);

/** From its next write on nothing that this process sends goes out, and nothing comes back. Resolves once that is so. */
function death(when: Death): Promise<void> {
  const dead = Promise.withResolvers<void>();
  const never = new Promise<never>(() => {});
  let isDead = false;
  interceptFetch(async ({ url }, send) => {
    if (isDead) return never;
    if (!url.includes("/rpc/keep_tags")) return send();
    isDead = true;
    if (when === "after") await send();
    dead.resolve();
    return never;
  });
  return dead.promise;
}

/** Time passes, and a trigger fires; whoever dies of it is not waited for. */
async function check(jobId: string, until: Promise<void> = new Promise(() => {})): Promise<void> {
  await world.finishWork();
  await world.age(jobId, 300_000);
  await Promise.race([checkDueJobs("vercel-cron"), until]);
  vi.restoreAllMocks();
}

const Line = z.object({
  custom_id: z.string(),
  error: z.unknown(),
  response: z.object({ status_code: z.number() }).nullable(),
});

/** Which images the provider's own files have an answer for, and which a failure. */
async function saidOf(jobId: string) {
  const [operation] = await world.db.sql<Array<{ output: { files: Array<{ url: string }> } }>>`
    select output from operations where job_id = ${jobId}`;
  const said = { tagged: [] as string[], failed: [] as string[] };
  for (const { url } of operation?.output.files ?? []) {
    const path = new URL(url).pathname;
    const answer = await fetch(`${world.provider.url}${path}`, {
      headers: { authorization: "Bearer sk-tests" },
    });
    for (const text of (await answer.text()).split("\n").filter((each) => each !== "")) {
      const { custom_id: id, error, response } = Line.parse(JSON.parse(text));
      (error === null && response?.status_code === 200 ? said.tagged : said.failed).push(id);
    }
  }
  return { tagged: said.tagged.toSorted(), failed: said.failed.toSorted() };
}

test("whatever cuts the results, and whoever is killed while reading them, each image is written once and none is lost", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 20, max: 120 }),
      fc.array(event, { maxLength: 8 }),
      async (count, events) => {
        const { sql } = world.db;
        await sql`delete from tag_writes`;
        world.provider.sandbox.setFaults(`line-fails:0.2,seed=${count}`);
        const user = await world.newUser(0);
        await addAssets(sql, user.id, count);
        const { id } = await tagUntagged(user);
        await checkDueJobs("vercel-cron");
        for (const each of events) {
          if (each.type === "weather") files.weather.push(each.weather);
          await check(id, each.type === "death" ? death(each.when) : undefined);
        }
        files.weather.length = 0;
        const isOver = async () => {
          await check(id);
          return isTerminal(z.enum(jobStatuses).parse((await world.read(id)).status));
        };
        await expect.poll(isOver, { interval: 5, timeout: 20_000 }).toBe(true);

        const said = await saidOf(id);
        expect(said.tagged.length + said.failed.length).toBe(count);
        const job = await world.read(id);
        expect(job["output"]).toMatchObject({
          tagged: said.tagged.length,
          failed: said.failed.length,
          left: 0,
        });
        const written = await sql`select asset_id from tag_writes order by asset_id`;
        expect(written.map((row) => row["asset_id"])).toEqual(said.tagged);
        const rows = await sql`
        select asset_id from job_assets where job_id = ${id} and state = 'failed' order by asset_id`;
        expect(rows.map((row) => row["asset_id"])).toEqual(said.failed);
      },
    ),
    { numRuns: 20 },
  );
}, 120_000);
