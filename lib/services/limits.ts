import type { Limits } from "@/lib/db/claims";
import { env } from "@/lib/env";
import { graces, mostRunning, quiets } from "@/lib/kinds/registry";

/** How many jobs may run at once; the others stand in line. And how long after its deadline each of them ends. */
export function limits(): Limits {
  return { kinds: mostRunning(), provider: env().MAX_RUNNING_PER_PROVIDER, graces: graces() };
}

/** The same for whoever checks everything there is: young work of some kinds is left in peace. */
export function patientLimits(): Limits {
  return { ...limits(), quiet: quiets() };
}
