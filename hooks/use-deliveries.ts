"use client";
import { useEffect, useRef, useState } from "react";
import { useSWRConfig } from "swr";
import useSWRInfinite from "swr/infinite";
import type { DeliveryView } from "@/lib/jobs/endpoint-view";
import { errorSentence, getJson, postJson } from "./api";
import { deliveriesKey, endpointsKey } from "./endpoint-requests";
import { useNow } from "./use-now";
import { pollOptions, useRecovery } from "./use-polled";

interface PageOfDeliveries {
  items: DeliveryView[];
  nextCursor: string | null;
}

/** While something is about to be sent, and while nothing is. */
const intervalsMs = { soon: 2_000, calm: 15_000 } as const;
const soonMs = 60_000;

/** Milliseconds until deliveries are asked for again: sooner while one of them is about to be tried. */
export function askDeliveriesAgainIn(deliveries: readonly DeliveryView[], nowMs: number): number {
  const isSoon = deliveries.some(
    ({ state, nextTryAt }) =>
      state === "waiting" && (nextTryAt === null || Date.parse(nextTryAt) - nowMs < soonMs),
  );
  return isSoon ? intervalsMs.soon : intervalsMs.calm;
}

/** What was not taken, how often and when, as a text: when it changes, the endpoint itself may have been turned off. */
export function failuresIn(deliveries: readonly DeliveryView[]): string {
  const failed = deliveries.filter(({ state, tries }) => state !== "delivered" && tries > 0);
  return failed.map(({ id, state, tries, lastTryAt }) => `${id} ${state} ${tries} ${lastTryAt}`).join();
}

/** What was sent to an endpoint, newest first, page after page: `undefined` until the first answer. */
export function useDeliveries(endpointId: string) {
  const { mutate: mutateAny } = useSWRConfig();
  const [resending, setResending] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [intervalMs, setIntervalMs] = useState<number>(intervalsMs.calm);
  const {
    data: pages,
    error,
    size,
    setSize,
    mutate,
  } = useSWRInfinite<PageOfDeliveries, unknown>(
    (index, before: PageOfDeliveries | null) => {
      if (index === 0) return deliveriesKey(endpointId);
      return before?.nextCursor ? deliveriesKey(endpointId, before.nextCursor) : null;
    },
    getJson,
    { ...pollOptions, refreshInterval: intervalMs },
  );
  useRecovery(error, mutate);

  const byId = new Map(pages?.flatMap(({ items }) => items.map((delivery) => [delivery.id, delivery])));
  const deliveries = pages && [...byId.values()];
  // A number, whose change restarts the wait; see usePolled.
  const wanted = askDeliveriesAgainIn(deliveries ?? [], useNow(intervalsMs.calm) ?? 0);
  if (wanted !== intervalMs) setIntervalMs(wanted);

  const failures = deliveries && failuresIn(deliveries);
  const known = useRef(failures);
  useEffect(() => {
    const before = known.current;
    known.current = failures;
    if (before !== undefined && before !== failures) void mutateAny(endpointsKey);
  }, [failures, mutateAny]);

  async function resend(id: string): Promise<void> {
    setResending(id);
    setProblem(null);
    try {
      await postJson(`/api/deliveries/${id}/resend`);
      // One that is answered 410 turns its endpoint off.
      await Promise.all([mutate(), mutateAny(endpointsKey)]);
    } catch (failure) {
      setProblem(errorSentence(failure));
    } finally {
      setResending(null);
    }
  }

  const hasMore = pages?.at(-1)?.nextCursor != null;
  return {
    deliveries,
    error,
    refresh: mutate,
    hasMore,
    isLoadingMore: hasMore && size > pages.length && error === undefined,
    more: () => void setSize(size + 1),
    resend,
    resending,
    problem,
  };
}
