import type { World } from "./world";

export interface LedgerLine {
  type: string;
  attempt: number;
  source: string;
  detail: Record<string, unknown>;
}

/** A job's ledger, oldest first; of one type, if told so. */
export async function ledgerOf(world: World, jobId: string, type?: string): Promise<LedgerLine[]> {
  const rows = await world.db.sql<LedgerLine[]>`
    select type, attempt, source, detail from job_events where job_id = ${jobId} order by id`;
  return rows.filter((line) => type === undefined || line.type === type);
}
