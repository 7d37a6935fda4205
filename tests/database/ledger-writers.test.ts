import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ledgerWriters } from "@/lib/db/call-function";
import { isNews, newsWriters } from "@/lib/db/ledger-news";
import { root } from "@/scripts/stack/processes";
import { useDatabase } from "../support/database";

const db = useDatabase();

const anyEvent = /insert into (public\.)?job_events/i;

/** Events that endpoints or chats are told of, by their name or as whatever the caller says. */
const news =
  /append_event\([^;]*'(created|completed|failed|canceled)'|insert into (public\.)?job_events[^;]*'type'/i;

/** The functions of the service that can add such events, by themselves or by others, as the database has them. */
async function writers(ofEvents = anyEvent): Promise<string[]> {
  const rows = await db.sql<Array<{ name: string; body: string; isOpen: boolean }>>`
    select p.proname as name, p.prosrc as body,
           has_function_privilege('service_role', p.oid, 'execute') as "isOpen"
      from pg_proc p where p.pronamespace = 'public'::regnamespace`;
  const found = new Set(rows.filter(({ body }) => ofEvents.test(body)).map(({ name }) => name));
  const calls = (body: string) => [...found].some((name) => new RegExp(`public\\.${name}\\s*\\(`).test(body));
  for (let count = -1; count !== found.size;) {
    count = found.size;
    for (const { name, body } of rows) if (calls(body)) found.add(name);
  }
  return [...new Set(rows.filter(({ name, isOpen }) => found.has(name) && isOpen).map(({ name }) => name))];
}

test("every function that can add to the ledger is known to wake those who follow it, and no other", async () => {
  expect([...ledgerWriters].toSorted()).toEqual((await writers()).toSorted());
});

test("every function that can write news for endpoints and chats is known to", async () => {
  expect([...newsWriters.keys()].toSorted()).toEqual((await writers(news)).toSorted());
});

test("a check that ends a job is news to them, and one that only gets on is not", () => {
  const change = (...types: string[]) => ({ events: types.map((type) => ({ type, detail: {} })) });
  const isOf = (...changes: unknown[]) => isNews("commit_checks", { p_changes: changes });
  expect(isOf(change("progress"), change("stage", "completed"))).toBe(true);
  expect(isOf(change("failed"))).toBe(true);
  expect(isOf(change("progress", "stage"), change())).toBe(false);
  expect(isOf()).toBe(false);
});

test("no function is called past those that tell of it", () => {
  const files = readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" });
  const callers = files.filter(
    (file) =>
      file.endsWith(".ts") &&
      !file.endsWith(".test.ts") &&
      readFileSync(join(root, "lib", file), "utf8").includes(".rpc("),
  );
  expect(callers.toSorted()).toEqual(["db/call-function.ts", "db/schema-version.ts"]);
});
