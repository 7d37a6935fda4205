import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findPostgres, isReachable } from "./postgres-files";
import { createDatabase } from "./database";
import { readKeys, type Keys } from "./keys";
import { liteDataDir } from "./lite";
import { hasPostgresData, startPostgres, usesPostgres } from "./postgres";
import { livingPostgres } from "./postgres-server";
import { exitOf, freePort, root, stopParts, type Part } from "./processes";
import { logFile, readSettings, supabaseUrl, type Settings } from "./settings";

let settings: Settings;
let keys: Keys;

beforeAll(async () => {
  const dataDir = mkdtempSync(join(isReachable(tmpdir()) ? tmpdir() : "/tmp", "darkroom-database-"));
  // PostgreSQL may have to run as somebody else.
  chmodSync(dataDir, 0o755);
  mkdirSync(join(dataDir, "logs"));
  settings = readSettings({ DATA_DIR: dataDir, SUPABASE_PORT: String(await freePort()) });
  keys = readKeys(dataDir);
});

afterEach(() => stopParts());
afterAll(() => rmSync(settings.dataDir, { recursive: true, force: true }));

const client = () =>
  createClient(supabaseUrl(settings), keys.publishableKey, { auth: { persistSession: false } });
const known = { email: "known@darkroom.local", password: "known-to-this-database" };

/** Makes a user who is in this database alone. */
async function leaveTrace(): Promise<void> {
  expect((await client().auth.signUp(known)).error).toBeNull();
}

/** Whether it answers, and has that user. */
async function hasTrace(): Promise<boolean> {
  const jobs = await client().from("jobs").select("id");
  expect(jobs.error).toBeNull();
  return (await client().auth.signInWithPassword(known)).error === null;
}

const postgresDir = () => join(settings.dataDir, "postgres");

test("PostgreSQL that is killed takes its server along, and is served again with what it knew", async () => {
  const database = createDatabase(settings, keys);
  const part: Part = await database.start();
  await leaveTrace();
  expect(await hasTrace()).toBe(true);
  process.kill(livingPostgres(postgresDir()) ?? Number.NaN, "SIGKILL");
  expect(await part.exited).toBeNull();
  // As after a restart of the machine, its id is another process's by now.
  const note = join(postgresDir(), "data", "postmaster.pid");
  const another = spawn("sleep", ["600"], { cwd: "/", ...findPostgres(postgresDir()).account });
  if (process.platform === "linux")
    writeFileSync(note, readFileSync(note, "utf8").replace(/^\d+/, `${another.pid}`));
  await database.serve();
  another.kill();
  expect(await hasTrace()).toBe(true);
  // It is stopped with everything else: nothing holds its data after that.
  await stopParts();
  await createDatabase(settings, keys).start();
  expect(await hasTrace()).toBe(true);
}, 60_000);

test("one that still ends is waited for: by whoever starts it anew, and by whoever empties its data", async () => {
  const first = await startPostgres(settings, keys);
  const second = startPostgres(settings, keys);
  const isBegun = () => readFileSync(logFile(settings, "postgres"), "utf8").includes("already exists");
  await expect.poll(isBegun, { interval: 10 }).toBe(true);
  await first.part.stop();
  const { part } = await second;
  expect(livingPostgres(postgresDir())).toEqual(expect.any(Number));

  const env = { ...process.env, DATA_DIR: settings.dataDir };
  const reset = spawn(process.execPath, ["--import", "tsx", "scripts/reset.ts"], { cwd: root, env });
  const [said] = (await once(reset.stdout, "data")) as [Buffer];
  expect(said.toString()).toMatch(/still ends.*waiting/);
  expect(hasPostgresData(settings)).toBe(true);
  await part.stop();
  expect(await exitOf(reset)).toBe(0);
  expect(hasPostgresData(settings)).toBe(false);
}, 60_000);

test("a process that got the id of a PostgreSQL of before is none", () => {
  const dir = join(settings.dataDir, "stale");
  mkdirSync(join(dir, "data"), { recursive: true });
  expect(livingPostgres(dir)).toBeNull();
  writeFileSync(join(dir, "data", "postmaster.pid"), `${2 ** 22 + 1}\n`);
  expect(livingPostgres(dir)).toBeNull();
  if (process.platform !== "linux") return;
  writeFileSync(join(dir, "data", "postmaster.pid"), `${process.pid}\n`);
  expect(livingPostgres(dir)).toBeNull();
});

test.skipIf(process.getuid?.() !== 0)("root runs it as whoever began its data", () => {
  const dir = join(settings.dataDir, "begun");
  mkdirSync(join(dir, "data"), { recursive: true });
  expect(findPostgres(dir).account).toBeDefined();
  chownSync(join(dir, "data"), 12_345, 54_321);
  expect(findPostgres(dir).account).toEqual({ uid: 12_345, gid: 54_321 });
});

test("data stay where they lie: in the embedded database, or in one that cannot run any more", async () => {
  const dataDir = join(settings.dataDir, "another");
  mkdirSync(join(dataDir, "logs"), { recursive: true });
  mkdirSync(join(dataDir, "postgres", "data"), { recursive: true });
  chmodSync(dataDir, 0o700);
  writeFileSync(join(dataDir, "postgres", "data", "PG_VERSION"), "17");
  expect(usesPostgres({ dataDir })).toBe(true);
  rmSync(join(dataDir, "postgres"), { recursive: true });
  chmodSync(dataDir, 0o755);
  expect(usesPostgres({ dataDir })).toBe(true);
  expect(createDatabase({ ...settings, dataDir }, keys).hint).toBeUndefined();
  mkdirSync(join(dataDir, liteDataDir, "data"), { recursive: true });
  expect(usesPostgres({ dataDir })).toBe(false);
  const database = createDatabase({ ...settings, dataDir }, keys);
  expect(database).toMatchObject({
    name: expect.stringContaining("embedded"),
    hint: expect.stringContaining("npm run reset"),
  });
  rmSync(join(dataDir, liteDataDir, "data"), { recursive: true });
  await database.start();
  await leaveTrace();
  expect(await hasTrace()).toBe(true);
  expect(existsSync(join(dataDir, liteDataDir, "data"))).toBe(true);
  expect(existsSync(join(dataDir, "postgres"))).toBe(false);
}, 60_000);
