import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  atLeast,
  behind,
  cursorText,
  InvalidCursor,
  isLater,
  isVisible,
  later,
  readCursor,
  readSnapshot,
  snapshotText,
  type Position,
  type Snapshot,
} from "./cursor";

const epoch = "0123456789ab";

/** Snapshots of one database in the order in which they were taken: transactions begin, and end in any order. */
const snapshots: fc.Arbitrary<Snapshot[]> = fc
  .tuple(fc.integer({ min: 3, max: 2 ** 40 }), fc.array(fc.integer({ min: -3, max: 30 }), { maxLength: 60 }))
  .map(([first, moves]) => {
    let next = first;
    let last = first - 1;
    const running = new Set<number>();
    return moves.flatMap((move) => {
      if (move < 0) running.add(next++);
      const ended = [...running][move];
      if (ended === undefined) return [];
      running.delete(ended);
      last = Math.max(last, ended);
      const xmax = last + 1;
      const under = [...running].filter((xid) => xid < xmax).toSorted((a, b) => a - b);
      return [{ xmin: under[0] ?? xmax, xmax, running: under }];
    });
  });

const shown = (snapshot: Snapshot, from: number): boolean[] =>
  Array.from({ length: 80 }, (_, n) => isVisible(from + n, snapshot));

test("of two snapshots of one database the later one shows all that the earlier one does, and more", () => {
  fc.assert(
    fc.property(snapshots, (taken) => {
      const from = Math.min(...taken.map(({ xmin }) => xmin)) - 1;
      for (const [n, a] of taken.entries()) {
        for (const b of taken.slice(n + 1)) {
          expect(isLater(b, a)).toBe(true);
          expect(isLater(a, b)).toBe(false);
          expect([later(a, b), later(b, a)]).toEqual([b, b]);
          const [less, more] = [shown(a, from), shown(b, from)];
          expect(less.every((isShown, index) => !isShown || more[index])).toBe(true);
        }
      }
    }),
  );
});

test("a snapshot is read as PostgreSQL writes it, and written so", () => {
  for (const text of ["100:100:", "100:110:100,103,109"]) expect(snapshotText(readSnapshot(text))).toBe(text);
  expect(
    [99, 100, 101, 103, 109, 110].map((xid) => isVisible(xid, readSnapshot("100:110:100,103,109"))),
  ).toEqual([true, false, true, false, false, false]);
});

test("a cursor stands for its place, in signs that need no escape", () => {
  fc.assert(
    fc.property(snapshots, fc.nat(), (taken, id) => {
      for (const [n, base] of taken.entries()) {
        const until = taken[n + 1] ?? null;
        const position: Position = until ? { base, until, id } : behind(base);
        const cursor = cursorText(epoch, position);
        expect(cursor).toMatch(/^[0-9a-z.-]{1,500}$/);
        expect(readCursor(cursor)).toEqual({ epoch, position });
      }
    }),
  );
});

test("with very many transactions under way a cursor stays short, and stands for a place before, never behind", () => {
  const running = Array.from({ length: 300 }, (_, n) => 1e12 + n * 977);
  const base: Snapshot = { xmin: 1e12, xmax: 2e12, running };
  const { position } = readCursor(cursorText(epoch, { base, until: { ...base, xmax: 2e12 + 5 }, id: 7 }));
  expect(position).toEqual(behind({ xmin: 1e12, xmax: 1e12, running: [] }));
});

test("who was told more than the tail has read is not sent back by it", () => {
  const [a, b, c] = ["5:5:", "5:9:5", "9:9:"].map(readSnapshot) as [Snapshot, Snapshot, Snapshot];
  expect(atLeast({ base: a, until: c, id: 4 }, b)).toEqual({ base: b, until: c, id: 4 });
  expect(atLeast({ base: a, until: b, id: 4 }, c)).toEqual(behind(c));
  expect(atLeast({ base: a, until: b, id: 4 }, b)).toEqual(behind(b));
  expect(atLeast({ base: b, until: c, id: 4 }, a)).toEqual({ base: b, until: c, id: 4 });
  expect(atLeast(behind(c), a)).toEqual(behind(c));
});

/** A text as we would have written it; one that is refused as it is. */
function rewritten(text: string): string {
  try {
    const { epoch: of, position } = readCursor(text);
    return cursorText(of, position);
  } catch (error) {
    if (error instanceof InvalidCursor) return text;
    throw error;
  }
}

describe("what we gave out to nobody is refused", () => {
  const bad = [
    "",
    "41",
    "-5",
    "null",
    epoch,
    `${epoch}.`,
    `${epoch}.-5-0`,
    `${epoch}.5-1-0-0`,
    `${epoch}.5-1-1`,
    `${epoch}.5-1-0-1`,
    `${epoch}.0-0`,
    `${epoch}.5`.padEnd(24, "-0"),
    `${epoch}.5-0.5-0.3`,
    `${epoch}.5-1.5-0.3`,
    `${epoch}.5-0.5-1`,
    `${epoch}.5-0.5-1.-3`,
    `${epoch}.5-0.5-1.3.3`,
    `${epoch}.05-0`,
    `${epoch}.zzzzzzzzzzz-0`,
    `${epoch}.5-0\n`,
    `${epoch}.5-0 or 1=1`,
    `0123456789AB.5-0`,
    `${epoch}.5-${"0".repeat(600)}`,
    `${epoch}.5-z${"-1".repeat(300)}`,
  ];
  test.each(bad)("%j", (cursor) => expect(() => readCursor(cursor)).toThrow(InvalidCursor));

  test("and any text is either refused or a place that is written in that way alone", () => {
    const near = fc.stringMatching(/^[0-9a-f]{12}(\.[0-9a-z-]{0,12}){0,4}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), near), (text) => {
        expect(rewritten(text)).toBe(text);
      }),
    );
  });
});
