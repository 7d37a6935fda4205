import { isNotFound, ProviderError } from "../provider-error";

/** Whether an error says that a list is not to be had at all, and nothing of what would be in it. */
export function saysNoList(error: unknown): boolean {
  if (!(error instanceof ProviderError)) return false;
  const isRefused = error.code === "rejected" && !error.facts.isPassing;
  return isNotFound(error) || isRefused || error.facts.isUnsupported === true;
}
