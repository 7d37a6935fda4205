import { config } from "./config";

/** Flux1.dev in Astria's gallery, the base of every Flux training (Astria's documentation, "Flux API usage"). */
const fluxTuneId = 1_504_944;

/** The base model of trainings; `undefined` where Astria is to choose. */
export function baseTuneId(): number | undefined {
  const { ASTRIA_BASE_TUNE_ID: id } = config.variables();
  return id ?? (trainsLoras() ? fluxTuneId : undefined);
}

/** Flux is trained as a LoRA, which is no model by itself; other branches train whole models. */
export function trainsLoras(): boolean {
  return config.variables().ASTRIA_BRANCH === "flux1";
}

/** Where a prompt for a trained tune is posted: a LoRA's to its base, which loads the LoRA that the text names. */
export function tuneToPrompt(trainedId: number): number {
  return (trainsLoras() ? baseTuneId() : undefined) ?? trainedId;
}
