import { z } from "zod";
import { pictureKinds } from "@/lib/jobs/picture-view";
import { parseQuery } from "./parse-query";

const PictureQuery = z.object({
  kind: z.enum(pictureKinds).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(48),
  cursor: z.string().min(1).optional(),
});

/** The filter and page of a list of pictures. Throws `BadRequest` with the name of what is wrong. */
export function parsePictureQuery(request: Request): z.infer<typeof PictureQuery> {
  return parseQuery(request, PictureQuery);
}
