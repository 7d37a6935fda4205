import { beforeAll, beforeEach } from "vitest";
import { deleteJobRow, removeDeletedJobs, restoreJobRow } from "@/lib/db/deleted-jobs";
import { takeLeftovers } from "@/lib/db/leftovers";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { insertJob, insertOperation, type Row } from "./rows";

const tables = [
  "jobs",
  "deleted_jobs",
  "leftover_folders",
  "leftover_work",
  "leftover_files",
  "forgotten_work",
  "uploads",
  "webhook_inbox",
  "endpoints",
];

/** Nothing was taken, as nothing was due. */
export const nothingLeft = { removed: 0, folders: [], work: [], people: [] };

/** A database with two people, empty of jobs before each test, and what one does with deleted jobs in it. */
export function useDeletions() {
  const db = useDatabase();
  let [userId, otherId] = ["", ""];

  beforeAll(async () => {
    stubAppOf(db);
    userId = (await db.createUser()).id;
    otherId = (await db.createUser()).id;
  });
  beforeEach(async () => {
    for (const table of tables) await db.sql.unsafe(`delete from ${table}`);
  });

  return {
    db,
    userId: () => userId,
    otherId: () => otherId,
    remove: (id: string, by = userId) => deleteJobRow(id, by, "manual"),
    restore: (id: string, by = userId, maxActive = 100) => restoreJobRow(id, by, maxActive, "manual"),
    /** One round of what sees to the deleted: the rows of some jobs, then what is left of any. */
    take: async (jobs = 20) => {
      const removed = await removeDeletedJobs(jobs);
      const { folders, work, people } = await takeLeftovers({ folders: 50, work: 50 }, ["astria"]);
      return { removed, folders, work, people };
    },
    count: async (table: string) => (await db.sql.unsafe(`select 1 from ${table}`)).length,
    /** A job that is under way, and not due. */
    running: (columns: Row = {}, by = userId) =>
      insertJob(db.sql, by, {
        status: "processing",
        next_check_at: new Date(Date.now() + 3_600_000),
        ...columns,
      }),
    ended: (columns: Row = {}, by = userId) =>
      insertJob(db.sql, by, {
        status: "completed",
        completed_at: new Date(),
        next_check_at: null,
        output: {},
        ...columns,
      }),
    /** Work of a job at Astria that runs, unless `columns` say otherwise. */
    work: (id: string, columns: Row, by = userId) =>
      insertOperation(db.sql, { id, userId: by }, { provider: "astria", state: "running", ...columns }),
  };
}
