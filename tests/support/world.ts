import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect } from "vitest";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import { startSandboxServer } from "@/sandbox/server";
import { simulatedProviders } from "@/scripts/stack/simulated-providers";
import { ledgerGrew } from "@/lib/db/ledger-writes";
import type { User } from "@/lib/db/user-client";
import type { Job, Priority } from "@/lib/jobs/job";
import { createJob } from "@/lib/services/create-job";
import { storeUpload } from "@/lib/services/store-upload";
import { photoshootAtAstria, type Case } from "./cases";
import { useDatabase, type TestDatabase } from "./database";
import { newAssets } from "./new-assets";
import { isAbout, startPostRoom, type Letter, type PostRoom } from "./post-room";

export type SandboxServer = Awaited<ReturnType<typeof startSandboxServer>>;
export type Person = User & { images: string[] };
export type JobRow = Record<string, unknown> & { status: string };

/** Everything a job needs around it: a real database, simulated providers over HTTP, and the environment. */
export interface World {
  db: TestDatabase;
  readonly provider: SandboxServer;
  /** Where webhooks arrive, in a world that has one. */
  readonly post: PostRoom;
  /** The webhooks about this job that have come so far, once there are as many as that: one, unless told otherwise. */
  lettersOf(jobId: string, atLeast?: number): Promise<Letter[]>;
  /** A new user with so many uploaded pictures: four, unless told otherwise. */
  newUser(pictures?: number): Promise<Person>;
  /** A job of this case, of this user or of a new one; `words` takes the place of its usual prompt or title. */
  newJob(of: Startable, more?: { user?: Person; words?: string; priority?: Priority }): Promise<Owned>;
  /** A photoshoot of this user, or of a new one. */
  newPhotoshoot(user?: Person): Promise<Owned>;
  /** Moves a job into the past, as if it had been left alone for so long. The provider's clock stays. */
  age(jobId: string, ms: number): Promise<void>;
  /** Stops the provider's clock, so that it finishes nothing, or has it go on. */
  holdWork(isHeld: boolean): void;
  /** Lets the provider finish what is under way now, and send what it has to say of it. Our clock stays. */
  finishWork(): Promise<void>;
  /** Lets the provider work for so many milliseconds of the documented pace. Our clock stays. */
  letWork(ms: number): Promise<void>;
  /** Waits for what has come by post, and for the pieces of our own work that were asked for. */
  settled(): Promise<void>;
  /** Waits for what has come by post, and forgets it. */
  emptyPost(): Promise<void>;
  read(jobId: string): Promise<JobRow>;
}

/** What it takes to start a job: a case, or a kind of the tests' own. */
export type Startable = Pick<Case, "pictures" | "input" | "ofLibrary"> & { kind: string };

export interface Owned {
  user: Person;
  job: Job;
}

export interface WorldOptions {
  /** 1000 unless told otherwise: a training takes 45 ms. */
  speed?: number;
  faults?: string;
  /** Whether webhooks arrive; otherwise they lead nowhere. */
  hasPost?: boolean;
  /** Where the app answers, if not in a post room of ours: there pieces are made, too. */
  appUrl?: () => string;
  /** SQL besides our migrations: what a kind of the tests needs. */
  schema?: string;
  /** Whether PostgreSQL is this file's own, to be killed. */
  ownsPostgres?: boolean;
  /** More variables for `lib/env.ts`. */
  env?: Record<string, string>;
}

export const testSecrets = {
  webhook: "webhook-secret-of-the-tests-0123456789",
  cron: "cron-secret-of-the-tests",
  sandbox: `whsec_${Buffer.from("webhook-secret-of-the-sandbox-in-tests").toString("base64")}`,
};

/** The longest piece of work, with some room: a training at the documented pace. */
const longestWorkMs = 50_000;

