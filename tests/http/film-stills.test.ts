import sharp from "sharp";
import { beforeAll, expect, test, vi } from "vitest";
import { loadFile } from "@/lib/db/storage";
import { removeFiles } from "@/lib/db/leftover-files";
import { smallPath, smallSides } from "@/lib/jobs/small-picture";
import { renderFilm } from "@/sandbox/films/film";
import { callRoute } from "../support/call-route";
import { interceptFetch } from "../support/intercept-fetch";
import { callPieces } from "../support/piece-calls";
import { problem } from "../support/problem";
import { testSecrets } from "../support/world";
import { bytesOf, forGood, useKeptPictures } from "./kept-pictures";

const pieces = await import("@/app/api/pieces/route");
const { result, ask } = useKeptPictures();

const authorization = `Bearer ${testSecrets.cron}`;
const size = { width: 640, height: 360 };
let film: Buffer;

beforeAll(async () => {
  const made = await renderFilm({ prompt: "Waves at dusk", seconds: 4, size, take: "1" });
  // A film is large for what comes after its first second: here for nothing.
  const rest = Buffer.alloc(6_000_000);
  rest.writeUInt32BE(rest.length);
  rest.write("free", 4, "latin1");
  film = Buffer.concat([made, rest]);
});

/** Answers in place of the renderer's address, as its route does unless told otherwise; counts calls, and what they read of films. */
function standIn(answer = (body: string) => askRenderer(body)) {
  const seen = { calls: 0, bytes: 0 };
  interceptFetch(async ({ url, body, method }, send) => {
    if (url.endsWith("/api/pieces")) {
      seen.calls++;
      return answer(body);
    }
    const response = await send();
    const range = /^bytes (\d+)-(\d+)/.exec(response.headers.get("content-range") ?? "");
    if (method === "GET" && range) seen.bytes += Number(range[2]) - Number(range[1]) + 1;
    return response;
  });
  return seen;
}

function askRenderer(body: string, headers: Record<string, string> = { authorization }): Promise<Response> {
  const init = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body };
  return callRoute(pieces.POST, "/api/pieces", init);
}

const kept = (bytes = film) => result("video.mp4", bytes, "video/mp4");

/** How many of the small ones lie beside it. */
async function beside(path: string): Promise<number> {
  const files = await Promise.all(smallSides.map((side) => loadFile("artifacts", smallPath(path, side))));
  return files.filter(Boolean).length;
}

test("the first who asks for a film's still has it made of its first second, once for all sizes, and kept", async () => {
  const { address, path } = await kept();
  const seen = standIn();
  const answers = await Promise.all([256, 768, 256].map((w) => ask(`${address}&w=${w}`)));
  for (const [index, width] of [256, 640, 256].entries()) {
    const answer = answers[index] ?? new Response();
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, forGood]);
    expect(answer.headers.get("content-type")).toBe("image/webp");
    const still = await sharp(await bytesOf(answer)).metadata();
    expect([still.format, still.width, still.height]).toEqual(["webp", width, (width * 9) / 16]);
  }
  expect(seen.calls).toBe(1);
  expect(seen.bytes).toBeLessThan(film.length / 3);
  expect(await beside(path)).toBe(2);
  expect((await ask(`${address}&w=768`)).status).toBe(200);
  expect(seen.calls).toBe(1);
});

test("a still shows what the film does", async () => {
  const { address } = await kept();
  standIn();
  const { data, info } = await sharp(await bytesOf(await ask(`${address}&w=256`)))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const colours = new Set<string>();
  for (let at = 0; at < data.length; at += info.channels * 97)
    colours.add(data.subarray(at, at + 3).toString("hex"));
  // Neither black nor one colour.
  expect(colours.size).toBeGreaterThan(20);
  expect(Math.max(...data)).toBeGreaterThan(100);
});

test("what cannot be decoded has no still: the film is not sent in its place, and after three tries nobody tries again", async () => {
  const { address } = await kept(Buffer.concat([film.subarray(0, 200), Buffer.alloc(4_000, 7)]));
  const seen = standIn();
  for (let round = 0; round < 5; round++)
    expect(await problem(await ask(`${address}&w=768`))).toMatchObject({ status: 404, code: "not_found" });
  expect(seen.calls).toBe(3);
  expect((await ask(address)).status).toBe(200);
});

test.each([
  ["is away", () => Promise.reject(new TypeError("fetch failed"))],
  ["is another one", async () => new Response("", { status: 202 })],
])("a renderer that %s costs a still, and no more", async (_, answer) => {
  const { address } = await kept();
  standIn(answer);
  expect(await problem(await ask(`${address}&w=256`))).toMatchObject({ status: 404, code: "not_found" });
  vi.restoreAllMocks();
  standIn();
  expect((await ask(`${address}&w=256`)).status).toBe(200);
});

test("a film that is removed while its still is drawn leaves nothing beside it", async () => {
  const { address, path } = await kept();
  standIn(async (body) => {
    const answer = await askRenderer(body);
    await removeFiles("artifacts", [path]);
    return answer;
  });
  await ask(`${address}&w=256`);
  expect(await loadFile("artifacts", path)).toBeNull();
  expect(await beside(path)).toBe(0);
});

test("the renderer draws stills for whoever has its key, of films that are there", async () => {
  const { path } = await kept();
  expect(await problem(await askRenderer(JSON.stringify({ still: path }), {}))).toMatchObject({
    status: 401,
    code: "unauthorized",
  });
  expect(await problem(await askRenderer(JSON.stringify({ still: `${path}x` })))).toMatchObject({
    status: 404,
    code: "not_found",
  });
  expect(await problem(await askRenderer("{}"))).toMatchObject({ status: 400, code: "invalid_still" });
  expect(await problem(await askRenderer("nothing"))).toMatchObject({ status: 400, code: "invalid_json" });
  const answer = await askRenderer(JSON.stringify({ still: path }));
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/webp"]);
  // Whoever sends nothing asks for pieces.
  expect((await callPieces()).status).toBe(202);
});
