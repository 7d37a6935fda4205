/** A provider, and one of its models where it has several. */
export interface Engine {
  provider: string;
  model: string | null;
}

/** Who does each part of a job, by the names that its kind gives them: that of a step, unless the kind says otherwise. */
export type Engines = Readonly<Record<string, Engine>>;

/** Whether two jobs are done alike: the same parts, by the same engines. */
export function areSameEngines(some: Engines, others: Engines): boolean {
  const parts = Object.keys(some);
  return (
    parts.length === Object.keys(others).length &&
    parts.every((part) => {
      const [one, other] = [some[part], others[part]];
      return one?.provider === other?.provider && one?.model === other?.model;
    })
  );
}
