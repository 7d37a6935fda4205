/**
 * Sends or reads a large batch, in a process of its own, and prints what memory that took: `send-inline`, `send-links` or
 * `read`, with OPENAI_BASE_URL leading to the other end.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { openaiBatches } from "@/lib/providers/openai-batches/openai-batches";
import { readLines } from "@/lib/providers/openai-batches/read-lines";
import { readResult } from "@/lib/providers/openai-batches/read-result";
import type { LibraryPicture } from "@/lib/providers/provider";

/** Loading them takes memory as well, and is measured where it is done: here a few are sent again and again. */
async function* pictures(count: number, bytes: number): AsyncGenerator<LibraryPicture> {
  const jpegs = Array.from({ length: 8 }, () => randomBytes(bytes));
  for (let n = 0; n < count; n++) {
    const assetId = randomUUID();
    const jpeg = jpegs[n % jpegs.length];
    if (bytes > 0 && jpeg) yield { assetId, jpeg };
    else {
      const signature = randomBytes(32).toString("hex");
      yield { assetId, url: `https://app.test/api/assets/${assetId}/picture?signature=${signature}` };
    }
  }
}

async function send(count: number, bytes: number): Promise<number> {
  const request = { body: { model: "gpt-6-luna" }, files: [] };
  const context = { operationId: randomUUID(), callbackUrl: "", fileUrls: [] };
  await openaiBatches.start(request, { ...context, pictures: () => pictures(count, bytes) });
  return count;
}

async function read(): Promise<number> {
  const url = `${openaiBatches.baseUrl()}/files/f/content`;
  const response = await openaiBatches.open?.({ url, expiresAt: null }, {}, new AbortController().signal);
  if (!response?.body) throw new Error("nothing came");
  let tagged = 0;
  for await (const line of readLines(response.body, 0)) {
    if (readResult(line.text).result.type === "tagged") tagged += 1;
  }
  return tagged;
}

/** The most memory that this process has had, in megabytes. What its parent had counts in `maxRSS`, and not in Linux' own figure. */
function peakMb(): number {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const peak = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  return Math.round(Number(peak ?? process.resourceUsage().maxRSS) / 1_024);
}

const ways: Record<string, () => Promise<number>> = {
  "send-inline": () => send(2_900, 48_000),
  "send-links": () => send(50_000, 0),
  read,
};
async function main(way: string): Promise<void> {
  const beforeMb = peakMb();
  const startedAt = performance.now();
  const pieces = await ways[way]?.();
  const growthMb = peakMb() - beforeMb;
  const ms = Math.round(performance.now() - startedAt);
  const maxRssMb = Math.round(process.resourceUsage().maxRSS / 1_024);
  process.stdout.write(JSON.stringify({ pieces, beforeMb, growthMb, maxRssMb, ms }));
}

void main(process.argv[2] ?? "");
