"use client";
import { useState } from "react";
import useSWR, { useSWRConfig } from "swr";
import type { EndpointView } from "@/lib/jobs/endpoint-view";
import { errorSentence, getJson, postJson, sendJson } from "./api";
import { pagesKey } from "./job-cache";
import { changeEndpoint, deliveriesKey, endpointKey, endpointsKey } from "./endpoint-requests";
import { pollOptions, useRecovery } from "./use-polled";

/** The most that somebody can have. */
export const mostEndpoints = 20;

interface Endpoints {
  items: EndpointView[];
}

/** The endpoints of whoever is signed in, oldest first. `initial` is what the server has drawn the page with. */
export function useEndpoints(initial: EndpointView[]) {
  const { data, error, mutate } = useSWR<Endpoints, unknown>(endpointsKey, getJson, {
    ...pollOptions,
    fallbackData: { items: initial },
  });
  useRecovery(error, mutate);
  return { endpoints: data?.items ?? initial, error, refresh: mutate };
}

export type EndpointAction = "pause" | "resume" | "test" | "rotate" | "delete";

/**
 * What can be done with an endpoint by one press. `busy` says which is under way, `problem` what went wrong with the last.
 * `run` answers what the server did, `null` where it did not work.
 */
export function useEndpointActions(id: string) {
  const { mutate } = useSWRConfig();
  const [busy, setBusy] = useState<EndpointAction | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function run<T>(action: EndpointAction, work: () => Promise<T>): Promise<T | null> {
    setBusy(action);
    setProblem(null);
    try {
      const answer = await work();
      await Promise.all([mutate(endpointsKey), action === "test" && mutate(pagesKey(deliveriesKey(id)))]);
      return answer;
    } catch (error) {
      setProblem(errorSentence(error));
      return null;
    } finally {
      setBusy(null);
    }
  }

  return {
    busy,
    problem,
    setEnabled: (enabled: boolean) =>
      run(enabled ? "resume" : "pause", () => changeEndpoint(id, { enabled })),
    test: () => run("test", () => postJson(`${endpointKey(id)}/test`)),
    /** The new secret, which is told this once. */
    rotate: () => run("rotate", () => postJson<{ secret: string }>(`${endpointKey(id)}/rotate`)),
    /** Whether it is gone. */
    remove: async () => {
      const done = await run("delete", async () => {
        await sendJson("DELETE", endpointKey(id));
        return true;
      });
      return done === true;
    },
  };
}
