import { requireSchema } from "@/lib/db/schema-version";
import { problemResponse } from "./problem";

/** Wraps a route handler: whatever it throws becomes problem+json, and so does a database that is not for this app. */
export function route<Context>(
  handle: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    try {
      await requireSchema();
      return await handle(request, context);
    } catch (error) {
      return problemResponse(error);
    }
  };
}
