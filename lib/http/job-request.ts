import { z } from "zod";
import type { JobRequest } from "@/lib/services/create-job";
import { readJson } from "./body";
import { BadRequest } from "./errors";

const Body = z.strictObject({
  kind: z.string(),
  input: z.unknown(),
  priority: z.enum(["high", "normal", "low"]).optional(),
});

/** The request to create a job: its body, and the `Idempotency-Key` of 1 to 200 characters, if any. */
export async function parseJobRequest(request: Request): Promise<JobRequest> {
  const idempotencyKey = request.headers.get("idempotency-key");
  if (idempotencyKey !== null && (idempotencyKey === "" || idempotencyKey.length > 200)) {
    throw new BadRequest("invalid_idempotency_key", "An Idempotency-Key has 1 to 200 characters.");
  }
  const body = Body.safeParse(await readJson(request));
  if (!body.success)
    throw new BadRequest(
      "invalid_body",
      "The body is {“kind”: …, “input”: {…}}, and perhaps “priority”: high, normal or low.",
    );
  const { kind, input, priority } = body.data;
  return { kind, input, priority, idempotencyKey };
}
