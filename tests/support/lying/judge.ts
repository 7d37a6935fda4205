import { cases } from "../cases";
import type { Life, Lived } from "./live";
import { answerTo } from "./lying-openai";
import { sha256Of } from "./true-file";
import type { TrueWork } from "./true-work";

/** So long after the last of their work is done, honest users' jobs are over: a check of each step, and some ticks. */
const patienceMs: Readonly<Record<string, number>> = { photoshoot: 120_000 };
const usualPatienceMs = 60_000;

/** So often it has to be said that work is done, within the deadline, before nobody may miss it. */
const oftenEnough = 3;

type Look = (life: Life, lived: Lived) => string[];

/** What to look for, by the property that it breaks; nothing is wanted. */
const looks = {
  late: lateness,
  twice: paidTwice,
  waiting: waited,
  hollow: hollowness,
  lost: loss,
} satisfies Record<string, Look>;

/** One history that is not as it must be. */
export interface Fault {
  life: Life;
  what: string;
}

export function faultsOf(lived: Lived): Record<keyof typeof looks, Fault[]> {
  const found = (look: Look) =>
    lived.lives.flatMap((life) => look(life, lived).map((what) => ({ life, what })));
  const { late, twice, waiting, hollow, lost } = looks;
  return {
    late: found(late),
    twice: found(twice),
    waiting: found(waiting),
    hollow: found(hollow),
    lost: found(lost),
  };
}

/** Faults for whoever has to find out: the first few with their seeds, and of one of them all that was said. */
export function reportOf(faults: readonly Fault[]): string[] {
  const [first] = faults;
  if (!first) return [];
  const lines = faults.slice(0, 30).map(({ life: { history, job }, what }) => {
    const reason = JSON.stringify(job.error ?? job["delay"]);
    return `seed ${history.seed}: ${what} (${job.kind}, ${job.status}, ${reason})`;
  });
  const script = first.life.history.script.slice(-80);
  return [
    `${faults.length} faults; LYING_SEED=${first.life.history.seed} runs the first alone`,
    ...lines,
    ...script,
  ];
}

function graceMs({ kind }: Life["job"]): number {
  return (cases.find((each) => each.kind === kind)?.minutes.grace ?? 0) * 60_000;
}

function lateness({ job }: Life, { tickMs }: Lived): string[] {
  const endsBy = job.deadline_at.getTime() + graceMs(job) + tickMs;
  if (job.completed_at === null) return ["never ended"];
  const lateMs = job.completed_at.getTime() - endsBy;
  return lateMs > 0 ? [`ended ${lateMs / 1_000} s after deadline, grace and one tick`] : [];
}

function paidTwice(life: Life, lived: Lived): string[] {
  const works = worksOf(life, lived);
  const byOperation = Map.groupBy(works, (work) => work.operationId);
  const more = works.length > life.operations.length;
  return [
    ...[...byOperation].flatMap(([id, each]) =>
      id !== null && each.length > 1 ? [`operation ${id} has ${each.length} pieces of work`] : [],
    ),
    ...(more ? [`${works.length} pieces of work for ${life.operations.length} operations`] : []),
  ];
}

function waited(life: Life, lived: Lived): string[] {
  const { history, job } = life;
  if (!history.isHonest) return [];
  if (job.status !== "completed" || job.completed_at === null) return ["an honest job was not completed"];
  const done = Math.max(...worksOf(life, lived).map((work) => work.endsAt));
  const waitedMs = job.completed_at.getTime() - done - (patienceMs[job.kind] ?? usualPatienceMs);
  return waitedMs > 0 ? [`completed ${waitedMs / 1_000} s later than its work and some patience`] : [];
}

function hollowness(life: Life, lived: Lived): string[] {
  const { job, artifacts } = life;
  if (job.status !== "completed") return [];
  const works = worksOf(life, lived);
  if (job.kind === "chat") {
    const text = JSON.stringify(job.output?.["text"] ?? null);
    return works.some((work) => text.includes(answerTo(work))) ? [] : [`completed with the words ${text}`];
  }
  const files = filesOf(works, lived);
  const strangers = artifacts.filter((artifact) => !files.has(artifact.sha256));
  return [
    ...(artifacts.length === 0 ? ["completed without a file"] : []),
    ...strangers.map((artifact) => `${artifact.name} is not what was made`),
  ];
}

/** What could have been had, and was not: a file that was given whole, or work that was said to be done in time. */
function loss(life: Life, lived: Lived): string[] {
  const { job, artifacts } = life;
  const over = job.completed_at?.getTime() ?? Infinity;
  const works = worksOf(life, lived).filter((work) => isKnown(life, lived, work));
  const done = works.filter(({ isDamned, told: times, served, end }) => {
    const inTime = times.filter((at) => at < Math.min(over, job.deadline_at.getTime()));
    return !isDamned && end === "finishes" && (served.length > 0 || inTime.length >= oftenEnough);
  });
  if (job.kind !== "photoshoot") {
    return done.length > 0 && job.status !== "completed" ? [`work ${done[0]?.number} was done`] : [];
  }
  const kept = new Set(artifacts.map((artifact) => artifact.sha256));
  const hasPictures = works.some((work) => lived.provider.fileOf(work) !== null);
  return done.flatMap((work) => {
    const file = lived.provider.fileOf(work);
    if (file === null) return hasPictures ? [] : ["its tune was trained, and nothing was made with it"];
    if (!kept.has(sha256Of(file))) return [`picture ${work.number} was there, and is not among its files`];
    return job.status === "completed" ? [] : [`picture ${work.number} is kept, and its job is not completed`];
  });
}

function worksOf({ history }: Life, { stage }: Lived): TrueWork[] {
  return stage.works.all.filter((work) => work.history === history);
}

/** Whether we have its id: work whose create call was never answered may be out of anybody's reach. */
function isKnown({ operations }: Life, { provider }: Lived, work: TrueWork): boolean {
  return operations.some((operation) => operation.provider_ref?.endsWith(provider.idOf(work)));
}

function filesOf(works: readonly TrueWork[], { provider }: Lived): Set<string> {
  return new Set(
    works.flatMap((work) => {
      const file = provider.fileOf(work);
      return file ? [sha256Of(file)] : [];
    }),
  );
}
