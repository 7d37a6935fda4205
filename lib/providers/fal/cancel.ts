import { z } from "zod";
import { parseJson, readAnswer } from "../http";
import { putCancel } from "./client";
import { config } from "./config";
import { parseRef } from "./ref";

const Answer = z.object({ status: z.string() });

/** Takes a request out of the queue, or asks its machine to stop. Throws `ProviderError` where fal knows no such request. */
export async function cancel(text: string): Promise<"canceled" | "requested" | "finished"> {
  const ref = parseRef(text);
  if (!ref) throw new Error(`not a reference of fal's: ${text}`);
  const answer = await putCancel(ref);
  const said = Answer.safeParse(parseJson(answer.text)).data?.status;
  if (said === "ALREADY_COMPLETED") return "finished";
  readAnswer(config.label, answer, Answer);
  return said === "OK" ? "canceled" : "requested";
}
