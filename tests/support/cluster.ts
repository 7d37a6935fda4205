import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { migrate } from "@/scripts/stack/lite";
import { startPostgres, type PostgresServer } from "./postgres";

/** One PostgreSQL with a migrated template database, from which every test file gets its own copy. */
export interface Cluster {
  readonly server: PostgresServer;
  /** A fresh, migrated database of one's own, in about 50 ms. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

const template = "darkroom_template";

export async function startCluster(): Promise<Cluster> {
  const server = await startPostgres();
  const dir = mkdtempSync(join(tmpdir(), "darkroom-template-"));
  const admin = postgres(server.url("postgres"), { max: 1, onnotice: () => undefined });
  let made = 0;
  try {
    await admin.unsafe(`create database ${template}`);
    await migrate(
      { ...testKeys, dir, port: 0, database: { driver: "postgres", url: server.url(template) } },
      join(dir, "migrate.log"),
    );
  } catch (error) {
    await admin.end();
    await server.stop();
    throw error;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
  return {
    server,
    async createDatabase() {
      const name = `darkroom_${++made}`;
      await admin.unsafe(`create database ${name} template ${template}`);
      return server.url(name);
    },
    async stop() {
      await admin.end();
      await server.stop();
    },
  };
}

/** Keys of a database that only ever answers on this machine's loopback, for one run. */
export const testKeys = {
  publishableKey: "sb_publishable_darkroom-tests",
  secretKey: "sb_secret_darkroom-tests",
  jwtSecret: "Tests-of-Darkroom:8f2c61d0b7a94e35ac19/only-on-loopback",
};
