import { z } from "zod";

/** What a caller of check-all calls itself: a plain, short name, and no more than a name. */
export const CallerName = z
  .string()
  .regex(/^[a-z0-9:-]{1,40}$/)
  .brand("CallerName");
export type CallerName = z.infer<typeof CallerName>;

/** Who brought a line of the ledger: the trigger of a check, or the person behind a verb. */
export type Source =
  | "browser"
  | "manual"
  /** The same by word in a chat. */
  | "telegram"
  | "vercel-cron"
  | "github-actions"
  | "pg-cron"
  | "external-cron"
  /** The end of what came before: a job just made, a place just left. */
  | "step"
  | `webhook:${string}`
  | CallerName;
