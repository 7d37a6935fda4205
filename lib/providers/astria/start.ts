import type { Asked, StartContext, Started } from "../provider";
import { badResponse } from "../provider-error";
import { tuneToPrompt } from "./base-tune";
import { createPrompt, createTune } from "./client";
import { config } from "./config";
import { observePrompt, observeTune } from "./observe";
import { formatRef, trainedIn } from "./ref";
import type { AstriaRequest } from "./request";
import type { Prompt, Tune } from "./wire";

/** Creates a tune or a prompt. The tune's title and the prompt's callback carry our operation id. */
export async function start({ body }: Asked<AstriaRequest>, context: StartContext): Promise<Started> {
  const { operationId, callbackUrl, fileUrls } = context;
  if (body.type === "tune") {
    const tune = { title: operationId, name: body.name, imageUrls: fileUrls, callback: callbackUrl };
    const { ref, observation } = startedTune(await createTune(tune));
    // No training is over at once: a word for success is of the call.
    const isOver = observation?.state === "succeeded";
    return { ref, observation: isOver ? { state: "queued", expectedAt: null } : observation };
  }
  const { text, seed, aspectRatio } = body;
  const tuneId = tuneToPrompt(trainedIn(body.tuneRef));
  return startedPrompt(
    await createPrompt(tuneId, { text, seed, aspectRatio, callback: callbackUrl }),
    tuneId,
  );
}

/** A tune that is there. Throws `ProviderError` where it has no id. */
export function startedTune(tune: Tune): Started {
  if (tune.id === null) throw badResponse(config.label);
  return { ref: formatRef({ type: "tune", id: tune.id }), observation: observeTune(tune) };
}

/** A prompt that is there, under the tune it names, else under the one it was posted to. Throws as `startedTune`. */
export function startedPrompt(prompt: Prompt, postedTo: number): Started {
  if (prompt.id === null) throw badResponse(config.label);
  const ref = formatRef({ type: "prompt", tuneId: prompt.tuneId ?? postedTo, id: prompt.id });
  return { ref, observation: observePrompt(prompt, new Date()) };
}
