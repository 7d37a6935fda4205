import { expect, test } from "vitest";
import {
  emptyQueue,
  nextImages,
  percentOf,
  queueReducer,
  type LibraryQueue,
  type QueueAction,
  type QueuedImage,
} from "./library-queue-state";

const image = (id: string, fields: Partial<QueuedImage> = {}): QueuedImage => ({
  id,
  name: `${id}.jpg`,
  size: 1,
  lastModified: 1,
  state: "waiting",
  problem: null,
  ...fields,
});
const after = (queue: LibraryQueue, ...actions: QueueAction[]) => actions.reduce(queueReducer, queue);
const of = (ids: string) => after(emptyQueue, { type: "add", images: ids.split("").map((id) => image(id)) });
const next = (queue: LibraryQueue) =>
  nextImages(queue)
    .map(({ id }) => id)
    .join("");

test("four travel at once, the next as one arrives", () => {
  const begun = after(of("abcdef"), ..."abcd".split("").map((id) => ({ type: "begin", id }) as const));
  expect(next(of("abcdef"))).toBe("abcd");
  expect(next(begun)).toBe("");
  expect(next(after(begun, { type: "arrive", id: "b" }))).toBe("e");
});

test("told to wait, none leaves; then one by one until all are there", () => {
  const pause = { sentence: "Wait.", lasts: 1_000 };
  const told = after(of("abc"), { type: "begin", id: "a" }, { type: "pause", id: "a", pause });
  expect(next(told)).toBe("");
  const resumed = after(told, { type: "resume" });
  expect(next(resumed)).toBe("a");
  const done = after(resumed, ..."abc".split("").map((id) => ({ type: "arrive", id }) as const));
  expect(next(after(done, { type: "add", images: "defg".split("").map((id) => image(id)) }))).toBe("defg");
});

test("what concerns all of them holds all back until somebody says so, and no file is lost by it", () => {
  const halted = after(
    of("ab"),
    { type: "begin", id: "a" },
    { type: "halt", id: "a", sentence: "It is full." },
  );
  expect(next(halted)).toBe("");
  expect(halted.images.map(({ state }) => state)).toEqual(["waiting", "waiting"]);
  expect(next(after(halted, { type: "resume" }))).toBe("");
  expect(next(after(halted, { type: "retry", ids: new Set() }))).toBe("ab");
});

test("a refused file stays in view and waits for nobody; a failed one goes again when it is told to", () => {
  const queue = after(
    of("abc"),
    { type: "refuse", id: "a", problem: "It is a GIF." },
    { type: "fail", id: "b", problem: "Lost." },
  );
  expect(next(queue)).toBe("c");
  expect(next(after(queue, { type: "retry", ids: new Set(["b"]) }))).toBe("bc");
});

test("a file that is missing after a reload waits again once it is found", () => {
  const queue = after(emptyQueue, { type: "add", images: [image("a", { state: "missing" })] });
  expect(next(queue)).toBe("");
  expect(next(after(queue, { type: "find", ids: new Set(["a"]) }))).toBe("a");
});

test("a file that is read from the browser's store twice is there once", () => {
  expect(after(of("ab"), { type: "add", images: [image("b"), image("c")] }).images).toHaveLength(3);
});

test("the whole is as far as its files are, and is done when nothing is before any of them", () => {
  const queue = after(of("abcd"), { type: "arrive", id: "a" }, { type: "begin", id: "b" });
  expect(percentOf(queue, new Map([["b", 50]]))).toBe(37);
  const rest = after(
    queue,
    { type: "twin", id: "b", of: "old.jpg" },
    { type: "arrive", id: "c" },
    { type: "refuse", id: "d", problem: "It is empty." },
  );
  expect(percentOf(rest, new Map())).toBe(100);
  expect(rest.twins).toEqual([{ id: "b", name: "b.jpg", of: "old.jpg" }]);
});

test("once the last is forgotten the counts begin anew", () => {
  const queue = after(of("ab"), { type: "arrive", id: "a" }, { type: "forget", ids: new Set(["b"]) });
  expect(queue).toEqual(emptyQueue);
});
