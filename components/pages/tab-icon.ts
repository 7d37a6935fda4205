import type { JobStatus } from "@/lib/jobs/status";

/** The length of the ring, of radius 11, in units of the icon. */
const round = 2 * Math.PI * 11;

const marks = {
  pending: "",
  processing: "",
  completed: '<path d="M10.5 16.5l4 4 7.5-9" stroke="#8fc9a3"/>',
  failed: '<path d="M12 12l8 8m0-8l-8 8" stroke="#ff6f86"/>',
  canceled: '<path d="M11.5 16h9" stroke="#b5a799"/>',
} as const satisfies Record<JobStatus, string>;

const colours = {
  pending: "#ff6a3d",
  processing: "#ff6a3d",
  completed: "#8fc9a3",
  failed: "#ff6f86",
  canceled: "#b5a799",
} as const satisfies Record<JobStatus, string>;

/** The icon of a tab as an address: a ring that fills with `percent`, whole and with a mark in it once the job is over. */
export function tabIcon(status: JobStatus, percent: number): string {
  const isOver = marks[status] !== "";
  const filled = isOver ? round : (round * Math.min(100, Math.max(0, percent))) / 100;
  const ring = `<circle cx="16" cy="16" r="11" stroke="${colours[status]}" stroke-dasharray="${filled.toFixed(1)} ${round.toFixed(1)}" transform="rotate(-90 16 16)"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke-width="4.5"><rect width="32" height="32" rx="8" fill="#1a1512"/><circle cx="16" cy="16" r="11" stroke="#4a3b32"/>${ring}${marks[status]}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
