import { ProviderError } from "../provider-error";
import { cancelResponse } from "./client";

/** Stops a response; one that is over cannot be, which OpenAI answers with a refusal or with the response as it is. */
export async function cancel(ref: string): Promise<"canceled" | "requested" | "finished"> {
  try {
    const { state } = await cancelResponse(ref);
    if (state === "canceled") return "canceled";
    // What says nothing of the state has taken the call, and nothing more.
    return state === "queued" || state === "running" || state === null ? "requested" : "finished";
  } catch (error) {
    const isRefused = error instanceof ProviderError && error.code === "rejected";
    if (isRefused && !error.facts.isUnsupported) return "finished";
    throw error;
  }
}
