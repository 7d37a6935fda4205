/** The cursor is none that we gave out: nonsense, of another ledger, or from the future. */
export class InvalidCursor extends Error {
  override readonly name = "InvalidCursor";
  readonly code = "invalid_cursor";
}

/** What a transaction sees, as PostgreSQL says it: what is below `xmin`, and up to `xmax` all but those under way then. */
export interface Snapshot {
  xmin: number;
  xmax: number;
  /** Under way then, ascending. */
  running: readonly number[];
}

/**
 * A place in the ledger: all that `base` shows has been told, and what `until` shows besides, up to the row `id`. Without
 * `until`, only the former.
 */
export interface Position {
  base: Snapshot;
  until: Snapshot | null;
  id: number;
}

/** Whether what this transaction wrote is in the snapshot. */
export function isVisible(xid: number, { xmin, xmax, running }: Snapshot): boolean {
  return xid < xmin || (xid < xmax && !running.includes(xid));
}

/**
 * Whether `a` was taken after `b`, and shows more. Of one database, snapshots are in one order: a later one shows all that an
 * earlier one does. With the same end, the later one has fewer under way.
 */
export function isLater(a: Snapshot, b: Snapshot): boolean {
  return a.xmax === b.xmax ? a.running.length < b.running.length : a.xmax > b.xmax;
}

/** The later of two. */
export function later(a: Snapshot, b: Snapshot): Snapshot {
  return isLater(b, a) ? b : a;
}

/** The beginning of what follows this snapshot. */
export function behind(base: Snapshot): Position {
  return { base, until: null, id: 0 };
}

/** This place, for one who has been told all that `floor` shows as well. */
export function atLeast(position: Position, floor: Snapshot): Position {
  const base = later(position.base, floor);
  const { until, id } = position;
  return until && isLater(until, base) ? { base, until, id } : behind(base);
}

/** A snapshot as PostgreSQL reads and writes it: `xmin:xmax:running,…`. */
export function snapshotText({ xmin, xmax, running }: Snapshot): string {
  return `${xmin}:${xmax}:${running.join(",")}`;
}

/** Reads what PostgreSQL says. */
export function readSnapshot(text: string): Snapshot {
  const [xmin, xmax, running = ""] = text.split(":");
  const ids = running === "" ? [] : running.split(",").map(Number);
  return { xmin: Number(xmin), xmax: Number(xmax), running: ids };
}

const longest = 500;

/**
 * The cursor of a place, in signs that a URL and a header take. Where so many transactions are under way that it would be too
 * long, it is that of an earlier place: whoever resumes there hears some updates again, and misses none.
 */
export function cursorText(epoch: string, { base, until, id }: Position): string {
  const parts = until ? [packed(base), packed(until), id.toString(36)] : [packed(base)];
  const text = [epoch, ...parts].join(".");
  if (text.length <= longest) return text;
  return `${epoch}.${packed({ xmin: base.xmin, xmax: base.xmin, running: [] })}`;
}

/** The place that a cursor of this ledger stands for. Throws `InvalidCursor`. */
export function readCursor(cursor: string): { epoch: string; position: Position } {
  if (cursor.length > longest) throw invalid();
  const [epoch = "", base = "", until, id, ...rest] = cursor.split(".");
  if (!/^[0-9a-f]{12}$/.test(epoch) || rest.length > 0 || (until === undefined) !== (id === undefined))
    throw invalid();
  const from = unpacked(base);
  if (until === undefined || id === undefined) return { epoch, position: behind(from) };
  const to = unpacked(until);
  const after = numberOf(id);
  if (!isLater(to, from)) throw invalid();
  return { epoch, position: { base: from, until: to, id: after } };
}

/** Differences are shorter than the numbers. */
function packed({ xmin, xmax, running }: Snapshot): string {
  const numbers = [xmin, xmax - xmin, ...running.map((xid, index) => xid - (running[index - 1] ?? xmin))];
  return numbers.map((number) => number.toString(36)).join("-");
}

function unpacked(text: string): Snapshot {
  const [xmin = 0, length, ...steps] = text.split("-").map(numberOf);
  if (length === undefined) throw invalid();
  const xmax = xmin + length;
  let xid = xmin;
  const running = steps.map((step) => (xid += step));
  const isRising = steps.every((step, index) => index === 0 || step > 0);
  // PostgreSQL takes nothing else, and gives out nothing else.
  if (
    xmin < 1 ||
    !isRising ||
    xid > xmax ||
    (running.length > 0 && xid === xmax) ||
    !Number.isSafeInteger(xmax)
  )
    throw invalid();
  return { xmin, xmax, running };
}

function numberOf(text: string): number {
  const number = /^[0-9a-z]{1,11}$/.test(text) ? Number.parseInt(text, 36) : NaN;
  if (Number.isSafeInteger(number) && number.toString(36) === text) return number;
  throw invalid();
}

function invalid(): InvalidCursor {
  return new InvalidCursor("The cursor is not one that this ledger gave out.");
}
