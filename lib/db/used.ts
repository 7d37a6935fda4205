import { z } from "zod";
import type { UsedWork } from "@/lib/jobs/used";
import { callPromptly } from "./call-function";

const Amount = z
  .object({ sum: z.number().nullable(), of: z.number() })
  .transform(({ sum, of }) => ({ sum: sum ?? 0, of }));

const UsedRow = z
  .object({
    month: z.string(),
    kind: z.string(),
    provider: z.string(),
    model: z.string().nullable(),
    is_paid: z.boolean(),
    works: z.number(),
    amounts: z.object({
      token: Amount,
      second: Amount,
      "1,000 characters": Amount,
      megapixel: Amount,
      picture: Amount,
      training: Amount,
      image: Amount,
    }),
  })
  .transform(({ is_paid: isPaid, ...row }): UsedWork => ({ ...row, isPaid }));

/** What all jobs of this user used, the newest month first, or one of them. Throws `DatabaseError`. */
export function readUsed(userId: string, jobId: string | null = null): Promise<UsedWork[]> {
  return callPromptly("used", { p_user_id: userId, p_job_id: jobId }, z.array(UsedRow));
}
