import type { Engine } from "@/lib/jobs/engine";
import { prepare, type Prepared } from "@/lib/providers/registry";
import type { Work } from "./batch";

/**
 * What is asked of a provider for a slot, as the provider reads it. Throws, before anything is called, where it makes
 * no sense, or where today's kind refuses what the job has stored as its input.
 */
export function requestFor(
  { job, kind }: Pick<Work, "job" | "kind">,
  step: string,
  slot: number,
  engine: Engine | null,
): Prepared {
  if (engine === null) throw new Error(`${job.kind} says nothing of who does its step ${step}`);
  const input = kind.input.parse(job.input);
  const prepared = prepare(kind.request({ job, input, step, slot, engine }));
  if (prepared.name !== engine.provider) {
    throw new Error(`${job.kind} asks ${prepared.name} for what ${engine.provider} is to do`);
  }
  return prepared;
}
