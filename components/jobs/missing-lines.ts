/** All that keeps a form from being sent, a line each under its button; `null` when nothing does. */
export function missingLines(...problems: ReadonlyArray<string | null>): string | null {
  return problems.filter(Boolean).join("\n") || null;
}
