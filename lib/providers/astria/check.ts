import pLimit from "p-limit";
import type { Observation } from "@/lib/jobs/outcome";
import { asError, isNotFound } from "../provider-error";
import { getPrompt, getTune, listAllPrompts, listPrompts, listTunes, type Page } from "./client";
import { observePrompt, observeTune } from "./observe";
import { formatRef, parseRef, type AstriaRef } from "./ref";

type Answers = Map<string, Observation | Error>;

/** Up to so many tunes, or tunes with prompts, are asked about one by one; more are looked up in account lists. */
const fewTunes = 2;

/** How many calls are under way at once. */
const concurrency = 6;

/**
 * Asks about tunes and prompts through list calls, 120 a page, where there are many, and through one list a
 * tune where there are few. What a list does not show is asked for by itself, so that "missing" is always
 * Astria's own 404. Stops asking when `isTimeLeft` says no.
 */
export async function check(refs: readonly string[], isTimeLeft: () => boolean): Promise<Answers> {
  const answers: Answers = new Map();
  const limit = pLimit(concurrency);
  const ifInTime = (ask: () => Promise<void>) => limit(async () => (isTimeLeft() ? ask() : undefined));
  const tunes = new Map<number, string>();
  const prompts = new Map<number, string>();
  const byTune = new Map<number, string[]>();
  const known = refs.filter((ref) => isReadable(ref, answers));
  for (const ref of known) {
    const parsed = parseRef(ref);
    (parsed.type === "tune" ? tunes : prompts).set(parsed.id, ref);
    if (parsed.type === "prompt") byTune.set(parsed.tuneId, [...(byTune.get(parsed.tuneId) ?? []), ref]);
  }

  const lists: Array<Promise<void>> = [];
  if (tunes.size > fewTunes) lists.push(walk(listTunes, tunes, observeTune, answers, isTimeLeft));
  if (byTune.size > fewTunes) lists.push(walk(listAllPrompts, prompts, observePrompt, answers, isTimeLeft));
  await Promise.all(lists);

  const unseen = [...byTune].filter(([, wanted]) => wanted.some((ref) => !answers.has(ref)));
  await Promise.all(
    unseen.map(([tuneId, wanted]) => ifInTime(() => checkPromptsOf(tuneId, wanted, answers))),
  );

  const left = known.filter((ref) => !answers.has(ref)).map(parseRef);
  await Promise.all(left.map((ref) => ifInTime(() => checkOne(ref, answers))));
  return answers;
}

/** A reference that makes no sense is answered with an error of its own; the others go on. */
function isReadable(ref: string, answers: Answers): boolean {
  try {
    return Boolean(parseRef(ref));
  } catch (error) {
    answers.set(ref, asError(error));
    return false;
  }
}

/**
 * Pages down from the newest we want to the oldest. A page that shows none of ours means that they lie far
 * apart; then the rest is cheaper otherwise. A failed page stands for all that it and the rest would have
 * shown: asking one by one would only hammer.
 */
async function walk<T extends { id: number }>(
  list: (beforeId: number | null) => Promise<Page<T>>,
  wanted: ReadonlyMap<number, string>,
  observe: (item: T) => Observation,
  answers: Answers,
  isTimeLeft: () => boolean,
): Promise<void> {
  const oldest = Math.min(...wanted.keys());
  let before: number | null = Math.max(...wanted.keys()) + 1;
  try {
    while (before !== null && before > oldest && isTimeLeft()) {
      const page: Page<T> = await list(before);
      before = addTo(answers, page.items, wanted, observe) > 0 ? page.next : null;
    }
  } catch (error) {
    failTheRest([...wanted.values()], answers, error);
  }
}

async function checkPromptsOf(tuneId: number, refs: readonly string[], answers: Answers): Promise<void> {
  const wanted = new Map(refs.map((ref) => [parseRef(ref).id, ref]));
  try {
    addTo(answers, (await listPrompts(tuneId, null)).items, wanted, observePrompt);
  } catch (error) {
    if (!isNotFound(error)) failTheRest(refs, answers, error);
  }
}

/** Adds what is wanted of a page to the answers; returns how much that was. */
function addTo<T extends { id: number }>(
  answers: Answers,
  items: readonly T[],
  wanted: ReadonlyMap<number, string>,
  observe: (item: T) => Observation,
): number {
  let found = 0;
  for (const item of items) {
    const ref = wanted.get(item.id);
    if (ref === undefined) continue;
    answers.set(ref, observe(item));
    found++;
  }
  return found;
}

function failTheRest(refs: readonly string[], answers: Answers, error: unknown): void {
  for (const ref of refs) if (!answers.has(ref)) answers.set(ref, asError(error));
}

async function checkOne(ref: AstriaRef, answers: Answers): Promise<void> {
  try {
    const seen =
      ref.type === "tune"
        ? observeTune(await getTune(ref.id))
        : observePrompt(await getPrompt(ref.tuneId, ref.id));
    answers.set(formatRef(ref), seen);
  } catch (error) {
    answers.set(formatRef(ref), isNotFound(error) ? { state: "missing" } : asError(error));
  }
}
