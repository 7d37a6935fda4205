import { fork, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { serve } from "@/scripts/stack/lite";
import { freePort } from "@/scripts/stack/processes";
import { testKeys, type Cluster } from "@/tests/support/cluster";
import { startRedis } from "@/tests/support/redis-server";
import { cpuMsOf, postmasterOf } from "./cpu";
import type { VideoMaker } from "./due-videos";

/** How many checks each contestant does, and how many before them, which are not measured. */
export interface Counts {
  warmUp: number;
  checks: number;
}

/** What one contestant took for all of its checks. */
export interface Taken {
  checks: number;
  /** Of its own process. */
  cpuMs: number;
  /** Of PostgreSQL with all its processes, or of Redis. */
  storeMs: number;
  /** Of Supabase's HTTP server, which only Darkroom has between itself and the database. */
  gatewayMs: number;
  /** Of Darkroom alone. */
  roundTrips: number;
  wallMs: number;
}

/** The peers are no part of the app: they have a folder of their own. */
export function installPeers(print: (line: string) => void): void {
  const lock = join("bench", "package-lock.json");
  const installed = join("bench", "node_modules", "installed-lock.json");
  if (existsSync(installed) && readFileSync(installed).equals(readFileSync(lock))) return;
  print("Installing what is measured beside Darkroom …");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: "bench",
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("The peers could not be installed.");
  cpSync(lock, installed);
}

export async function startProvider(count: number): Promise<{ url: string; stop: () => void }> {
  const child = fork("bench/provider.mjs", [String(count)], { execArgv: [] });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}

/**
 * One run of Darkroom over videos of this maker, with a database and Supabase's server of its own. They are as far as the record
 * has it, or each has come further.
 */
export async function darkroom(
  cluster: Cluster,
  providerUrl: string,
  maker: VideoMaker,
  finds: "nothing new" | "news",
  counts: Counts,
): Promise<Taken> {
  return withDatabase(cluster, async (url, store) => {
    const dir = mkdtempSync(join(tmpdir(), "darkroom-bench-"));
    const port = await freePort();
    const supabase = await serve(
      { ...testKeys, dir, port, database: { driver: "postgres", url } },
      join(dir, "server.log"),
    );
    try {
      const env = {
        NODE_ENV: "production" as const,
        SUPABASE_URL: `http://127.0.0.1:${port}`,
        SUPABASE_PUBLISHABLE_KEY: testKeys.publishableKey,
        SUPABASE_SECRET_KEY: testKeys.secretKey,
        APP_URL: "http://app.test",
        WEBHOOK_SECRET: "webhook-secret-of-the-benchmark-0123",
        CRON_SECRET: "cron-secret-of-the-benchmark-012345",
        INTERNAL_API_KEY: "internal-key-of-the-benchmark-01234",
        OPENAI_BASE_URL: `${providerUrl}/v1`,
        OPENAI_API_KEY: "sk-bench",
        FAL_QUEUE_URL: providerUrl,
        FAL_KEY: "bench",
        MAX_RUNNING_PER_PROVIDER: "1000000",
      };
      const child = fork("bench/darkroom.ts", [url, maker, finds, ...argsOf(counts)], {
        env: { ...process.env, ...env },
      });
      return await run(child, store, supabase.pid);
    } finally {
      await supabase.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });
}

/** One run of a queue that keeps its jobs in a PostgreSQL database of its own. */
export function postgresPeer(
  cluster: Cluster,
  name: "graphile-worker" | "pg-boss",
  providerUrl: string,
  counts: Counts,
): Promise<Taken> {
  return withDatabase(cluster, (url, store) => run(peer(name, url, providerUrl, counts), store));
}

/** The same of one that keeps them in Redis. */
export async function redisPeer(name: "bullmq", providerUrl: string, counts: Counts): Promise<Taken> {
  const redis = await startRedis();
  try {
    return await run(peer(name, redis.url, providerUrl, counts), { pid: redis.pid });
  } finally {
    await redis.stop();
  }
}

function peer(name: string, storeUrl: string, providerUrl: string, counts: Counts): ChildProcess {
  return fork(`bench/peers/${name}.mjs`, [storeUrl, providerUrl, ...argsOf(counts)]);
}

const argsOf = ({ warmUp, checks }: Counts): string[] => [String(warmUp), String(checks)];

/** Lets a contestant (see contestant.ts) do its work, and looks at what its store, and a gateway to it, take meanwhile. */
async function run(child: ChildProcess, store: Store, gatewayPid?: number): Promise<Taken> {
  const gateway = () => (gatewayPid === undefined ? 0 : cpuMsOf(gatewayPid));
  const gone = once(child, "exit").then(() => {
    throw new Error("a contestant ended before its work was done");
  });
  gone.catch(() => undefined);
  await Promise.race([once(child, "message"), gone]);
  await store.settle?.();
  const storeBefore = cpuMsOf(store.pid);
  const gatewayBefore = gateway();
  const startedAt = performance.now();
  child.send("go");
  const [done] = (await Promise.race([once(child, "message"), gone])) as [
    Pick<Taken, "checks" | "cpuMs"> & Partial<Taken>,
  ];
  const wallMs = performance.now() - startedAt;
  const storeMs = cpuMsOf(store.pid) - storeBefore;
  const gatewayMs = gateway() - gatewayBefore;
  child.kill();
  return { roundTrips: 0, ...done, storeMs, gatewayMs, wallMs };
}

/** Where a contestant keeps its jobs. */
interface Store {
  /** Its process, or the one that all others of it are children of. */
  pid: number;
  /** Does what it would do by itself about what was written so far, at some time or other. */
  settle?: () => Promise<unknown>;
}

/** Gives a fresh database of ours, that nobody else is in, and drops it afterwards. */
async function withDatabase<T>(
  cluster: Cluster,
  work: (url: string, store: Store) => Promise<T>,
): Promise<T> {
  const url = await cluster.createDatabase();
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const admin = postgres(cluster.server.url("postgres"), { max: 1 });
  try {
    return await work(url, { pid: await postmasterOf(sql), settle: () => sql`vacuum analyze` });
  } finally {
    await sql.end();
    await admin`drop database ${admin(new URL(url).pathname.slice(1))} with (force)`;
    await admin.end();
  }
}
