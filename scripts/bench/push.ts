import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import { z } from "zod";
import { serve } from "@/scripts/stack/lite";
import { freePort } from "@/scripts/stack/processes";
import { startCluster, testKeys } from "@/tests/support/cluster";
import type { Times } from "@/tests/support/callbacks";
import { measureStack } from "./push-stack";

const clients = 1_000;
/** What a connection of the gateway may take of heap, with all that it is made of. */
const mostKb = 6;
/** From a provider's callback to what a client hears, p95. */
const mostMs = 500;

const kb = (value: number): string => `${value.toFixed(1)} KB`;

/** `npm run bench:push`: what an idle connection takes, and how long a change is on its way to whoever listens. */
async function main(): Promise<void> {
  const heap = await memoryOfSockets();
  const { sockets, streams, streamKb } = await measureStack();
  say("a WebSocket", sockets);
  say("a stream (SSE)", streams);
  console.log(`An idle stream (SSE) of the app: ${kb(streamKb)} of memory in all.`);
  const isTooMuch = heap > mostKb || Math.max(sockets.p95, streams.p95) > mostMs;
  if (isTooMuch) console.log(`That is more than ${mostKb} KB of heap, or than ${mostMs} ms.`);
  process.exit(isTooMuch ? 1 : 0);
}

function say(to: string, { count, p50, p95 }: Times): void {
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  console.log(`From a provider's callback to ${to}, ${count} times: p50 ${ms(p50)}, p95 ${ms(p95)}.`);
}

/** Prints what an idle WebSocket takes and what of; returns its heap in KB. */
async function memoryOfSockets(): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), "darkroom-bench-"));
  const cluster = await startCluster();
  const database = { driver: "postgres", url: await cluster.createDatabase() } as const;
  const port = await freePort();
  const supabase = await serve({ ...testKeys, dir, port, database }, join(dir, "server.log"));
  const env = {
    SUPABASE_URL: `http://127.0.0.1:${port}`,
    SUPABASE_PUBLISHABLE_KEY: testKeys.publishableKey,
    SUPABASE_SECRET_KEY: testKeys.secretKey,
    APP_URL: "http://app.test",
    WEBHOOK_SECRET: "webhook-secret-of-the-benchmark-0123",
  };
  const bare = await memoryOf("bare", env);
  const untold = await memoryOf("untold", env);
  const told = await memoryOf("told", env);
  await supabase.stop();
  await cluster.stop();
  rmSync(dir, { recursive: true, force: true });
  console.log(`An idle WebSocket of ${clients}: ${kb(told.heap)} of heap, ${kb(told.rss)} of memory in all.`);
  console.log(`  ${kb(bare.heap)} with ws alone: its socket, Node's, and the headers of the handshake;`);
  console.log(`  ${kb(untold.heap)} with the gateway, which forgets the headers and knows whose it is;`);
  console.log(
    `  ${kb(told.heap - untold.heap)} besides is its place in the ledger and what is held back for it.`,
  );
  return told.heap;
}

interface Memory {
  heap: number;
  rss: number;
}

/** What one of `clients` takes in a server of that sort, in KB. */
async function memoryOf(what: string, env: Record<string, string>): Promise<Memory> {
  const server = fork("scripts/bench/push-memory.ts", [what], {
    execArgv: ["--expose-gc", "--import", "tsx"],
    env: { ...process.env, ...env },
  });
  const { port } = z.object({ port: z.number() }).parse((await once(server, "message"))[0]);
  // Whatever the first ones bring about is there already.
  await connect(port, 50);
  const before = await ask(server);
  const open = await connect(port, clients);
  const after = await ask(server);
  for (const client of open) client.terminate();
  server.kill();
  const each = (of: keyof Memory) => (after[of] - before[of]) / clients / 1_024;
  return { heap: each("heap"), rss: each("rss") };
}

async function connect(port: number, count: number): Promise<WebSocket[]> {
  // An access token has about as many characters.
  const protocols = ["darkroom", `bearer.${"x".repeat(700)}`];
  const open: WebSocket[] = [];
  for (let n = 0; n < count; n++) {
    const client = new WebSocket(`ws://127.0.0.1:${port}/ws/status`, protocols);
    await once(client, "open");
    open.push(client);
  }
  return open;
}

async function ask(server: ChildProcess): Promise<Memory> {
  server.send("how much");
  return z.object({ heap: z.number(), rss: z.number() }).parse((await once(server, "message"))[0]);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
