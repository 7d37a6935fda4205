import { describe, expect, test } from "vitest";
import type { JobView } from "@/lib/jobs/job-view";
import { etagOf, jobResponse, knownAtOf } from "./job-response";
import { jobFixture } from "@/tests/support/job-fixture";

const view = jobFixture();
const tag = etagOf(view);

describe("the ETag", () => {
  test("is the same while only the clock moves, or somebody asks", () => {
    const later: Partial<JobView> = {
      estimatedTimeRemaining: 31_000,
      estimate: { lowMs: 25_000, highMs: 40_000 },
      pollAfterMs: 1_000,
      checkedAt: "2026-11-21T12:01:00.000Z",
      checks: 4,
      checksSaved: 9,
    };
    expect(etagOf(jobFixture(later))).toBe(tag);
  });

  test.each<Partial<JobView>>([
    { progress: 43 },
    { stage: "generating" },
    { status: "completed" },
    { attempt: 2 },
    { overdue: true },
    { resultUrls: ["http://app.test/1.jpg"] },
    { updatedAt: "2026-11-21T12:01:00.000Z" },
    { delay: { code: "unavailable", message: "Not now.", until: "2026-11-21T12:05:00.000Z" } },
    { error: { code: "rejected", message: "No.", retryable: false, charged: false } },
  ])("is another once the record says %o", (fields) => {
    expect(etagOf(jobFixture(fields))).not.toBe(tag);
  });

  test("is quoted, as HTTP wants it", () => {
    expect(tag).toMatch(/^"[\w-]+"$/);
  });
});

/** The answer to a client that knows this ETag. */
const answer = (method: string, known?: string) =>
  jobResponse(
    new Request("http://app.test/", {
      method,
      headers: known === undefined ? {} : { "if-none-match": known },
    }),
    view,
    { status: 201, headers: { location: "/api/jobs/1" } },
  );

describe("a job's response", () => {
  test("is the job with its ETag, never kept without asking again", async () => {
    const response = answer("POST");
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual(view);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      etag: tag,
      "cache-control": "private, no-cache",
      location: "/api/jobs/1",
    });
  });

  test("is 304 without a body for a client that has this state", async () => {
    const response = answer("GET", tag);
    expect(response.status).toBe(304);
    expect(await response.text()).toBe("");
    expect(response.headers.get("etag")).toBe(tag);
  });

  test.each([`W/${tag}`, `"other", ${tag}`, `"a,b",W/${tag}`, "*", " * "])(
    "is 304 where the client says so in another way: %s",
    (known) => {
      expect(answer("GET", known).status).toBe(304);
    },
  );

  test("is the whole job for a client with another state, and after every write", () => {
    expect(answer("GET", '"other"').status).toBe(201);
    expect(answer("GET", `"other${tag.slice(1)}`).status).toBe(201);
    expect(answer("GET", '"*"').status).toBe(201);
    expect(answer("POST", tag).status).toBe(201);
  });
});

describe("what a client knows", () => {
  const knownAt = (tags: string) =>
    knownAtOf(new Request("http://app.test/", { headers: { "if-none-match": tags } }))?.toISOString();
  const older = jobFixture({ updatedAt: "2026-01-01T00:00:00.000Z" });

  test("is the record up to the latest state that it names", () => {
    expect(knownAt(tag)).toBe(view.updatedAt);
    expect(knownAt(`W/${etagOf(older)}, ${tag}`)).toBe(view.updatedAt);
    expect(knownAt(etagOf(older))).toBe(older.updatedAt);
  });

  test.each(["*", '"', '""', '"other"', '"zzzzzzzz"', "nonsense"])("is nothing where it says %o", (tags) => {
    expect(knownAt(tags)).toBeUndefined();
  });
});
