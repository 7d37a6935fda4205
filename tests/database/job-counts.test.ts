import { beforeAll, beforeEach, expect, test } from "vitest";
import { countByKind, findJobs } from "@/lib/db/find-jobs";
import { deleteJobRow, restoreJobRow } from "@/lib/db/deleted-jobs";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { insertJob, insertOperation, type Row } from "./rows";
import { rowsRead } from "./rows-read";

const db = useDatabase();
let userId: string;
let otherId: string;

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
  otherId = (await db.createUser()).id;
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
});

const over = { next_check_at: null, completed_at: new Date() };
const failed = {
  ...over,
  status: "failed",
  error: { code: "failed", message: "No.", retryable: true, charged: null },
};

const insert = (columns: Row = {}, of = userId) => insertJob(db.sql, of, columns);
const asking = (prompt: string, more: Row = {}) => insert({ kind: "chat", input: { prompt }, ...more });
const found = async (words: string, more: object = {}) =>
  (await findJobs(userId, { words, ...more }, 10, undefined)).map(({ id }) => id);

test("jobs are counted by kind and status, of their own user alone, and none where there are none", async () => {
  expect(await countByKind(userId, {})).toEqual([]);
  await asking("Why?");
  await asking("Why not?", { ...over, status: "completed" });
  await asking("Who?", { ...over, status: "completed" });
  await insert(failed);
  await insert(failed, otherId);
  expect(await countByKind(userId, {})).toEqual([
    { kind: "chat", status: "completed", count: 2 },
    { kind: "chat", status: "pending", count: 1 },
    { kind: "photoshoot", status: "failed", count: 1 },
  ]);
});

test("words and days narrow the counts as they narrow the list", async () => {
  const old = new Date("2026-03-01T12:00:00Z");
  await asking("A red lamp", { created_at: old });
  await asking("A red door");
  await asking("A blue door");
  expect(await countByKind(userId, { words: "red" })).toEqual([
    { kind: "chat", status: "pending", count: 2 },
  ]);
  expect(await countByKind(userId, { words: "red", to: new Date("2026-03-02T00:00:00Z") })).toEqual([
    { kind: "chat", status: "pending", count: 1 },
  ]);
  expect(await countByKind(userId, { from: new Date("2026-03-02T00:00:00Z") })).toEqual([
    { kind: "chat", status: "pending", count: 2 },
  ]);
});

test("a job is found by the beginnings of the words of its title or its prompt, all of them, in any case", async () => {
  const lamp = await asking("Why is the lamp in a darkroom red?");
  const shoot = await insert({ input: { title: "Autumn portraits", subject: "woman" } });
  const card = await insert({
    kind: "product_card",
    input: { style: "Studio", imageName: "blue-teapot.jpg" },
  });
  const tags = await insert({ kind: "image_tags", input: { count: 24 } });
  const cafe = await asking("Un cafe\u0301 noir");
  expect(await found("lamp RED")).toEqual([lamp]);
  expect(await found("lamp blue")).toEqual([]);
  expect(await found("autu")).toEqual([shoot]);
  expect(await found("teapot")).toEqual([card]);
  expect(await found("24 images")).toEqual([tags]);
  expect(await found("caf\u00e9")).toEqual([cafe]);
  expect(await found("utumn")).toEqual([]);
});

test("a story is found by the title that its writer gave it", async () => {
  const id = await insert({ kind: "story_video", input: { story: "A keeper lives alone by the sea." } });
  const script = { files: [], text: '{"title": "The \\"Lamp\\" of Finistere", "scenes": []}' };
  await insertOperation(db.sql, { id, userId }, { step: "script", state: "succeeded", output: script });
  expect(await found("finistere")).toEqual([id]);
  expect(await found("keeper")).toEqual([id]);
  expect(await found("scenes")).toEqual([]);
  await db.sql`update operations set superseded_at = now() where job_id = ${id}`;
  expect(await found("finistere")).toEqual([]);
  expect(await found("keeper")).toEqual([id]);
});

test("a job is found by what it is changed to, and no more by what it was", async () => {
  const id = await asking("A red lamp");
  await db.sql`update jobs set input = '{"prompt": "A blue door"}' where id = ${id}`;
  expect([await found("lamp"), await found("door")]).toEqual([[], [id]]);
});

