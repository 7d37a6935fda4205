import { expect, test, vi } from "vitest";
import type { AssetView } from "@/lib/jobs/asset-view";
import { apiErrorOf } from "./api";
import { KeptFiles } from "./kept-files";
import { LibraryUploader, type Means } from "./library-uploader";
import type { KeptImage, QueueStore } from "./queue-store";

/** What a browser keeps, and a server that has what was sent to it by its content. */
function world() {
  const images = new Map<string, KeptImage>();
  const done = new Map<string, string>();
  const store: QueueStore = {
    read: async () => ({
      images: [...images.values()].toSorted((a, b) => a.at - b.at),
      done: [...done.keys()],
    }),
    keep: async (some) => some.forEach((image) => images.set(image.id, image)),
    finish: async (id, fingerprint) => void (images.delete(id), done.set(fingerprint, id)),
    forget: async (ids) => ids.forEach((id) => images.delete(id)),
    forgetDone: async () => done.clear(),
  };
  return { store, images, library: new Map<string, string>(), sent: [] as string[] };
}
type World = ReturnType<typeof world>;

/** As a browser's own store is: a picture takes it a while, and whatever is asked for is done in its order. */
function slow(store: QueueStore): QueueStore {
  let before: Promise<unknown> = Promise.resolve();
  const after = <T>(ms: number, work: () => Promise<T>): Promise<T> => {
    const done = before.then(async () => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return work();
    });
    before = done;
    return done;
  };
  return {
    read: () => after(1, () => store.read()),
    keep: (some) => after(some.some(({ file: kept }) => kept) ? 10 : 1, () => store.keep(some)),
    finish: (id, fingerprint) => after(1, () => store.finish(id, fingerprint)),
    forget: (ids) => after(1, () => store.forget(ids)),
    forgetDone: () => after(1, () => store.forgetDone()),
  };
}

let lastId = 0;

/** A page on it. `answers` decides about each file that is sent; by default all are taken. */
function page(
  { store, library, sent }: World,
  answers: (name: string) => Promise<void> = () => Promise.resolve(),
  fields: Partial<Means> = {},
) {
  let alive = true;
  const forever = new Promise<never>(() => undefined);
  const ifAlive = <T>(value: T) => (alive ? value : forever);
  const uploader = new LibraryUploader({
    read: async (file) => {
      const content = await ifAlive(file.text());
      return content === "broken"
        ? { ok: false, sentence: `${file.name} is damaged.` }
        : { ok: true, file, fingerprint: content };
    },
    send: (file, fingerprint) => {
      const answer = async () => {
        await ifAlive(answers(file.name));
        sent.push(file.name);
        const of = library.get(fingerprint);
        library.set(fingerprint, of ?? file.name);
        const body = { id: fingerprint, name: of ?? file.name } as AssetView;
        return ifAlive({ status: of === undefined ? 201 : 200, body });
      };
      return { answer: answer(), abort: () => undefined };
    },
    alone: (work) => work(),
    files: (onLoss) => new KeptFiles(store, onLoss),
    newId: () => `image-${(lastId += 1)}`,
    ...fields,
  });
  return { uploader, goAway: () => (alive = false) };
}

const file = (name: string, content = name) => new File([content], name, { lastModified: 7 });
const files = (count: number) => Array.from({ length: count }, (_, n) => file(`p${n}.jpg`));
const settled = (uploader: LibraryUploader) =>
  vi.waitFor(() => expect(uploader.queue().images.filter(({ state }) => state !== "refused")).toEqual([]));

test("all that are added arrive, each once; the same picture twice is told", async () => {
  const here = world();
  const { uploader } = page(here);
  uploader.add([...files(9), file("copy.jpg", "p3.jpg"), file("odd.jpg", "broken")]);
  await settled(uploader);
  expect(here.library.size).toBe(9);
  expect(here.sent).not.toContain("copy.jpg");
  expect(uploader.queue()).toMatchObject({ arrived: 9, twins: [{ name: "copy.jpg", of: "p3.jpg" }] });
  expect(uploader.queue().images).toMatchObject([{ state: "refused", problem: "odd.jpg is damaged." }]);
});

