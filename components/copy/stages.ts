/** Stages whose name alone does not say what is done in them. */
const doings: Readonly<Record<string, string>> = {
  script: "writing the script",
  assets: "making pictures and voices",
  joining: "joining the film",
  saving: "saving the results",
};

/** What is done in a stage, within a sentence: "training", "writing the script"; a job that is in none yet is starting. */
export function doingOf(stage: string | null): string {
  return stage === null ? "starting" : (doings[stage] ?? stage.replaceAll("_", " "));
}
