import { randomBytes, randomUUID } from "node:crypto";
import pLimit from "p-limit";
import type { Job, Operation } from "@/lib/jobs/job";
import { kindNamed } from "@/lib/kinds/registry";
import { prepare } from "@/lib/providers/registry";
import type { Case } from "./cases";
import type { Person, World } from "./world";

export interface Arranged {
  id: string;
  user: Person;
}

/**
 * Arranges `count` jobs of `users` users that have been under way for a minute, each with work of its own at the
 * provider, all due now. Past the verbs, so that the journal holds only what a check asks.
 */
export async function arrangeUnderWay(
  world: World,
  of: Case,
  count: number,
  users: number,
): Promise<Arranged[]> {
  const people = await Promise.all(Array.from({ length: users }, () => world.newUser(0)));
  const kind = kindNamed(of.kind);
  const step = kind?.profile.steps[0];
  if (!kind || !step) throw new Error(`there is no such case: ${of.name}`);
  const input = of.ofLibrary
    ? { count: of.pictures, files: of.pictures / 50_000, isInline: false }
    : (kind.given ?? kind.input).parse(of.input(Array.from({ length: of.pictures }, (_, n) => `a/${n}.jpg`)));
  const engines = kind.engines(input);
  const engine = engines[step.name];
  if (!engine) throw new Error(`nobody does the first step of ${of.name}`);
  const limit = pLimit(12);
  const rows = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      limit(async () => {
        const id = randomUUID();
        const operationId = randomUUID();
        const assetIds = of.ofLibrary ? Array.from({ length: of.pictures }, () => randomUUID()) : [];
        const { provider, request } = prepare(
          kind.request({
            job: { id, operations: [] as Operation[], attempt: 1 } as Job,
            input,
            step: step.name,
            slot: 0,
            engine,
          }),
        );
        const { ref } = await provider.start(request, {
          operationId,
          callbackUrl: "http://127.0.0.1:9/",
          pictures: async function* () {
            for (const assetId of assetIds) yield { assetId, url: `http://127.0.0.1:9/${assetId}` };
          },
          fileUrls: request.files.map((path) => `http://127.0.0.1:9/${path}`),
        });
        return { id, operationId, assetIds, ref, user: people[index % users] as Person };
      }),
    ),
  );

  const { sql } = world.db;
  const aMinuteAgo = new Date(Date.now() - 60_000);
  const timeline = [{ name: step.name, startedAt: aMinuteAgo.toISOString(), endedAt: null }];
  await sql`insert into jobs ${sql(
    rows.map((row) => ({
      id: row.id,
      user_id: row.user.id,
      kind: of.kind,
      status: "processing",
      stage: step.name,
      engines: sql.json(engines as never),
      providers: [engine.provider],
      input: sql.json(input as never),
      input_hash: "test",
      timeline: sql.json(timeline),
      next_check_at: new Date(Date.now() - 1_000),
      deadline_at: new Date(Date.now() + kind.profile.deadlineMs),
      started_at: aMinuteAgo,
      admitted_at: aMinuteAgo,
    })),
  )}`;
  await sql`insert into operations ${sql(
    rows.map((row) => ({
      id: row.operationId,
      job_id: row.id,
      user_id: row.user.id,
      attempt: 1,
      step: step.name,
      slot: 0,
      provider: engine.provider,
      model: engine.model,
      provider_ref: row.ref,
      state: "running",
      started_at: aMinuteAgo,
      settles_at: new Date(),
      running_at: aMinuteAgo,
    })),
  )}`;
  if (of.ofLibrary) await insertAssets(world, rows);
  world.provider.sandbox.journal.clear();
  return rows.map(({ id, user }) => ({ id, user }));
}

/** The images of these jobs, each in the batch of its job. */
async function insertAssets(
  { db: { sql } }: World,
  rows: ReadonlyArray<{ id: string; operationId: string; assetIds: readonly string[]; user: Person }>,
): Promise<void> {
  const images = rows.flatMap(({ assetIds, ...row }) =>
    assetIds.map((assetId, n) => ({ assetId, n, ...row })),
  );
  await sql`insert into assets ${sql(
    images.map(({ assetId, n, user }) => ({
      id: assetId,
      user_id: user.id,
      name: `picture-${n}.jpg`,
      content_type: "image/jpeg",
      bytes: 1,
      width: 1,
      height: 1,
      sha256: randomBytes(32).toString("hex"),
      extension: "jpg",
      picture_bytes: 1,
      stored_at: new Date(),
      auto_tag_status: "pending",
    })),
  )}`;
  await sql`insert into job_assets ${sql(
    images.map(({ assetId, n, id, operationId, user }) => ({
      job_id: id,
      asset_id: assetId,
      user_id: user.id,
      share: n / 50_000,
      state: "sent",
      operation_id: operationId,
    })),
  )}`;
}
