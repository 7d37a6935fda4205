import { mkdtempSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, expect, test, vi } from "vitest";
import { renderSamplePhoto } from "./pictures/sample-photo";
import { startSandboxServer, type SandboxServerOptions } from "./server";
import { tuneBody } from "./test-bench";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(options: Partial<SandboxServerOptions> = {}) {
  const server = await startSandboxServer({ port: 0, fetchImages: false, ...options });
  closing.push(server.close);
  return server;
}

const headers = { authorization: "Bearer sandbox", "content-type": "application/json" };

test("the server answers what the handlers answer, and links lead back to it", async () => {
  const { url } = await start();
  const created = await fetch(`${url}/astria/tunes`, {
    method: "POST",
    headers,
    body: JSON.stringify(tuneBody()),
  });
  expect(created.status).toBe(201);
  expect(await created.json()).toMatchObject({ url: expect.stringContaining(`${url}/astria/tunes/`) });
  expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  expect(await (await fetch(`${url}/__sandbox/requests`)).json()).toEqual({
    total: 1,
    byRoute: { "POST /astria/tunes": 1 },
  });
});

test("an idle connection is left to its client to close, so that no call is cut off as it begins", async () => {
  const { url } = await start();
  const { headers: said } = await fetch(`${url}/__sandbox/requests`);
  // Where a server closes them itself, Node's own says here after how long.
  expect([said.get("connection"), said.get("keep-alive")]).toEqual(["keep-alive", null]);
});

test("a dropped connection reaches the client as a failed fetch", async () => {
  const { url } = await start({ faults: "drop-after-success" });
  await expect(
    fetch(`${url}/astria/tunes`, { method: "POST", headers, body: JSON.stringify(tuneBody()) }),
  ).rejects.toThrow(TypeError);
});

test("a cut download ends half-way, though all of it was announced, and the rest can be had by range", async () => {
  const { url } = await start({ speed: 10_000 });
  const videos = `${url}/openai/v1/videos`;
  const created = await fetch(videos, { method: "POST", headers, body: JSON.stringify({ prompt: "waves" }) });
  const { id } = (await created.json()) as { id: string };
  const content = `${videos}/${id}/content`;
  await vi.waitFor(async () =>
    expect((await fetch(`${content}?variant=thumbnail`, { headers })).status).toBe(200),
  );
  const whole = Buffer.from(await (await fetch(content, { headers })).arrayBuffer());
  await fetch(`${url}/__sandbox/faults`, { method: "PUT", body: "cut-download@video-content*1" });

  const cut = await fetch(content, { headers });
  expect(cut.headers.get("content-length")).toBe(String(whole.byteLength));
  const got: Uint8Array[] = [];
  const reading = async () => {
    for await (const piece of cut.body ?? []) got.push(piece);
  };
  await expect(reading()).rejects.toThrow("terminated");
  const half = Buffer.concat(got);
  expect(half.byteLength).toBe(Math.ceil(whole.byteLength / 2));
  const rest = await fetch(content, { headers: { ...headers, range: `bytes=${half.byteLength}-` } });
  expect(rest.status).toBe(206);
  expect(Buffer.concat([half, Buffer.from(await rest.arrayBuffer())]).equals(whole)).toBe(true);
});

test("an upload that its client breaks off leaves no file, and the server goes on", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  const { url } = await start({ dataFile: join(folder, "sandbox.jsonl") });
  const files = `${url}/openai/v1/files`;
  const onDisk = () => readdirSync(join(folder, "sandbox-files"));
  const client = new AbortController();
  async function* form() {
    yield Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="a.jsonl"\r\n\r\n');
    while (!client.signal.aborted) {
      yield Buffer.alloc(100_000);
      if (onDisk().length > 0) client.abort();
    }
  }
  const init = {
    method: "POST",
    body: Readable.toWeb(Readable.from(form())) as ReadableStream,
    duplex: "half",
    signal: client.signal,
  };
  const sent = fetch(files, {
    ...init,
    headers: { authorization: "Bearer sandbox", "content-type": "multipart/form-data; boundary=x" },
  });
  await expect(sent).rejects.toThrow("aborted");
  await vi.waitFor(() => expect(onDisk()).toEqual([]));
  expect(await (await fetch(files, { headers })).json()).toMatchObject({ data: [] });
});

