import { z } from "zod";
import type { JobAssetState } from "@/lib/jobs/asset";
import type { LibraryChoice } from "@/lib/jobs/library";
import { callFunction, callPromptly } from "./call-function";
import { JobRow } from "./job-row";
import { createArgs, type NewJob } from "./job-verbs";

const job = JobRow;

const Created = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("created"), job }),
  z.object({ outcome: z.literal("existing"), job }),
  z.object({ outcome: z.literal("conflict"), job }),
  z.object({ outcome: z.literal("unknown_asset") }),
  z.object({ outcome: z.literal("unknown_job") }),
  z.object({ outcome: z.literal("no_assets") }),
  z.object({ outcome: z.literal("too_many_assets") }),
  z.object({ outcome: z.literal("limit") }),
]);

/** A job for images of the library; its input follows from which they are. */
export interface NewLibraryJob extends Omit<NewJob, "input" | "uploads"> {
  choice: LibraryChoice;
  /** Whether the images lie inside the files; they do anyway where a link to one of them has failed before. */
  isInline: boolean;
}

/**
 * Creates a job for the chosen images, or finds the one the same key made. `unknown_asset`: one of them is not this user's;
 * `unknown_job`: there is no ended job of theirs to tag the rest of. Nothing is written then. Of 50,000 images it takes
 * seconds, so it is not called as promptly as others.
 */
export function createLibraryJob(newJob: NewLibraryJob): Promise<z.output<typeof Created>> {
  const args = { ...createArgs(newJob), p_choice: newJob.choice, p_is_inline: newJob.isInline };
  return callFunction("create_library_job", args, Created);
}

const RangeRow = z
  .object({ asset_id: z.string(), user_id: z.string(), share: z.number(), picture_bytes: z.number() })
  .transform((row) => ({
    id: row.asset_id,
    userId: row.user_id,
    share: row.share,
    pictureBytes: row.picture_bytes,
  }));

/** An image that an operation is to send, and where it lies in the order of its job. */
export type RangeAsset = z.output<typeof RangeRow>;

/** The images of a job from one share to another. */
export interface AssetRange {
  /** The operation that is about to send them: the first page notes that these are its own. */
  operationId: string;
  from: number;
  to: number;
  /** The share of the last image of the page before; `null` for the first page. */
  after: number | null;
  limit: number;
}

/** A page of the images in this range that are in no batch yet, in their order. */
export function rangeAssets(range: AssetRange): Promise<RangeAsset[]> {
  const args = {
    p_operation_id: range.operationId,
    p_from: range.from,
    p_to: range.to,
    p_after: range.after,
    p_limit: range.limit,
  };
  return callFunction("range_assets", args, z.array(RangeRow));
}

export interface RefusedAsset {
  assetId: string;
  /** In words for a person. */
  reason: string;
  reasonCode: string;
}

/** These images of the operation's range cannot be sent: their files are gone. */
export async function refuseAssets(operationId: string, refused: readonly RefusedAsset[]): Promise<void> {
  const rows = refused.map(({ assetId, reason, reasonCode }) => ({
    asset_id: assetId,
    reason,
    reason_code: reasonCode,
  }));
  await callFunction("refuse_assets", { p_operation_id: operationId, p_rows: rows }, z.unknown());
}

const JobAssetRow = z
  .object({
    asset_id: z.string(),
    share: z.number(),
    state: z.enum(["waiting", "sent", "tagged", "failed", "left"]),
    reason: z.string().nullable(),
    name: z.string().nullable(),
    tags: z.array(z.string()).nullable(),
    caption: z.string().nullable(),
  })
  .transform(({ asset_id: assetId, ...row }) => ({ assetId, ...row }));

/** An image in a job, and what became of it there; name, tags and caption are `null` where it is deleted. */
export type JobAsset = z.output<typeof JobAssetRow>;

/** The images of this user's job in their order, in one state or in any, behind the one with this share. */
export function listJobAssets(
  userId: string,
  jobId: string,
  state: JobAssetState | null,
  limit: number,
  after: number | null,
): Promise<JobAsset[]> {
  const args = { p_user_id: userId, p_job_id: jobId, p_state: state, p_limit: limit, p_after: after };
  return callPromptly("list_job_assets", args, z.array(JobAssetRow));
}
