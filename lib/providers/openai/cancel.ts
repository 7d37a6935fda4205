import { stopped } from "../openai-shared/stopped";
import { cancelResponse } from "./client";

/** Stops a response. */
export async function cancel(ref: string): Promise<"canceled" | "requested" | "finished"> {
  return stopped(cancelResponse(ref));
}
