import type { Horizon, Limits } from "@/lib/db/claims";
import { env } from "@/lib/env";
import { graces, mostRunning, quiets } from "@/lib/kinds/registry";

/** How many jobs may run at once; the others stand in line. And how long after its deadline each of them ends. */
export function limits(): Limits {
  return { kinds: mostRunning(), provider: env().MAX_RUNNING_PER_PROVIDER, graces: graces() };
}

/** The same for whoever checks everything there is, up to a horizon: young work of some kinds is left in peace. */
export function patientLimits(horizon?: Horizon): Limits {
  const until = horizon && { until: horizon.until.toISOString(), goingOn: [...horizon.goingOn] };
  return { ...limits(), quiet: quiets(), horizon: until };
}
