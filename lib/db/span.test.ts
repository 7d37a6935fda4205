import { afterEach, expect, test, vi } from "vitest";
import { cut } from "./span";

afterEach(() => void vi.useRealTimers());

test.each([
  [0, 9, "0123456789"],
  [0, 0, "0"],
  [3, 3, "3"],
  [2, 7, "234567"],
  [9, 9, "9"],
])("from %i to %i of a body, however it is divided, is just that", async (first, last, words) => {
  for (const length of [1, 3, 4, 10]) {
    const pieces = Array.from({ length: Math.ceil(10 / length) }, (_, index) =>
      new TextEncoder().encode("0123456789".slice(index * length, (index + 1) * length)),
    );
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece);
        controller.close();
      },
    });
    expect(await new Response(cut(body, { first, last })).text()).toBe(words);
  }
});

test("a body that falls silent while it is waited for breaks within 20 s, and is let go of", async () => {
  vi.useFakeTimers();
  const letGo = vi.fn<() => void>();
  const silent = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}), cancel: letGo });
  const reader = cut(silent, { first: 0, last: 9 }).getReader();
  const failed = reader.read().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await failed).toMatchObject({ name: "TimeoutError" });
  expect(letGo).toHaveBeenCalledOnce();
});

test("no more is taken of a body than is asked for", async () => {
  let taken = 0;
  const endless = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        taken++;
        controller.enqueue(new Uint8Array(65_536));
      },
    },
    { highWaterMark: 0 },
  );
  const reader = cut(endless, { first: 0, last: 48_000_000 }).getReader();
  for (let asked = 1; asked <= 3; asked++) {
    await reader.read();
    expect(taken).toBe(asked);
  }
});
