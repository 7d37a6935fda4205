import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { startBenchedApp, type BenchedApp, type Cpu } from "./app";
import type { Load, Loaded } from "./load";
import { median, type Row } from "./report";

const rounds = 3;
const roundSeconds = 5;
const watchers = 1_000;
const watchedSeconds = 30;
/** Of the stage that is watched, as its kind has it. */
const intervalMs = 5_000;
/** Of a video, by the sandbox's clock. */
const speed = 0.2;

/** Measures what asking for a job takes (P2): one after the other, and by a thousand who watch it; rows for the table. */
export async function measure(print: (line: string) => void): Promise<Row[]> {
  print("P2: a built app, Supabase Lite, PostgreSQL …");
  const app = await startBenchedApp({ SANDBOX_SPEED: String(speed), TICK_SECONDS: "0" });
  try {
    const token = await app.newToken();
    const jobs = await Promise.all(Array.from({ length: 20 }, () => newVideo(app, token)));
    const paths = jobs.map((id) => `/api/jobs/${id}`);
    const [path = ""] = paths;
    await putToRest(app);
    await run(app, { type: "requests", app: app.url, token, paths, rate: null, seconds: 3 });
    const many: Ran[] = [];
    const one: Ran[] = [];
    const paced: Ran[] = [];
    for (let round = 0; round < rounds; round++) {
      const load = { type: "requests", app: app.url, token, rate: null, seconds: roundSeconds } as const;
      many.push(await run(app, { ...load, paths }));
      one.push(await run(app, { ...load, paths: [path] }));
      paced.push(await run(app, { ...load, paths, rate: 100 }));
      print(`round ${round + 1} of ${rounds}`);
      for (const ran of [many, one, paced]) print(lineOf(ran.at(-1)));
    }
    const watched = await watch(app, print);
    return [...rowsOf("20 jobs", many), ...rowsOf("one job", one), ...pacedRows(paced), ...watched];
  } finally {
    await app.stop();
  }
}

/** So that a request is a request: what was begun with the jobs has ended, and nothing of them is due. */
async function putToRest({ sql }: BenchedApp): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet++) {
    const { count } = await sql`
      update jobs set status = 'processing', admitted_at = now(), next_check_at = now() + interval '1 hour'
       where next_check_at < now() + interval '30 minutes' or claim_expires_at > now()`;
    if (count > 0) quiet = 0;
    await sleep(500);
  }
}

interface Ran extends Loaded {
  seconds: number;
  cpu: Cpu;
  calls: Record<string, number>;
}

async function run(app: BenchedApp, load: Load): Promise<Ran> {
  const [cpu, calls] = [app.cpu(), await app.calls()];
  const loaded = await app.load(load);
  const [cpuThen, callsThen] = [app.cpu(), await app.calls()];
  const news = Object.entries(callsThen).flatMap(([name, count]) => {
    const more = count - (calls[name] ?? 0);
    return more > 0 ? [[name, more] as const] : [];
  });
  return {
    ...loaded,
    seconds: load.seconds,
    cpu: {
      app: cpuThen.app - cpu.app,
      lite: cpuThen.lite - cpu.lite,
      postgres: cpuThen.postgres - cpu.postgres,
    },
    calls: Object.fromEntries(news),
  };
}