test("pictures that prompts point at are fetched: a film starts from one, a card shows one", async () => {
  const photo = await renderSamplePhoto(1, "cat");
  const asked: string[] = [];
  const host = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end(photo);
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => host.close(resolve)));
  const at = (name: string) => `http://127.0.0.1:${(host.address() as AddressInfo).port}/${name}.jpg`;
  const { url } = await start({ fetchImages: true, speed: 10_000 });
  const create = async (path: string, authorization: string, body: unknown) =>
    fetch(`${url}${path}`, {
      method: "POST",
      headers: { ...headers, authorization },
      body: JSON.stringify(body),
    });
  await create("/openai/v1/videos", "Bearer sandbox", {
    prompt: "waves",
    input_reference: { image_url: at("video") },
  });
  await create("/fal/fal-ai/ltx-video", "Key sandbox", { prompt: "waves", image_url: at("fal") });
  await create("/openai/v1/responses", "Bearer sandbox", {
    model: "gpt-6-luna",
    background: true,
    tools: [{ type: "image_generation" }],
    input: [
      {
        role: "user",
        content: [
          { type: "input_text", text: "a mug" },
          { type: "input_image", image_url: at("card") },
        ],
      },
    ],
  });
  await vi.waitFor(() =>
    expect([...new Set(asked)].toSorted()).toEqual(["/card.jpg", "/fal.jpg", "/video.jpg"]),
  );
});

test("callbacks leave on their own when their time has come", async () => {
  const received: string[] = [];
  const receiver = createServer((request, response) => {
    received.push(`${request.method} ${request.url}`);
    response.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => receiver.close(resolve)));
  const callback = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/cb?t=1`;
  const { url } = await start({ speed: 1_000 });
  await fetch(`${url}/astria/tunes`, {
    method: "POST",
    headers,
    body: JSON.stringify(tuneBody({ callback })),
  });
  await vi.waitFor(() => expect(received).toEqual(["POST /cb?t=1"]), { timeout: 5_000 });
});

test("a webhook that is answered with an error, a redirect or not at all is sent again on its own, until it is taken", async () => {
  const ids: Array<string | string[] | undefined> = [];
  const receiver = createServer((request, response) => {
    ids.push(request.headers["webhook-id"]);
    if (ids.length === 1) response.writeHead(500).end();
    else if (ids.length === 2) response.writeHead(307, { location: "/elsewhere" }).end();
    else if (ids.length === 3) request.socket.destroy();
    else response.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => receiver.close(resolve)));
  const app = {
    url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
    webhookSecret: `whsec_${btoa("a secret of the tests")}`,
  };
  const { url, sandbox } = await start({ speed: 1_000, app });
  const body = JSON.stringify({ model: "gpt-6-luna", input: "hello", background: true });
  await fetch(`${url}/openai/v1/responses`, { method: "POST", headers, body });
  await vi.waitFor(() => expect(ids).toHaveLength(4), { timeout: 5_000 });
  await vi.waitFor(() => expect(sandbox.nextDueAt()).toBeNull());
  expect(new Set(ids).size).toBe(1);
});

test("the handlers serve msw's setupServer too", async () => {
  const { setupServer } = await import("msw/node");
  const { createSandbox } = await import("./create-sandbox");
  const sandbox = createSandbox();
  const msw = setupServer(...sandbox.handlers);
  msw.listen({ onUnhandledFrame: "error" });
  closing.push(async () => msw.close());
  expect(await (await fetch("http://sandbox.test/astria/tunes", { headers })).json()).toEqual([]);
  sandbox.setFaults("drop-after-success");
  const body = JSON.stringify(tuneBody());
  await expect(fetch("http://sandbox.test/astria/tunes", { method: "POST", headers, body })).rejects.toThrow(
    TypeError,
  );
  expect(sandbox.journal.count()).toBe(2);
});
