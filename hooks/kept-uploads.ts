import type { KeptUpload, Upload } from "./uploads-state";

/** What a draft keeps of these uploads: those that have arrived, in their order, as text; empty where there are none. */
export function keptText(items: readonly Upload[]): string {
  const kept = items.flatMap(({ path, name, fingerprint }) =>
    path === null ? [] : { path, name, fingerprint },
  );
  return textOf(kept);
}

function textOf(kept: readonly KeptUpload[]): string {
  return kept.length === 0 ? "" : JSON.stringify(kept);
}

/** The pictures of an earlier job, as a draft would keep them: what they were called nobody knows any more. */
export function keptPaths(paths: readonly string[]): string {
  return textOf(paths.map((path, index) => ({ path, name: `Picture ${index + 1}`, fingerprint: path })));
}

/** What such a text keeps; whatever in it makes no sense is left out. */
export function keptIn(text: string): KeptUpload[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isKept) : [];
  } catch {
    return [];
  }
}

function isKept(value: unknown): value is KeptUpload {
  if (typeof value !== "object" || value === null) return false;
  const fields: Partial<Record<keyof KeptUpload, unknown>> = value;
  return [fields.path, fields.name, fields.fingerprint].every(
    (field) => typeof field === "string" && field !== "",
  );
}
