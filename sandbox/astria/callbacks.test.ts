import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { bench, tuneBody } from "../test-bench";

const CALLBACK = "http://app.test/api/webhooks/astria?op=1&t=secret";
const Body = z.object({ tune: z.looseObject({ title: z.string(), trained_at: z.string().nullable() }) });

async function withTune(faults = "", count = 1) {
  const b = bench({ faults });
  for (let n = 0; n < count; n += 1) {
    await b.request("POST", "/astria/tunes", tuneBody({ title: `job-${n}`, callback: CALLBACK }));
    b.pass(0.5);
  }
  return {
    ...b,
    urls: () => b.delivered.map(({ url }) => url),
    titles: () => b.delivered.map(({ body }) => Body.parse(body).tune.title),
  };
}

test("a callback fires exactly once, when the work is done, with the entity in it", async () => {
  const t = await withTune();
  t.pass(40);
  expect(await t.sandbox.deliverDue()).toBe(0);
  t.pass(10);
  expect(await t.sandbox.deliverDue()).toBe(1);
  t.pass(3_600);
  expect(await t.sandbox.deliverDue()).toBe(0);
  expect(t.urls()).toEqual([CALLBACK]);
  expect(Body.parse(t.delivered[0]?.body).tune.trained_at).not.toBeNull();
});

test("a callback fires exactly once, also across a restart", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const b = bench({ dataFile });
  await b.request("POST", "/astria/tunes", tuneBody({ title: "early", callback: CALLBACK }));
  b.pass(30);
  await b.request("POST", "/astria/tunes", tuneBody({ title: "late", callback: CALLBACK }));
  b.pass(20);
  expect(await b.sandbox.deliverDue()).toBe(1);
  const second = b.open();
  expect(await second.deliverDue()).toBe(0);
  b.pass(60);
  expect(await second.deliverDue()).toBe(1);
  expect(await b.open().deliverDue()).toBe(0);
  expect(b.delivered.map(({ body }) => Body.parse(body).tune.title)).toEqual(["early", "late"]);
});

test("tunes and prompts survive a restart, deleted ones stay deleted, and no id is given twice", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const b = bench({ dataFile });
  const ids = [];
  for (const title of ["kept", "deleted"]) {
    const response = await b.request("POST", "/astria/tunes", tuneBody({ title }));
    ids.push(z.looseObject({ id: z.number() }).parse(await response.json()).id);
  }
  await b.request("DELETE", `/astria/tunes/${ids[1]}`);
  const second = b.open();
  const status = async (id: unknown) =>
    (await b.request("GET", `/astria/tunes/${String(id)}`, undefined, second)).status;
  expect(await Promise.all(ids.map(status))).toEqual([200, 404]);
  const next = await b.request("POST", "/astria/tunes", tuneBody(), second);
  expect(ids).not.toContain(z.looseObject({ id: z.number() }).parse(await next.json()).id);
});

test("a lost callback never comes", async () => {
  const t = await withTune("lost-webhook");
  t.pass(3_600);
  expect(await t.sandbox.deliverDue()).toBe(0);
});

test("a duplicate comes twice, a forged one only with a wrong token", async () => {
  const twice = await withTune("duplicate-webhook");
  twice.pass(60);
  await twice.sandbox.deliverDue();
  expect(twice.urls()).toEqual([CALLBACK, CALLBACK]);
  const forged = await withTune("forged-webhook");
  forged.pass(60);
  await forged.sandbox.deliverDue();
  expect(forged.urls()).toEqual([CALLBACK.replace("t=secret", "t=fecret")]);
});

test("an early callback claims what is not yet so, and stays the only one", async () => {
  const t = await withTune("early-webhook");
  t.pass(30);
  expect(await t.sandbox.deliverDue()).toBe(1);
  expect(Body.parse(t.delivered[0]?.body).tune.trained_at).not.toBeNull();
  expect(await (await t.request("GET", "/astria/tunes")).json()).toMatchObject([{ trained_at: null }]);
  t.pass(3_600);
  expect(await t.sandbox.deliverDue()).toBe(0);
});

test("a late callback comes a minute after the end", async () => {
  const t = await withTune("late-webhook");
  t.pass(100);
  expect(await t.sandbox.deliverDue()).toBe(0);
  t.pass(10);
  expect(await t.sandbox.deliverDue()).toBe(1);
});

test("reordered callbacks all come, in another order than without the fault", async () => {
  const [plain, mixed] = [await withTune("", 12), await withTune("reordered-webhook", 12)];
  for (const t of [plain, mixed]) {
    t.pass(120);
    await t.sandbox.deliverDue();
  }
  expect(mixed.titles().toSorted()).toEqual(plain.titles().toSorted());
  expect(mixed.titles()).not.toEqual(plain.titles());
});

test("deleting a tune cancels its callback", async () => {
  const b = bench();
  const response = await b.request("POST", "/astria/tunes", tuneBody({ callback: CALLBACK }));
  const { id } = z.looseObject({ id: z.number() }).parse(await response.json());
  await b.request("DELETE", `/astria/tunes/${id}`);
  expect(b.sandbox.nextDueAt()).toBeNull();
});

test("a receiver that fails is not asked again", async () => {
  let calls = 0;
  const b = bench({ deliver: async () => Promise.reject(new Error(`down ${(calls += 1)}`)) });
  await b.request("POST", "/astria/tunes", tuneBody({ callback: CALLBACK }));
  b.pass(60);
  await b.sandbox.deliverDue();
  b.pass(3_600);
  await b.sandbox.deliverDue();
  expect(calls).toBe(1);
});