/** Starts a world before the tests of a file and ends it after them. */
export function useWorld({
  speed = 1_000,
  faults = "",
  hasPost = false,
  appUrl: givenUrl,
  schema,
  ownsPostgres,
  env,
}: WorldOptions = {}): World {
  const db = useDatabase(schema, ownsPostgres);
  let provider: SandboxServer | undefined;
  let room: PostRoom | undefined;
  let photo: Buffer | undefined;
  let aheadMs = 0;
  let heldAt: number | null = null;
  const providerNow = () => (heldAt ?? Date.now()) + aheadMs;
  /** When each job was made, by the provider's clock. */
  const madeAt = new Map<string, number>();
  beforeAll(async () => {
    if (!givenUrl) room = await startPostRoom(hasPost);
    const appUrl = givenUrl?.() ?? room?.url ?? "";
    provider = await startSandboxServer({
      port: 0,
      speed,
      faults,
      scale: 0.25,
      fetchImages: false,
      now: providerNow,
      // However far ahead the provider's clock was put, a webhook is sent now.
      stampNow: Date.now,
      app: { url: appUrl, webhookSecret: testSecrets.sandbox },
    });
    Object.assign(process.env, {
      SUPABASE_URL: db.url,
      SUPABASE_PUBLISHABLE_KEY: db.publishableKey,
      SUPABASE_SECRET_KEY: db.secretKey,
      APP_URL: appUrl,
      WEBHOOK_SECRET: testSecrets.webhook,
      CRON_SECRET: testSecrets.cron,
      // Films as small as they may be.
      STORY_FILM_HEIGHT: "96",
      ...providersAt(provider.url),
      LOG_LEVEL: "silent",
      ...env,
    });
    photo = await renderSamplePhoto(1);
    // Supabase Lite prepares its storage at the first upload, and a second one at that moment fails.
    await storeUpload(await db.createUser(), photo);
  }, 60_000);
  afterAll(async () => {
    await provider?.close();
    await room?.close();
  });

  const world: World = {
    db,
    get provider() {
      if (!provider) throw new Error("The provider is there once the tests run.");
      return provider;
    },
    get post() {
      if (!room || !hasPost) throw new Error("This world has no post room: ask for one with `hasPost`.");
      return room;
    },
    async newUser(pictures = 4) {
      const user = await db.createUser();
      const bytes = photo ?? Buffer.alloc(0);
      const uploads = await Promise.all(Array.from({ length: pictures }, () => storeUpload(user, bytes)));
      return { ...user, images: uploads.map((upload) => upload.path) };
    },
    async newJob({ kind, pictures, ofLibrary, input }, { user: given, words, priority } = {}) {
      const user = given ?? (await world.newUser(ofLibrary ? 0 : pictures));
      const images = ofLibrary ? await newAssets(user, pictures) : user.images;
      const request = { kind, input: input(images, words), priority, idempotencyKey: randomUUID() };
      const now = providerNow();
      const { job } = await createJob(user, request, "browser");
      madeAt.set(job.id, now);
      return { user, job };
    },
    newPhotoshoot: (user) => world.newJob(photoshootAtAstria, user && { user }),
    async age(jobId, ms) {
      const by = `${ms} milliseconds`;
      await db.sql`update jobs set
        created_at = created_at - ${by}::interval, updated_at = updated_at - ${by}::interval, next_check_at = next_check_at - ${by}::interval,
        checked_at = checked_at - ${by}::interval, claim_expires_at = claim_expires_at - ${by}::interval,
        deadline_at = deadline_at - ${by}::interval
        where id = ${jobId}`;
      await db.sql`update operations set
        started_at = started_at - ${by}::interval, settles_at = settles_at - ${by}::interval, running_at = running_at - ${by}::interval,
        missing_since = missing_since - ${by}::interval, claim_expires_at = claim_expires_at - ${by}::interval where job_id = ${jobId}`;
      await db.sql`update provider_health set paused_until = paused_until - ${by}::interval`;
      await db.sql`update line_looks set looked_at = looked_at - ${by}::interval`;
      // Nobody is given what was read before.
      ledgerGrew();
    },
    holdWork(isHeld) {
      heldAt = isHeld ? Date.now() : null;
    },
    async finishWork() {
      // In a fast world it is a matter of milliseconds.
      await world.letWork(speed < 100 ? longestWorkMs : 0);
    },
    async letWork(ms) {
      aheadMs += ms / speed;
      await world.provider.sandbox.deliverDue();
      await world.settled();
    },
    async lettersOf(jobId, atLeast = 1) {
      const letters = async () => {
        const rows = await db.sql<Array<{ id: string }>>`select id from operations where job_id = ${jobId}`;
        const work = { operations: rows.map((row) => row.id), madeAt: madeAt.get(jobId) ?? 0 };
        return world.post.letters.filter((letter) => isAbout(letter, work));
      };
      const count = async () => (await letters()).length;
      await expect.poll(count, { timeout: 20_000 }).toBeGreaterThanOrEqual(atLeast);
      return letters();
    },
    async settled() {
      await room?.settled();
    },
    async emptyPost() {
      await room?.empty();
    },
    async read(jobId) {
      const rows = await db.sql<JobRow[]>`select * from jobs where id = ${jobId}`;
      const row = rows[0];
      if (!row) throw new Error(`no job ${jobId}`);
      return row;
    },
  };
  return world;
}

/** Every provider is played by the sandbox. */
export function providersAt(sandboxUrl: string): Record<string, string> {
  return simulatedProviders(sandboxUrl, testSecrets.sandbox);
}
