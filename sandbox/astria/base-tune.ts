import { BASE_TUNE_ID, type Tune } from "./tune";

/** It was there before any account: trained, and not in its lists. `base` is where the sandbox was called. */
export function baseTune(base: string): Tune {
  return {
    id: BASE_TUNE_ID,
    base,
    title: "Flux1.dev",
    name: "style",
    callback: null,
    imageUrls: [],
    token: "ohwx",
    branch: "flux1",
    baseTuneId: null,
    modelType: null,
    fails: false,
  };
}
