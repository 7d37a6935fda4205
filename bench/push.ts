import { measureStack } from "@/scripts/bench/push-stack";
import type { Measure, Row } from "./report";

/** From a provider's callback to what a client hears, p95. */
const mostMs = 500;

/** P6: how long a change is on its way to whoever listens. To the changed page: tests/browser/live-pace.spec.ts. */
export const measure: Measure = async () => {
  const { sockets, streams } = await measureStack();
  return Object.entries({ "a WebSocket": sockets, "a stream (SSE)": streams }).map(
    ([to, { count, p95 }]): Row => ({
      what: `P6: from a provider's callback to ${to}, ${count} times, p95`,
      value: `${p95.toFixed(0)} ms`,
      goal: `< ${mostMs} ms`,
      isMet: p95 < mostMs,
      basis: "wall clock",
    }),
  );
};
