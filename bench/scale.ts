import { readFileSync } from "node:fs";
import postgres, { type Sql } from "postgres";
import { startCluster } from "@/tests/support/cluster";
import { median, type Measure, type Row } from "./report";
import { fillEnded, insertActive } from "./scale-rows";

/** How many jobs have ended, step by step: `npm run bench -- scale 10000000` goes on to the last, for about 12 GB of disk. */
const sizes = [10_000, 1_000_000, 10_000_000] as const;
const [, , , most = "1000000"] = process.argv;
if (!sizes.some((size) => String(size) === most)) throw new Error(`${most} is none of ${sizes.join(", ")}.`);

const due = 5_000;
const waiting = 10_000;
const batch = 500;
const polls = 200;
const lonePolls = 10;

/** A place for none: all that wait for their turn go on waiting. */
const limits = { kinds: {}, provider: due, graces: {}, quiet: {} };

/** One database, and the process of PostgreSQL that serves this connection to it. */
interface Place {
  sql: Sql;
  pid: number;
}

/**
 * P4: what a claim, a poll of a waiting job and the history cost PostgreSQL, over ever more jobs that have ended. The least of
 * them stays as it is in a database of its own, and is measured in turn with the other.
 */
export const measure: Measure = async (print) => {
  const cluster = await startCluster();
  const places: Place[] = [];
  try {
    const open = async (): Promise<Place> => {
      const sql = postgres(await cluster.createDatabase(), { max: 1, onnotice: () => undefined });
      const [row] = await sql<Array<{ pid: number }>>`select pg_backend_pid() as pid`;
      const place = { sql, pid: row?.pid ?? 0 };
      places.push(place);
      await insertActive(sql, due, waiting);
      await fillEnded(sql, 0, sizes[0]);
      return place;
    };
    const small = await open();
    const large = await open();
    const rows: Row[] = [];
    for (const [n, size] of sizes.entries()) {
      if (size > Number(most)) break;
      if (n > 0) await fillEnded(large.sql, sizes[n - 1] ?? 0, size, print);
      rows.push(...(await compare(small, large, size, print)));
    }
    return rows;
  } finally {
    await Promise.all(places.map(({ sql }) => sql.end()));
    await cluster.stop();
  }
};

async function compare(
  small: Place,
  large: Place,
  size: number,
  print: (line: string) => void,
): Promise<Row[]> {
  const of = `${size.toLocaleString("en")} ended`;
  print(`${of}: what is due is found by ${await indexOfDue(large.sql)}`);
  const [few, many] = await inTurn(5, [() => claimMs(small), () => claimMs(large)]);
  const among = await mean(polls, large, pollMs);
  const alone = await mean(lonePolls, large, lonePollMs);
  const [history = 0] = await inTurn(3, [() => historyMs(large)]);
  const ratio = (many ?? 0) / (few ?? 1);
  return [
    {
      what: `P4: a claim of ${batch} at ${of}, of that at 10 k (${many?.toFixed(1)} ms)`,
      value: `${ratio.toFixed(2)}×`,
      goal: "≤ 1.5×",
      isMet: ratio <= 1.5,
      basis: "ratio of CPU time",
    },
    ...Object.entries({ "among many who ask": among, "of one who looks alone": alone }).map(
      ([who, ms]): Row => ({
        what: `P4: a poll of a waiting job ${who}, ${waiting.toLocaleString("en")} in line, at ${of}`,
        value: `${ms.toFixed(2)} ms`,
        goal: "≤ 5 ms",
        isMet: ms <= 5,
        basis: "CPU time",
      }),
    ),
    {
      what: `refresh_usual_times at ${of}, each call`,
      value: `${history.toFixed(1)} ms`,
      goal: "≤ 20 ms",
      isMet: history <= 20,
      basis: "CPU time",
    },
  ];
}

/** The medians of so many rounds, in each of which all are measured. */
async function inTurn(rounds: number, measures: ReadonlyArray<() => Promise<number>>): Promise<number[]> {
  const figures = measures.map((): number[] => []);
  // Plans are made at the first calls.
  for (const each of measures) await each();
  for (let round = 0; round < rounds; round++)
    for (const [n, each] of measures.entries()) figures[n]?.push(await each());
  return figures.map(median);
}

async function claimMs({ sql, pid }: Place): Promise<number> {
  const [taken, ms] = await timed(
    pid,
    () =>
      sql<
        Array<{ claim: { claim_id: string; jobs: unknown[] } }>
      >`select claim_due(${batch}, 60000, null, ${sql.json(limits)}) as claim`,
  );
  const claim = taken[0]?.claim;
  if (claim?.jobs.length !== batch) throw new Error(`${claim?.jobs.length} jobs were claimed.`);
  await sql`update jobs set claim_id = null, claim_expires_at = null where claim_id = ${claim.claim_id}`;
  return ms;
}

/** The mean of so many polls, of jobs that wait: of what one finds out for all each has its part. */
async function mean(
  count: number,
  place: Place,
  poll: (place: Place, id: string) => Promise<number>,
): Promise<number> {
  const jobs = await place.sql<Array<{ id: string }>>`
    select id from jobs where status = 'pending' order by random() limit ${count}`;
  let total = 0;
  for (const { id } of jobs) total += await poll(place, id);
  return total / jobs.length;
}

async function pollMs({ sql, pid }: Place, id: string): Promise<number> {
  const [claims, asked] = await timed(
    pid,
    () =>
      sql<
        Array<{ n: number }>
      >`select json_array_length(claim_one(${id}, 60000, null, ${sql.json(limits)}) -> 'jobs') as n`,
  );
  const [, read] = await timed(pid, () => sql`select read_waiting(${[id]}::uuid[], ${sql.json(limits)})`);
  if (claims[0]?.n !== 0) throw new Error("A job that waits was claimed.");
  return asked + read;
}

/** After so long that nobody remembers how the line stood. */
async function lonePollMs(place: Place, id: string): Promise<number> {
  await place.sql`update line_places set good_until = made_at`;
  return pollMs(place, id);
}

async function historyMs({ sql, pid }: Place): Promise<number> {
  const [, ms] = await timed(pid, () => sql`select refresh_usual_times(0)`);
  return ms;
}

async function indexOfDue(sql: Sql): Promise<string> {
  const plan = await sql`explain select id from due_jobs(now(), null, ${sql.json({})})`;
  const lines = plan.map((row) => String(row["QUERY PLAN"]));
  return lines.join("\n").match(/jobs_\w+/)?.[0] ?? "no index";
}

/** What this does, and the CPU time in milliseconds that PostgreSQL's process `pid` took for it: Linux has it to the nanosecond. */
async function timed<T>(pid: number, work: () => PromiseLike<T>): Promise<[T, number]> {
  const cpu = () => Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
  const before = cpu();
  const result = await work();
  return [result, cpu() - before];
}
