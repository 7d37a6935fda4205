import { describe, expect, test, vi } from "vitest";
import { DatabaseError, databaseError } from "./database-error";

describe("a database that is away refuses nothing", () => {
  test.each([
    ["", "TypeError: fetch failed"],
    ["PGRST002", "Could not query the database for the schema cache."],
    ["08006", "connection failure"],
    ["40P01", "deadlock detected"],
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

const rest = (status: number, code: string, message = "x") =>
  databaseError("reading", { code, message }, status);
const storage = (message: string, status?: number, statusCode?: string) =>
  databaseError("storing", { message, status, statusCode });

test.each([
  ["no answer at all", rest(0, "", "TypeError: fetch failed")],
  ["a call that took too long", rest(0, "", "TimeoutError: The operation was aborted due to timeout")],
  ["a gateway's page", rest(502, "", "<html>")],
  ["Cloudflare's page", rest(522, "", "<html>")],
  ["too many requests", rest(429, "", "slow down")],
  ["somebody else's page in the place of an answer", rest(200, "", "<html>")],
  ["a gateway with a code of its own", rest(503, "503", "upstream")],
  ["PostgREST without a database", rest(503, "PGRST002", "Could not query the database")],
  ["a database that starts", rest(503, "57P03", "the database system is starting up")],
  ["a statement that took too long", rest(500, "57014", "canceling statement due to statement timeout")],
  ["no more connections", rest(503, "53300", "too many clients already")],
  [
    "Supabase Lite that cannot reach its database",
    rest(500, "SUP", "Error: connect ECONNREFUSED 127.0.0.1:1"),
  ],
  ["storage that cannot be reached", storage("fetch failed")],
  ["storage whose database is away", storage("Database timeout", 400, "544")],
  ["storage that breaks", storage("Internal Server Error", 500, "500")],
])("%s: it is away", (_what, error) => {
  expect(error).toMatchObject({ isAway: true, isFull: false, isRefusal: false });
});

test.each([
  ["a full disk", rest(500, "53100", "could not extend file: No space left on device")],
  [
    "one that Supabase Lite has no code for",
    rest(500, "SUP", 'could not extend file "base/5/1": No space left on device'),
  ],
  [
    "a database that is read alone since its disk is full",
    rest(405, "25006", "cannot execute INSERT in a read-only transaction"),
  ],
  ["storage whose disk is full", storage("ENOSPC: no space left on device, write", 500)],
  ["storage that says so", storage("Insufficient Storage", 507)],
])("%s: it is full, which is neither away nor a refusal", (_what, error) => {
  expect(error).toMatchObject({ isAway: false, isFull: true, isRefusal: false });
});

test.each([
  ["a broken rule", rest(409, "23505", "duplicate key"), true],
  ["a fault in a function", rest(500, "22P02", "invalid input syntax"), true],
  [
    "Supabase Lite for a broken rule",
    rest(500, "SUP", "PostgresError: new row violates a check constraint"),
    true,
  ],
  ["a function that is not there", rest(404, "PGRST202", "Could not find the function"), false],
  ["a wrong key", rest(401, "", "Invalid API key"), false],
  ["a file that is not there", storage("Object not found", 400, "404"), false],
])("%s is neither away nor full", (_what, error, isRefusal) => {
  expect(error).toMatchObject({ isAway: false, isFull: false, isRefusal });
});

test("an error of another bundle is known as what it is, and is no lack of room", async () => {
  vi.resetModules();
  const other = await import("./database-error");
  const { NoRoom } = await import("./storage");
  const { AuthAway } = await import("./session");
  vi.resetModules();
  const { AuthAway: OtherAway } = await import("./session");
  const error = new other.DatabaseError("reading jobs", "57014");
  expect(other.DatabaseError).not.toBe(DatabaseError);
  expect(error).toBeInstanceOf(DatabaseError);
  expect(error instanceof NoRoom).toBe(false);
  expect(new NoRoom("full")).toBeInstanceOf(DatabaseError);
  expect(new OtherAway("away")).toBeInstanceOf(AuthAway);
  expect(new TypeError("away") instanceof AuthAway).toBe(false);
});
