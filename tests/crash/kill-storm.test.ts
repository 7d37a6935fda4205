import { afterAll, beforeAll, expect, test } from "vitest";
import { cases } from "../support/cases";
import { expectWhole } from "../support/expect-job";
import { prepareInstances, type Instances } from "../support/instances";
import { startProxy, type Proxy } from "../support/proxy";
import { keepLedgersSound } from "../support/sound-ledgers";
import { watchCreates, type CreateWatch, type SeenCreate } from "../support/watch-creates";
import { providersAt, useWorld } from "../support/world";
import { storm, type AppKill, type StormyJob } from "./storm";

/** `STORM_SEED=9` makes another storm. */
const seed = Number(process.env["STORM_SEED"] ?? 8);

/** What reached us so long before a kill is in the record. */
const promptMs = 100;

let door: Proxy;
let instances: Instances;
let watch: CreateWatch;

beforeAll(async () => {
  door = await startProxy(() => instances.next(), {});
});
const world = useWorld({ speed: 25, ownsPostgres: true, appUrl: () => door.url });
keepLedgersSound(world);
beforeAll(async () => {
  watch = await watchCreates(world.provider.url);
  instances = await prepareInstances(() => providersAt(watch.url));
}, 60_000);
afterAll(async () => {
  await instances?.kill();
  await Promise.all([door?.close(), watch?.close()]);
});

test("through 15 kills of the app and 5 of the database, 20 jobs of every kind end, nothing is created twice, and no start is unknown whose answer reached us 100 ms before the kill", async () => {
  const { jobs, appKills, outages } = await storm({ world, instances, watch, seed });
  await instances.start(2);
  await expect.poll(open, { timeout: 90_000, interval: 200 }).toEqual([]);

  const ends = await Promise.all(jobs.map((job) => endOf(job)));
  const unknown = ends.filter(({ status }) => status !== "completed");
  process.stdout.write(
    `STORM_SEED=${seed}: ${appKills.length} kills of the app, ${outages.length} of the database, ` +
      `${watch.creates.length} creates, ${unknown.length} of ${ends.length} jobs of unknown fate; ` +
      `late by at most ${appKills.map(({ lateMs }) => Math.round(lateMs)).join(", ")} ms\n`,
  );
  const wereKnown = unknown.filter(({ lost }) => lost.some((create) => wasKnown(create, appKills)));
  expect(wereKnown.map(({ name }) => name)).toEqual([]);
  expect(ends.filter(({ isCreatedTwice }) => isCreatedTwice).map(({ name }) => name)).toEqual([]);
  // The proxy has seen whatever the provider did.
  expect(watch.creates).toHaveLength(createsInJournal());

  for (const { status, error, isFindable } of unknown) {
    expect({ status, error }).toMatchObject({ status: "failed", error: { code: "start_unknown" } });
    expect(isFindable).toBe(false);
  }
  for (const { id, of } of jobs) {
    if (unknown.every((end) => end.id !== id)) await expectWhole(world, of, id);
  }
  expect(instances.complaints).toEqual([]);
  const isExcused = ({ begunAt, endedAt }: { begunAt: number; endedAt: number }): boolean =>
    outages.some(({ from, to }) => begunAt <= to && endedAt >= from);
  expect(instances.failures.filter((failure) => !isExcused(failure))).toEqual([]);
}, 240_000);

/** What is not over yet; it is due now, if nobody is at it. */
async function open(): Promise<string[]> {
  await world.db.sql`update jobs set next_check_at = now()
    where status in ('pending', 'processing') and claim_id is null and next_check_at > now()`;
  // No kind leaves its work in peace any more.
  await world.db.sql`update operations set running_at = running_at - interval '1 minute'
    where state in ('queued', 'running') and running_at > now() - interval '1 minute'`;
  const rows = await world.db.sql<Array<{ id: string }>>`
    select id from jobs where status in ('pending', 'processing')`;
  return rows.map(({ id }) => id);
}

/** How a job ended, and the creates made for it. */
async function endOf({ id, of, words }: StormyJob) {
  const { status, error } = await world.read(id);
  const operations = await world.db.sql<Array<{ id: string; state: string }>>`
    select id, state from operations where job_id = ${id} and provider is not null`;
  const creates = operations.map((operation) => {
    // OpenAI's videos carry nothing of ours but their prompt.
    const mark = of.provider === "openai-videos" ? words : operation.id;
    return { ...operation, seen: watch.creates.filter((create) => create.words.includes(mark)) };
  });
  return {
    id,
    name: of.name,
    isFindable: of.isFindable,
    status,
    error,
    /** Those of which nobody knows what they came to. */
    lost: creates.flatMap(({ state, seen }) => (state === "unknown" ? seen : [])),
    isCreatedTwice: creates.some(({ seen }) => seen.length > 1),
  };
}

/** Whether the answer to a create was with an instance for long enough before that was killed. */
function wasKnown({ madeAt, handedOnAt }: SeenCreate, appKills: readonly AppKill[]): boolean {
  if (handedOnAt === null) return false;
  const kill = appKills.find(({ at }) => at >= madeAt);
  return kill === undefined || kill.at - handedOnAt > promptMs + kill.lateMs;
}

function createsInJournal(): number {
  const { byRoute } = world.provider.sandbox.journal.report();
  const routes = new Set(cases.flatMap((of) => Object.keys(of.creates)));
  return [...routes].reduce((sum, route) => sum + (byRoute[route] ?? 0), 0);
}
