import { afterEach, expect, vi } from "vitest";
import type { World } from "./world";

interface Line {
  job_id: string;
  attempt: number;
  type: string;
  status: string;
  stage: string | null;
  progress: number;
}

/** What may still be said of an attempt that is over. */
const afterwards = new Set([
  "webhook_late",
  "late_result",
  "late_kept",
  "late_spoilt",
  "provider_cancel",
  "found",
]);
const ends = new Set(["completed", "failed", "canceled"]);

/**
 * After every test of a file: each job's row equals the replay of its ledger, progress never fell within an attempt,
 * and no attempt ended twice or went on after its end. Then all that is left is put to rest, faults are
 * lifted, and the journal and the post room are emptied.
 */
export function keepLedgersSound(world: World): void {
  const seen = new Set<string>();
  afterEach(async () => {
    vi.restoreAllMocks();
    world.provider.sandbox.setFaults("");
    await world.emptyPost();
    const { sql } = world.db;
    const rows = await sql<Line[]>`
      select id as job_id, attempt, status, stage, progress from jobs j
       where exists (select from job_events e where e.job_id = j.id and e.type = 'created')`;
    const lines = await sql<Line[]>`
      select job_id, attempt, type, status, stage, progress from job_events order by job_id, id`;
    for (const row of rows.filter(({ job_id: id }) => !seen.has(id))) {
      seen.add(row.job_id);
      expectSound(
        row,
        lines.filter((line) => line.job_id === row.job_id),
      );
    }
    await sql`update jobs set status = 'canceled', completed_at = now(), next_check_at = null, claim_id = null,
      claim_expires_at = null, nudged = false where status in ('pending', 'processing')`;
    await sql`delete from provider_health`;
    world.provider.sandbox.journal.clear();
  });
}

function expectSound(row: Line, lines: readonly Line[]): void {
  const last = lines.at(-1);
  expect({ status: last?.status, stage: last?.stage, progress: last?.progress }).toEqual({
    status: row.status,
    stage: row.stage,
    progress: row.progress,
  });
  for (const attempt of new Set(lines.map((line) => line.attempt))) {
    const own = lines.filter((line) => line.attempt === attempt);
    const progress = own.map((line) => line.progress);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    const end = own.findIndex((line) => ends.has(line.type));
    if (end === -1) continue;
    const later = own.slice(end + 1).map((line) => line.type);
    expect(later.filter((type) => !afterwards.has(type))).toEqual([]);
  }
}
