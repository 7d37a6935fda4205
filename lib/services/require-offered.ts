import type { Engine } from "@/lib/jobs/offer";
import { providerNamed } from "@/lib/providers/registry";
import { InvalidInput } from "./errors";

/** Throws `InvalidInput` with the reason if no new work can be started with this engine. */
export async function requireOffered({ provider, model }: Engine): Promise<void> {
  const known = providerNamed(provider);
  if (!known) throw new InvalidInput("not_offered", "Nothing is configured that could do this.");
  const reason = await known.refusal?.(model, new Date());
  if (reason) throw new InvalidInput("not_offered", reason);
}
