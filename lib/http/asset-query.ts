import { z } from "zod";
import { AssetTag } from "@/lib/jobs/asset-tags";
import { parseQuery } from "./parse-query";
import { endsAt, startsAt } from "./query-times";

const filter = {
  /** Words that stand in an image's name, tags or caption, or begin so; composed, as those are stored. */
  q: z.string().max(200).normalize("NFC").optional(),
  /** All of them. */
  tag: z.array(AssetTag).max(20),
  status: z.enum(["pending", "processing", "completed", "failed", "untagged"]).optional(),
  from: startsAt.optional(),
  to: endsAt.optional(),
};

const AssetFilter = z.object(filter);

const AssetQuery = z.object({
  ...filter,
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().min(1).optional(),
});

/** The filter and page of a list of images. Throws `BadRequest` with the name of what is wrong. */
export function parseAssetQuery(request: Request): z.infer<typeof AssetQuery> {
  return parseQuery(request, AssetQuery, ["tag"]);
}

/** The filter alone, for a count. Throws `BadRequest` with the name of what is wrong. */
export function parseAssetFilter(request: Request): z.infer<typeof AssetFilter> {
  return parseQuery(request, AssetFilter, ["tag"]);
}
