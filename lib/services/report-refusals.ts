import { allKinds } from "@/lib/kinds/registry";
import { storyVariables } from "@/lib/kinds/story-input";
import { errorFields, log } from "@/lib/log";
import { providerVariables } from "@/lib/providers/registry";
import { listOffers } from "./list-offers";

/** Says in the log, once at start-up, what is configured and cannot be used for new work, and why. */
export async function reportRefusals(): Promise<void> {
  try {
    providerVariables();
    storyVariables();
    for (const { profile } of allKinds()) {
      for (const { provider, model, refusal } of await listOffers(profile.kind)) {
        if (refusal)
          log("warn", "no new work can be started", { kind: profile.kind, provider, model, refusal });
      }
    }
  } catch (error) {
    log("error", "what is on offer could not be looked up", errorFields(error));
  }
}
