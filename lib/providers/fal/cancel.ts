import { z } from "zod";
import { parseJson, readAnswer } from "../http";
import { fieldsOf, textOf } from "../loose";
import { saidIn } from "../provider-words";
import { putCancel } from "./client";
import { config } from "./config";
import { parseRef } from "./ref";

/** Takes a request out of the queue, or asks its machine to stop. Throws `ProviderError` where fal knows no such request. */
export async function cancel(text: string): Promise<"canceled" | "requested" | "finished"> {
  const ref = parseRef(text);
  if (!ref) throw new Error(`not a reference of fal's: ${text}`);
  const answer = await putCancel(ref);
  const body = parseJson(answer.text);
  const said = textOf(fieldsOf(body)["status"]) ?? saidIn(body)?.words ?? "";
  if (/already.?(completed|finished)/i.test(said)) return "finished";
  readAnswer(config.label, answer, z.looseObject({}));
  return /^ok$/i.test(said) ? "canceled" : "requested";
}
