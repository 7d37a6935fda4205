import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import { z } from "zod";

/** What a process of its own is to ask of an app. Times in seconds. */
export type Load =
  /** As fast as so many connections can, or at a rate a second; each of these paths in turn. */
  | { type: "requests"; app: string; token: string; paths: string[]; rate: number | null; seconds: number }
  /** As so many pages do that show one job: some by a stream, some with `?wait=`, the others as the server says. */
  | { type: "watchers"; app: string; token: string; path: string; watchers: number; seconds: number };

/** What came of it. Times in milliseconds. */
export interface Loaded {
  answers: number;
  failures: number;
  /** What the last one of these said. */
  failure: string;
  p50: number;
  p99: number;
}

const connections = 16;
const streams = 20;
const waits = 100;

process.once("message", (load: Load) => void answer(load));

async function answer(load: Load): Promise<void> {
  const loaded = await run(load);
  process.send?.(loaded, () => process.exit(0));
}

async function run(load: Load): Promise<Loaded> {
  const pool = new Pool(load.app, {
    connections: load.type === "watchers" ? load.watchers : connections,
    headersTimeout: 60_000,
    bodyTimeout: 0,
  });
  const authorization = `Bearer ${load.token}`;
  const times: number[] = [];
  let failures = 0;
  let failure = "";
  const until = performance.now() + load.seconds * 1_000;
  const isOver = () => performance.now() > until;

  async function ask(path: string, headers: Record<string, string> = {}) {
    const begun = performance.now();
    try {
      const answer = await pool.request({ method: "GET", path, headers: { authorization, ...headers } });
      const text = await answer.body.text();
      if (answer.statusCode !== 200 && answer.statusCode !== 304) throw new Error(text);
      if (!path.includes("?wait=")) times.push(performance.now() - begun);
      return { text, etag: String(answer.headers["etag"] ?? "") };
    } catch (error) {
      failures += 1;
      failure = error instanceof Error ? error.message : String(error);
      return { text: "", etag: "" };
    }
  }

  /** One after the other. */
  async function hurry(paths: readonly string[]): Promise<void> {
    for (let n = 0; !isOver(); n++) await ask(paths[n % paths.length] ?? "/");
  }

  /** Whether or not those before have been answered. */
  async function keepPace(paths: readonly string[], rate: number): Promise<void> {
    const asked: Array<Promise<unknown>> = [];
    const begun = performance.now();
    for (let n = 0; !isOver(); n++) {
      const waitMs = begun + (n * 1_000) / rate - performance.now();
      if (waitMs > 0) await sleep(waitMs);
      asked.push(ask(paths[n % paths.length] ?? "/"));
    }
    await Promise.all(asked);
  }

  const Polled = z.object({ pollAfterMs: z.number() });

  async function poll(path: string): Promise<void> {
    while (!isOver()) {
      const { text } = await ask(path);
      const { pollAfterMs } = text === "" ? { pollAfterMs: 5_000 } : Polled.parse(JSON.parse(text));
      await rest(pollAfterMs || Infinity);
    }
  }

  async function hold(path: string): Promise<void> {
    let etag = "";
    while (!isOver()) {
      ({ etag } = await ask(`${path}?wait=20`, etag === "" ? {} : { "if-none-match": etag }));
      await rest(500);
    }
  }

  async function listen(): Promise<void> {
    const stream = { method: "GET", path: "/api/jobs/stream", headers: { authorization } } as const;
    const answer = await pool.request(stream).catch(() => null);
    if (answer?.statusCode !== 200) {
      failures += 1;
      failure = `a stream was answered with ${answer?.statusCode}`;
    }
    answer?.body.on("error", () => undefined).resume();
    await rest(Infinity);
    answer?.body.destroy();
  }

  const rest = (ms: number) => sleep(Math.max(1, Math.min(ms, until - performance.now())));

  if (load.type === "requests") {
    const { paths, rate } = load;
    await (rate === null
      ? Promise.all(Array.from({ length: connections }, () => hurry(paths)))
      : keepPace(paths, rate));
  } else {
    const { path } = load;
    const all = Array.from({ length: load.watchers }, async (_, index) => {
      // They came one after the other.
      await rest((index * 5_000) / load.watchers);
      if (index < streams) return listen();
      return index < streams + waits ? hold(path) : poll(path);
    });
    await Promise.race([Promise.all(all), sleep(load.seconds * 1_000 + 1_000)]);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  return { answers: times.length, failures, failure, p50: at(0.5), p99: at(0.99) };
}

await once(process, "disconnect");
process.exit(0);
