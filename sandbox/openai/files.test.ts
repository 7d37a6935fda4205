import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bench } from "../test-bench";
import { batchBench, FILES, tagRequests } from "./batch-bench";

function form(purpose: string): FormData {
  const fields = new FormData();
  fields.set("purpose", purpose);
  fields.set("file", new File(["one\ntwo\n"], "lines.jsonl", { type: "application/jsonl" }));
  return fields;
}

test("a file comes back as it was sent, also after a restart", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const b = bench({ dataFile });
  const file = await b.json("POST", FILES, form("batch"));
  expect(file).toMatchObject({
    object: "file",
    bytes: 8,
    filename: "lines.jsonl",
    purpose: "batch",
    status: "processed",
  });
  const again = await b.request("GET", `${FILES}/${file.id}/content`, undefined, b.open());
  expect(await again.text()).toBe("one\ntwo\n");
});

test("a batch's file goes after thirty days, a deleted one at once, and a list has neither", async () => {
  const b = bench();
  const ids = [];
  for (const purpose of ["batch", "vision", "vision"])
    ids.push((await b.json("POST", FILES, form(purpose))).id);
  expect(await b.json("DELETE", `${FILES}/${ids[1]}`)).toMatchObject({ deleted: true });
  b.pass(31 * 24 * 3_600);
  const status = async (id: unknown) => (await b.request("GET", `${FILES}/${String(id)}`)).status;
  expect(await Promise.all(ids.map(status))).toEqual([404, 404, 200]);
  expect(await b.json("GET", `${FILES}?purpose=vision`)).toMatchObject({
    data: [{ id: ids[2] }],
    has_more: false,
  });
});

test("a file without bytes or with an unknown purpose is refused", async () => {
  const b = bench();
  const bare = new FormData();
  bare.set("purpose", "batch");
  expect((await b.request("POST", FILES, bare)).status).toBe(400);
  expect((await b.request("POST", FILES, form("nonsense"))).status).toBe(400);
});

test("a batch's file has to be JSONL by its name, and may go sooner than in thirty days", async () => {
  const b = batchBench();
  const refused = await b.upload("{}\n", "requests.json");
  expect([refused.status, await refused.json()]).toMatchObject([
    400,
    { error: { message: "Invalid file format for Batch API. Must be .jsonl", param: "file" } },
  ]);
  const fields = form("batch");
  fields.set("expires_after[anchor]", "created_at");
  fields.set("expires_after[seconds]", "3600");
  const { id, ...file } = await b.json("POST", FILES, fields);
  expect(Number(file["expires_at"]) - Number(file["created_at"])).toBe(3_600);
  b.pass(3_601);
  expect((await b.request("GET", `${FILES}/${id}/content`)).status).toBe(404);
  expect(await b.json("GET", FILES)).toMatchObject({ data: [] });
});

test("a form that breaks off leaves no file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  const b = batchBench({ dataFile: join(folder, "sandbox.jsonl") });
  const headers = { "content-type": "multipart/form-data; boundary=x", authorization: "Bearer sk-test" };
  const body = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.jsonl"\r\n\r\n{}';
  const answer = await b.sandbox.handle(
    new Request(`http://sandbox.test${FILES}`, { method: "POST", headers, body }),
  );
  expect(answer.status).toBe(400);
  expect(await b.json("GET", FILES)).toMatchObject({ data: [] });
  expect(readdirSync(join(folder, "sandbox-files"))).toEqual([]);
});

test("files of results are listed by their purpose, and go when the batch's maker said", async () => {
  const b = batchBench();
  const kept = { output_expires_after: { anchor: "created_at", seconds: 7_200 } };
  const id = await b.begin(tagRequests(2), kept);
  b.pass(60);
  const over = await b.look(id);
  const { data } = await b.json("GET", `${FILES}?purpose=batch_output`);
  expect(data).toEqual([
    expect.objectContaining({
      id: over["output_file_id"],
      filename: `${id}_output.jsonl`,
      bytes: (await b.text(over["output_file_id"])).length,
      created_at: over["completed_at"],
      expires_at: Number(over["completed_at"]) + 7_200,
    }),
  ]);
  b.pass(7_200);
  expect((await b.content(over["output_file_id"])).status).toBe(404);
});

test("results come in parts that make the whole, are cut, end too soon, or come whole though a part was asked for", async () => {
  const b = batchBench();
  const id = await b.begin(tagRequests(20));
  b.pass(60);
  const file = (await b.look(id))["output_file_id"];
  const whole = await b.text(file);
  const rest = await b.content(file, { range: "bytes=1000-" });
  expect([rest.status, rest.headers.get("content-range")]).toEqual([
    206,
    `bytes 1000-${whole.length - 1}/${whole.length}`,
  ]);
  expect(whole.slice(0, 1_000) + (await rest.text())).toBe(whole);

  b.sandbox.setFaults("no-range@file-content*1");
  const all = await b.content(file, { range: "bytes=1000-" });
  expect([all.status, await all.text()]).toEqual([200, whole]);

  b.sandbox.setFaults("cut-download@file-content*1,short-download@file-content*1");
  const cut = await b.content(file);
  expect(cut.headers.get("content-length")).toBe(String(whole.length));
  await expect(cut.text()).rejects.toThrow("cut the connection");
  const short = await b.content(file);
  expect(short.headers.get("content-length")).toBeNull();
  expect(await short.text()).toBe(whole.slice(0, Math.ceil(whole.length / 2)));
  expect(await b.text(file)).toBe(whole);
});
