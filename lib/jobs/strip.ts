import type { SmallSide } from "./small-picture";

/** What a cell of a strip measures in pixels, and which small picture it is cut from. */
interface Cell {
  width: number;
  height: number;
  side: SmallSide;
}

/** The shapes of cells: portraits, frames that lie, and one still as wide as a card. Twice the size that cards show. */
export const stripShapes = {
  portrait: { width: 96, height: 128, side: 256 },
  wide: { width: 192, height: 96, side: 256 },
  film: { width: 720, height: 96, side: 768 },
} as const satisfies Record<string, Cell>;
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
