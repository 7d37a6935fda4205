import { createHash, randomUUID } from "node:crypto";
import postgres from "postgres";

/** Who makes the videos: one that can list its work, and one that is asked about each by itself. */
export type VideoMaker = "openai-videos" | "fal";

const models = { "openai-videos": "sora-2", fal: "fal-ai/veo3.1/fast" };

const refOf = {
  "openai-videos": (n: number) => `video_${n}`,
  fal: (n: number) => `fal-ai/veo3.1/requests/bench-${n}`,
};

/**
 * Writes so many videos of 50 users that have been under way for a minute, all of them due now, by the provider's numbers from
 * `first` on. Those before them are due in an hour; `isKnown` makes the new ones as a check has left those, so that the next finds
 * nothing new.
 */
export async function insertVideos(
  databaseUrl: string,
  maker: VideoMaker,
  first: number,
  count: number,
  isKnown: boolean,
): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const model = models[maker];
  const users = Array.from({ length: 50 }, () => randomUUID());
  await sql`insert into auth.users (id, email) select id, id || '@bench.test' from unnest(${users}::uuid[]) as id`;
  const now = Date.now();
  const aMinuteAgo = new Date(now - 60_000);
  const input = { prompt: "A red lamp over three trays", model, seconds: 4, size: "1280x720" };
  const jobs = Array.from({ length: count }, (_, n) => ({
    id: randomUUID(),
    user_id: users[n % users.length] ?? "",
    kind: "sora",
    status: "processing",
    stage: "generating",
    engines: sql.json({ generating: { provider: maker, model } }),
    providers: [maker],
    input: sql.json(input),
    input_hash: createHash("sha256")
      .update(String(first + n))
      .digest("hex"),
    timeline: sql.json([{ name: "generating", startedAt: aMinuteAgo.toISOString(), endedAt: null }]),
    next_check_at: new Date(now - 1_000),
    deadline_at: new Date(now + 600_000),
    started_at: aMinuteAgo,
    admitted_at: aMinuteAgo,
  }));
  const operations = jobs.map(({ id, user_id }, n) => ({
    id: randomUUID(),
    job_id: id,
    user_id,
    attempt: 1,
    step: "generating",
    slot: 0,
    provider: maker,
    model,
    provider_ref: refOf[maker](first + n),
    state: "running",
    started_at: aMinuteAgo,
    settles_at: aMinuteAgo,
    running_at: aMinuteAgo,
  }));
  await sql`update jobs set next_check_at = now() + interval '1 hour'`;
  for (let from = 0; from < count; from += 1_000) {
    await sql`insert into jobs ${sql(jobs.slice(from, from + 1_000))}`;
    await sql`insert into operations ${sql(operations.slice(from, from + 1_000))}`;
  }
  if (isKnown) {
    await sql`
      update jobs j set progress = k.progress, forecast = k.forecast, checked_at = k.checked_at, checks = 1
        from (select * from jobs where checks > 0 limit 1) as k where j.checks = 0`;
    await sql`
      update operations o set progress = k.progress
        from (select progress from operations where job_id in (select id from jobs where next_check_at > now()) limit 1) as k`;
  }
  await sql.end();
}
