import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import { expect, test } from "vitest";
import { createDatabase } from "@/scripts/stack/database";
import { freePort, stopParts } from "@/scripts/stack/processes";
import { livingPostgres } from "@/scripts/stack/postgres-server";
import { readSettings, supabaseUrl } from "@/scripts/stack/settings";
import { testKeys } from "../support/cluster";
import { readKeys } from "@/scripts/stack/keys";
import { onSmallDisk } from "./on-small-disk";

await onSmallDisk(import.meta.url, (disk) => {
  test("a stack's own PostgreSQL outlives a full disk: writes are refused before its log has no room", async () => {
    const dataDir = join(disk.path, "data");
    mkdirSync(join(dataDir, "logs"), { recursive: true });
    const settings = readSettings({ DATA_DIR: dataDir, SUPABASE_PORT: String(await freePort()) });
    const keys = { ...readKeys(dataDir), ...testKeys };
    const database = createDatabase(settings, keys);
    expect(database.name).toBe("PostgreSQL");
    await database.start();
    const running = livingPostgres(join(dataDir, "postgres"));
    const client = createClient(supabaseUrl(settings), keys.secretKey, { auth: { persistSession: false } });
    const claim = () => client.rpc("claim_one", { p_job_id: randomUUID() });
    expect(await claim()).not.toMatchObject({ status: 507 });

    // So much PostgreSQL could still write: it does not come to that.
    disk.fill(40 * 1024 ** 2);
    expect(await claim()).toMatchObject({ status: 507, error: { code: "53100" } });
    expect((await client.from("jobs").select("id")).error).toBeNull();

    disk.empty();
    expect(await claim()).not.toMatchObject({ status: 507 });
    expect(livingPostgres(join(dataDir, "postgres"))).toBe(running);
    await stopParts();
  }, 60_000);
});
