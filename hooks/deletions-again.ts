import { dropDeletion, mark, type KeptDeletion } from "./kept-deletions";

/** The ids of all that this tab remembers. */
export function keptIds(): string[] {
  try {
    return Object.keys(sessionStorage).flatMap((key) =>
      key.startsWith(mark) ? [key.slice(mark.length)] : [],
    );
  } catch {
    return [];
  }
}

/** What it remembers and can still be undone; the rest is forgotten. */
export function keptDeletions(now: number): KeptDeletion[] {
  return keptIds().flatMap((id) => {
    const deletion = deletionIn(id, sessionStorage.getItem(mark + id));
    if (deletion && deletion.until > now) return [deletion];
    dropDeletion(id);
    return [];
  });
}

function deletionIn(id: string, text: string | null): KeptDeletion | null {
  try {
    const { title, about, until } = JSON.parse(text ?? "") as Partial<Record<string, unknown>>;
    if (typeof title !== "string" || typeof about !== "string" || typeof until !== "number") return null;
    return { id, title, about, until };
  } catch {
    return null;
  }
}
