import { randomUUID } from "node:crypto";
import pLimit from "p-limit";
import type { Job } from "@/lib/jobs/job";
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
  const input = (kind.given ?? kind.input).parse(
    of.input(Array.from({ length: of.pictures }, (_, n) => `a/${n}.jpg`)),
  );
  const engines = kind.engines(input);
  const engine = engines[step.name];
  if (!engine) throw new Error(`nobody does the first step of ${of.name}`);
  const limit = pLimit(12);
  const rows = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      limit(async () => {
        const id = randomUUID();
        const operationId = randomUUID();
        const { provider, request } = prepare(
          kind.request({ job: { id } as Job, input, step: step.name, slot: 0, engine }),
        );
        const { ref } = await provider.start(request, {
          operationId,
          callbackUrl: "http://127.0.0.1:9/",
          fileUrls: request.files.map((path) => `http://127.0.0.1:9/${path}`),
        });
        return { id, operationId, ref, user: people[index % users] as Person };
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
  world.provider.sandbox.journal.clear();
  return rows.map(({ id, user }) => ({ id, user }));
}
