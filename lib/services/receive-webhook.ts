import { adoptReference, recordWebhook, type Recorded } from "@/lib/db/webhooks";
import { log, logSeldom } from "@/lib/log";
import type { Delivery, WebhookRequest } from "@/lib/providers/provider";
import { WebhookRejected } from "@/lib/providers/provider-error";
import { providerNamed } from "@/lib/providers/registry";
import { checkAndFollowUp } from "./check-jobs";
import { NotFound, Unverified } from "./errors";
import { identify } from "./identify";
import { requireShallow } from "./json-depth";
import { keepLateResult } from "./keep-late-result";
import type { Source } from "@/lib/jobs/source";

/** The work a webhook leads to, to be done after it has been answered. */
export type FollowUp = () => Promise<void>;

/**
 * Verifies a delivery and stores it once. What it says is not believed: the follow-up asks the provider. Throws
 * `NotFound` for an unknown provider, `Unverified` for a delivery that cannot be trusted, `InvalidInput` for one that
 * cannot be stored.
 */
export async function receiveWebhook(sender: string, request: WebhookRequest): Promise<FollowUp> {
  const delivery = await verified(sender, request);
  const provider = delivery.provider ?? sender;
  requireShallow(delivery.body);
  const recorded = await recordWebhook({ ...delivery, provider, body: asObject(delivery.body) });
  log("info", "webhook received", { provider, outcome: recorded.outcome });
  return async () => {
    const source = `webhook:${sender}` as const;
    await checkMatched((await adopted(provider, delivery, recorded, source)) ?? recorded, source);
  };
}

/** Providers send objects; whatever else is said is kept in one. */
function asObject(body: unknown): object {
  return typeof body === "object" && body !== null ? body : { said: body };
}

async function verified(sender: string, request: WebhookRequest): Promise<Delivery> {
  const provider = providerNamed(sender);
  if (!provider) throw new NotFound();
  return provider.verifyWebhook(request).catch((error: unknown) => {
    if (!(error instanceof WebhookRejected)) throw error;
    logSeldom("warn", `a webhook for ${sender} was refused`, { reason: error.message });
    throw new Unverified(error.message);
  });
}

/**
 * Work whose create call never answered may make itself known by its first webhook: its id is kept, as if the
 * call had answered. A delivery that names our operation has done that while it was recorded; for a thin one, the work
 * itself says whose it is.
 */
async function adopted(provider: string, delivery: Delivery, recorded: Recorded, source: Source) {
  if (delivery.providerRef === null || recorded.outcome !== "kept") return null;
  const operationId = await identify(provider, delivery.providerRef);
  if (operationId === null) return null;
  const result = await adoptReference(operationId, provider, delivery.providerRef, source);
  return result.outcome === "ignored" ? null : result;
}

async function checkMatched(recorded: Recorded, source: Source): Promise<void> {
  if (recorded.outcome === "matched") await checkAndFollowUp(recorded.job_id, source);
  if (recorded.outcome === "late") await keepLateResult(recorded.job_id, recorded.operation_id, source);
}
