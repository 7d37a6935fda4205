import type { Asked, Found, LostStart, StartContext, Started } from "../provider";
import { isNotFound } from "../provider-error";
import { createPrompt, createTune, listPrompts, listTunes, type Page } from "./client";
import { observePrompt, observeTune } from "./observe";
import { formatRef, parseRef } from "./ref";
import type { AstriaRequest } from "./request";
import type { Prompt, Tune } from "./wire";

/** Clocks differ: a tune this much older than our intent may still be ours. */
const clockSkewMs = 5 * 60_000;

/** Creates a tune or a prompt. The tune's title and the prompt's callback carry our operation id. */
export async function start({ body }: Asked<AstriaRequest>, context: StartContext): Promise<Started> {
  if (body.type === "tune") {
    const { operationId, callbackUrl, fileUrls } = context;
    return startedTune(
      await createTune({ title: operationId, name: body.name, imageUrls: fileUrls, callback: callbackUrl }),
    );
  }
  const { text, seed, aspectRatio } = body;
  return startedPrompt(
    await createPrompt(tuneIdOf(body.tuneRef), { text, seed, aspectRatio, callback: context.callbackUrl }),
  );
}

/**
 * Looks for work that a crashed start may have left: a tune by its title, a prompt by the operation id in its
 * callback, back to when the intent was written. Lists show everything there is, so not found is absent.
 */
export async function find({ request, operationId, since }: LostStart<AstriaRequest>): Promise<Found> {
  const { body } = request;
  const oldest = since.getTime() - clockSkewMs;
  if (body.type === "tune") {
    const tune = await search(listTunes, (each) => each.title === operationId, oldest);
    return tune ? { type: "found", started: startedTune(tune) } : { type: "absent" };
  }
  const tuneId = tuneIdOf(body.tuneRef);
  const isOurs = (each: Prompt) => each.callback?.includes(operationId) ?? false;
  const prompt = await search((beforeId) => listPrompts(tuneId, beforeId), isOurs, oldest).catch(
    noneOnMissing,
  );
  return prompt ? { type: "found", started: startedPrompt(prompt) } : { type: "absent" };
}

/** Pages back, newest first, until something matches or everything is older than `oldest` (epoch ms). */
async function search<T>(
  list: (beforeId: number | null) => Promise<Page<T>>,
  matches: (item: T) => boolean,
  oldest: number,
): Promise<T | null> {
  let before: number | null = null;
  do {
    const page: Page<T> = await list(before);
    const match = page.items.find(matches);
    if (match) return match;
    before = page.oldest !== null && Date.parse(page.oldest) < oldest ? null : page.next;
  } while (before !== null);
  return null;
}

/** A tune that is gone has no prompts. */
function noneOnMissing(error: unknown): null {
  if (isNotFound(error)) return null;
  throw error;
}

function startedTune(tune: Tune): Started {
  return { ref: formatRef({ type: "tune", id: tune.id }), observation: observeTune(tune) };
}

function startedPrompt(prompt: Prompt): Started {
  const ref = formatRef({ type: "prompt", tuneId: prompt.tune_id, id: prompt.id });
  return { ref, observation: observePrompt(prompt) };
}

function tuneIdOf(text: string): number {
  const ref = parseRef(text);
  return ref.type === "tune" ? ref.id : ref.tuneId;
}
