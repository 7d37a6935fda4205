import { recordLateResult, recordWebhook, readJobRecord, type Recorded } from "@/lib/db/webhooks";
import { log } from "@/lib/log";
import type { WebhookRequest } from "@/lib/providers/provider";
import { WebhookRejected } from "@/lib/providers/provider-error";
import { providerNamed } from "@/lib/providers/registry";
import { checkJob } from "./check-jobs";
import { NotFound, Unverified } from "./errors";

/** The work a webhook leads to, to be done after it has been answered. */
export type FollowUp = () => Promise<void>;

/**
 * Verifies a delivery and stores it once. What it says is not believed: the follow-up asks the provider. Throws
 * `NotFound` for an unknown provider, `Unverified` for a delivery that cannot be trusted.
 */
export async function receiveWebhook(providerName: string, request: WebhookRequest): Promise<FollowUp> {
  const provider = providerNamed(providerName);
  if (!provider) throw new NotFound();
  const delivery = await provider.verifyWebhook(request).catch((error: unknown) => {
    throw error instanceof WebhookRejected ? new Unverified(error.message) : error;
  });
  const recorded = await recordWebhook({ provider: providerName, ...delivery });
  log("info", "webhook received", { provider: providerName, outcome: recorded.outcome });
  return () => followUp(recorded, `webhook:${providerName}`);
}

async function followUp(recorded: Recorded, source: string): Promise<void> {
  if (recorded.outcome === "matched") await checkJob(recorded.job_id, source);
  if (recorded.outcome === "late") await keepLateResult(recorded.job_id, recorded.operation_id, source);
}

/** The job is over and stays so; if its work has finished after all, a retry will find the result. */
async function keepLateResult(jobId: string, operationId: string, source: string): Promise<void> {
  const job = await readJobRecord(jobId);
  const operation = job?.operations.find((each) => each.id === operationId);
  if (!operation?.providerRef || operation.state === "succeeded") return;
  const answers = await providerNamed(operation.provider)?.check([operation.providerRef], () => true);
  const answer = answers?.get(operation.providerRef);
  if (!answer || answer instanceof Error || answer.state !== "succeeded") return;
  await recordLateResult({
    operationId,
    state: "succeeded",
    providerRef: operation.providerRef,
    output: { files: answer.files },
    source,
    detail: { provider: operation.provider, step: operation.step, slot: operation.slot },
  });
}
