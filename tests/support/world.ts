import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import { startSandboxServer } from "@/sandbox/server";
import type { User } from "@/lib/db/user-client";
import type { Job } from "@/lib/jobs/job";
import { createJob } from "@/lib/services/create-job";
import { storeUpload } from "@/lib/services/store-upload";
import { useDatabase, type TestDatabase } from "./database";

export type SandboxServer = Awaited<ReturnType<typeof startSandboxServer>>;

/** Everything a job needs around it: a real database, a simulated provider over HTTP, and the environment. */
export interface World {
  db: TestDatabase;
  readonly provider: SandboxServer;
  /** A new user with four uploaded pictures. */
  newUser(): Promise<User & { images: string[] }>;
  /** A photoshoot of this user, or of a new one. */
  newPhotoshoot(user?: User & { images: string[] }): Promise<{ user: User & { images: string[] }; job: Job }>;
  /** Moves a job into the past, as if it had been left alone for so long. The provider's clock stays. */
  age(jobId: string, ms: number): Promise<void>;
  read(jobId: string): Promise<Record<string, unknown> & { status: string }>;
}

export const testSecrets = {
  webhook: "webhook-secret-of-the-tests-0123456789",
  cron: "cron-secret-of-the-tests",
};

/**
 * Starts a world before the tests of a file and ends it after them. At `speed` 1000 a training takes 45 ms.
 * Callbacks go to `appUrl`; without one they lead nowhere.
 */
export function useWorld(options: { speed?: number; faults?: string; appUrl?: string } = {}): World {
  const db = useDatabase();
  let provider: SandboxServer | undefined;
  let photo: Buffer | undefined;
  beforeAll(async () => {
    const { speed = 1_000, faults = "", appUrl = "http://127.0.0.1:9" } = options;
    provider = await startSandboxServer({ port: 0, speed, faults, fetchImages: false });
    Object.assign(process.env, {
      SUPABASE_URL: db.url,
      SUPABASE_PUBLISHABLE_KEY: db.publishableKey,
      SUPABASE_SECRET_KEY: db.secretKey,
      APP_URL: appUrl,
      WEBHOOK_SECRET: testSecrets.webhook,
      CRON_SECRET: testSecrets.cron,
      ASTRIA_API_KEY: "sd_tests",
      ASTRIA_BASE_URL: `${provider.url}/astria`,
      LOG_LEVEL: "silent",
    });
    photo = await renderSamplePhoto(1);
    // Supabase Lite prepares its storage at the first upload, and a second one at that moment fails.
    await storeUpload(await db.createUser(), photo);
  }, 60_000);
  afterAll(() => provider?.close());

  const world: World = {
    db,
    get provider() {
      if (!provider) throw new Error("The provider is there once the tests run.");
      return provider;
    },
    async newUser() {
      const user = await db.createUser();
      const bytes = photo ?? Buffer.alloc(0);
      const uploads = await Promise.all(Array.from({ length: 4 }, () => storeUpload(user, bytes)));
      return { ...user, images: uploads.map((upload) => upload.path) };
    },
    async newPhotoshoot(given) {
      const user = given ?? (await world.newUser());
      const input = { title: "Test", subject: "woman", images: user.images };
      const request = { kind: "photoshoot", input, idempotencyKey: randomUUID() };
      return { user, job: (await createJob(user, request, "browser")).job };
    },
    async age(jobId, ms) {
      const by = `${ms} milliseconds`;
      await db.sql`update jobs set
        created_at = created_at - ${by}::interval, updated_at = updated_at - ${by}::interval, next_check_at = next_check_at - ${by}::interval,
        checked_at = checked_at - ${by}::interval, claim_expires_at = claim_expires_at - ${by}::interval,
        claimed_at = claimed_at - ${by}::interval, deadline_at = deadline_at - ${by}::interval
        where id = ${jobId}`;
      await db.sql`update operations set
        started_at = started_at - ${by}::interval, settles_at = settles_at - ${by}::interval, running_at = running_at - ${by}::interval,
        missing_since = missing_since - ${by}::interval where job_id = ${jobId}`;
      await db.sql`update provider_health set paused_until = paused_until - ${by}::interval`;
    },
    async read(jobId) {
      const rows = await db.sql<Array<Record<string, unknown> & { status: string }>>`
        select * from jobs where id = ${jobId}`;
      const row = rows[0];
      if (!row) throw new Error(`no job ${jobId}`);
      return row;
    },
  };
  return world;
}
