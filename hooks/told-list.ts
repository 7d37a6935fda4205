/** No more are remembered: the oldest are forgotten. */
const most = 50;

/** The ids in what was kept; none where it makes no sense. */
export function idsIn(text: string | null): readonly string[] {
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

/** What is to be kept once a job is wanted, or not wanted any more. */
export function keptWith(text: string | null, id: string, isWanted: boolean): string {
  const others = idsIn(text).filter((each) => each !== id);
  return JSON.stringify(isWanted ? [...others, id].slice(-most) : others);
}
