import { describe, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import {
  Conflict,
  InvalidInput,
  LimitReached,
  NotFound,
  UnknownChoice,
  Unverified,
} from "@/lib/services/errors";
import { DatabaseError } from "@/lib/db/database-error";
import { AuthAway } from "@/lib/db/session";
import { SchemaMismatch } from "@/lib/db/schema-version";
import { InvalidCursor } from "@/lib/push/cursor";
import { TooManyListeners } from "@/lib/push/listen";
import { BadRequest, BodyTooLarge, ForeignOrigin, NotConfigured, Unauthorized, WrongKey } from "./errors";
import { problemResponse } from "./problem";
import { route } from "./route";

stubEnvironment({ LOG_LEVEL: "error" });

describe("an error we foresaw", () => {
  test.each<[Error, number, string]>([
    [new InvalidInput("unknown_kind", "There is no such kind."), 400, "unknown_kind"],
    [new BadRequest("invalid_json", "The body is not JSON."), 400, "invalid_json"],
    [new InvalidCursor(), 400, "invalid_cursor"],
    [new Unverified(), 401, "unverified"],
    [new Unauthorized(), 401, "unauthorized"],
    [new WrongKey(), 401, "unauthorized"],
    [new ForeignOrigin(), 403, "foreign_origin"],
    [new NotFound(), 404, "not_found"],
    [new UnknownChoice("unknown_asset", "One of these images is not yours."), 404, "unknown_asset"],
    [new Conflict("not_over", "The job is not over."), 409, "not_over"],
    [new BodyTooLarge(1024), 413, "body_too_large"],
    [new LimitReached("too_many_active_jobs", "Too many active jobs.", 60), 429, "too_many_active_jobs"],
    [new TooManyListeners(), 429, "too_many_listeners"],
    [new NotConfigured(), 503, "not_configured"],
    [new SchemaMismatch(0), 503, "schema_mismatch"],
    [new AuthAway(), 503, "unavailable"],
    [new DatabaseError("reading a job: fetch failed", "", { status: 0 }), 503, "unavailable"],
    [new DatabaseError("storing a file: ENOSPC: no space left on device"), 507, "storage_full"],
  ])("%o becomes a problem with status %i and the stable code %s", async (error, status, code) => {
    const response = problemResponse(error);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const text = expect.stringMatching(/./);
    expect(await response.json()).toEqual({
      type: `/problems/${code}`,
      title: text,
      status,
      detail: text,
      code,
    });
  });

  test("says in the detail what the caller can act on", async () => {
    const detail = "A photoshoot needs at least 4 pictures.";
    expect(await problemResponse(new InvalidInput("invalid_input", detail)).json()).toMatchObject({ detail });
  });

  test("tells when to come back, and how to sign in", () => {
    const tooMany = new LimitReached("too_many_requests", "Too many.", 60);
    expect(problemResponse(tooMany).headers.get("retry-after")).toBe("60");
    expect(problemResponse(new TooManyListeners()).headers.get("retry-after")).toBe("10");
    expect(problemResponse(new AuthAway()).headers.get("retry-after")).toBe("3");
    expect(problemResponse(new DatabaseError("x", "53100")).headers.get("retry-after")).toBe("60");
    expect(problemResponse(new WrongKey()).headers.get("www-authenticate")).toBe("Bearer");
    expect(problemResponse(new Unauthorized()).headers.get("www-authenticate")).toBe("Bearer");
  });

  test("of another's resource is byte for byte that of none", async () => {
    const [none, another] = [problemResponse(new NotFound()), problemResponse(new NotFound("it is Bob's"))];
    expect(await another.text()).toBe(await none.text());
    expect([...another.headers]).toEqual([...none.headers]);
  });
});

test("what is away or full is no fault to be described: neither the address nor the SQL is told", async () => {
  const errors = [
    new AuthAway("auth is not answering", { cause: new Error("connect ECONNREFUSED 10.0.0.7:9999") }),
    new DatabaseError("reading a job: connect ECONNREFUSED 10.0.0.7:5432", "", { status: 0 }),
    new DatabaseError("record_upload: could not extend file base/5/16384: No space left on device", "53100"),
  ];
  const writing = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  for (const error of errors)
    expect(await problemResponse(error).text()).not.toMatch(
      /ECONN|10\.0|base\/|extend|reading|record_upload/,
    );
  writing.mockRestore();
});

describe("an error we did not foresee", () => {
  const sql = 'relation "public.jobs" does not exist: select * from public.jobs where secret = 1';

  test("is a 500 that tells nothing of it, neither SQL nor stack", async () => {
    const writing = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const response = problemResponse(new Error(sql, { cause: new Error("at query (db.ts:12)") }));
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ code: "internal", status: 500 });
    for (const secret of ["public.jobs", "select", "db.ts", "at "]) expect(text).not.toContain(secret);
    expect(writing).toHaveBeenCalledWith(expect.stringContaining("does not exist"));
    writing.mockRestore();
  });

  test.each(["text", undefined, null, { status: 200 }])("may be anything, such as %o", async (thrown) => {
    const writing = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    expect(problemResponse(thrown).status).toBe(500);
    writing.mockRestore();
  });
});

test("whatever a route throws becomes a problem, and what it answers stays as it is", async () => {
  const request = new Request("http://app.test/");
  const failing = route(async () => Promise.reject(new NotFound()));
  expect((await failing(request, {})).status).toBe(404);
  const answer = new Response("fine");
  expect(await route(async () => answer)(request, {})).toBe(answer);
});
