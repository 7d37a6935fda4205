import { afterAll, beforeAll, vi } from "vitest";
import type { TestDatabase } from "./database";

/** When virtual time begins: nothing that a test says depends on the day it runs. */
const beginning = Date.UTC(2026, 10, 25, 12);

/** For a test's own database: its clock reads one row, so that every session sees it move at once. */
export const virtualClockSql = `
create table public.virtual_clock (now timestamptz not null);
insert into public.virtual_clock values ('${new Date(beginning).toISOString()}');
grant select on public.virtual_clock to anon, authenticated, service_role;
create or replace function public.clock_now() returns timestamptz
  language sql volatile as $$ select c.now from public.virtual_clock c $$;`;

export interface VirtualClock {
  /** Milliseconds since 1970, here and in the database. */
  now(): number;
  /** Moves both on; nothing waits. */
  advance(ms: number): Promise<void>;
}

/**
 * One clock for this process and the database of a test, made with `virtualClockSql`. It stands still until it is
 * moved. Timers stay real, and so does `performance.now()`, by which a batch measures what it has spent.
 */
export function useVirtualClock(db: TestDatabase): VirtualClock {
  beforeAll(() => vi.useFakeTimers({ toFake: ["Date"], now: beginning }));
  afterAll(() => vi.useRealTimers());
  return {
    now: () => Date.now(),
    async advance(ms) {
      vi.setSystemTime(Date.now() + ms);
      await db.sql`update public.virtual_clock set now = ${new Date()}`;
    },
  };
}
