import { z } from "zod";
import { namesManyImages, type JobRequest } from "@/lib/services/create-job";
import { jsonOf, mostJsonBytes, readBody } from "./body";
import { BadRequest, BodyTooLarge } from "./errors";

/** Enough for the ids of 50,000 images. */
const mostBytes = 3 * 1024 * 1024;

const Body = z.strictObject({
  kind: z.string(),
  input: z.unknown(),
  priority: z.enum(["high", "normal", "low"]).optional(),
});

/** A request's `Idempotency-Key`, `null` without one. Throws `BadRequest` where it has not 1 to 200 characters. */
export function idempotencyKeyOf(request: Request): string | null {
  const key = request.headers.get("idempotency-key");
  if (key !== null && (key === "" || key.length > 200)) {
    throw new BadRequest("invalid_idempotency_key", "An Idempotency-Key has 1 to 200 characters.");
  }
  return key;
}

/** The request to create a job: its body, and its `Idempotency-Key`, if any. */
export async function parseJobRequest(request: Request): Promise<JobRequest> {
  const idempotencyKey = idempotencyKeyOf(request);
  const bytes = await readBody(request, mostBytes);
  const body = Body.safeParse(jsonOf(bytes));
  if (bytes.length > mostJsonBytes && !namesManyImages(body.data?.kind ?? "")) {
    throw new BodyTooLarge(mostJsonBytes);
  }
  if (!body.success)
    throw new BadRequest(
      "invalid_body",
      "The body is {“kind”: …, “input”: {…}}, and perhaps “priority”: high, normal or low.",
    );
  const { kind, input, priority } = body.data;
  return { kind, input, priority, idempotencyKey };
}
