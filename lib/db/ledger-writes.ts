interface Shared {
  tellers: Set<Tell>;
  /** How often the ledger is known to have grown. */
  growths: number;
  /** Which growth was the last of a job, and which of all of them. */
  ofJob: Map<string, number>;
  ofAll: number;
}

/** Who is told; on the global object, since Next bundles a route's modules and those of instrumentation apart. */
const key = Symbol.for("darkroom.ledger-writes");
const global = globalThis as { [key]?: Shared };
const mostRemembered = 10_000;

/** `isNews`: endpoints and chats may have to be told of it. */
type Tell = (isNews: boolean) => void;

function shared(): Shared {
  return (global[key] ??= { tellers: new Set(), growths: 0, ofJob: new Map(), ofAll: 0 });
}

/**
 * `tell` is called after every call to the database of this process that may have added to the ledger, once that is
 * committed. It must be quick and must not throw. Returns what ends that.
 */
export function onLedgerWrite(tell: Tell): () => void {
  const { tellers } = shared();
  tellers.add(tell);
  return () => tellers.delete(tell);
}

/** Tells those who asked for it that the ledger may have grown: of these jobs, or of nobody knows which. */
export function ledgerWritten(isNews = true, jobIds: readonly string[] | null = null): void {
  ledgerGrew(jobIds);
  for (const tell of shared().tellers) tell(isNews);
}

/** Rows of the ledger were read here that others may have written: of these jobs, or of nobody knows which. */
export function ledgerGrew(jobIds: readonly string[] | null = null): void {
  const all = shared();
  all.growths += 1;
  if (jobIds === null || all.ofJob.size + jobIds.length > mostRemembered) {
    all.ofJob.clear();
    all.ofAll = all.growths;
  } else {
    for (const id of jobIds) all.ofJob.set(id, all.growths);
  }
}

/** A mark in the ledger as far as it is known here, for `hasGrownSince`. */
export function ledgerMark(): number {
  return shared().growths;
}

/** Whether a job's ledger is known to have grown since a mark. */
export function hasItselfGrownSince(mark: number, jobId: string): boolean {
  return (shared().ofJob.get(jobId) ?? 0) > mark;
}

/** Whether it may have: what was read of the job before may be old. */
export function hasGrownSince(mark: number, jobId: string): boolean {
  return shared().ofAll > mark || hasItselfGrownSince(mark, jobId);
}
