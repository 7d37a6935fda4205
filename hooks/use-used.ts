"use client";
import useSWR from "swr";
import type { JobView } from "@/lib/jobs/job-view";
import type { UsedView } from "@/lib/jobs/used";
import { getJson } from "./api";
import { jobKey } from "./job-cache";

/** What a job that has ended used; asked for once an end, as nothing of it changes until another attempt has ended. */
export function useUsed({ id, updatedAt }: Pick<JobView, "id" | "updatedAt">): UsedView | undefined {
  const { data } = useSWR<UsedView, unknown>(
    [`${jobKey(id)}/used`, updatedAt],
    ([url]: [string]) => getJson<UsedView>(url),
    { revalidateOnFocus: false, revalidateOnReconnect: false },
  );
  return data;
}
