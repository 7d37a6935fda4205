/** What goes on in this tab beyond its pages, and for whom. */
const work = new Map<string, () => void>();

/** Says that something goes on for somebody, and how it is ended. */
export function beginWorkOf(owner: string, end: () => void): void {
  work.set(owner, end);
}

/** Ends what goes on for anybody but the one who is signed in; `null` where nobody is. */
export function endWorkOfOthers(owner: string | null): void {
  for (const [whose, end] of work) {
    if (whose === owner) continue;
    work.delete(whose);
    end();
  }
}
