import { startCluster } from "@/tests/support/cluster";
import { isRedisThere } from "@/tests/support/redis-server";
import { darkroom, installPeers, postgresPeer, redisPeer, startProvider, type Taken } from "./contests";
import { median, type Row } from "./report";

const counts = { warmUp: 5_000, checks: 5_000 };
const rounds = 3;
const withNews = "Darkroom, by list, where each has come further";

type Contest = () => Promise<Taken>;

/** P1: checks of so many due jobs, by Darkroom and by three queues whose jobs ask the same provider. */
export async function measure(print: (line: string) => void): Promise<Row[]> {
  installPeers(print);
  const provider = await startProvider(counts.warmUp + counts.checks);
  const cluster = await startCluster();
  const contestants: Record<string, Contest> = {
    "Darkroom, by list": () => darkroom(cluster, provider.url, "openai-videos", "nothing new", counts),
    "Darkroom, one call a job": () => darkroom(cluster, provider.url, "fal", "nothing new", counts),
    [withNews]: () => darkroom(cluster, provider.url, "openai-videos", "news", counts),
    "graphile-worker": () => postgresPeer(cluster, "graphile-worker", provider.url, counts),
    "pg-boss": () => postgresPeer(cluster, "pg-boss", provider.url, counts),
    ...(isRedisThere && { BullMQ: () => redisPeer("bullmq", provider.url, counts) }),
  };
  const taken = new Map<string, Taken[]>();
  try {
    for (let round = 1; round <= rounds; round++) {
      for (const [name, contest] of Object.entries(contestants)) {
        const each = await contest();
        if (each.checks !== counts.checks)
          throw new Error(`${name} checked ${each.checks} jobs of ${counts.checks}.`);
        taken.set(name, [...(taken.get(name) ?? []), each]);
        print(`${round}/${rounds} ${name}: ${said(each)}`);
      }
    }
  } finally {
    await cluster.stop();
    provider.stop();
  }
  const rows = rowsOf(taken);
  return isRedisThere
    ? rows
    : [...rows, row("P1: BullMQ", "left out: no redis-server on the PATH", "CPU time")];
}

function said({ checks, cpuMs, storeMs, gatewayMs, roundTrips, wallMs }: Taken): string {
  const per = (ms: number) => `${((ms / checks) * 1_000).toFixed(0)} ms`;
  return `${checks} checks; per 1,000: ${per(cpuMs)} of its CPU, ${per(storeMs)} of its store's, ${per(gatewayMs)} of the gateway's, ${((roundTrips / checks) * 1_000).toFixed(1)} round trips; ${(wallMs / 1_000).toFixed(1)} s`;
}

function rowsOf(taken: ReadonlyMap<string, readonly Taken[]>): Row[] {
  const of = (name: string, figure: (each: Taken) => number) => median((taken.get(name) ?? []).map(figure));
  const names = [...taken.keys()];
  const peers = names.filter((name) => !name.startsWith("Darkroom"));
  const perSecond = (name: string) => of(name, (each) => each.checks / (each.cpuMs / 1_000));
  const storeMs = (name: string) => of(name, (each) => (each.storeMs / each.checks) * 1_000);
  const best = Math.max(...peers.map(perSecond));
  const inPostgres = ["graphile-worker", "pg-boss"];
  const ways = [
    { name: "Darkroom, by list", least: 5 },
    { name: "Darkroom, one call a job", least: 1.3 },
  ];
  return [
    ...names.map((name) =>
      row(`P1: ${name}: checks per CPU-second of its process`, perSecond(name).toFixed(0), "CPU time"),
    ),
    ...names.map((name) =>
      row(`P1: ${name}: CPU of its store per 1,000 checks`, `${storeMs(name).toFixed(0)} ms`, "CPU time"),
    ),
    ...ways.map(({ name }) =>
      row(
        `P1: ${name}: CPU of Supabase's HTTP server per 1,000 checks`,
        `${of(name, (each) => (each.gatewayMs / each.checks) * 1_000).toFixed(0)} ms`,
        "CPU time",
      ),
    ),
    ...ways.map(({ name, least }) =>
      goal(`P1: ${name}: checks per CPU-second, of the best peer's`, perSecond(name) / best, least, "×"),
    ),
    ...ways.flatMap(({ name }) =>
      inPostgres.map((peer) =>
        goal(`P1: ${name}: database CPU per check, ${peer}'s of it`, storeMs(peer) / storeMs(name), 10, "×"),
      ),
    ),
    ...ways.map(({ name }): Row => {
      const trips = of(name, (each) => (each.roundTrips / each.checks) * 1_000);
      return {
        what: `P1: ${name}: database round trips per 1,000 checks`,
        value: trips.toFixed(1),
        goal: "≤ 10",
        isMet: trips <= 10,
        basis: "count",
      };
    }),
  ];
}

function row(what: string, value: string, basis: Row["basis"]): Row {
  return { what, value, goal: "", isMet: null, basis };
}

function goal(what: string, value: number, least: number, unit: string): Row {
  return {
    what,
    value: `${value.toFixed(2)}${unit}`,
    goal: `≥ ${least}${unit}`,
    isMet: value >= least,
    basis: "ratio of CPU time",
  };
}
