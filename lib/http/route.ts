import { requireSchema } from "@/lib/db/schema-version";
import { MethodNotAllowed } from "./errors";
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

/** The methods that a route can export. Next answers HEAD with what exports GET. */
type Method = "DELETE" | "GET" | "OPTIONS" | "PATCH" | "POST" | "PUT";
type Answers = Record<Method, () => Promise<Response>>;

/**
 * What a route exports besides its own methods: OPTIONS, which names those, and the others, which are refused with
 * the same list. Next would answer them without a body and without `Allow`.
 */
export function methodsBesides<Own extends Method>(...own: Own[]): Pick<Answers, Exclude<Method, Own>> {
  const heads = own.some((method) => method === "GET") ? ["HEAD"] : [];
  const allowed = [...own, ...heads, "OPTIONS"].toSorted();
  const refuse = async () => problemResponse(new MethodNotAllowed(allowed));
  const name = async () => new Response(null, { status: 204, headers: { allow: allowed.join(", ") } });
  const answers: Answers = {
    DELETE: refuse,
    GET: refuse,
    OPTIONS: name,
    PATCH: refuse,
    POST: refuse,
    PUT: refuse,
  };
  return answers;
}
