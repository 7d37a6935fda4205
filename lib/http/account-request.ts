import { z } from "zod";
import { readBodyAs } from "./body";

const Confirmation = z.strictObject({ confirm: z.string().max(400) });

/** What was typed to have everything deleted: `{"confirm"}`. Throws `BadRequest`. */
export async function readConfirmation(request: Request): Promise<string> {
  return (await readBodyAs(request, Confirmation, "not_confirmed")).confirm;
}
