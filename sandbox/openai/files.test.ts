import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bench } from "../test-bench";

const FILES = "/openai/v1/files";

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