test("a story that is put back after it was deleted is found by all it was found by", async () => {
  const id = await insert({ kind: "story_video", input: { story: "A keeper lives alone by the sea." } });
  const script = { files: [], text: '{"title": "Finistere", "scenes": []}' };
  await insertOperation(db.sql, { id, userId }, { step: "script", state: "succeeded", output: script });
  await deleteJobRow(id, userId, "browser");
  expect([await found("keeper"), await db.sql`select from job_words`]).toEqual([[], []]);
  await restoreJobRow(id, userId, 10, "browser");
  expect([await found("keeper"), await found("finistere")]).toEqual([[id], [id]]);
});

test.each([
  "%",
  "_",
  "a%",
  "*",
  "'",
  "\\",
  "' or true --",
  "&",
  "!",
  ":*",
  "lamp & !red",
  "( | )",
  "\u{1f600}",
])("%j is looked for as it stands, and finds nothing where it does not", async (words) => {
  await asking("The door is blue");
  await insert({ input: { title: "Lamp" } }, otherId);
  expect(await found(words)).toEqual([]);
});

test("a search keeps to status, kind and owner, and its pages follow one another without a gap or a job twice", async () => {
  const at = new Date("2026-05-01T12:00:00Z");
  const ids: string[] = [];
  for (let n = 0; n < 7; n += 1)
    ids.push(await asking(`Lamp ${n}`, { created_at: new Date(at.getTime() + (n > 2 ? n : 0)) }));
  await insert({ ...failed, kind: "chat", input: { prompt: "Lamp of a failure" } });
  await insert({ input: { title: "Lamp of another kind" } });
  await insert({ kind: "chat", input: { prompt: "Lamp of another person" } }, otherId);

  const filter = { words: "lamp", kind: "chat", status: ["pending"] as const };
  const seen: string[] = [];
  let after: { createdAt: string; id: string } | undefined;
  for (;;) {
    const rows = await findJobs(userId, filter, 2, after);
    const page = rows.slice(0, 2);
    seen.push(...page.map(({ id }) => id));
    const last = page.at(-1);
    if (!last || rows.length <= 2) break;
    after = { createdAt: last.createdAt.toISOString(), id: last.id };
  }
  expect(seen.toSorted()).toEqual(ids.toSorted());
  expect(new Set(seen).size).toBe(7);
});

test("all jobs of a user are counted from an index alone", async () => {
  await db.sql`
    insert into jobs (user_id, kind, input, input_hash, deadline_at)
    select ${userId}, 'chat', '{"prompt": "Why?"}', 'x', now() + interval '1 hour' from generate_series(1, 3000)`;
  await db.sql`vacuum analyze jobs`;
  const plan = await db.sql`
    explain select kind, status, count(*) from jobs where user_id = ${userId} group by kind, status`;
  expect(JSON.stringify(plan)).toContain("Index Only Scan using jobs_counted");
});

test.each([
  ["words", { words: "lamp" }],
  ["favourites", { favourite: true }],
  ["a day", { from: "2026-03-01T00:00:00Z", to: "2026-03-02T00:00:00Z" }],
])("of ten thousand jobs a search and the counts read those alone that %s leave", async (_name, filter) => {
  const old = { created_at: new Date("2026-03-01T12:00:00Z"), favourite_at: new Date() };
  for (let n = 0; n < 3; n += 1) await asking(`A lamp, ${n}`, old);
  await db.sql`
    insert into jobs (user_id, kind, input, input_hash, deadline_at)
    select ${userId}, 'chat', jsonb_build_object('prompt', 'Why ' || n || '?' || repeat(' Or not?', 50)), 'x', now() + interval '1 hour'
      from generate_series(1, 10000) n`;
  await db.sql`vacuum analyze jobs, job_words`;
  const asked = db.sql.json(filter);
  const search = await rowsRead(db, "jobs", async (sql) => {
    const [row] = await sql`select jsonb_array_length(find_jobs(${userId}, ${asked}, 10)) as n`;
    expect(row?.["n"]).toBe(3);
  });
  const counts = await rowsRead(db, "jobs", async (sql) => {
    const [row] = await sql`select job_counts(${userId}, ${asked}) as counts`;
    expect(row?.["counts"]).toEqual([{ kind: "chat", status: "pending", count: 3 }]);
  });
  const words = await rowsRead(db, "job_words", (sql) => sql`select job_counts(${userId}, ${asked})`);
  expect({ search, counts, words }).toSatisfy(
    (read: Record<string, number>) => Math.max(...Object.values(read)) < 30,
  );
});
