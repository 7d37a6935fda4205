import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openaiBatches } from "@/lib/providers/openai-batches/openai-batches";
import { readLines } from "@/lib/providers/openai-batches/read-lines";
import { isWhole } from "@/lib/providers/openai-batches/read-result";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { openResult } from "./fetch-result";

/** How a place gives out a file, and after how many bytes each of its answers breaks off. */
interface Manners {
  honoursRange: boolean;
  saysLength: boolean;
  /** A connection that breaks is heard of; an answer that ends early and cleanly is not. */
  isClean: boolean;
  cuts: number[];
}

let file = Buffer.alloc(0);
let manners: Manners = { honoursRange: true, saysLength: true, isClean: false, cuts: [] };

const server = createServer((request, response) => {
  if (!request.url?.endsWith("/content")) {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ id: "f", object: "file", bytes: file.byteLength }));
    return;
  }
  const asked = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const from = manners.honoursRange ? asked : 0;
  if (from > 0 && from >= file.byteLength) return void response.writeHead(416).end();
  const rest = file.subarray(from);
  if (from > 0) {
    const range = `bytes ${from}-${file.byteLength - 1}/${manners.saysLength ? file.byteLength : "*"}`;
    response.writeHead(206, { "content-range": range });
  } else response.writeHead(200, manners.saysLength ? { "content-length": rest.byteLength } : {});
  const cut = manners.cuts.shift();
  if (cut === undefined || cut >= rest.byteLength) return void response.end(rest);
  const part = rest.subarray(0, cut);
  if (manners.isClean && !manners.saysLength) response.end(part);
  else response.write(part, () => response.destroy());
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
stubEnvironment({ OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: "sk-tests" });
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** Reads the file to its end, from behind the last whole line each time an answer breaks off. */
async function readAll(): Promise<{ lines: string[]; breaks: number }> {
  const lines: string[] = [];
  let at = 0;
  for (let breaks = 0; ; breaks++) {
    try {
      const offered = { url: `${baseUrl}/files/f/content`, expiresAt: null };
      for await (const line of readLines(await openResult(offered, openaiBatches, at, 10_000), at)) {
        if (!isWhole(line)) throw new Error("not all there yet");
        lines.push(line.text);
        at = line.end;
      }
      return { lines, breaks };
    } catch (error) {
      if (breaks > 20) throw error;
    }
  }
}

/** Lines of JSON with characters of one to four bytes, and with line breaks of other sorts inside. */
const lines = fc.array(
  fc
    .array(fc.constantFrom("a", "é", "語", "🦊", "\u2028", "\u2029", "\u0085"), { maxLength: 12 })
    .map((parts) => `{"caption":"${parts.join("")}"}`),
  { minLength: 1, maxLength: 12 },
);

test("a download cut at any byte goes on behind its last whole line, and every line comes exactly once", async () => {
  let broken = 0;
  const property = fc.asyncProperty(
    lines,
    fc.record({
      honoursRange: fc.boolean(),
      saysLength: fc.boolean(),
      isClean: fc.boolean(),
      cuts: fc.array(fc.nat(400), { maxLength: 4 }),
    }),
    fc.boolean(),
    async (lines, given, isEnded) => {
      file = Buffer.from(lines.join("\n") + (isEnded ? "\n" : ""));
      manners = { ...given, cuts: [...given.cuts] };
      const read = await readAll();
      broken += read.breaks;
      expect(read.lines).toEqual(lines);
    },
  );
  await fc.assert(property, { numRuns: 250 });
  // They were cut, and not only in places where it does not matter.
  expect(broken).toBeGreaterThan(100);
}, 60_000);

test.each([true, false])("and at every byte there is, where Range is honoured: %s", async (honoursRange) => {
  const lines = ['{"a":"é語🦊"}', '{"b":"\u2028"}', '{"c":1}'];
  const whole = Buffer.byteLength(lines.join("\n"));
  for (let cut = 0; cut < whole; cut++) {
    file = Buffer.from(lines.join("\n"));
    manners = { honoursRange, saysLength: cut % 2 === 0, isClean: true, cuts: [cut] };
    expect((await readAll()).lines).toEqual(lines);
  }
});

test("a last line that is all there, and broken, does not keep the others waiting", async () => {
  file = Buffer.from('{"a":1}\n{"b":');
  manners = { honoursRange: true, saysLength: false, isClean: true, cuts: [] };
  expect(await readAll()).toEqual({ lines: ['{"a":1}', '{"b":'], breaks: 0 });
});
