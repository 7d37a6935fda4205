import pLimit from "p-limit";
import type { Observation } from "@/lib/jobs/outcome";
import { ProviderError } from "../provider-error";
import { getPrompt, getTune, listPrompts, listTunes, pageSize } from "./client";
import { observePrompt, observeTune } from "./observe";
import { formatRef, parseRef, type AstriaRef } from "./ref";

type Answers = Map<string, Observation | Error>;

/** Up to so many tunes are asked for one by one; more are looked up in lists. */
const fewTunes = 2;

/** How many calls are under way at once. */
const concurrency = 6;

/**
 * Asks about tunes and prompts: many tunes through list calls (120 a page), prompts through one list a tune.
 * What a list does not show is asked for by itself, so that "missing" is always Astria's own 404.
 */
export async function check(refs: readonly string[]): Promise<Answers> {
  const answers: Answers = new Map();
  const limit = pLimit(concurrency);
  const tunes = new Set<number>();
  const prompts = new Map<number, Set<number>>();
  for (const ref of refs.map(parseRef)) {
    if (ref.type === "tune") tunes.add(ref.id);
    else prompts.set(ref.tuneId, (prompts.get(ref.tuneId) ?? new Set()).add(ref.id));
  }
  const jobs = [...prompts].map(([tuneId, ids]) => limit(() => checkPrompts(tuneId, ids, answers)));
  if (tunes.size > fewTunes) jobs.push(limit(() => checkTunesByList(tunes, answers)));
  await Promise.all(jobs);

  const left = refs.filter((ref) => !answers.has(ref)).map(parseRef);
  await Promise.all(left.map((ref) => limit(() => checkOne(ref, answers))));
  return answers;
}

/**
 * Pages down from the newest tune we want to the oldest. A page that shows none of ours means that they lie
 * far apart; then the rest is cheaper one by one.
 */
async function checkTunesByList(ids: ReadonlySet<number>, answers: Answers): Promise<void> {
  const oldest = Math.min(...ids);
  let before: number | null = Math.max(...ids) + 1;
  try {
    while (before !== null && before > oldest) {
      const page = await listTunes(before);
      let found = 0;
      for (const tune of page) {
        if (!ids.has(tune.id)) continue;
        answers.set(formatRef({ type: "tune", id: tune.id }), observeTune(tune));
        found++;
      }
      const last = page.at(-1);
      before = last && page.length === pageSize && found > 0 ? last.id : null;
    }
  } catch (error) {
    failTheRest(
      [...ids].map((id) => formatRef({ type: "tune", id })),
      answers,
      error,
    );
  }
}

async function checkPrompts(tuneId: number, ids: ReadonlySet<number>, answers: Answers): Promise<void> {
  const refs = [...ids].map((id) => formatRef({ type: "prompt", tuneId, id }));
  try {
    for (const prompt of await listPrompts(tuneId, null)) {
      if (ids.has(prompt.id))
        answers.set(formatRef({ type: "prompt", tuneId, id: prompt.id }), observePrompt(prompt));
    }
  } catch (error) {
    if (!(error instanceof ProviderError && error.code === "not_found")) failTheRest(refs, answers, error);
  }
}

async function checkOne(ref: AstriaRef, answers: Answers): Promise<void> {
  const name = formatRef(ref);
  try {
    const seen =
      ref.type === "tune"
        ? observeTune(await getTune(ref.id))
        : observePrompt(await getPrompt(ref.tuneId, ref.id));
    answers.set(name, seen);
  } catch (error) {
    const isMissing = error instanceof ProviderError && error.code === "not_found";
    answers.set(name, isMissing ? { state: "missing" } : asError(error));
  }
}

/** One failed list call stands for all it would have shown: asking one by one would only hammer. */
function failTheRest(refs: readonly string[], answers: Answers, error: unknown): void {
  for (const ref of refs) if (!answers.has(ref)) answers.set(ref, asError(error));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
