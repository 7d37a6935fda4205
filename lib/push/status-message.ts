import { z } from "zod";
import { StatusUpdate } from "@/lib/jobs/status-update";

/** The channel of everybody's updates. */
export const allUpdates = "generation:status-updates";

/** The channel of one user's updates. */
export const updatesOf = (userId: string): string => `generation:user:${userId}`;

const { generationId, userId, type, status, timestamp, metadata } = StatusUpdate.shape;

/** A status update as it travels on Redis: what is documented, and what ours say besides. The same `id` is the same update. */
export const StatusMessage = z.object({
  ...StatusUpdate.partial().shape,
  generationId,
  userId,
  type,
  status,
  timestamp,
  metadata: metadata.partial().optional(),
});
export type StatusMessage = z.infer<typeof StatusMessage>;
