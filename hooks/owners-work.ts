/** What goes on in this tab beyond its pages, and for whom. */
const work = new Map<() => void, string>();

/** Says that something goes on for somebody, and how it is ended. It ended by itself once what this returns is called. */
export function beginWorkOf(owner: string, end: () => void): () => void {
  work.set(end, owner);
  return () => work.delete(end);
}

/** Ends what goes on for anybody but the one who is signed in; `null` where nobody is. */
export function endWorkOfOthers(owner: string | null): void {
  for (const [end, whose] of work) {
    if (whose === owner) continue;
    work.delete(end);
    end();
  }
}
