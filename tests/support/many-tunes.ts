import { randomUUID } from "node:crypto";
import type { World } from "./world";

/**
 * Arranges `count` photoshoots of `users` users that have been training for a minute, each with a tune of its
 * own at the provider, all due now. Past the verbs, so that the journal holds only what a check asks.
 */
export async function arrangeTraining(world: World, count: number, users: number): Promise<string[]> {
  const people = await Promise.all(Array.from({ length: users }, () => world.db.createUser()));
  const { sandbox } = world.provider;
  const rows = [];
  for (let index = 0; index < count; index++) {
    const operationId = randomUUID();
    const response = await sandbox.handle(
      new Request("http://sandbox.test/astria/tunes", {
        method: "POST",
        headers: { authorization: "Bearer sd_tests", "content-type": "application/json" },
        body: JSON.stringify({
          tune: {
            title: operationId,
            name: "woman",
            image_urls: [1, 2, 3, 4].map((n) => `http://127.0.0.1:9/${n}.jpg`),
          },
        }),
      }),
    );
    const tune = (await response.json()) as { id: number };
    rows.push({
      jobId: randomUUID(),
      userId: people[index % users]?.id ?? "",
      operationId,
      ref: `tune:${tune.id}`,
    });
  }
  const { sql } = world.db;
  const input = { title: "Test", subject: "woman", images: ["a", "b", "c", "d"] };
  const timeline = [
    { name: "training", startedAt: new Date(Date.now() - 60_000).toISOString(), endedAt: null },
  ];
  await sql`insert into jobs ${sql(
    rows.map((row) => ({
      id: row.jobId,
      user_id: row.userId,
      kind: "photoshoot",
      status: "processing",
      stage: "training",
      provider: "astria",
      input: sql.json(input),
      input_hash: "test",
      timeline: sql.json(timeline),
      next_check_at: new Date(Date.now() - 1_000),
      deadline_at: new Date(Date.now() + 3_600_000),
      started_at: new Date(Date.now() - 60_000),
    })),
  )}`;
  await sql`insert into operations ${sql(
    rows.map((row) => ({
      id: row.operationId,
      job_id: row.jobId,
      user_id: row.userId,
      attempt: 1,
      step: "training",
      slot: 0,
      provider: "astria",
      provider_ref: row.ref,
      state: "running",
      started_at: new Date(Date.now() - 60_000),
      settles_at: new Date(),
      running_at: new Date(Date.now() - 60_000),
    })),
  )}`;
  sandbox.journal.clear();
  return rows.map((row) => row.jobId);
}
