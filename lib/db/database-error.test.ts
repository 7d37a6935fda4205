import { describe, expect, test } from "vitest";
import { DatabaseError } from "./database-error";

describe("a database that is away refuses nothing", () => {
  test.each([
    ["", "TypeError: fetch failed"],
    ["PGRST002", "Could not query the database for the schema cache."],
    ["08006", "connection failure"],
    ["53300", "sorry, too many clients already"],
    ["57P03", "the database system is starting up"],
    ["SUP", "Error: connect ECONNREFUSED 127.0.0.1:5432"],
    ["SUP", "Error: write CONNECTION_CLOSED 127.0.0.1:5432"],
    ["SUP", "PostgresError: the database system is in recovery mode"],
    ["SUP", "PostgresError: terminating connection due to administrator command"],
  ])("%s %s", (code, words) => {
    expect(new DatabaseError(`commit_checks: ${words} (${code})`, code).isRefusal).toBe(false);
  });
});

test.each([
  ["23514", "new row violates a check constraint"],
  ["SUP", "PostgresError: new row violates a check constraint"],
])("what PostgreSQL does not take is refused: %s %s", (code, words) => {
  expect(new DatabaseError(`commit_checks: ${words} (${code})`, code).isRefusal).toBe(true);
});
