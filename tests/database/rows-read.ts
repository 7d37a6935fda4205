import type { Sql } from "postgres";
import type { TestDatabase } from "../support/database";

/** How many rows of a table are read while `work` is done, in one transaction of its own: those of this connection alone. */
export async function rowsRead(
  db: Pick<TestDatabase, "sql">,
  table: string,
  work: (sql: Sql) => Promise<unknown>,
): Promise<number> {
  let read = 0;
  await db.sql.begin(async (transaction) => {
    const sql = transaction as unknown as Sql;
    const soFar = async () => {
      const [row] = await sql<Array<{ n: number }>>`
        select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::integer as n
          from pg_stat_xact_user_tables where relname = ${table}`;
      return row?.n ?? 0;
    };
    const before = await soFar();
    await work(sql);
    read = (await soFar()) - before;
  });
  return read;
}
