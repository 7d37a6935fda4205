import { z } from "zod";
import type { UsedWork } from "@/lib/jobs/used";
import { callPromptly } from "./call-function";

const Amount = z.number().nullable();

const UsedRow = z
  .object({
    month: z.string(),
    kind: z.string(),
    provider: z.string(),
    model: z.string().nullable(),
    is_paid: z.boolean(),
    works: z.number(),
    amounts: z.object({
      second: Amount,
      "1,000 characters": Amount,
      megapixel: Amount,
      picture: Amount,
      training: Amount,
      "1M input tokens": Amount,
      "1M output tokens": Amount,
      token: Amount,
      image: Amount,
    }),
  })
  .transform(({ is_paid: isPaid, ...row }): UsedWork => ({ ...row, isPaid }));

/** What all jobs of this user used, the newest month first, or one of them. Throws `DatabaseError`. */
export function readUsed(userId: string, jobId: string | null = null): Promise<UsedWork[]> {
  return callPromptly("used", { p_user_id: userId, p_job_id: jobId }, z.array(UsedRow));
}
