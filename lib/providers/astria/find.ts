import type { ForgottenStart, Found, LostStart, Started } from "../provider";
import { asError, ProviderError } from "../provider-error";
import { tuneToPrompt } from "./base-tune";
import { listAllPrompts, listPrompts, listTunes, type Page } from "./client";
import { lookBack, type Seen } from "./look-back";
import { saysNoList } from "./no-list";
import { formatRef, trainedIn } from "./ref";
import type { AstriaRequest } from "./request";
import { startedPrompt, startedTune } from "./start";
import { whosePrompt, whoseTune, type Whose } from "./whose";
import type { Prompt } from "./wire";

/** Clocks differ: work this much older than our intent may still be ours. */
const clockSkewMs = 5 * 60_000;

/**
 * Looks for work that a crashed start may have left, back to when the intent was written: a tune by its title, a prompt
 * by the operation id in its callback, in every list that may show it. It is absent only where a list that must show
 * it is whole, and all that was made since then is somebody else's. Throws where that may yet be told: a list is in
 * trouble, and no other one proves it.
 */
export async function find(lost: LostStart<AstriaRequest>): Promise<Found> {
  const { operationId, taken } = lost;
  const { body } = lost.request;
  if (body.type === "tune") return findTune(lost);
  const trained = trainedIn(body.tuneRef);
  const postedTo = tuneToPrompt(trained);
  const tuneIds = [...new Set([postedTo, trained])];
  return findIn({
    mustShow: [listAllPrompts, promptsOf(postedTo)],
    // Flux prompts lie under the base, so that a LoRA's own list is whole without them.
    mayShow: postedTo === trained ? [] : [promptsOf(trained)],
    whose: (prompt) => whosePrompt(prompt, operationId, body),
    started: (prompt) => startedPrompt(prompt, postedTo),
    // The create call's answer need not have named the tune that the list names.
    refsOf: ({ id, tuneId }) =>
      id === null
        ? []
        : [tuneId ?? postedTo, ...tuneIds].map((each) => formatRef({ type: "prompt", tuneId: each, id })),
    oldest: oldestOf(lost),
    taken,
  });
}

/** The same for a tune, whose title is the operation's id. */
export async function findTune(lost: ForgottenStart): Promise<Found> {
  return findIn({
    mustShow: [listTunes],
    mayShow: [],
    whose: (tune) => whoseTune(tune, lost.operationId),
    started: startedTune,
    refsOf: ({ id }) => (id === null ? [] : [formatRef({ type: "tune", id })]),
    oldest: oldestOf(lost),
    taken: lost.taken,
  });
}

function oldestOf({ since }: ForgottenStart): Date {
  return new Date(since.getTime() - clockSkewMs);
}

function promptsOf(tuneId: number): List<Prompt> {
  return (beforeId) => listPrompts(tuneId, beforeId);
}

type List<T> = (beforeId: number | null) => Promise<Page<T>>;

interface Search<T> {
  /** What was posted is in each of these. */
  mustShow: ReadonlyArray<List<T>>;
  /** Here it may be as well. */
  mayShow: ReadonlyArray<List<T>>;
  whose: (row: T) => Whose;
  started: (row: T) => Started;
  /** Every reference under which a row may be in our record. */
  refsOf: (row: T) => string[];
  oldest: Date;
  taken: LostStart<AstriaRequest>["taken"];
}

async function findIn<T extends { id: number | null; createdAt: Date | null }>(
  search: Search<T>,
): Promise<Found> {
  const { mustShow, mayShow, whose, started, oldest } = search;
  const shown: Array<Seen<T>> = [];
  const troubles: Error[] = [];
  let isProven = false;
  let isVouched = false;
  for (const list of [...mustShow, ...mayShow]) {
    const mustTell = mustShow.includes(list);
    try {
      const seen: Seen<T> = await lookBack(mustTell && !isProven ? patient(list) : list, whose, oldest);
      if (seen.ours) return { type: "found", started: started(seen.ours) };
      shown.push(seen);
      isProven ||= mustTell && seen.isWhole;
      isVouched ||= mustTell && seen.isWhole && !seen.isEmpty;
    } catch (error) {
      if (!saysNoList(error)) troubles.push(asError(error));
    }
  }
  const [twin] = await withoutTaken(
    shown.flatMap((seen) => seen.twins).toSorted((a, b) => (a.id ?? 0) - (b.id ?? 0)),
    search,
  );
  if (twin) return { type: "found", started: started(twin) };
  const doubtful = await withoutTaken(
    shown.flatMap((seen) => seen.unknown),
    search,
  );
  // Where one list proves it, another that is in trouble is not waited for.
  if (isProven && doubtful.length === 0) return { type: "absent", isVouched };
  if (troubles[0]) throw troubles[0];
  return { type: "unprovable" };
}

/** The same list, of which every page is asked for once more where it was refused at once, and not told to wait. */
function patient<T>(list: List<T>): List<T> {
  return async (beforeId) => {
    try {
      return await list(beforeId);
    } catch (error) {
      if (error instanceof ProviderError && error.mayPassAtOnce) return list(beforeId);
      throw error;
    }
  };
}

/** So many rows are looked up in our record at once. */
const fewRows = 30;

/** The rows that no other operation of ours has. */
async function withoutTaken<T>(rows: readonly T[], { refsOf, taken }: Search<T>): Promise<T[]> {
  const free: T[] = [];
  for (let start = 0; start < rows.length; start += fewRows) {
    const some = rows.slice(start, start + fewRows);
    const others = await taken(some.flatMap((row) => refsOf(row)));
    free.push(...some.filter((row) => !refsOf(row).some((ref) => others.has(ref))));
  }
  return free;
}
