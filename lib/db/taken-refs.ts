import { z } from "zod";
import { callFunction } from "./call-function";

/** Which of a provider's references belong to operations other than `operationId`: also of jobs that were deleted. */
export async function takenRefs(
  provider: string,
  refs: readonly string[],
  operationId: string,
): Promise<ReadonlySet<string>> {
  if (refs.length === 0) return new Set();
  const args = { p_provider: provider, p_refs: refs, p_operation_id: operationId };
  return new Set(await callFunction("taken_refs", args, z.array(z.string())));
}