test.each([0, 1, 5, 11])(
  "a page that goes away after %i arrivals loses none, and the next one sends none again",
  async (arrivals) => {
    const here = world();
    const first = page(here, async () => {
      if (here.sent.length >= arrivals) first.goAway();
    });
    first.uploader.add(files(12));
    await vi.waitFor(() => expect(here.images.size + here.library.size).toBeGreaterThanOrEqual(12));
    await vi.waitFor(() => expect([...here.images.values()].every((image) => image.file)).toBe(true));
    first.goAway();

    const next = page(here);
    await next.uploader.wake();
    await vi.waitFor(() => expect(here.library.size).toBe(12));
    await settled(next.uploader);
    expect(next.uploader.queue().arrived + next.uploader.queue().twins.length).toBe(12);
    expect(here.sent.length).toBeLessThanOrEqual(12 + 4);
    await vi.waitFor(() => expect(here.images.size).toBe(0));
  },
);

test("a file that could not be kept is asked for again, and known when it is chosen again", async () => {
  const here = world();
  const [gone, there] = [file("gone.jpg"), file("there.jpg")];
  const record = { size: 8, lastModified: 7, file: null, refusal: null };
  await here.store.keep([{ ...record, id: "a", at: 1, name: gone.name }]);
  await here.store.finish("b", "there.jpg");
  const { uploader } = page(here);
  await uploader.wake();
  await vi.waitFor(() => expect(uploader.queue().images).toMatchObject([{ state: "missing" }]));
  uploader.add([gone, there]);
  await settled(uploader);
  expect(here.sent).toEqual(["gone.jpg"]);
  expect(uploader.queue()).toMatchObject({ arrived: 2, twins: [{ name: "there.jpg" }] });
});

test("a full library holds all of them back; once there is room they go on", async () => {
  const here = world();
  let isFull = true;
  const problem = '{"code":"library_full","detail":"Your library may have 20,000 MB."}';
  const { uploader } = page(here, async () => {
    if (isFull) throw apiErrorOf(409, problem);
  });
  uploader.add(files(6));
  await vi.waitFor(() => expect(uploader.queue().halted).toBe("Your library may have 20,000 MB."));
  await vi.waitFor(() =>
    expect(uploader.queue().images.map(({ state }) => state)).toEqual(Array(6).fill("waiting")),
  );
  isFull = false;
  uploader.retry();
  await settled(uploader);
  expect(here.library.size).toBe(6);
});

test("what was deleted meanwhile can be added again, though a file was refused before", async () => {
  const here = world();
  const { uploader } = page(here);
  uploader.add([file("sea.jpg"), file("odd.jpg", "broken")]);
  await settled(uploader);
  here.library.clear();
  uploader.add([file("sea.jpg")]);
  await vi.waitFor(() => expect(here.library.size).toBe(1));
  expect(uploader.queue()).toMatchObject({ arrived: 2, twins: [] });
});

test("what is let go of while it travels is no failure, and holds nothing back", async () => {
  const here = world();
  let refuse = () => undefined as void;
  const { uploader } = page(here, (name) =>
    name === "sea.jpg"
      ? Promise.resolve()
      : new Promise((_, reject) => (refuse = () => reject(apiErrorOf(409, "{}")))),
  );
  uploader.add([file("never.jpg")]);
  await vi.waitFor(() => expect(uploader.queue().images).toMatchObject([{ state: "sending" }]));
  await Promise.resolve();
  uploader.forget(uploader.queue().images.map(({ id }) => id));
  refuse();
  uploader.add([file("sea.jpg")]);
  await vi.waitFor(() => expect(here.library.size).toBe(1));
  expect(uploader.queue().halted).toBeNull();
});

test("a browser that keeps nothing says so, and the files arrive all the same", async () => {
  const here = world();
  const refuse = () => Promise.reject(new Error("QuotaExceededError"));
  const store = { ...here.store, keep: refuse, read: refuse, finish: refuse };
  const { uploader } = page(here, undefined, { files: (onLoss) => new KeptFiles(store, onLoss) });
  uploader.add(files(5));
  await vi.waitFor(() => expect(here.library.size).toBe(5));
  expect(uploader.queue().isKept).toBe(false);
});

test("while another tab is at it a page waits, and says so", async () => {
  const here = world();
  let release = () => undefined as void;
  const other = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { uploader } = page(here, undefined, {
    alone: async (work, onWait) => {
      onWait();
      await other;
      await work();
    },
  });
  uploader.add(files(2));
  await vi.waitFor(() => expect(uploader.queue().isElsewhere).toBe(true));
  expect(here.sent).toEqual([]);
  release();
  await settled(uploader);
  expect(uploader.queue()).toMatchObject({ arrived: 2, isElsewhere: false });
});

