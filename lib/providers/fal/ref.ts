/** Our name for a request at fal: `fal-ai/veo3.1/requests/<id>`, the app without its sub-path, as fal's own URLs. */
export interface FalRef {
  app: string;
  requestId: string;
}

const appPattern = /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/;
const idPattern = /^[\w-][\w.:~-]*$/;

export function formatRef({ app, requestId }: FalRef): string {
  return `${app}/requests/${requestId}`;
}

/** Reads what `formatRef` wrote; `null` for anything else. */
export function parseRef(text: string): FalRef | null {
  const [app = "", requestId = "", ...rest] = text.split("/requests/");
  return rest.length === 0 ? refOf(app, requestId) : null;
}

/** A reference from its parts; `null` if they cannot be parts of one. */
export function refOf(app: string, requestId: string): FalRef | null {
  return appPattern.test(app) && idPattern.test(requestId) ? { app, requestId } : null;
}

/** The app a model belongs to: `fal-ai/veo3.1` of `fal-ai/veo3.1/fast`. */
export function appOf(model: string): string {
  return model.split("/").slice(0, 2).join("/");
}
