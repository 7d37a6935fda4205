import type { Makes } from "@/lib/jobs/kind-profile";

/** What a run was asked to make. */
export type Made = Exclude<Makes, "words">;

/** Our name for a request at fal. */
export interface FalRef {
  /** The model's app, without its sub-path, as fal's own URLs have it: `fal-ai/veo3.1`. */
  app: string;
  requestId: string;
  /** One app may make films, pictures and voices, and its answers hold what it likes: this says what to look for. */
  makes: Made;
}

const appPattern = /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/;
const idPattern = /^[\w-][\w.:~-]*$/;

/** As the record has it: `fal-ai/veo3.1/requests/<id>` of a film, `fal-ai/minimax/requests/<id>#voices` of others. */
export function formatRef(ref: FalRef): string {
  return ref.makes === "films" ? pathOf(ref) : `${pathOf(ref)}#${ref.makes}`;
}

/** Where fal has the request. */
export function pathOf({ app, requestId }: FalRef): string {
  return `${app}/requests/${requestId}`;
}

/** Reads what `formatRef` wrote; `null` for anything else. */
export function parseRef(text: string): FalRef | null {
  const [path = "", makes] = text.split(/#(.*)$/s);
  const [app = "", requestId = "", ...rest] = path.split("/requests/");
  return rest.length === 0 ? refOf(app, requestId, makes) : null;
}

/** A reference from its parts; `null` if they cannot be parts of one. Where nothing is said of it, a film was asked for. */
export function refOf(app: string, requestId: string, makes = "films"): FalRef | null {
  return appPattern.test(app) && idPattern.test(requestId) && isMade(makes)
    ? { app, requestId, makes }
    : null;
}

function isMade(word: string): word is Made {
  return word === "films" || word === "pictures" || word === "voices";
}

/** The app a model belongs to: `fal-ai/veo3.1` of `fal-ai/veo3.1/fast`. */
export function appOf(model: string): string {
  return model.split("/").slice(0, 2).join("/");
}
