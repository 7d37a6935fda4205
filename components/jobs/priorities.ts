import type { Priority } from "@/lib/jobs/job";

/** A priority as a form kept it; anything else is normal. */
export function toPriority(value: string): Priority {
  return value === "high" || value === "low" ? value : "normal";
}
