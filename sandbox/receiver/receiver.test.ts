import { expect, test } from "vitest";
import { BASE, bench } from "../test-bench";

const send = (b: ReturnType<typeof bench>, name: string, body: unknown) =>
  b.request("POST", `/receiver/${name}`, body, b.sandbox, { "webhook-id": "one" });
const look = (b: ReturnType<typeof bench>, name: string, accept = "*/*") =>
  b.sandbox.handle(new Request(`${BASE}/receiver/${name}`, { headers: { accept } }));

test("what is sent is kept as it came, newest first, each receiver's own", async () => {
  const b = bench();
  for (const n of [1, 2]) expect((await send(b, "mine", { n })).status).toBe(200);
  const kept = await (await look(b, "mine")).json();
  expect(kept).toMatchObject({
    answer: { status: 200 },
    messages: [{ body: '{"n":2}', status: 200, headers: { "webhook-id": "one" } }, { body: '{"n":1}' }],
  });
  expect(await (await look(b, "yours")).json()).toMatchObject({ messages: [] });
});

test("it answers as it is told to, and refuses to be told nonsense", async () => {
  const b = bench();
  const tell = (answer: unknown) =>
    b.sandbox.handle(new Request(`${BASE}/receiver/mine`, { method: "PUT", body: JSON.stringify(answer) }));
  expect((await tell({ status: 503, retryAfter: 7 })).status).toBe(200);
  const refusal = await send(b, "mine", {});
  expect([refusal.status, refusal.headers.get("retry-after")]).toEqual([503, "7"]);
  await tell({ status: 307, location: "http://elsewhere.test/" });
  expect((await send(b, "mine", {})).headers.get("location")).toBe("http://elsewhere.test/");
  for (const wrong of [{}, { status: 42 }, { status: "200" }, { status: 200, more: 1 }])
    expect((await tell(wrong)).status).toBe(422);
  expect((await send(b, "mine", {})).status).toBe(307);
});

test("a browser gets a page, in which nothing that was sent is more than text", async () => {
  const b = bench();
  await send(b, "mine", { word: "<script>alert(1)</script>" });
  const page = await look(b, "mine", "text/html,*/*");
  expect(page.headers.get("content-type")).toContain("text/html");
  const text = await page.text();
  expect(text).toContain("&lt;script&gt;");
  expect(text).not.toContain("<script>");
});

test("of many messages and receivers the newest are kept", async () => {
  const b = bench();
  for (let n = 0; n < 210; n++) await send(b, "mine", { n });
  const { messages } = (await (await look(b, "mine")).json()) as { messages: Array<{ body: string }> };
  expect([messages.length, messages[0]?.body]).toEqual([200, '{"n":209}']);
  for (let n = 0; n < 200; n++) await look(b, `other-${n}`);
  expect(await (await look(b, "mine")).json()).toMatchObject({ messages: [] });
});
