import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { deleteJobRow, removeDeletedJobs, restoreJobRow } from "@/lib/db/deleted-jobs";
import { endAll } from "@/lib/push/listen";
import { stubAppOf } from "../database/app-of";
import { insertJob } from "../database/rows";
import { useDatabase } from "../support/database";
import { hear, type Hearing } from "../support/hear";
import { addEvent } from "../support/ledger-rows";
import { endUndo } from "../support/traces";

const db = useDatabase();
let userId: string;
let otherId: string;

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
  otherId = (await db.createUser()).id;
});

afterEach(() => endAll("shutdown"));

const eventsIn = ({ heard }: Hearing) => heard.map(({ update: { event, jobId } }) => `${event} ${jobId}`);
const untilHeard = (hearing: Hearing, count: number) =>
  vi.waitUntil(() => hearing.heard.length >= count, { interval: 5, timeout: 8_000 });

test("whoever listens is told that a job was deleted, and put back, each once and in order; nobody else is", async () => {
  const id = await insertJob(db.sql, userId);
  await addEvent(db.sql, { id, userId });
  const [hearing, others] = await Promise.all([hear(userId), hear(otherId)]);
  await Promise.all([hearing.isCaughtUp, others.isCaughtUp]);
  await deleteJobRow(id, userId, "manual");
  await untilHeard(hearing, 1);
  await restoreJobRow(id, userId, 10, "manual");
  await untilHeard(hearing, 2);
  await deleteJobRow(id, userId, "manual");
  await untilHeard(hearing, 3);
  const last = await insertJob(db.sql, userId);
  await addEvent(db.sql, { id: last, userId });
  await untilHeard(hearing, 4);
  expect(eventsIn(hearing).slice(0, 3)).toEqual([`deleted ${id}`, `restored ${id}`, `deleted ${id}`]);
  expect(others.heard).toEqual([]);
});

test("who was away is told of it too, as long as it can be undone", async () => {
  const jobs = await Promise.all([insertJob(db.sql, userId), insertJob(db.sql, userId)]);
  const [id, gone] = jobs;
  for (const each of jobs) await addEvent(db.sql, { id: each, userId });
  const before = await hear(userId);
  await before.isCaughtUp;
  const since = before.cursor;
  before.stop();
  await deleteJobRow(gone, userId, "manual");
  await endUndo(db.sql);
  await removeDeletedJobs(5);
  await deleteJobRow(id, userId, "manual");
  const after = await hear(userId, { since });
  await after.isCaughtUp;
  expect(eventsIn(after)).toEqual([`deleted ${id}`]);
});
