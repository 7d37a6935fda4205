import { afterEach, expect, test, vi } from "vitest";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkAndFollowUp, checkJob } from "@/lib/services/check-jobs";
import { byName, cases, chatAtOpenAi, photoshootAtAstria, type Case } from "../support/cases";
import { interceptFetch } from "../support/intercept-fetch";
import { arrangeUnderWay, type Arranged } from "../support/under-way";
import { useWorld } from "../support/world";

const world = useWorld();

afterEach(async () => {
  vi.restoreAllMocks();
  await world.db.sql`update jobs set status = 'canceled', completed_at = now(), next_check_at = null
    where status in ('pending', 'processing')`;
});

type Meeting = (commit: () => Promise<Response>, cancel: () => Promise<unknown>) => Promise<Response>;

const beforeCommit: Meeting = async (commit, cancel) => cancel().then(commit);
const afterCommit: Meeting = async (commit, cancel) => {
  const response = await commit();
  await cancel();
  return response;
};
const atOnce: Meeting = async (commit, cancel) => (await Promise.all([commit(), cancel()]))[0];
const atOnceFirst: Meeting = async (commit, cancel) => (await Promise.all([cancel(), commit()]))[1];

/** Lets a check complete each of these jobs, and its user cancel it when the check commits that: how often they met. */
async function race(of: Case, jobs: readonly Arranged[], meet: (n: number) => Meeting): Promise<number> {
  let met = 0;
  const meetings: Array<Promise<Response>> = [];
  interceptFetch(({ url, body }, send) => {
    const job = url.endsWith("/commit_checks") && body.includes('"status":"completed"');
    const own = job ? jobs.find(({ id }) => body.includes(id)) : undefined;
    if (!own) return send();
    const meeting = meet(met++)(send, () => cancelJob(own.user, own.id, "manual"));
    meetings.push(meeting);
    return meeting;
  });
  const check = of.hasPieces ? checkAndFollowUp : checkJob;
  const checkAll = async () => {
    await world.db.sql`update jobs set next_check_at = now() where status in ('pending', 'processing')`;
    await Promise.all(jobs.map(({ id }) => check(id, "browser")));
    return met;
  };
  await expect.poll(checkAll, { timeout: 30_000 }).toBe(jobs.length);
  // What ends a piece of our own carries its job on by itself, and nobody here waits for that.
  await Promise.all(meetings);
  vi.restoreAllMocks();
  return met;
}

interface Outcome {
  status: string;
  terminal: string[];
  artifacts: number;
  progress: number;
  error: unknown;
}

async function outcomesOf(jobs: readonly Arranged[]): Promise<Outcome[]> {
  const { sql } = world.db;
  return sql<Outcome[]>`
    select j.status, j.progress, j.error,
           array(select e.type from job_events e where e.job_id = j.id
                  and e.type in ('completed', 'canceled', 'failed')) as terminal,
           (select count(*)::int from artifacts a where a.job_id = j.id and a.name not like '%-poster.%') as artifacts
      from jobs j where j.id in ${sql(jobs.map((job) => job.id))}`;
}

/** One terminal status, one line in the ledger that says it, and results if and only if it completed. */
function expectOneOutcome(of: Case, { status, terminal, artifacts, progress, error }: Outcome): void {
  expect(["completed", "canceled"]).toContain(status);
  expect(terminal).toEqual([status]);
  expect(artifacts).toBe(status === "completed" ? of.results.length : 0);
  expect([progress === 100, error]).toEqual([status === "completed", null]);
}

const single = cases.filter((each) => each !== photoshootAtAstria);

test.each(byName(single))("%s that is canceled just before the commit is canceled", async (_name, of) => {
  const jobs = await arrangeUnderWay(world, of, 1, 1);
  expect(await race(of, jobs, () => beforeCommit)).toBe(1);
  expect((await outcomesOf(jobs)).map((each) => each.status)).toEqual(["canceled"]);
});

test.each(byName(single))("%s that is canceled just after the commit is completed", async (_name, of) => {
  const jobs = await arrangeUnderWay(world, of, 1, 1);
  expect(await race(of, jobs, () => afterCommit)).toBe(1);
  expect((await outcomesOf(jobs)).map((each) => each.status)).toEqual(["completed"]);
});

test("in 500 races of cancel against completion, each job ends once, in one way", async ({ annotate }) => {
  // A result that lies in the answer itself is drawn anew for every job, and so are images to be tagged, which takes its time.
  const quick = single.filter(
    (of) => !of.ofLibrary && !of.hasPieces && (of.file !== null || of.results.length === 0),
  );
  const rounds = Array.from({ length: 10 }, (_, n) => quick[n % quick.length] ?? chatAtOpenAi);
  let completed = 0;
  let races = 0;
  for (const of of rounds) {
    const jobs = await arrangeUnderWay(world, of, 50, 5);
    races += await race(of, jobs, (n) => (n % 2 === 0 ? atOnce : atOnceFirst));
    for (const outcome of await outcomesOf(jobs)) {
      expectOneOutcome(of, outcome);
      if (outcome.status === "completed") completed++;
    }
  }
  await annotate(`${completed} of ${races} completed, the others were canceled`);
  expect(races).toBe(500);
  expect(completed).toBeGreaterThan(0);
  expect(completed).toBeLessThan(races);
}, 120_000);
