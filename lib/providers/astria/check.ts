import type { Observation } from "@/lib/jobs/outcome";
import { askEach, endOr } from "../ask-each";
import { inLine } from "../asking-line";
import { inRun } from "../in-run";
import { asError } from "../provider-error";
import { AccountList } from "./account-list";
import { tuneToPrompt } from "./base-tune";
import { getPrompt, getTune, listAllPrompts, listPrompts, listTunes } from "./client";
import { config } from "./config";
import { saysNoList } from "./no-list";
import { observePrompt, observeTune } from "./observe";
import { parseRef, type AstriaRef } from "./ref";
import type { Prompt, Tune } from "./wire";

type Answers = Map<string, Observation | Error>;

/** Up to so many tunes, or tunes with prompts, are asked about one by one; more are looked up in account lists. */
const fewTunes = 2;

/** Where one row in so many is ours, page follows page: a gap would be read by itself for other batches of the run. */
const dense = 20;

/** What a run reads of the account's lists. */
const listsOf = inRun(() => ({
  tunes: new AccountList(listTunes),
  prompts: new AccountList(listAllPrompts),
  /** Of the prompts of one tune each. */
  byTune: new Map<number, AccountList<Prompt>>(),
}));

/**
 * Asks about tunes and prompts through list calls, 120 a page, where there are many, and through one list a tune where
 * there are few. What a list does not show, or not in full, is asked for by itself, so that "missing" is always Astria's
 * own 404. Stops asking when `isTimeLeft` says no.
 */
export async function check(refs: readonly string[], isTimeLeft: () => boolean, run = {}): Promise<Answers> {
  const now = new Date();
  const answers: Answers = new Map();
  const lists = listsOf(run);
  const known = refs.flatMap((text) => readRef(text, answers));
  const observed = (prompt: Prompt) => observePrompt(prompt, now);
  const { label } = config;

  const tunes = byId(known.filter(({ ref }) => ref.type === "tune"));
  const prompts = known.filter(({ ref }) => ref.type === "prompt");
  const byTune = Map.groupBy(prompts, ({ ref }) => (ref.type === "prompt" ? ref.tuneId : ref.id));
  await inLine(label, isTimeLeft, [
    ...(tunes.size > fewTunes ? walksFor(tunes, lists.tunes, observeTune, answers, isTimeLeft) : []),
    ...(byTune.size > fewTunes ? walksFor(byId(prompts), lists.prompts, observed, answers, isTimeLeft) : []),
  ]);

  const walks = [...byTune].flatMap(([tuneId, of]) => {
    const unseen = byId(of.filter(({ text }) => !answers.has(text)));
    return walksFor(unseen, listOf(tuneId, lists.byTune), observed, answers, isTimeLeft);
  });
  await inLine(label, isTimeLeft, walks);

  const left = known.map(({ text }) => text).filter((text) => !answers.has(text));
  const alone = await askEach(label, left, isTimeLeft, (text) => askAlone(parseRef(text), now));
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

function listOf(tuneId: number, byTune: Map<number, AccountList<Prompt>>): AccountList<Prompt> {
  const list = byTune.get(tuneId) ?? new AccountList((before) => listPrompts(tuneId, before));
  byTune.set(tuneId, list);
  return list;
}

/**
 * Takes what was read for others; what is left is a walk, or none. It pages down from the newest we want to the oldest,
 * past what lies between; what a page should have shown is not looked for again. A page that shows less than two of ours,
 * those of others that were told counted, means that they lie far apart; then the rest is cheaper otherwise. A failed page
 * stands for all that it and the rest would have shown: asking one by one would only hammer.
 */
function walksFor<T extends Tune | Prompt>(
  wanted: ReadonlyMap<number, readonly string[]>,
  list: AccountList<T>,
  observe: (item: T) => Observation,
  answers: Answers,
  isTimeLeft: () => boolean,
): Array<() => Promise<void>> {
  if (list.isOld) list.begin();
  const take = (id: number): boolean => {
    const row = list.take(id);
    if (row === null) return false;
    const seen = observe(row);
    // A list may show less of its work than there is.
    const isSure = seen.state === "succeeded" || (row.isTelling && !row.isTrained && seen.state !== "failed");
    if (isSure) for (const text of wanted.get(id) ?? []) answers.set(text, seen);
    return true;
  };
  const unseen = new Set([...wanted.keys()].filter((id) => !take(id) && !list.lacks(id)));
  const walk = async (): Promise<void> => {
    let isBelowLast = false;
    let below = Math.max(...unseen) + 1;
    while (isTimeLeft()) {
      const { ids, lowest } = await list.read(below);
      const ours = ids.filter((id) => unseen.has(id));
      const isFar = ids.filter((id) => unseen.has(id) || list.hasToldOf(id)).length < 2;
      for (const id of ours) take(id);
      // A place that does not go down from where it is told to has no more to show.
      if (lowest >= below) return;
      for (const id of unseen) if (id >= lowest) unseen.delete(id);
      if (unseen.size === 0 || (isFar && !isBelowLast)) return;
      isBelowLast = ours.length * dense >= ids.length;
      below = isBelowLast ? lowest : Math.max(...unseen) + 1;
    }
  };
  const fail = (error: unknown): void => {
    if (saysNoList(error)) return;
    for (const text of [...wanted.values()].flat()) if (!answers.has(text)) answers.set(text, asError(error));
  };
  return unseen.size > 0 ? [() => walk().catch(fail)] : [];
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
