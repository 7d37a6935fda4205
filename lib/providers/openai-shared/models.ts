import { z } from "zod";
import { callOpenAi } from "./client";
import { isOpenAiItself } from "./host";
import type { OpenAiPlace } from "./place";
import { knownShutdown } from "./shutdowns";

/** A list is good for an hour; after trouble in asking it is left alone for a minute. */
const keepMs = 60 * 60_000;
const keepTroubleMs = 60_000;

/** People wait for the answer: a slow list is as good as none. */
const timeoutMs = 5_000;

const Model = z.object({ id: z.string(), shutdown_date: z.iso.date().nullish().catch(null) });

/** Rows of another shape are passed over. */
const ModelsList = z.object({
  data: z.array(z.unknown()).transform((rows) => rows.flatMap((row) => Model.safeParse(row).data ?? [])),
});

/** Each listed model's last day, `null` where none is announced. */
type Shutdowns = ReadonlyMap<string, string | null>;

const lists = new Map<string, { askedAt: number; keepMs: number; answer: Promise<Shutdowns | null> }>();

/**
 * Why a model can no longer be used, in a sentence for a person; `null` if it can, as far as anybody knows. What
 * the place lists decides; what OpenAI itself does not, or cannot be asked, a small table: a gateway may go on with a
 * model that OpenAI has ended. A listed model without a date lives, whatever the table says: the table may be out of date, the list is today's, and being wrong costs a refused start,
 * which is free, where the other error would close a model that works. `setting` names the variable to change, where
 * there is no other remedy. Never throws.
 */
export async function modelRefusal(
  place: OpenAiPlace,
  model: string,
  setting: string,
  now: Date,
  remedy = `Set ${setting} to another model.`,
): Promise<string | null> {
  const listed = (await shutdownsAt(place, now))?.get(model);
  const known = isOpenAiItself(place.baseUrl) ? knownShutdown(model) : null;
  const date = listed === undefined ? known : listed;
  if (date === null || now.getTime() < Date.parse(date)) return null;
  return `${model} was shut down on ${inWords(date)}. ${remedy}`;
}

/** The place's list, asked at most once for so long; `null` where it cannot be had. */
function shutdownsAt(place: OpenAiPlace, now: Date): Promise<Shutdowns | null> {
  const known = lists.get(place.baseUrl);
  const age = known ? now.getTime() - known.askedAt : Infinity;
  if (known && age >= 0 && age < known.keepMs) return known.answer;
  const entry = { askedAt: now.getTime(), keepMs, answer: ask(place) };
  lists.set(place.baseUrl, entry);
  return entry.answer.then((answer) => {
    if (answer === null) entry.keepMs = keepTroubleMs;
    return answer;
  });
}

async function ask(place: OpenAiPlace): Promise<Shutdowns | null> {
  try {
    const list = await callOpenAi(place, { method: "get", path: "/models", schema: ModelsList, timeoutMs });
    return new Map(list.data.map((model) => [model.id, model.shutdown_date ?? null]));
  } catch {
    return null;
  }
}

/** "11 December 2026". */
function inWords(date: string): string {
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(date));
}
