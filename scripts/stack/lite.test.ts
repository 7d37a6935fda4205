import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readKeys } from "./keys";
import { liteDataDir, migrate, type LiteProject } from "./lite";
import { root } from "./processes";

const earlier = "20250101000000";
const newest = "20260101000000";
let dir: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "darkroom-lite-"));
  await migrateTo([earlier, newest]);
}, 60_000);

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** Brings the embedded database in `dir` to these migrations: made-up ones, each of a table. */
async function migrateTo(versions: readonly string[]): Promise<void> {
  const migrations = join(dir, "versions");
  rmSync(migrations, { recursive: true, force: true });
  mkdirSync(migrations);
  for (const version of versions)
    writeFileSync(join(migrations, `${version}_of_then.sql`), `create table public.t${version} ();`);
  const database = { driver: "pglite" } as const;
  const project: LiteProject = { ...readKeys(dir), dir, port: 0, database, migrations };
  await migrate(project, join(dir, "migrations.log"));
}

const sentence = (age: string): string =>
  `was made by ${age} version of Darkroom and cannot be carried over: npm run reset empties it, or set DATA_DIR to another folder.`;

test("a database that later migrations made says what to do", async () => {
  await expect(migrateTo([earlier])).rejects.toThrow(sentence("a later"));
}, 60_000);

test("a database that earlier migrations made says what to do, and is left as it is", async () => {
  await expect(migrateTo(["20270101000000"])).rejects.toThrow(sentence("an earlier"));
  // What is there already would not be made again.
  await migrateTo([earlier, newest, "20270101000000"]);
}, 60_000);

test("a database that was reset takes the migrations of today", async () => {
  const reset = ["--import", "tsx", join(root, "scripts", "reset.ts")];
  expect(spawnSync(process.execPath, reset, { env: { ...process.env, DATA_DIR: dir } }).status).toBe(0);
  expect(existsSync(join(dir, liteDataDir))).toBe(false);
  await migrateTo(["20270101000000"]);
}, 60_000);