test("what was stopped or has arrived stays so, though the browser has not written it down yet", async () => {
  const here = world();
  const { uploader } = page({ ...here, store: slow(here.store) }, (name) =>
    /^(?:p[0-3]|other)\.jpg$/.test(name) ? Promise.resolve() : new Promise(() => undefined),
  );
  uploader.add(files(12));
  await vi.waitFor(() => expect(here.sent).toHaveLength(4));
  await vi.waitFor(() => expect(uploader.queue().arrived).toBe(4));
  uploader.forget(uploader.queue().images.map(({ id }) => id));
  uploader.add([file("other.jpg")]);
  await vi.waitFor(() => expect(here.library.size).toBe(5));
  await vi.waitFor(() => expect(here.images.size).toBe(0));
  expect(here.sent).toEqual(["p0.jpg", "p1.jpg", "p2.jpg", "p3.jpg", "other.jpg"]);
  expect(uploader.queue()).toMatchObject({ images: [], arrived: 1, twins: [] });
});

test("one more right after the last has arrived is one more, and the others are not sent again", async () => {
  const here = world();
  const { uploader } = page({ ...here, store: slow(here.store) });
  uploader.add(files(8));
  let isAdded = false;
  uploader.subscribe(() => {
    if (isAdded || uploader.queue().arrived < 8) return;
    isAdded = true;
    uploader.add([file("late.jpg")]);
  });
  await vi.waitFor(() => expect(here.library.size).toBe(9));
  await vi.waitFor(() => expect(here.images.size).toBe(0));
  expect(here.sent).toHaveLength(9);
  expect(uploader.queue()).toMatchObject({ images: [], arrived: 9, twins: [] });
});

test("of two tabs the second sends nothing of what the first has brought", async () => {
  const here = world();
  let before: Promise<void> = Promise.resolve();
  const alone: Means["alone"] = (work, onWait) => {
    onWait();
    const mine = before.then(work);
    before = mine;
    return mine;
  };
  const store = slow(here.store);
  const [first, second] = [1, 2].map(() => page({ ...here, store }, undefined, { alone }).uploader);
  if (!first || !second) throw new Error("There are two.");
  first.add(files(8));
  second.add([file("mine.jpg")]);
  await settled(first);
  await settled(second);
  expect(here.sent).toHaveLength(9);
  expect(second.queue()).toMatchObject({ images: [], twins: [] });
});

test("what arrived while its answer was lost is counted as arrived, once it is asked for again", async () => {
  vi.useFakeTimers();
  const here = world();
  let isLost = true;
  const { uploader } = page(here, async (name) => {
    if (!isLost) return;
    isLost = false;
    here.library.set(name, name);
    throw apiErrorOf(503, '{"code":"unavailable","detail":"Wait."}', "1");
  });
  uploader.add(files(3));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(here.library.size).toBe(3);
  expect(uploader.queue()).toMatchObject({ arrived: 3, twins: [], images: [] });

  // Once: added another time it is there already.
  uploader.add(files(1));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(uploader.queue()).toMatchObject({ twins: [{ name: "p0.jpg", of: "p0.jpg" }], images: [] });
  vi.useRealTimers();
});

test("told to wait by several, they wait for as long as the last of them says", async () => {
  vi.useFakeTimers();
  const here = world();
  const asked: string[] = [];
  let isBusy = true;
  const { uploader } = page(here, async (name) => {
    asked.push(name);
    const seconds = String(asked.length * 10);
    if (isBusy) throw apiErrorOf(503, '{"code":"unavailable","detail":"Wait."}', seconds);
  });
  uploader.add(files(6));
  await vi.advanceTimersByTimeAsync(39_000);
  expect(asked).toHaveLength(4);
  isBusy = false;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(here.library.size).toBe(6);
  vi.useRealTimers();
});

test.each([
  ["all of them travel", ""],
  ["it has been told to wait", "p0.jpg"],
])("once it is stopped nothing is sent or kept any more, though %s", async (_, busy) => {
  vi.useFakeTimers();
  const here = world();
  const asked: string[] = [];
  let isOver = false;
  const { uploader } = page(
    here,
    async (name) => {
      asked.push(name);
      if (name === busy) throw apiErrorOf(503, '{"code":"unavailable","detail":"Wait."}', "5");
      await new Promise(() => undefined);
    },
    {
      alone: async (work) => {
        await work();
        isOver = true;
      },
    },
  );
  uploader.add(files(6));
  await vi.advanceTimersByTimeAsync(100);
  const kept = here.images.size;
  uploader.stop();
  uploader.retry();
  uploader.add(files(3));
  await uploader.wake();
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(isOver).toBe(true);
  expect(asked).toHaveLength(4);
  expect(here.images.size).toBe(kept);
  vi.useRealTimers();
});
