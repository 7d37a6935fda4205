import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { chance } from "@/sandbox/core/random";
import { cases, photoshootAtAstria, type Case } from "../support/cases";
import type { Instances } from "../support/instances";
import type { CreateWatch } from "../support/watch-creates";
import type { World } from "../support/world";

/** What a storm is made in. Every choice in it follows from the seed. */
export interface Scene {
  world: World;
  instances: Instances;
  watch: CreateWatch;
  seed: number;
}

export interface StormyJob {
  id: string;
  of: Case;
  /** Its prompt or title, which no other job has. */
  words: string;
}

/** A kill of all instances. Moments in milliseconds since 1970. */
export interface AppKill {
  at: number;
  /** The longest that an instance's answer and a small commit took together just before it: a busy machine is slow to write. */
  lateMs: number;
}

/** From when to when the database was away. */
export interface Outage {
  from: number;
  to: number;
}

const jobsOfCase = 4;
const appKillCount = 15;
const outageCount = 5;

/** A slow answer holds up its whole batch; and most webhooks never come, which would tell of work whose id was lost. */
const faults = (slow: number, seed: number): string =>
  `slow:${slow},lost-webhook:0.9,slow-ms=800,seed=${seed}`;

/**
 * Starts one job after another, up to four of each case, and after each one kills all instances of the app a moment after a
 * create was answered, or the database a moment after one came in, so that its answer comes while nobody can write it.
 * The database is back, and what waited for it done, before the app is killed again. Leaves no instance running.
 */
export async function storm(scene: Scene) {
  const { world, instances, watch, seed } = scene;
  const dice = (round: number, what: string): number => chance(seed, round, what);
  const jobs: StormyJob[] = [];
  const appKills: AppKill[] = [];
  const outages: Outage[] = [];
  let isUp = false;
  const order = casesInOrder(seed);
  for (const [round, target] of targetsInOrder(seed).entries()) {
    const hitsDatabase = target === "database";
    world.provider.sandbox.setFaults(faults(hitsDatabase ? 1 : 0.4, seed));
    const moment = watch.next(hitsDatabase ? "create" : "answer");
    const of = order[round];
    const words = `A fox crosses the frozen lake no. ${round + 1}.`;
    if (of) jobs.push({ id: (await world.newJob(of, { words })).job.id, of, words });
    if (!isUp) await instances.start(2);
    await Promise.race([moment, sleep(1_500)]);
    if (hitsDatabase) {
      // Nothing of ours is asked of it then: what is cut off in mid answer would spoil its connection for the next round.
      await sleep(dice(round, "moment") * 100);
      outages.push(await killDatabase(scene, 500 + dice(round, "outage") * 1_000));
    } else {
      const lateness = probeLateness(scene);
      await sleep(dice(round, "moment") * 900);
      const lateMs = lateness.end();
      appKills.push({ at: await killApp(scene), lateMs });
      await lateness.ended;
    }
    isUp = hitsDatabase;
  }
  world.provider.sandbox.setFaults("");
  return { jobs, appKills, outages };
}

/** Asks an instance, and then commits something small, again and again until the end. */
function probeLateness({ world, instances }: Scene) {
  let worst = 0;
  let begunAt = performance.now();
  let isOver = false;
  const probing = async (): Promise<void> => {
    for (;;) {
      begunAt = performance.now();
      await fetch(`${instances.next()}/`, { method: "HEAD" });
      await world.db.sql`select pg_logical_emit_message(true, 'storm', '')`;
      worst = Math.max(worst, performance.now() - begunAt);
      await sleep(10);
      if (isOver) return;
    }
  };
  let failure: unknown;
  const ended = probing().catch((error: unknown) => {
    // What is killed answers nothing.
    if (!isOver) failure = error;
  });
  return {
    ended,
    /** The longest that it took, in milliseconds, with what still goes on. Throws what kept it from asking on. */
    end() {
      isOver = true;
      if (failure) throw failure;
      return Math.max(worst, performance.now() - begunAt);
    },
  };
}

async function killApp({ world, instances, watch }: Scene): Promise<number> {
  const at = await instances.kill();
  const isSettled = () => watch.creates.every((create) => create.answeredAt !== null);
  await expect.poll(isSettled, { interval: 20 }).toBe(true);
  // As if the minutes had passed for which claims last and lost create calls settle: nobody is left who has either.
  await world.db.sql`update operations set settles_at = now() where state = 'starting'`;
  await world.db.sql`update operations set claim_expires_at = now() where claim_id is not null`;
  await world.db.sql`update jobs set claim_expires_at = now(), next_check_at = now()
    where status in ('pending', 'processing')`;
  return at;
}

async function killDatabase({ world, instances }: Scene, awayMs: number): Promise<Outage> {
  const from = Date.now();
  await world.db.kill();
  await sleep(awayMs);
  await world.db.restart();
  const to = Date.now();
  await instances.settled();
  return { from, to };
}

/** Photoshoots first: they have a second step to be killed in. */
function casesInOrder(seed: number): Case[] {
  const all = shuffled(Array.from({ length: jobsOfCase }, () => cases).flat(), seed, "jobs");
  const isShoot = (of: Case): boolean => of === photoshootAtAstria;
  return [...all.filter((of) => isShoot(of)), ...all.filter((of) => !isShoot(of))];
}

/** The last is the app: what a check held in vain while the database was away is let go then. */
function targetsInOrder(seed: number): Array<"app" | "database"> {
  const app = Array.from({ length: appKillCount - 1 }, () => "app" as const);
  const database = Array.from({ length: outageCount }, () => "database" as const);
  return [...shuffled([...app, ...database], seed, "targets"), "app"];
}

function shuffled<T>(some: readonly T[], seed: number, what: string): T[] {
  return some
    .map((each, index) => ({ each, at: chance(seed, what, index) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ each }) => each);
}
