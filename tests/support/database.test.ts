import { createClient } from "@supabase/supabase-js";
import { expect, test } from "vitest";
import { startDatabase, useDatabase } from "./database";

const database = useDatabase();

test("each database has the migrations, and nobody else's rows", async () => {
  const other = await startDatabase();
  try {
    const user = await other.createUser();
    const found = (sql: typeof other.sql) => sql`select from auth.users where id = ${user.id}`;
    expect([(await found(other.sql)).length, (await found(database.sql)).length]).toEqual([1, 0]);
    const [tables] = await database.sql`select to_regclass('public.jobs') is not null as there`;
    expect(tables?.there).toBe(true);
  } finally {
    await other.stop();
  }
});

test("a user's token is taken for that user", async () => {
  const { id, accessToken } = await database.createUser();
  const { data } = await createClient(database.url, database.publishableKey).auth.getUser(accessToken);
  expect(data.user?.id).toBe(id);
});

test("many who call at once, before anybody else has, are all answered", async () => {
  const fresh = await startDatabase();
  try {
    const client = createClient(fresh.url, fresh.secretKey, { auth: { persistSession: false } });
    const answers = await Promise.all(Array.from({ length: 40 }, () => client.from("jobs").select("id")));
    expect(answers.map(({ error }) => error)).toEqual(Array(40).fill(null));
  } finally {
    await fresh.stop();
  }
});
