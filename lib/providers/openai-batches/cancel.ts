import { ProviderError } from "../provider-error";
import { cancelBatch } from "./client";

/**
 * Has a batch stopped, which may take ten minutes: what it has done by then is kept, and paid for. One that is over cannot
 * be, which is answered with a refusal, or with the batch as it is.
 */
export async function cancel(ref: string): Promise<"canceled" | "requested" | "finished"> {
  try {
    const { state } = await cancelBatch(ref);
    if (state === "canceled") return "canceled";
    // What says nothing of the state has taken the call, and nothing more.
    return state === "queued" || state === "running" || state === null ? "requested" : "finished";
  } catch (error) {
    const isRefused = error instanceof ProviderError && error.code === "rejected";
    if (isRefused && !error.facts.isUnsupported) return "finished";
    throw error;
  }
}
