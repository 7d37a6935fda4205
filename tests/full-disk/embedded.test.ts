import { randomBytes, randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Ledger } from "@/sandbox/core/ledger";
import { keepRunning } from "@/scripts/stack/keep-running";
import { liteDataDir, migrate, serve, type LiteProject } from "@/scripts/stack/lite";
import { freePort, startPart, type Part } from "@/scripts/stack/processes";
import { testKeys } from "../support/cluster";
import { onSmallDisk } from "./on-small-disk";

await onSmallDisk(import.meta.url, (disk) => {
  let project: LiteProject;
  let part: Part;
  afterEach(() => disk.empty());

  beforeAll(async () => {
    const port = await freePort();
    project = { ...testKeys, dir: join(disk.path, "data"), port, database: { driver: "pglite" } };
    await migrate(project, join(disk.path, "migrations.log"));
    part = await serve(project, join(disk.path, "database.log"));
    return () => part.stop();
  }, 60_000);

  const url = () => `http://127.0.0.1:${project.port}`;
  const client = (key: string): SupabaseClient =>
    createClient(url(), key, { auth: { persistSession: false, autoRefreshToken: false } });
  const files = () => client(testKeys.secretKey).storage.from("artifacts");
  const signUp = async (email: string) =>
    (await client(testKeys.publishableKey).auth.signUp({ email, password: email })).error;
  const signIn = async (email: string) =>
    (await client(testKeys.publishableKey).auth.signInWithPassword({ email, password: email })).error;

  /** Whether this is what lies there, to the last byte. */
  async function isStored(path: string, bytes: Buffer): Promise<boolean> {
    const { data, error } = await files().download(path);
    if (error) throw error;
    return bytes.equals(Buffer.from(await data.arrayBuffer()));
  }

  test("what the embedded database has no room for is refused, what it has is there, and it goes on once there is room", async () => {
    const film = randomBytes(2_000_000);
    const people = [randomUUID(), randomUUID()].map((id) => `${id}@darkroom.test`);
    const [known = "", late = ""] = people;
    expect(await signUp(known)).toBeNull();
    expect((await files().upload("a/film.mp4", film)).error).toBeNull();

    disk.fill();
    expect(await signUp(late)).toMatchObject({ status: 503 });
    expect((await files().upload("a/other.mp4", film)).error).toMatchObject({ statusCode: "507" });
    expect((await files().upload("a/film.mp4", film, { upsert: true })).error).toMatchObject({
      message: "No space left on device",
    });
    const job = await client(testKeys.secretKey).rpc("claim_one", { p_job_id: randomUUID() });
    expect(job).toMatchObject({ status: 507, error: { code: "53100" } });
    expect(await isStored("a/film.mp4", film)).toBe(true);

    // What makes room is never refused.
    expect((await files().remove(["a/none.mp4"])).error).toBeNull();
    disk.empty();
    expect(await signUp(late)).toBeNull();
    expect((await files().upload("a/other.mp4", film)).error).toBeNull();
    expect(await Promise.all(people.map(signIn))).toEqual([null, null]);
  });

  test("a file whose disk fills up while it is written leaves the older one whole, and nothing of itself", async () => {
    const older = randomBytes(1_000_000);
    const newer = randomBytes(24_000_000);
    expect((await files().upload("b/film.mp4", older)).error).toBeNull();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${testKeys.secretKey}`,
        apikey: testKeys.secretKey,
        "content-type": "video/mp4",
        "content-length": newer.length,
        "x-upsert": "true",
      };
      const upload = request(`${url()}/storage/v1/object/artifacts/b/film.mp4`, { method: "POST", headers });
      upload.once("error", reject);
      upload.once("response", (response) => resolve(response.resume().statusCode));
      upload.write(newer.subarray(0, 4_000_000), () => {
        disk.fill(5_000_000);
        upload.end(newer.subarray(4_000_000));
      });
    });
    expect(status).toBeGreaterThanOrEqual(500);
    expect(await isStored("b/film.mp4", older)).toBe(true);
    const lite = join(project.dir, liteDataDir);
    expect(readdirSync(join(lite, "unfinished"))).toEqual([]);
    expect(readdirSync(join(lite, "storage", "artifacts", "b"))).toEqual(["film.mp4"]);

    disk.empty();
    expect((await files().upload("b/film.mp4", newer, { upsert: true })).error).toBeNull();
    expect(await isStored("b/film.mp4", newer)).toBe(true);
  });

  test("a database process that dies in the middle is started again by itself, with all that it had", async () => {
    const film = randomBytes(1_000_000);
    expect((await files().upload("c/film.mp4", film)).error).toBeNull();
    const stopping = new AbortController();
    const words: string[] = [];
    const again = async () => (part = await serve(project, join(disk.path, "database.log")));
    const isPossible = () => disk.freeBytes() > 64 * 1024 ** 2;
    void keepRunning(part, {
      again,
      isPossible,
      say: (said) => void words.push(said),
      stopping: stopping.signal,
    });
    disk.fill();
    part.kill();
    await expect.poll(() => words).toContain("waits for room on its disk");
    disk.empty();
    await expect.poll(() => words).toContain("runs again");
    expect(await isStored("c/film.mp4", film)).toBe(true);
    stopping.abort();
  });

  test("a process whose log has no room left goes on", async () => {
    disk.fill();
    const log = join(disk.path, "full.log");
    const lines = "for (let n = 0; n < 2000; n++) process.stderr.write('a line of the log\\n')";
    const talker = startPart({
      name: "talker",
      args: ["--eval", `${lines}; console.log("done"); process.exit(0)`],
      log,
    });
    expect(await talker.exited).toBe(0);
    expect(talker.output()).toMatch(/done\n$/);
  });

  test("a line that the sandbox's memory has no room for spoils no other", () => {
    const file = join(disk.path, "sandbox.jsonl");
    const ledger = new Ledger(file);
    ledger.append("told", "before");
    disk.fill();
    expect(() => ledger.append("told", "x".repeat(100_000))).toThrow(/ENOSPC/);
    disk.empty();
    ledger.append("told", "after");
    expect(new Ledger(file).read("told", z.string())).toEqual(["before", "after"]);
  });
});
