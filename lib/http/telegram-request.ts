import { z } from "zod";
import { readJson } from "./body";
import { BadRequest } from "./errors";

const Body = z.strictObject({ muted: z.boolean() });

/** What a change of the link to Telegram asks for. Throws `BadRequest`. */
export async function parseMuted(request: Request): Promise<boolean> {
  const body = Body.safeParse(await readJson(request));
  if (!body.success) throw new BadRequest("invalid_body", "The body is {“muted”: true} or {“muted”: false}.");
  return body.data.muted;
}
