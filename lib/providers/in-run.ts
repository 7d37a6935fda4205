/** What a run keeps from batch to batch: made once, and the same for whoever brings the same run. */
export function inRun<T>(make: () => T): (run: object) => T {
  const kept = new WeakMap<object, T>();
  return (run) => {
    const known = kept.get(run) ?? make();
    kept.set(run, known);
    return known;
  };
}
