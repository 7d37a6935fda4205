import { play, type Asking } from "@/tests/bench/simulated-checks";
import type { Row } from "./report";

const seconds = 1_000;

/** A median duration, at the interval of a stage that takes about as long. */
const stages = [
  [45, 3],
  [45, 5],
  [45, 10],
  [120, 5],
  [120, 10],
  [900, 5],
  [900, 30],
] as const;

const goals = [
  { sigma: 0.3, most: 0.5 },
  { sigma: 0.8, most: 0.85 },
];

/** P3: how many calls it takes to learn of ends, as the app asks and at fixed intervals. It counts, and times nothing. */
export async function measure(print: (line: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { sigma, most } of goals) {
    for (const [median, interval] of stages) {
      const stage = { medianMs: median * seconds, intervalMs: interval * seconds, sigma };
      const { ours, documented, equal } = play(stage);
      const what = `P3: log-normal, median ${median} s, σ ${sigma}, at ${interval} s`;
      print(`${what}: ${told(ours)}; every ${interval} s: ${told(documented)}; as soon: ${told(equal)}`);
      const ratio = ours.calls / equal.calls;
      const value = `${ratio.toFixed(2)}×`;
      rows.push({ what, value, goal: `≤ ${most}×`, isMet: ratio <= most, basis: "count" });
      const lag = ours.lag95Ms / stage.intervalMs;
      const late = { what: `${what}: p95 of the lag, in intervals`, value: lag.toFixed(2), goal: "≤ 2" };
      rows.push({ ...late, isMet: lag <= 2, basis: "count" });
      for (const drift of [2, 0.5]) {
        const now = play({ ...stage, drift });
        const calls = `${what}, now ${drift}× as long: calls, of those of fixed intervals`;
        print(`${calls}: ${told(now.ours)}; ${told(now.documented)}; as soon: ${told(now.equal)}`);
        const times = now.ours.calls / Math.max(now.documented.calls, now.equal.calls);
        rows.push({ what: calls, value: `${times.toFixed(2)}×`, goal: "", isMet: null, basis: "count" });
      }
    }
  }
  return rows;
}

function told({ calls, medianLagMs, lag95Ms }: Asking): string {
  const [median, late] = [medianLagMs, lag95Ms].map((ms) => (ms / seconds).toFixed(1));
  return `${calls.toFixed(1)} calls, lag ${median} s, p95 ${late} s`;
}
