/** Jobs claimed at once. */
const usualBatchSize = 500;

/** No new batch is begun so long after the start of a run: the last one still ends within a function's 300 s. */
export const runMs = 140_000;

/** A caller of little patience is served in small batches: what a slow provider holds up then is little too. */
const shortMs = 60_000;
const shortBatchSize = 50;

/** The longest answer to a question about work that runs (15 s), and what is written after it. */
const lastQuestionMs = 16_000;

/** Time as one run of check-all has it, in milliseconds. */
export interface RunTime {
  /** From its start on, no new batch is begun after so long. */
  batchesMs: number;
  /** And no new call to a provider, whatever its batch would still allow. */
  callsMs: number;
  /** The caller is answered after so long, whatever is still under way. */
  answerMs: number;
  /** Jobs claimed at once. */
  batchSize: number;
}

/** The time of a run whose caller waits as long as it takes. */
export function unhurried(batchSize = usualBatchSize): RunTime {
  return { batchesMs: runMs, callsMs: Infinity, answerMs: Infinity, batchSize };
}

/**
 * The time of a run whose caller gives up after so many seconds. What is begun in it is begun early enough for every
 * question to be answered in time; only what must not be cut may outlast it: a create, the copy of a result.
 */
export function timeWithin(seconds: number): RunTime {
  const budgetMs = seconds * 1_000;
  // Somebody in a great hurry still gets something begun.
  const callsMs = Math.max(budgetMs - lastQuestionMs, budgetMs / 3);
  return {
    batchesMs: Math.min(callsMs, runMs),
    callsMs,
    // The way there and back takes some of it as well.
    answerMs: budgetMs - Math.min(2_000, budgetMs / 10),
    batchSize: budgetMs < shortMs ? shortBatchSize : usualBatchSize,
  };
}
