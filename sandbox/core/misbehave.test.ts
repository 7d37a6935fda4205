import { expect, test } from "vitest";
import { bench, BASE, tuneBody } from "../test-bench";

const tunes = (b: ReturnType<typeof bench>) => b.request("GET", "/astria/tunes");
const create = (b: ReturnType<typeof bench>) => b.request("POST", "/astria/tunes", tuneBody());
const howMany = async (b: ReturnType<typeof bench>) => {
  b.sandbox.setFaults("");
  return ((await (await tunes(b)).json()) as unknown[]).length;
};

test("429 says when to come back, and is journaled", async () => {
  const b = bench({ faults: "429*1,retry-after=20" });
  const response = await tunes(b);
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "20"]);
  expect((await tunes(b)).status).toBe(200);
  expect(b.sandbox.journal.count("GET /astria/tunes")).toBe(2);
});

test.each(["401", "429", "500", "404", "html"])("%s on a create starts nothing", async (fault) => {
  const b = bench({ faults: fault });
  const response = await create(b);
  expect(response.status).toBe(fault === "html" ? 200 : Number(fault));
  expect(await howMany(b)).toBe(0);
});

test("html is a page with status 200", async () => {
  const response = await tunes(bench({ faults: "html" }));
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
});

test("truncated JSON cannot be parsed, and the tune exists", async () => {
  const b = bench({ faults: "truncated" });
  const response = await create(b);
  expect(response.status).toBe(201);
  await expect(response.json()).rejects.toThrow(SyntaxError);
  expect(await howMany(b)).toBe(1);
});

test("504 and a dropped connection come after the tune was made", async () => {
  const b = bench({ faults: "504-after-success" });
  expect((await create(b)).status).toBe(504);
  b.sandbox.setFaults("drop-after-success");
  expect((await create(b)).type).toBe("error");
  expect(await howMany(b)).toBe(2);
});

test("faults of creates leave reads alone", async () => {
  expect((await tunes(bench({ faults: "504-after-success,drop-after-success" }))).status).toBe(200);
});

test("a slow answer ends when the client has gone", async () => {
  const b = bench({ faults: "slow", slowMs: 3_600_000 });
  const gone = new AbortController();
  const headers = { authorization: "Bearer sd_x" };
  const answer = b.sandbox.handle(new Request(`${BASE}/astria/tunes`, { headers, signal: gone.signal }));
  gone.abort();
  expect((await answer).status).toBe(200);
});

test("a fault can be kept to one route", async () => {
  const b = bench({ faults: "500@create-tune" });
  expect([(await create(b)).status, (await tunes(b)).status]).toEqual([500, 200]);
});
