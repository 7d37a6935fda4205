import { expect, test } from "vitest";
import { bench, tuneBody } from "../test-bench";
import { Clock } from "./clock";

test("it stands while it is stopped, passes what it is told to, is then where it would be, and never goes back", () => {
  let real = 1_000;
  const clock = new Clock(() => real);
  expect(clock.now()).toBe(1_000);
  clock.stop();
  real = 1_500;
  expect([clock.now(), clock.isStopped]).toEqual([1_000, true]);
  clock.stop(2_000);
  expect(clock.now()).toBe(3_000);
  clock.goOn();
  expect([clock.now(), clock.isStopped]).toEqual([3_000, false]);
  real = 3_100;
  expect(clock.now()).toBe(3_100);
});

test("work of a stopped clock stays under way, and its callback unsent, until time passes or goes on", async () => {
  const b = bench();
  const put = (body: object) => b.request("PUT", "/__sandbox/clock", body);
  await put({ stopped: true });
  const { id } = (await (
    await b.request("POST", "/astria/tunes", tuneBody({ callback: "http://app.test/hook" }))
  ).json()) as { id: number };
  const trainedAt = async () => {
    const answer = await b.request("GET", `/astria/tunes/${id}`);
    return ((await answer.json()) as { trained_at: string | null }).trained_at;
  };
  b.pass(60);
  expect([await trainedAt(), await b.sandbox.deliverDue(), b.sandbox.nextDueAt()]).toEqual([null, 0, null]);
  await put({ stopped: true, passMs: 50_000 });
  expect([await trainedAt(), await b.sandbox.deliverDue()]).toEqual([expect.any(String), 1]);
  for (const bad of [{}, { stopped: 1 }, { stopped: true, passMs: -1 }]) {
    expect((await put(bad)).status).toBe(422);
  }
  expect(await (await put({ stopped: false })).json()).toEqual({ stopped: false, now: b.now() });
});
