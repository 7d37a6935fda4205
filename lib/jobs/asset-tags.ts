import { z } from "zod";
import { asTag, tagFault, tagsFault } from "./tag";

/** A tag as it is stored and looked for: one line in small letters, of 1 to 40 characters. */
export const AssetTag = z.string().transform(asTag).superRefine(refusedFor(tagFault));

/** The tags that a person gives an image: at most 50, each once. */
export const AssetTags = z
  .array(AssetTag)
  .transform((tags) => [...new Set(tags)])
  .superRefine(refusedFor(tagsFault));

function refusedFor<T>(faultOf: (value: T) => string | null) {
  return (value: T, context: z.RefinementCtx<T>) => {
    const message = faultOf(value);
    if (message !== null) context.addIssue({ code: "custom", message });
  };
}
