import { expect, test } from "vitest";
import { bench, BASE, tuneBody } from "../test-bench";

test("the journal can be read and emptied, and does not count the control routes", async () => {
  const b = bench();
  await b.request("GET", "/astria/tunes/1");
  await b.request("GET", "/astria/tunes/2");
  const journal = async (method: string) => (await b.request(method, "/__sandbox/requests")).json();
  expect(await journal("GET")).toEqual({ total: 2, byRoute: { "GET /astria/tunes/:id": 2 } });
  expect(await journal("DELETE")).toEqual({ total: 0, byRoute: {} });
  expect(await journal("GET")).toEqual({ total: 0, byRoute: {} });
});

test("faults are set as plain text or JSON, shown, and refused with a reason", async () => {
  const b = bench();
  const put = (body: string) =>
    b.sandbox.handle(new Request(`${BASE}/__sandbox/faults`, { method: "PUT", body }));
  expect(await (await put("429:0.5,seed=3")).json()).toEqual({ faults: "429:0.5,seed=3" });
  await put('{"faults":"500"}');
  expect(await (await b.request("GET", "/__sandbox/faults")).json()).toEqual({ faults: "500" });
  for (const bad of ["nonsense", '{"fault":1}', "[", '"429"'])
    expect([bad, (await put(bad)).status]).toEqual([bad, 422]);
  expect(b.sandbox.getFaults()).toBe("500");
  await put("");
  expect(b.sandbox.getFaults()).toBe("");
});

test("each image of a create is read once, in the background, and counted", async () => {
  const asked: string[] = [];
  const b = bench({
    fetchImages: async (url) => {
      asked.push(url);
      if (url.endsWith("3.jpg")) throw new Error("unreachable");
      return !url.endsWith("4.jpg");
    },
  });
  await b.request("POST", "/astria/tunes", tuneBody());
  await b.sandbox.uploads.settled();
  expect(asked).toHaveLength(4);
  expect(await (await b.request("GET", "/__sandbox/uploads")).json()).toEqual({ fetched: 2, failed: 2 });
});
