import { problemResponse } from "./problem";

/** Wraps a route handler: whatever it throws becomes problem+json. */
export function route<Context>(
  handle: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    try {
      return await handle(request, context);
    } catch (error) {
      return problemResponse(error);
    }
  };
}
