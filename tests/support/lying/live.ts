import { vi } from "vitest";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { createJob } from "@/lib/services/create-job";
import { generator } from "@/sandbox/core/random";
import { answerCalls } from "../answer-calls";
import type { Case } from "../cases";
import { providersUrl, type VirtualWorld } from "../virtual-world";
import type { Person } from "../world";
import { historyOf, type History } from "./history";
import { makeStage, type LyingProvider, type Stage } from "./stage";

/** Jobs of liars, and of users whose work is spoken of truthfully, at one provider. */
export interface Cast {
  provider: string;
  /** What each history asks for, in turn. */
  cases: readonly Case[];
  /** How often check-all comes by at first. */
  tickMs: number;
  play(stage: Stage, ownerOf: (upload: string) => History): LyingProvider;
}

/** What became of one history. */
export interface Life {
  history: History;
  job: JobEnd;
  operations: OperationEnd[];
  artifacts: Array<{ job_id: string; name: string; sha256: string }>;
}

export interface JobEnd extends Record<string, unknown> {
  id: string;
  kind: string;
  status: string;
  deadline_at: Date;
  completed_at: Date | null;
  output: Record<string, unknown> | null;
  error: Record<string, unknown> | null;
}

export interface OperationEnd extends Record<string, unknown> {
  id: string;
  job_id: string;
  state: string;
  provider_ref: string | null;
}

export interface Lived {
  stage: Stage;
  provider: LyingProvider;
  lives: Life[];
  /** What `checkDueJobs` threw. */
  thrown: unknown[];
  /** The longest distance between two ticks. */
  tickMs: number;
}

const liars = 500;
const honest = 20;
const firstHonest = 10_001;

/** Jobs come in so many waves, some ticks apart, honest ones in each. */
const waves = 5;
const ticksBetween = 3;

/** Check-all comes often at first, and less often once most is over. */
const lateTicks = 3;
const earlyMs = 15 * 60_000;
/** By then every attempt of every kind is over. */
const longestMs = 8 * 60 * 60_000;

/** Lets all histories of a provider happen: one alone with `LYING_SEED`. */
export async function live(world: VirtualWorld, cast: Cast): Promise<Lived> {
  const { clock, db } = world;
  vi.spyOn(Math, "random").mockImplementation(generator(cast.provider, "product"));
  const histories = historiesOf(cast.provider);
  const stage = makeStage(cast.provider, () => clock.now(), histories);
  const people = await world.newPeople(
    histories.length,
    Math.max(...cast.cases.map((each) => each.pictures)),
  );
  const owners = new Map(people.map((person, index) => [person.id, histories[index]]));
  const provider = cast.play(stage, (upload) => owned(owners, upload));
  answerCalls(providersUrl, (request) => provider.answer(request));

  const jobs = new Map<string, History>();
  const thrown: unknown[] = [];
  const begin = clock.now();
  for (let tick = 0; clock.now() - begin < longestMs; tick++) {
    const wave = tick / ticksBetween;
    const coming = histories.flatMap((history, index) =>
      index % waves === wave ? [{ history, index }] : [],
    );
    for (const { history, index } of coming) {
      const id = await createFor(cast, history, people[index]);
      jobs.set(id, history);
    }
    await checkDueJobs("vercel-cron").catch((error: unknown) => thrown.push(error));
    if (wave >= waves && (await activeJobs(world)) === 0) break;
    await clock.advance(clock.now() - begin < earlyMs ? cast.tickMs : cast.tickMs * lateTicks);
  }
  vi.restoreAllMocks();
  return { stage, provider, thrown, tickMs: cast.tickMs * lateTicks, lives: await livesOf(db.sql, jobs) };
}

function historiesOf(provider: string): History[] {
  const alone = process.env["LYING_SEED"];
  const seeds =
    alone === undefined ? Array.from({ length: liars }, (_, index) => index + 1) : [Number(alone)];
  return [
    ...seeds.map((seed) => historyOf(provider, seed, false)),
    ...Array.from({ length: honest }, (_, index) => historyOf(provider, firstHonest + index, true)),
  ];
}

async function createFor({ cases }: Cast, history: History, user: Person | undefined): Promise<string> {
  const kind = cases[history.seed % cases.length];
  if (!kind || !user) throw new Error("a history without a case or a user");
  const input = kind.input(user.images, `history ${history.seed}`);
  return (await createJob(user, { kind: kind.kind, input, idempotencyKey: null }, "browser")).job.id;
}

function owned(owners: ReadonlyMap<string, History | undefined>, upload: string): History {
  const history = [...owners].find(([id]) => upload.includes(id))?.[1];
  if (!history) throw new Error("nobody's upload");
  return history;
}

async function activeJobs({ db }: VirtualWorld): Promise<number> {
  const [row] = await db.sql<Array<{ n: number }>>`
    select count(*)::integer as n from jobs where status in ('pending', 'processing')`;
  return row?.n ?? 0;
}

async function livesOf(sql: VirtualWorld["db"]["sql"], jobs: ReadonlyMap<string, History>): Promise<Life[]> {
  const rows = await sql<JobEnd[]>`select * from jobs`;
  const operations = Map.groupBy(await sql<OperationEnd[]>`select * from operations`, (row) => row.job_id);
  const artifacts = Map.groupBy(await sql<Life["artifacts"]>`select * from artifacts`, (row) => row.job_id);
  return rows.flatMap((job) => {
    const history = jobs.get(job.id);
    if (!history) return [];
    return [
      { history, job, operations: operations.get(job.id) ?? [], artifacts: artifacts.get(job.id) ?? [] },
    ];
  });
}
