import type { SmallSide } from "./small-picture";

/** The small pictures that cells are cut from. */
export const cellSide: SmallSide = 256;

/** What a cell of a strip measures in pixels: of portraits, and of frames that lie. Up to twice the size that cards show. */
export const stripShapes = {
  portrait: { width: 96, height: 128 },
  wide: { width: 192, height: 96 },
} as const satisfies Record<string, { width: number; height: number }>;
export type StripShape = keyof typeof stripShapes;

/** A card has room for so many. */
export const mostCells = 8;

/** How a strip names its pictures, by their addresses: a result by the version in it, an upload by its file. */
const names = [/[?&]v=([0-9a-f]{8})(?:&|$)/, /^\/api\/uploads\/[\w-]+\/([\w-]+\.(?:jpg|png|webp))$/];

/** Where several pictures of a job are served as one, side by side. `null` where one of them has no name for that. */
export function stripPath(jobId: string, shape: StripShape, addresses: readonly string[]): string | null {
  const cells = addresses.map((address) => names.map((name) => name.exec(address)?.[1]).find(Boolean));
  if (cells.length === 0 || cells.length > mostCells || cells.includes(undefined)) return null;
  return `/api/jobs/${jobId}/strip?shape=${shape}&of=${cells.join(",")}`;
}
