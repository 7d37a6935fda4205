import { readJobRecord } from "@/lib/db/read-jobs";
import { judged } from "@/lib/jobs/asked";
import { stepNamed } from "@/lib/jobs/kind-profile";
import { kindOf } from "@/lib/kinds/registry";
import { recordLateResult } from "@/lib/db/webhooks";
import { providerNamed } from "@/lib/providers/registry";
import type { Source } from "@/lib/jobs/source";

/**
 * Asks about work whose job is over. The job stays as it is; if the work has finished after all, that is recorded,
 * and a retry adopts it instead of paying again.
 */
export async function keepLateResult(jobId: string, operationId: string, source: Source): Promise<void> {
  const job = await readJobRecord(jobId);
  const operation = job?.operations.find((each) => each.id === operationId);
  if (!operation?.providerRef || operation.provider === null || operation.state === "succeeded") return;
  const answers = await providerNamed(operation.provider)?.check([operation.providerRef], () => true);
  const answer = answers?.get(operation.providerRef);
  if (!job || !answer || answer instanceof Error) return;
  const step = stepNamed(kindOf(job).profile, operation.step);
  const outcome = judged({ type: "observed", observation: answer }, step);
  if (outcome.type !== "observed" || outcome.observation.state !== "succeeded") return;
  const { state, ...output } = outcome.observation;
  await recordLateResult({
    operationId,
    state,
    providerRef: operation.providerRef,
    output,
    source,
    detail: { provider: operation.provider, step: operation.step, slot: operation.slot },
  });
}
