import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";

const MEGABYTES = 190;

/** Runs alone, so that nobody else's memory is counted: a sandbox that is sent a file, and by how much it grew. */
const script = `
  import { mkdtempSync, rmSync } from "node:fs";
  import { tmpdir } from "node:os";
  import { join } from "node:path";
  import { startSandboxServer } from "./sandbox/server.ts";

  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  const dataFile = join(folder, "sandbox.jsonl");
  const { url, close } = await startSandboxServer({ port: 0, fetchImages: false, dataFile });
  const before = process.resourceUsage().maxRSS;
  const head = '--x\\r\\ncontent-disposition: form-data; name="purpose"\\r\\n\\r\\nbatch' +
    '\\r\\n--x\\r\\ncontent-disposition: form-data; name="file"; filename="a.jsonl"\\r\\n\\r\\n';
  const piece = Buffer.alloc(62_500, "a");
  async function* form() {
    yield Buffer.from(head);
    for (let n = 0; n < ${MEGABYTES * 16}; n += 1) yield piece;
    yield Buffer.from("\\r\\n--x--\\r\\n");
  }
  const headers = { authorization: "Bearer sandbox", "content-type": "multipart/form-data; boundary=x" };
  const init = { method: "POST", headers, body: form(), duplex: "half", redirect: "error" };
  const { id, bytes } = await (await fetch(url + "/openai/v1/files", init)).json();
  let read = 0;
  const content = await fetch(url + "/openai/v1/files/" + id + "/content", { headers, redirect: "error" });
  for await (const piece of content.body) read += piece.byteLength;
  const grownMb = (process.resourceUsage().maxRSS - before) / 1024;
  console.log(JSON.stringify({ bytes, read, grownMb }));
  await close();
  rmSync(folder, { recursive: true });
`;

// A copy that fetch, msw or we made of all of it would be seen: 267 MB with one.
test("a file of 190 MB is taken and given without lying in memory", async () => {
  const flags = ["--import", "tsx", "--input-type=module", "--eval", script];
  const { stdout } = await promisify(execFile)(process.execPath, flags);
  const Figures = z.object({ bytes: z.number(), read: z.number(), grownMb: z.number() });
  const { bytes, read, grownMb } = Figures.parse(JSON.parse(stdout));
  expect([bytes, read]).toEqual([MEGABYTES * 1_000_000, MEGABYTES * 1_000_000]);
  expect(grownMb).toBeLessThan(150);
});
