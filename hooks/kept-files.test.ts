import { expect, test } from "vitest";
import { KeptFiles } from "./kept-files";
import type { QueuedImage } from "./library-queue-state";
import type { KeptImage, QueueStore } from "./queue-store";

const megabyte = 1024 * 1024;

/** The names of the files that a store has whole, in their order. */
function browser(left: KeptImage[] = []) {
  const images = new Map(left.map((image) => [image.id, image]));
  const store: QueueStore = {
    read: async () => ({ images: [...images.values()], done: ["of b"] }),
    keep: async (some) => some.forEach((image) => images.set(image.id, image)),
    finish: async (id) => void images.delete(id),
    forget: async (ids) => ids.forEach((id) => images.delete(id)),
    forgetDone: async () => undefined,
  };
  const kept = new KeptFiles(store, () => expect.unreachable());
  const whole = async () => {
    await kept.written();
    return [...images.values()].flatMap(({ name, file }) => (file ? [name] : [])).toSorted();
  };
  return { kept, whole };
}

/** A file that says to be so large. */
function large(name: string, megabytes: number): File {
  return Object.defineProperty(new File([], name), "size", { value: megabytes * megabyte });
}
const imageOf = ({ name, size, lastModified }: File): QueuedImage => ({
  id: name,
  name,
  size,
  lastModified,
  state: "waiting",
  problem: null,
});

test("files beyond what there is room for are kept as others go, whichever way those go", async () => {
  const { kept, whole } = browser();
  const files = ["a", "b", "c", "d", "e"].map((name) => large(name, 90));
  const images = files.map(imageOf);
  kept.add(images, files);
  expect(await whole()).toEqual(["a", "b"]);
  kept.finished("a", "of a");
  expect(await whole()).toEqual(["b", "c"]);
  kept.forgotten(["b"]);
  expect(await whole()).toEqual(["c", "d"]);
  const [, , third] = images;
  if (third) kept.refused(third, "It is broken.");
  expect(await whole()).toEqual(["d", "e"]);
});

test("a file that was missing is kept once it is chosen again", async () => {
  const file = large("a", 1);
  const { id, name, size, lastModified } = imageOf(file);
  const { kept, whole } = browser([{ id, at: 1, name, size, lastModified, file: null, refusal: null }]);
  await kept.read();
  expect(await whole()).toEqual([]);
  kept.found(imageOf(file), file);
  expect(await whole()).toEqual(["a"]);
});

test("what is forgotten while the store is being read, or before it has heard of it, is not read", async () => {
  const { kept } = browser();
  const files = [large("a", 1), large("b", 1)];
  kept.add(files.map(imageOf), files);
  await kept.written();
  const reading = kept.read();
  kept.forgotten(["a"]);
  kept.forgetDone();
  const { images, done } = await reading;
  expect(images.map(({ id }) => id)).toEqual(["b"]);
  expect(done).toEqual([]);
  await kept.written();
  kept.finished("b", "of b");
  expect(await kept.read()).toEqual({ images: [], done: ["of b"] });
});
