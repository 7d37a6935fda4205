/** True where a URL leads to fal itself, and not to somebody who speaks like it. */
export function isFalItself(url: string): boolean {
  return /(^|\.)fal\.(run|ai)$/.test(new URL(url).hostname);
}
