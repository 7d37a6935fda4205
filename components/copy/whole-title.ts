import type { JobView } from "@/lib/jobs/job-view";

/** A line that is longer is a text, and stands below among what was asked. */
const longestLine = 300;

/** A title that was cut for lists, as it was written: the line of the input that goes on as it does. */
export function wholeTitle({ title, input }: Pick<JobView, "title" | "input">): string {
  if (!title.endsWith("…")) return title;
  const start = title.slice(0, -1);
  const lines = Object.values(input).flatMap((value) =>
    typeof value === "string" ? (value.trim().split(/\r?\n/, 1)[0]?.trim() ?? []) : [],
  );
  return lines.find((line) => line.startsWith(start) && line.length <= longestLine) ?? title;
}
