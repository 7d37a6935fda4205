import { freePlaces, slowedDown, unhindered, type Pacing, type Pause } from "./upload-pacing";

/** A file on its way into the library. Whatever has arrived is counted, and is no longer here. */
export interface QueuedImage {
  id: string;
  name: string;
  size: number;
  lastModified: number;
  /** `missing`: known from before the page was loaded anew, but its file has to be chosen once more. */
  state: "waiting" | "missing" | "sending" | "failed" | "refused";
  /** Why it failed or was refused. */
  problem: string | null;
}

/** A file whose picture the library has already, and under which name. */
export interface Twin {
  id: string;
  name: string;
  of: string;
}

export interface LibraryQueue extends Pacing {
  images: readonly QueuedImage[];
  arrived: number;
  twins: readonly Twin[];
  /** Why nothing more is sent until somebody says so. */
  halted: string | null;
  /** Another tab is at it. This one goes on when that is done. */
  isElsewhere: boolean;
  /** The browser keeps the files, so that they outlast the page. */
  isKept: boolean;
}

export type QueueAction =
  | { type: "add"; images: readonly QueuedImage[] }
  | { type: "find"; ids: ReadonlySet<string> }
  | { type: "begin"; id: string }
  | { type: "arrive"; id: string }
  | { type: "twin"; id: string; of: string }
  | { type: "refuse"; id: string; problem: string }
  | { type: "fail"; id: string; problem: string }
  | { type: "pause"; id: string; pause: Pause }
  | { type: "halt"; id: string; sentence: string }
  | { type: "resume" }
  | { type: "retry"; ids: ReadonlySet<string> }
  | { type: "forget"; ids: ReadonlySet<string> }
  | { type: "tell"; isElsewhere: boolean }
  | { type: "recall"; arrived: number }
  | { type: "lose" };

export const emptyQueue: LibraryQueue = {
  images: [],
  arrived: 0,
  twins: [],
  halted: null,
  isElsewhere: false,
  isKept: true,
  ...unhindered,
};

/** How many travel at once. */
const atOnce = 4;

/** What every action makes of the queue. One that is forgotten begins anew, its counts with it. */
export function queueReducer(queue: LibraryQueue, action: QueueAction): LibraryQueue {
  switch (action.type) {
    case "add": {
      const known = new Set(queue.images.map(({ id }) => id));
      const fresh = action.images.filter(({ id }) => !known.has(id));
      const isIdle = !queue.images.some(isOnItsWay);
      return { ...queue, images: [...queue.images, ...fresh], isCareful: queue.isCareful && !isIdle };
    }
    case "find":
      return change(queue, action.ids, { state: "waiting" });
    case "begin":
      return change(queue, [action.id], { state: "sending", problem: null });
    case "arrive":
      return { ...drop(queue, [action.id]), arrived: queue.arrived + 1, pausesInARow: 0 };
    case "twin": {
      const { id, of } = action;
      const name = queue.images.find((image) => image.id === id)?.name ?? of;
      return { ...drop(queue, [id]), twins: [...queue.twins, { id, name, of }], pausesInARow: 0 };
    }
    case "refuse":
      return change(queue, [action.id], { state: "refused", problem: action.problem });
    case "fail":
      return change(queue, [action.id], { state: "failed", problem: action.problem });
    case "pause":
      return { ...waitAgain(queue, action.id), ...slowedDown(queue, action.pause) };
    case "halt":
      return { ...waitAgain(queue, action.id), halted: action.sentence };
    case "resume":
      return { ...queue, pause: null };
    case "retry":
      return { ...change(queue, action.ids, { state: "waiting", problem: null }), halted: null };
    case "forget": {
      const left = drop(queue, action.ids);
      return left.images.length > 0 ? left : { ...emptyQueue, isKept: queue.isKept };
    }
    case "tell":
      return { ...queue, isElsewhere: action.isElsewhere };
    case "recall":
      return { ...queue, arrived: queue.arrived + action.arrived };
    case "lose":
      return { ...queue, isKept: false };
  }
}

function waitAgain(queue: LibraryQueue, id: string): LibraryQueue {
  return change(queue, [id], { state: "waiting" });
}

function change(queue: LibraryQueue, ids: Iterable<string>, fields: Partial<QueuedImage>): LibraryQueue {
  const changed = new Set(ids);
  const images = queue.images.map((image) => (changed.has(image.id) ? { ...image, ...fields } : image));
  return { ...queue, images };
}

function drop(queue: LibraryQueue, ids: Iterable<string>): LibraryQueue {
  const gone = new Set(ids);
  return { ...queue, images: queue.images.filter(({ id }) => !gone.has(id)) };
}

/** Whether it will arrive if nobody does anything. */
export function isOnItsWay({ state }: QueuedImage): boolean {
  return state === "waiting" || state === "sending";
}

/** Those that may begin now: the longest waiting first. */
export function nextImages(queue: LibraryQueue): QueuedImage[] {
  if (queue.halted !== null) return [];
  const underWay = queue.images.filter(({ state }) => state === "sending").length;
  const waiting = queue.images.filter(({ state }) => state === "waiting");
  return waiting.slice(0, freePlaces(queue, underWay, atOnce));
}

/** How far all of them are, in percent: refused ones have nothing before them, and some travel just now. */
export function percentOf(
  { images, arrived, twins }: LibraryQueue,
  travelling: ReadonlyMap<string, number>,
): number {
  const done = arrived + twins.length;
  const refused = images.filter(({ state }) => state === "refused").length;
  const partly = [...travelling.values()].reduce((sum, percent) => sum + percent / 100, 0);
  const all = done + images.length;
  return all === 0 ? 0 : Math.min(100, Math.floor(((done + refused + partly) / all) * 100));
}
