import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test, vi } from "vitest";
import { z } from "zod";

const mostGrowthMb = 100;
const root = fileURLToPath(new URL("../../../", import.meta.url));

/** How many bytes came to `POST /files`. */
let received = 0;

/** 50,000 lines of 4 KB: about 200 MB, made of one piece again and again. */
const lines = 50_000;
const piece = Buffer.concat(Array.from({ length: 100 }, () => Buffer.from(`${resultLine()}\n`)));

function resultLine(): string {
  const answer = {
    tags: ["fox", "snow"],
    caption: "é🦊\u2028".repeat(405),
    colors: ["white"],
    contains_text: false,
  };
  const content = [{ type: "output_text", text: JSON.stringify(answer) }];
  const body = { status: "completed", output: [{ type: "message", content }] };
  return JSON.stringify({ custom_id: randomUUID(), response: { status_code: 200, body }, error: null });
}

const server = createServer((request, response) => void answer(request, response));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
vi.stubEnv("OPENAI_BASE_URL", baseUrl);
vi.stubEnv("OPENAI_API_KEY", "sk-tests");
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url?.endsWith("/content")) {
    response.writeHead(200, { "content-length": (piece.byteLength * lines) / 100 });
    for (let n = 0; n < lines / 100; n++) {
      if (!response.write(piece)) await new Promise<void>((resolve) => response.once("drain", resolve));
    }
    response.end();
    return;
  }
  let bytes = 0;
  for await (const chunk of request) bytes += (chunk as Buffer).byteLength;
  if (request.url?.endsWith("/files")) received = bytes;
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ id: "made", status: "validating" }));
}

const Figures = z.object({
  pieces: z.number(),
  beforeMb: z.number(),
  growthMb: z.number(),
  maxRssMb: z.number(),
  ms: z.number(),
});

/** What it takes a process of its own to do this. */
async function measure(way: string) {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/batch-memory.ts", way], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const figures = Figures.parse(JSON.parse(await text(child.stdout)));
  process.stdout.write(`memory of a batch, ${way}: ${JSON.stringify(figures)}\n`);
  return figures;
}

test.each([
  ["send-inline", 2_900, 185e6],
  ["send-links", 50_000, 60e6],
])(
  "a file of a batch takes no memory that grows with it: %s",
  async (way, pieces, bytes) => {
    const figures = await measure(way);
    expect(figures.pieces).toBe(pieces);
    expect(received).toBeGreaterThan(bytes);
    expect(figures.growthMb).toBeLessThan(mostGrowthMb);
  },
  60_000,
);

test("results of 200 MB take no memory that grows with them", async () => {
  expect((piece.byteLength * lines) / 100).toBeGreaterThan(195e6);
  const figures = await measure("read");
  expect(figures.pieces).toBe(lines);
  expect(figures.growthMb).toBeLessThan(mostGrowthMb);
}, 60_000);
