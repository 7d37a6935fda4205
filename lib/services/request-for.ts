import type { Engine } from "@/lib/jobs/engine";
import { prepare, type Prepared } from "@/lib/providers/registry";
import type { Work } from "./batch";

/** A slot of a job's step, and who is to do it. */
export interface Slot {
  step: string;
  slot: number;
  provider: string | null;
  model: string | null;
}

/** What is asked of a provider for a slot, as the provider reads it. Throws, before anything is called, where it makes no sense. */
export function requestFor({ job, kind, input }: Work, { step, slot, provider, model }: Slot): Prepared {
  if (provider === null) throw new Error(`${job.kind} says nothing of who does its step ${step}`);
  const engine: Engine = { provider, model };
  const prepared = prepare(kind.request({ job, input, step, slot, engine }));
  if (prepared.name !== provider) {
    throw new Error(`${job.kind} asks ${prepared.name} for what ${provider} is to do`);
  }
  return prepared;
}
