import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@supabase/supabase-js";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { serve, type LiteProject } from "@/scripts/stack/lite";
import { freePort, type Part } from "@/scripts/stack/processes";
import { startCluster, testKeys } from "./cluster";
import type { PostgresServer } from "./postgres";

export interface TestUser {
  id: string;
  email: string;
  password: string;
  accessToken: string;
}

/** A real PostgreSQL with our migrations behind Supabase's own HTTP server, for one test file. */
export interface TestDatabase {
  /** What `SUPABASE_URL` is to the app. */
  readonly url: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  /** Straight into the database, past every policy: to arrange and to look, not to act. */
  readonly sql: Sql;
  /** Signs up a user; without an address, one that nobody else has. */
  createUser(email?: string): Promise<TestUser>;
  /** Kills PostgreSQL (SIGKILL, unless told otherwise), where it is this file's own. */
  kill(signal?: "SIGKILL" | "SIGINT"): Promise<void>;
  /** Starts it again where it was killed, and Supabase's server anew, which does not outlive that; at the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts one; `schema` is SQL of a test's own, which the server must find there when it starts. What is to be killed
 * has to be the test's own.
 */
export async function startDatabase(schema = "", isOwn = false): Promise<TestDatabase> {
  const source = await databaseUrl(isOwn);
  const sql = postgres(source.url, { onnotice: () => undefined });
  await sql.unsafe(schema);
  const dir = mkdtempSync(join(tmpdir(), "darkroom-database-"));
  const project = await serveOnFreePort(dir, source.url, 3);
  const url = `http://127.0.0.1:${project.port}`;
  let { part } = project;
  return {
    url,
    publishableKey: testKeys.publishableKey,
    secretKey: testKeys.secretKey,
    sql,
    createUser: (email) => signUp(url, email ?? `${randomUUID()}@darkroom.test`),
    kill: (signal) => ownServer(source).kill(signal),
    async restart() {
      await ownServer(source).restart();
      await end(part);
      part = await serve(projectOn(dir, project.port, source.url), join(dir, "server.log"));
    },
    async stop() {
      // One whose server died while it was asked would never have ended.
      await sql.end({ timeout: 1 });
      await part.stop();
      await source.release();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Starts a database before the tests of this file and stops it after them. */
export function useDatabase(schema = "", isOwn = false): TestDatabase {
  let started: TestDatabase | undefined;
  beforeAll(async () => {
    started = await startDatabase(schema, isOwn);
  }, 60_000);
  afterAll(() => started?.stop(), 60_000);
  const database = (): TestDatabase => {
    if (!started)
      throw new Error("The database is there once the tests run: read it inside a test or a hook.");
    return started;
  };
  return {
    get url() {
      return database().url;
    },
    get sql() {
      return database().sql;
    },
    publishableKey: testKeys.publishableKey,
    secretKey: testKeys.secretKey,
    createUser: (email) => database().createUser(email),
    kill: (signal) => database().kill(signal),
    restart: () => database().restart(),
    stop: () => database().stop(),
  };
}

interface DatabaseSource {
  url: string;
  /** `null` where it is the run's. */
  server: PostgresServer | null;
  release(): Promise<void>;
}

/** From the run's shared PostgreSQL where there is one (global-database.ts) and it will do, else from one of our own. */
async function databaseUrl(isOwn: boolean): Promise<DatabaseSource> {
  const desk = inject("databaseDesk");
  if (desk === undefined || isOwn) {
    const cluster = await startCluster();
    const { server } = cluster;
    return { url: await cluster.createDatabase(), server, release: () => cluster.stop() };
  }
  const response = await fetch(desk, { method: "POST" });
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return { url: answer, server: null, release: async () => undefined };
}

/** Ends Supabase's server at once, if it has not died with its connections: asked to, it would wait for them. */
async function end(part: Part): Promise<void> {
  const isGone = await Promise.race([part.exited.then(() => true), sleep(0, false)]);
  if (!isGone) process.kill(part.pid, "SIGKILL");
  await part.exited;
}

function ownServer({ server }: DatabaseSource): PostgresServer {
  if (!server) throw new Error("This PostgreSQL serves other tests as well: ask for one of your own.");
  return server;
}

async function serveOnFreePort(
  dir: string,
  databaseUrl: string,
  tries: number,
): Promise<{ port: number; part: Part }> {
  const port = await freePort();
  try {
    return { port, part: await serve(projectOn(dir, port, databaseUrl), join(dir, "server.log")) };
  } catch (error) {
    // Between finding a free port and listening on it, somebody else may have taken it.
    if (tries > 1 && String(error).includes("already in use"))
      return serveOnFreePort(dir, databaseUrl, tries - 1);
    throw error;
  }
}

function projectOn(dir: string, port: number, databaseUrl: string): LiteProject {
  const database = { driver: "postgres", url: databaseUrl } as const;
  return { ...testKeys, dir, port, database };
}

async function signUp(url: string, email: string): Promise<TestUser> {
  const password = randomUUID();
  const client = createClient(url, testKeys.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { data, error } = await client.auth.signUp({ email, password });
  if (error) throw error;
  if (!data.user || !data.session) throw new Error(`Signing up ${email} gave no session.`);
  return { id: data.user.id, email, password, accessToken: data.session.access_token };
}
