import type { Route } from "next";
import { jobPageQuery, type JobFilter } from "@/hooks/job-filter";

/** Where the list of jobs stands with a filter. */
export function jobsAddress(filter: JobFilter): Route {
  const query = jobPageQuery(filter);
  return query === "" ? "/jobs" : `/jobs?${query}`;
}
