import { stopped } from "../openai-shared/stopped";
import { cancelBatch } from "./client";

/** Has a batch stopped, which may take ten minutes: what it has done by then is kept, and paid for. */
export async function cancel(ref: string): Promise<"canceled" | "requested" | "finished"> {
  return stopped(cancelBatch(ref));
}
