import { promptServiceClient } from "./service-client";

/** True if the database answers within two seconds. */
export async function pingDatabase(): Promise<boolean> {
  try {
    const query = promptServiceClient().from("provider_health").select("provider").limit(1);
    const { error } = await query.abortSignal(AbortSignal.timeout(2_000));
    return error === null;
  } catch {
    return false;
  }
}
