import type { ISql } from "postgres";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { returnTries, takeTries, type RateLimit } from "@/lib/db/rate-limits";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";

const db = useDatabase();
beforeAll(() => stubAppOf(db));
beforeEach(async () => {
  await db.sql`delete from rate_limits`;
});

const hour = 3_600_000;
const limit = (key: string, burst: number, everyMs = hour): RateLimit => ({ key, burst, everyMs });
const isTaken = (waitMs: number) => waitMs === 0;

/** Straight at the database, over as many connections as there are, so that tries do race. */
async function take(limits: RateLimit[], sql: ISql = db.sql): Promise<number> {
  const rows = limits.map(({ key, burst, everyMs }) => ({ key, burst, every_ms: everyMs }));
  const [row] = await sql<
    Array<{ ms: string }>
  >`select take_tries(${JSON.stringify(rows)}::text::jsonb) as ms`;
  return Number(row?.ms);
}

/** Runs in a session whose clock stands where `at` puts it; nothing of it is kept. */
async function inSession(
  run: (take: (limits: RateLimit[]) => Promise<number>, at: (time: string) => Promise<void>) => Promise<void>,
) {
  const undone = new Error("undone");
  const session = db.sql.begin(async (sql) => {
    await run(
      (limits) => take(limits, sql),
      async (time) => {
        await sql`select set_config('darkroom.now', ${time}, true)`;
      },
    );
    throw undone;
  });
  await expect(session).rejects.toBe(undone);
}

test("200 who try at once take exactly what there is, and everybody else is told to wait", async () => {
  const waits = await Promise.all(Array.from({ length: 200 }, () => take([limit("one", 25)])));
  expect(waits.filter(isTaken)).toHaveLength(25);
  for (const ms of waits.filter((each) => !isTaken(each))) {
    expect(ms).toBeGreaterThan(hour - 60_000);
    expect(ms).toBeLessThanOrEqual(hour);
  }
});

test("who takes of two limits in either order takes exactly the smaller, and nothing of the larger for a refusal", async () => {
  const [small, large] = [limit("small", 10), limit("large", 40)];
  const waits = await Promise.all(
    Array.from({ length: 100 }, (_, n) => take(n % 2 === 0 ? [small, large] : [large, small])),
  );
  expect(waits.filter(isTaken)).toHaveLength(10);
  const others = await Promise.all(Array.from({ length: 40 }, () => take([large])));
  expect(others.filter(isTaken)).toHaveLength(30);
});

test("a try that is given back can be taken again, and once only", async () => {
  const limits = [limit("one", 3)];
  for (let n = 0; n < 3; n++) expect(await takeTries(limits)).toBe(0);
  expect(await takeTries(limits)).toBeGreaterThan(0);
  await returnTries(limits);
  expect(await takeTries(limits)).toBe(0);
  expect(await takeTries(limits)).toBeGreaterThan(0);
});

describe("by a clock that is set", () => {
  test("after a burst one try comes back every so often, and who waits as told is let through", async () => {
    await inSession(async (take, at) => {
      const limits = [limit("one", 2, 20_000)];
      await at("2031-05-01T12:00:00Z");
      expect([await take(limits), await take(limits), await take(limits)]).toEqual([0, 0, 20_000]);
      await at("2031-05-01T12:00:19.999Z");
      expect(await take(limits)).toBe(1);
      await at("2031-05-01T12:00:20Z");
      expect([await take(limits), await take(limits)]).toEqual([0, 20_000]);
    });
  });

  test("whoever waits long enough has the whole burst again, and no more", async () => {
    await inSession(async (take, at) => {
      const limits = [limit("one", 2, 20_000)];
      await at("2031-05-01T12:00:00Z");
      await take(limits);
      await take(limits);
      await at("2031-06-01T12:00:00Z");
      expect([await take(limits), await take(limits), await take(limits)]).toEqual([0, 0, 20_000]);
    });
  });

  test("of two limits, the longer wait is told", async () => {
    await inSession(async (take, at) => {
      const limits = [limit("short", 1, 5_000), limit("long", 1, 60_000)];
      await at("2031-05-01T12:00:00Z");
      expect([await take(limits), await take(limits)]).toEqual([0, 60_000]);
    });
  });
});

test("a limit that is whole again is forgotten, one that is not is kept", async () => {
  await take([limit("whole", 5, 1)]);
  await take([limit("wanting", 5)]);
  await expect
    .poll(async () => {
      await db.sql`select forget_whole_limits(10)`;
      return (await db.sql`select key from rate_limits`).map((row) => row["key"]);
    })
    .toEqual(["wanting"]);
});
