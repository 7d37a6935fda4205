/**
 * Runs what it is given never twice at once: however much is given while something runs, the last of it runs once
 * afterwards. Answers when a run is over that began no earlier than it was asked for.
 */
export function oneAtATime(): (work: () => Promise<void>) => Promise<void> {
  let running: Promise<void> | null = null;
  let next: { work: () => Promise<void>; run: Promise<void> } | null = null;
  const run = async (work: () => Promise<void>) => {
    try {
      await work();
    } finally {
      running = next?.run ?? null;
    }
  };
  const runNext = async (before: Promise<void>) => {
    await before.catch(() => undefined);
    const work = next?.work;
    next = null;
    if (work) await run(work);
  };
  return (work) => {
    if (!running) return (running = run(work));
    if (next) next.work = work;
    else next = { work, run: runNext(running) };
    return next.run;
  };
}
