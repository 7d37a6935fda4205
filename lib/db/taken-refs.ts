import { z } from "zod";
import { databaseError } from "./database-error";
import { serviceClient } from "./service-client";

const Rows = z.array(z.object({ provider_ref: z.string() }));

/** Which of a provider's references belong to operations of ours other than `operationId`. */
export async function takenRefs(
  provider: string,
  refs: readonly string[],
  operationId: string,
): Promise<ReadonlySet<string>> {
  if (refs.length === 0) return new Set();
  const { data, error, status } = await serviceClient()
    .from("operations")
    .select("provider_ref")
    .eq("provider", provider)
    .in("provider_ref", [...refs])
    .neq("id", operationId);
  if (error) throw databaseError("reading references", error, status);
  return new Set(Rows.parse(data).map((row) => row.provider_ref));
}
