import { z } from "zod";

/** A number that a form may send as text, or nothing. */
export const Flexible = z.preprocess(
  (value) => (value === "" || value === null ? undefined : value),
  z.coerce.number("is not a number").optional(),
);

/** An absolute http(s) URL, or nothing. */
export const CallbackUrl = z.url({ protocol: /^https?$/, error: "is not a valid URL" }).nullish();