async function newVideo({ url }: BenchedApp, token: string): Promise<string> {
  const answer = await fetch(`${url}/api/jobs`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({
      kind: "sora",
      input: { prompt: "A red lamp over three trays", model: "fal-ai/veo3.1/fast" },
    }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return z.object({ id: z.string() }).parse(await answer.json()).id;
}

const each = ({ cpu, answers }: Ran, of: keyof Cpu) => cpu[of] / answers;
const callsOf = ({ calls }: Ran) => Object.values(calls).reduce((sum, count) => sum + count, 0);

function lineOf(ran: Ran | undefined): string {
  if (!ran) return "";
  const cpu = (["app", "lite", "postgres"] as const).map((of) => `${of} ${each(ran, of).toFixed(2)} ms`);
  const rate = (ran.answers / ran.seconds).toFixed(0);
  const times = `p50 ${ran.p50.toFixed(1)} ms, p99 ${ran.p99.toFixed(1)} ms`;
  const failed = `${ran.failures} failed ${ran.failure}`.trim();
  return `  ${rate} a second, ${times}, ${failed}; CPU of one: ${cpu.join(", ")}; calls ${JSON.stringify(ran.calls)}`;
}

function rowsOf(what: string, runs: readonly Ran[]): Row[] {
  const of = (figure: (ran: Ran) => number) => median(runs.map(figure));
  const rate = of(({ answers, seconds }) => answers / seconds);
  const told = { goal: "", isMet: null } as const;
  const cpu = (["app", "lite", "postgres"] as const).map((process): Row => ({
    what: `P2: CPU of a GET (${what}), ${process}`,
    value: `${of((ran) => each(ran, process)).toFixed(2)} ms`,
    ...told,
    basis: "CPU time",
  }));
  return [
    {
      what: `P2: GET of ${what}, one app process, as fast as 16 connections can`,
      value: `${rate.toFixed(0)}/s`,
      goal: "≥ 250/s",
      isMet: rate >= 250,
      basis: "wall clock",
    },
    {
      what: `P2: calls to the database and auth behind a GET (${what})`,
      value: of((ran) => callsOf(ran) / ran.answers).toFixed(2),
      ...told,
      basis: "count",
    },
    ...cpu,
  ];
}

function pacedRows(runs: readonly Ran[]): Row[] {
  const p99 = median(runs.map((ran) => ran.p99));
  return [
    {
      what: "P2: GET of 20 jobs, 100 a second, p99",
      value: `${p99.toFixed(0)} ms`,
      goal: "≤ 50 ms",
      isMet: p99 <= 50,
      basis: "wall clock",
    },
  ];
}

/** What reads: the check and what follows it write. */
const isRead = (name: string) => !/claim_|commit_|begin_|record_|rpc\/asking|announce|deliver/.test(name);

async function watch(app: BenchedApp, print: (line: string) => void): Promise<Row[]> {
  const token = await app.newToken();
  const id = await newVideo(app, token);
  const Checked = z.object({ checks: z.number() });
  const checks = async () =>
    Checked.parse((await app.sql`select checks from jobs where id = ${id}`)[0]).checks;
  const [before, asked] = [await checks(), await app.providerCalls()];
  const ran = await run(app, {
    type: "watchers",
    app: app.url,
    token,
    path: `/api/jobs/${id}`,
    watchers,
    seconds: watchedSeconds,
  });
  const [checked, calls] = [(await checks()) - before, (await app.providerCalls()) - asked];
  print(lineOf(ran));
  const mostCalls = 1 + Math.ceil((watchedSeconds * 1_000) / intervalMs);
  const reads = Object.entries(ran.calls).filter(([name]) => isRead(name));
  const readsPerSecond = reads.reduce((sum, [, count]) => sum + count, 0) / watchedSeconds;
  return [
    {
      what: `P2: ${watchers} watchers of a job, database reads`,
      value: `${readsPerSecond.toFixed(1)}/s`,
      goal: "≤ 5/s",
      isMet: readsPerSecond <= 5,
      basis: "count",
    },
    {
      what: `P2: ${watchers} watchers of a job for ${watchedSeconds} s, provider calls (${checked} checks, one every ${intervalMs / 1_000} s at most)`,
      value: String(calls),
      goal: `1 to ${mostCalls}`,
      isMet: calls > 0 && calls <= mostCalls && calls <= checked,
      basis: "count",
    },
    {
      what: `P2: ${watchers} watchers of a job, answers that failed`,
      value: String(ran.failures),
      goal: "0",
      isMet: ran.failures === 0,
      basis: "count",
    },
  ];
}
