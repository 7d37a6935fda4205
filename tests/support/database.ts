import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { serve, type LiteProject } from "@/scripts/stack/lite";
import { freePort, type Part } from "@/scripts/stack/processes";
import { startCluster, testKeys } from "./cluster";

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
  stop(): Promise<void>;
}

/** Starts one; `schema` is SQL of a test's own, which the server must find there when it starts. */
export async function startDatabase(schema = ""): Promise<TestDatabase> {
  const source = await databaseUrl();
  const sql = postgres(source.url, { onnotice: () => undefined });
  await sql.unsafe(schema);
  const dir = mkdtempSync(join(tmpdir(), "darkroom-database-"));
  const { url, part } = await serveOnFreePort(dir, source.url, 3);
  return {
    url,
    publishableKey: testKeys.publishableKey,
    secretKey: testKeys.secretKey,
    sql,
    createUser: (email) => signUp(url, email ?? `${randomUUID()}@darkroom.test`),
    async stop() {
      await sql.end();
      await part.stop();
      await source.release();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Starts a database before the tests of this file and stops it after them. */
export function useDatabase(schema = ""): TestDatabase {
  let started: TestDatabase | undefined;
  beforeAll(async () => {
    started = await startDatabase(schema);
  }, 60_000);
  afterAll(() => started?.stop());
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
    stop: () => database().stop(),
  };
}

/** From the run's shared PostgreSQL where there is one (global-database.ts), else from one of our own. */
async function databaseUrl(): Promise<{ url: string; release(): Promise<void> }> {
  const desk = inject("databaseDesk");
  if (desk === undefined) {
    const cluster = await startCluster();
    return { url: await cluster.createDatabase(), release: () => cluster.stop() };
  }
  const response = await fetch(desk, { method: "POST" });
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return { url: answer, release: async () => undefined };
}

async function serveOnFreePort(
  dir: string,
  databaseUrl: string,
  tries: number,
): Promise<{ url: string; part: Part }> {
  const port = await freePort();
  const database = { driver: "postgres", url: databaseUrl } as const;
  const preload = new URL("./lite-jsonb.mjs", import.meta.url).href;
  const project: LiteProject = { ...testKeys, dir, port, database, preload };
  try {
    return { url: `http://127.0.0.1:${port}`, part: await serve(project, join(dir, "server.log")) };
  } catch (error) {
    // Between finding a free port and listening on it, somebody else may have taken it.
    if (tries > 1 && String(error).includes("already in use"))
      return serveOnFreePort(dir, databaseUrl, tries - 1);
    throw error;
  }
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
