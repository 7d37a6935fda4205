import pLimit from "p-limit";
import type { Observation } from "@/lib/jobs/outcome";
import { askEach, endOr } from "../ask-each";
import { asError } from "../provider-error";
import { tuneToPrompt } from "./base-tune";
import { getPrompt, getTune, listAllPrompts, listPrompts, listTunes, type Page } from "./client";
import { saysNoList } from "./no-list";
import { observePrompt, observeTune } from "./observe";
import { parseRef, type AstriaRef } from "./ref";
import type { Prompt, Tune } from "./wire";

type Answers = Map<string, Observation | Error>;

/** Up to so many tunes, or tunes with prompts, are asked about one by one; more are looked up in account lists. */
const fewTunes = 2;

/** How many lists are read at once. */
const concurrency = 6;

/**
 * Asks about tunes and prompts through list calls, 120 a page, where there are many, and through one list a
 * tune where there are few. What a list does not show, or not in full, is asked for by itself, so that "missing" is always
 * Astria's own 404. Stops asking when `isTimeLeft` says no.
 */
export async function check(refs: readonly string[], isTimeLeft: () => boolean): Promise<Answers> {
  const now = new Date();
  const answers: Answers = new Map();
  const known = refs.flatMap((text) => readRef(text, answers));
  const observed = (prompt: Prompt) => observePrompt(prompt, now);

  const tunes = byId(known.filter(({ ref }) => ref.type === "tune"));
  const prompts = known.filter(({ ref }) => ref.type === "prompt");
  const byTune = Map.groupBy(prompts, ({ ref }) => (ref.type === "prompt" ? ref.tuneId : ref.id));
  await Promise.all([
    tunes.size > fewTunes && walk(listTunes, tunes, observeTune, answers, isTimeLeft),
    byTune.size > fewTunes && walk(listAllPrompts, byId(prompts), observed, answers, isTimeLeft),
  ]);

  const limit = pLimit(concurrency);
  await Promise.all(
    [...byTune].map(([tuneId, of]) =>
      limit(async () => {
        const unseen = of.filter(({ text }) => !answers.has(text));
        await walk((before) => listPrompts(tuneId, before), byId(unseen), observed, answers, isTimeLeft);
      }),
    ),
  );

  const left = known.map(({ text }) => text).filter((text) => !answers.has(text));
  const alone = await askEach(left, isTimeLeft, (text) => askAlone(parseRef(text), now));
  return new Map([...answers, ...alone]);
}

interface Known {
  text: string;
  ref: AstriaRef;
}

/** A reference that makes no sense is answered with an error of its own; the others go on. */
function readRef(text: string, answers: Answers): Known[] {
  try {
    return [{ text, ref: parseRef(text) }];
  } catch (error) {
    answers.set(text, asError(error));
    return [];
  }
}

/** References by the id of the work itself, which more than one may name. */
function byId(known: readonly Known[]): Map<number, string[]> {
  const groups = Map.groupBy(known, ({ ref }) => ref.id);
  return new Map([...groups].map(([id, group]) => [id, group.map(({ text }) => text)]));
}

/**
 * Pages down from the newest we want to the oldest, past what lies between. A page that shows less than two of ours
 * means that they lie far apart; then the rest is cheaper otherwise. A failed page stands for all that it and the rest
 * would have shown: asking one by one would only hammer.
 */
async function walk<T extends Tune | Prompt>(
  list: (beforeId: number | null) => Promise<Page<T>>,
  wanted: ReadonlyMap<number, readonly string[]>,
  observe: (item: T) => Observation,
  answers: Answers,
  isTimeLeft: () => boolean,
): Promise<void> {
  const unseen = new Set(wanted.keys());
  try {
    for (let shown = 2; shown >= 2 && unseen.size > 0 && isTimeLeft();) {
      const { rows } = await list(Math.max(...unseen) + 1);
      shown = 0;
      for (const row of rows) {
        if (row.id === null || !unseen.delete(row.id)) continue;
        shown++;
        const seen = observe(row);
        // A list may show less of its work than there is.
        const isSure =
          seen.state === "succeeded" || (row.isTelling && !row.isTrained && seen.state !== "failed");
        if (isSure) for (const text of wanted.get(row.id) ?? []) answers.set(text, seen);
      }
    }
  } catch (error) {
    if (saysNoList(error)) return;
    for (const text of [...wanted.values()].flat()) if (!answers.has(text)) answers.set(text, asError(error));
  }
}

/** Asks about one piece of work. Throws what the call throws. */
async function askAlone(ref: AstriaRef, now: Date): Promise<Observation> {
  if (ref.type === "tune") return observeTune(await getTune(ref.id));
  try {
    return observePrompt(await getPrompt(ref.tuneId, ref.id), now);
  } catch (error) {
    // Only what the account does not have anywhere has come to its end.
    if (endOr(error) instanceof Error) throw error;
    const elsewhere = await promptElsewhere(ref.id, ref.tuneId);
    if (elsewhere) return observePrompt(elsewhere, now);
    throw error;
  }
}

/** A prompt that lies under another tune than we were told; `null` where Astria shows it nowhere. */
async function promptElsewhere(id: number, tuneId: number): Promise<Prompt | null> {
  const base = tuneToPrompt(tuneId);
  const listed = async () => (await listAllPrompts(id + 1)).rows.find((row) => row.id === id) ?? null;
  const under = async () => (base === tuneId ? null : getPrompt(base, id));
  return (await listed().catch(nullWhereUnknown)) ?? (await under().catch(nullWhereUnknown));
}

function nullWhereUnknown(error: unknown): null {
  if (saysNoList(error)) return null;
  throw error;
}
