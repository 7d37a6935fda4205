/** Why no picture leaves just now, and for how long: milliseconds, or until the browser is online again. */
export interface Pause {
  sentence: string;
  lasts: number | "offline";
}

/** How fast pictures may leave. */
export interface Pacing {
  pause: Pause | null;
  /** Pauses since a picture last arrived. */
  pausesInARow: number;
  /** After a pause pictures travel one by one, until all are there. */
  isCareful: boolean;
}

export const unhindered: Pacing = { pause: null, pausesInARow: 0, isCareful: false };

/** What being told to wait makes of it. Those that travelled together are told to wait together. */
export function slowedDown(pacing: Pacing, pause: Pause): Pacing {
  return { pause, pausesInARow: pacing.pausesInARow + (pacing.pause ? 0 : 1), isCareful: true };
}

/** How many more may begin, while `underWay` travel and no more than `atOnce` may. */
export function freePlaces(pacing: Pacing, underWay: number, atOnce: number): number {
  return pacing.pause ? 0 : Math.max(0, (pacing.isCareful ? 1 : atOnce) - underWay);
}
