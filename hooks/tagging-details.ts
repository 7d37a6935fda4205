import type { JobView } from "@/lib/jobs/job-view";

/** One batch of a tagging job. */
export interface BatchView {
  /** The provider's own id of it. */
  id: string;
  /** How many of its images the provider has looked at, of how many; 0 of 0 while it does not say. */
  done: number;
  of: number;
  tagged: number;
  failed: number;
  isOver: boolean;
}

/** How far a tagging job is, in images. */
export interface TaggingDetails {
  total: number;
  /** Looked at by the provider, well or not. */
  done: number;
  tagged: number;
  failed: number;
  left: number;
  /** What its batches used so far; 0 while nobody has said. */
  tokens: number;
  batches: BatchView[];
}

/** Whether a job tags images of the library. */
export function isTagging({ kind }: Pick<JobView, "kind">): boolean {
  return kind === "image_tags";
}

/** What the view of a tagging job says of its images. What it leaves out is nothing yet. */
export function taggingOf(job: Pick<JobView, "details" | "input">): TaggingDetails {
  const details = job.details ?? {};
  const total = numberIn(details, "total") || numberIn(job.input, "count");
  const batches = details["batches"];
  return {
    total,
    done: numberIn(details, "done"),
    tagged: numberIn(details, "tagged"),
    failed: numberIn(details, "failed"),
    left: numberIn(details, "left"),
    tokens: numberIn(details, "tokens"),
    batches: Array.isArray(batches) ? batches.flatMap(batchOf) : [],
  };
}

function batchOf(value: unknown): BatchView[] {
  if (typeof value !== "object" || value === null) return [];
  const batch = value as Record<string, unknown>;
  const { id, isOver } = batch;
  if (typeof id !== "string") return [];
  const figure = (name: string) => numberIn(batch, name);
  return [
    {
      id,
      done: figure("done"),
      of: figure("of"),
      tagged: figure("tagged"),
      failed: figure("failed"),
      isOver: isOver === true,
    },
  ];
}

function numberIn(record: Record<string, unknown>, name: string): number {
  const value = record[name];
  return typeof value === "number" ? value : 0;
}
