import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { streamBody } from "./stream-body";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("what is sent comes out as it went in, and then the end", async () => {
  const body = streamBody(1_000);
  expect([body.send("one "), body.send("two")]).toEqual([true, true]);
  body.close();
  expect(await new Response(body.readable).text()).toBe("one two");
});

test("a reader who does not read is given no more than the bound, and reads on from there", async () => {
  const body = streamBody(100);
  let sent = 0;
  while (body.send("0123456789")) sent++;
  expect(sent).toBe(10);
  const reader = body.readable.getReader();
  await reader.read();
  expect(body.send("more")).toBe(true);
});

test("nothing that is sent after the end throws, or arrives", async () => {
  const body = streamBody(100);
  body.close();
  body.close();
  expect(body.send("late")).toBe(false);
  expect(await new Response(body.readable).text()).toBe("");
  const left = streamBody(100);
  await left.readable.cancel();
  expect(left.send("late")).toBe(false);
});

test("what nobody has read two seconds after the end is dropped", async () => {
  const body = streamBody(100);
  body.send("unread");
  body.close();
  await vi.advanceTimersByTimeAsync(2_000);
  await expect(body.readable.getReader().read()).rejects.toMatchObject({ name: "AbortError" });
});
