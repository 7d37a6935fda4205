"use client";
import { useRef, useState } from "react";
import { useSWRConfig } from "swr";
import type { Priority } from "@/lib/jobs/job";
import type { JobView } from "@/lib/jobs/job-view";
import { ApiError, postJson, sentence } from "./api";
import { isListKey, jobKey } from "./job-cache";
import { tellOtherTabs } from "./other-tabs";

/** Starts jobs of a kind. Pressing twice, or again after a lost answer, makes one job. */
export function useStartJob(kind: string) {
  const { mutate } = useSWRConfig();
  const [state, setState] = useState<"open" | "sending" | "sent">("open");
  const [problem, setProblem] = useState<string | null>(null);
  // One key for what is being sent, until it is known to have arrived.
  const key = useRef<string | null>(null);

  async function start(input: Record<string, unknown>, priority: Priority): Promise<JobView | null> {
    if (state !== "open") return null;
    setState("sending");
    setProblem(null);
    key.current ??= newKey();
    try {
      const body = { kind, input, ...(priority === "normal" ? {} : { priority }) };
      const job = await postJson<JobView>("/api/jobs", body, { "Idempotency-Key": key.current });
      setState("sent");
      await mutate(jobKey(job.id), job, { revalidate: false });
      void mutate(isListKey);
      tellOtherTabs(job.id);
      return job;
    } catch (error) {
      setState("open");
      if (error instanceof ApiError && error.status === 409) key.current = null;
      setProblem(sentence(error));
      return null;
    }
  }

  /** Makes the form ready for another job. */
  function reopen() {
    key.current = null;
    setState("open");
  }

  return { state, problem, start, reopen };
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
