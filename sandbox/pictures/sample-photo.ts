import { renderPortrait } from "./portrait";
import type { Subject } from "./subject";

/** Upright, square and lying, as people's own photos are. */
const SIZES = [
  { width: 768, height: 1024 },
  { width: 900, height: 900 },
  { width: 1024, height: 768 },
] as const;

/** The nth photo (JPEG) that somebody might upload of one and the same sitter. */
export function renderSamplePhoto(n: number, subject: Subject = "woman"): Promise<Buffer> {
  const size = SIZES[Math.abs(n) % SIZES.length] ?? SIZES[0];
  return renderPortrait({ subject, sitter: `sample/${subject}`, shot: `sample/${n}`, text: "", ...size });
}
