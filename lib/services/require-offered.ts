import type { Engine } from "@/lib/jobs/engine";
import { providerNamed } from "@/lib/providers/registry";
import { InvalidInput } from "./errors";

/** Throws `InvalidInput` with the reason if no new work can be started with one of these engines. */
export async function requireOffered(engines: readonly Engine[]): Promise<void> {
  for (const { provider, model } of engines) {
    const known = providerNamed(provider);
    if (!known) throw new InvalidInput("not_offered", "Nothing is configured that could do this.");
    const reason = await known.refusal?.(model, new Date());
    if (reason) throw new InvalidInput("not_offered", reason);
  }
}
